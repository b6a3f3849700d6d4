"""Workbooks: every kind of sheet, read back by another library than the one that wrote it."""
