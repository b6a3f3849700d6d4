"""The receipt printer: a receipt as lines, as PDF, as ESC/POS, and where it is sent."""
