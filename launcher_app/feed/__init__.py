"""What the roles said to each other: their own exchange lines and what the proxies saw, joined into hops."""

from launcher_app.feed.hop import Hop, Outcome

__all__ = ["Hop", "Outcome"]
