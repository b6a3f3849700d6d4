"""Journeys: real windows of real processes on a screen without a monitor, driven by real clicks and keys."""
