"""Orders of shops paid in cash at kiosks: their codes, their reservations, and the centre as their provider."""
