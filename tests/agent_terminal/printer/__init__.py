"""Tests of the papers: what stands on them, as lines, as PDF, as ESC/POS, and the ways to a printer."""
