"""Which hops belong together, decided as they come."""

from collections.abc import Iterable

from common import ids
from launcher_app.feed.doors import Part, part_of
from launcher_app.feed.facts import Facts, facts
from launcher_app.feed.hop import Hop
from launcher_app.stories.group import Group
from launcher_app.stories.names import code_of, kind_of, names_of, sure
from launcher_app.stories.story import StoryKind

FOLDED = 500
"""So many polls are one line at the most."""


class Grouping:
    """Groups by key, in the order in which they began; not for several threads."""

    def __init__(self) -> None:
        """No hop yet."""
        self.groups: dict[str, Group] = {}
        self._of_hop: dict[int, Group] = {}
        self._named: dict[str, Group] = {}
        self._also: dict[str, str] = {}
        self._polls: Group | None = None
        self._folds = 0

    def of(self, key: str) -> Group | None:
        """A group by its key, or by that of one that turned out to be the same."""
        return self.groups.get(self._also.get(key, key))

    def of_hop(self, number: int) -> Group | None:
        """The group of a hop."""
        return self._of_hop.get(number)

    def of_payment(self, payment_id: str) -> Group | None:
        """The group of a payment."""
        name = f"code {ids.payment_code(payment_id)}" if ids.is_uuid(payment_id) else f"id {payment_id}"
        return self._named.get(name)

    def add(self, hop: Hop) -> Group:
        """The group that a hop, new or known better now, belongs to."""
        said = facts(hop.method, hop.path, hop.request, hop.reply)
        part = part_of(hop)
        group = self._of_hop.get(hop.number)
        if group is None:
            group = self._poll() if part is Part.POLL else self._found(hop, said, part)
            self._of_hop[hop.number] = group
        group.put(hop, said)
        if part is not Part.POLL:
            group = self._name(group, names_of(hop, said), said)
        return group

    def drop(self, number: int) -> Group | None:
        """Forget a hop; the group that it was in, None where that is no more."""
        group = self._of_hop.pop(number, None)
        if group is None:
            return None
        group.drop(number)
        if group.hops:
            return group
        self.groups.pop(group.key, None)
        for key in group.former:
            self._also.pop(key, None)
        for name in group.names:
            if self._named.get(name) is group:
                del self._named[name]
        if self._polls is group:
            self._polls = None
        return None

    def _found(self, hop: Hop, said: Facts, part: Part | None) -> Group:
        names = names_of(hop, said)
        known = [group for name in names if (group := self._named.get(name)) is not None]
        mine = next((one for one in known if not _differs(one, said)), None)
        if mine is not None:
            if mine.kind is StoryKind.OTHER:
                mine.kind = kind_of(part, said)
            return mine
        self._polls = None
        code = code_of(names)
        number = f"№{said.number}" if said.number else ""
        group = self._new(code or number or said.payment_id or hop.trace or hop.span, kind_of(part, said))
        group.code = code
        return group

    def _poll(self) -> Group:
        if self._polls is None or len(self._polls.hops) >= FOLDED:
            self._folds += 1
            self._polls = self._new(f"polls {self._folds}", StoryKind.POLLS)
        return self._polls

    def _new(self, key: str, kind: StoryKind) -> Group:
        taken, n = key, 1
        while taken in self.groups or taken in self._also:
            n += 1
            taken = f"{key} {n}"
        group = self.groups[taken] = Group(taken, kind)
        return group

    def _name(self, group: Group, names: Iterable[str], said: Facts) -> Group:
        """Remember the group by these names; others that have one of them are the same story."""
        if said.payment_id and not said.payment_id.isdecimal():
            group.payment_id = group.payment_id or said.payment_id
        for name in names:
            other = self._named.get(name)
            if other is not None and other is not group and other.key in self.groups:
                if sure(name) and not group.is_other_than(other):
                    group = self._merged(other, group)
                continue
            self._named[name] = group
            group.names.add(name)
        group.code = group.code or code_of(sorted(group.names))
        return group

    def _merged(self, one: Group, two: Group) -> Group:
        """Into the one that began first."""
        first, second = sorted((one, two), key=lambda group: min(group.hops))
        first.take_over(second)
        for number in second.hops:
            self._of_hop[number] = first
        for name in second.names:
            self._named[name] = first
        del self.groups[second.key]
        self._also |= dict.fromkeys((second.key, *second.former), first.key)
        return first


def _differs(group: Group, said: Facts) -> bool:
    """Whether the hop is of another payment than the group, though they share a trace."""
    mine = said.payment_id
    return bool(mine and group.payment_id and not mine.isdecimal() and mine != group.payment_id)
