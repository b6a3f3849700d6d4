"""The terminal's rules: a payer's session, sums and limits, what blocks the terminal; no I/O and no clock."""
