"""Banks: the simulated one, the driver that asks it, the deaths in between."""
