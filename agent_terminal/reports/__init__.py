"""What the terminal reports: its journal, with the shift's money, payments, notes and events."""
