"""The network of one lesson: which roles there are, who plays each of them, and the arrows between them."""

from launcher_app.network.seat import Player, Seat

__all__ = ["Player", "Seat"]
