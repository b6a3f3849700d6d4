"""Dynamic barcodes: how long they live, who wins, who guesses, what a lost pool costs."""
