"""Tests of the card vault."""
