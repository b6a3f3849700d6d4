"""Rows of reports, schedules, letters and imported registers: their only SQL."""
