"""What happens when something dies, is lost, doubled or late: the money is credited once, and nothing stays behind."""
