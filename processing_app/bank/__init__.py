"""Banks behind the centre: one contract for every adapter, and the simulated bank."""
