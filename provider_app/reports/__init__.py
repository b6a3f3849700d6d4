"""What the provider reports: a statement to each subscriber, the comparison of centres' registers with its books."""
