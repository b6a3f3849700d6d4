"""What a person looks for among the stories: by text, arrow, outcome and mark."""

import msgspec

from launcher_app.feed.hop import Arrow, Hop, Outcome


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """Empty parts ask for nothing; `text` is a code or its beginning, an account, a verb, a path, words of a body."""

    text: str = ""
    arrows: frozenset[Arrow] = frozenset()
    outcomes: frozenset[Outcome] = frozenset()
    only_starred: bool = False
    hide_polls: bool = True

    def fits(self, hop: Hop) -> bool:
        """Whether a hop has one of the arrows and one of the outcomes that are asked for."""
        return (not self.arrows or hop.arrow in self.arrows) and (not self.outcomes or hop.outcome in self.outcomes)
