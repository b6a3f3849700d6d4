"""Explains a hop: what was asked, what came back, what that means for the money, and what comes next."""

from collections.abc import Sequence

from common.words import same
from launcher_app.explaining.explanation import Explanation
from launcher_app.feed.hop import Hop


def explained(hop: Hop, story_hops: Sequence[Hop] = ()) -> Explanation:
    """In the light of the other hops of its story: repeats are told from first times."""
    return Explanation(words=same(f"{hop.method} {hop.path}"))
