"""The hops of one story while it grows, and what they say of it."""

from common.shown_status import ShownStatus
from launcher_app.feed.facts import Facts
from launcher_app.feed.hop import Hop
from launcher_app.stories.story import Story, StoryKind


class Group:
    """Not for several threads.

    `former` are the keys of those that turned out to be this one; `told` is what the centre said last of the payment
    when the terminal asked, and when.
    """

    def __init__(self, key: str, kind: StoryKind) -> None:
        """Without a hop yet."""
        self.key = key
        self.kind = kind
        self.code = ""
        self.payment_id = ""
        self.provider_id = 0
        self.names: set[str] = set()
        self.former: list[str] = []
        self.hops: dict[int, Hop] = {}
        self.facts: dict[int, Facts] = {}
        self.texts: dict[int, str] = {}
        self.told: tuple[int, ShownStatus] | None = None
        self.story: Story | None = None
        self.head = ""

    def put(self, hop: Hop, facts: Facts) -> None:
        """A new hop, or one that is known better now."""
        self.hops[hop.number] = hop
        self.facts[hop.number] = facts
        self.provider_id = self.provider_id or facts.provider_id

    def drop(self, number: int) -> None:
        """A hop that is kept no more."""
        self.hops.pop(number, None)
        self.facts.pop(number, None)
        self.texts.pop(number, None)

    def in_order(self) -> list[Hop]:
        """As they began."""
        return sorted(self.hops.values(), key=lambda hop: (hop.at_ms, hop.number))

    def is_other_than(self, other: "Group") -> bool:
        """Whether both are known to be of different payments, whatever they have in common."""
        return bool(self.payment_id and other.payment_id and self.payment_id != other.payment_id)

    def take_over(self, other: "Group") -> None:
        """The other one turned out to be the same story."""
        self.hops.update(other.hops)
        self.facts.update(other.facts)
        self.texts.update(other.texts)
        self.names |= other.names
        self.former += (other.key, *other.former)
        self.code = self.code or other.code
        self.payment_id = self.payment_id or other.payment_id
        self.provider_id = self.provider_id or other.provider_id
        self.told = max(self.told or (0, ShownStatus.CREATED), other.told) if other.told else self.told
