"""The demonstration: the main job of the network done for real, with everything that may go wrong on the way."""
