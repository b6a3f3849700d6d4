"""Tests of units of work, snapshots and the file they live in."""
