"""What goes wrong on one arrow of the network: by order for the next requests, or by chance that a seed repeats."""

import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from common import ids, spawn
from common.words import Words

WHOLE = 10_000


class FaultKind(StrEnum):
    """The faults there are."""

    DELAY = "delay"
    CUT = "cut"
    LOST_REPLY = "lost_reply"
    SERVER_ERROR = "server_error"
    WRONG_LOGIN = "wrong_login"
    DOUBLED = "doubled"
    CHANGED_SUM = "changed_sum"


WORDS = {
    FaultKind.DELAY: Words("задержка", "delay"),
    FaultKind.CUT: Words("обрыв: запрос не дошёл", "cut: the request did not arrive"),
    FaultKind.LOST_REPLY: Words("ответ потерян", "the reply was lost"),
    FaultKind.SERVER_ERROR: Words("подменён ответ: 500", "answered 500 instead"),
    FaultKind.WRONG_LOGIN: Words("подменён ответ: 401", "answered 401 instead"),
    FaultKind.DOUBLED: Words("запрос послан дважды", "the request was sent twice"),
    FaultKind.CHANGED_SUM: Words("сумма изменена в пути", "the sum was changed on its way"),
}


class Fault(NamedTuple):
    """One fault of one request; `milliseconds` is how long a delay is, `rule` the number of the rule that made it."""

    kind: FaultKind
    milliseconds: int = 0
    rule: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A fault by chance: `share` of 10 000 requests to this door, or to any without a path.

    `number` is for who counts how often the rule worked.
    """

    kind: FaultKind
    share: int
    path: str = ""
    milliseconds: int = 2_000
    number: int = 0


class Faults:
    """The n-th request of a path meets the same fault whenever the seed, the arrow and the rules are the same."""

    def __init__(self, seed: int = 0, arrow: str = "", rules: Sequence[Rule] = ()) -> None:
        """Without rules nothing goes wrong but what is ordered."""
        self._seed = seed
        self._arrow = arrow
        self._rules = tuple(rules)
        self._lock = spawn.Lock()
        self._asked: Counter[str] = Counter()
        self._orders: list[tuple[FaultKind, str, int]] = []
        self.met: Counter[FaultKind] = Counter()
        """How often each fault happened."""
        self.outcomes: list[tuple[str, str]] = []
        """What every request met, in their order: its path and a fault's name or nothing."""

    def order(self, kind: FaultKind, path: str = "", times: int = 1, milliseconds: int = 2_000) -> None:
        """The next requests to this door, or to any without a path, meet this fault."""
        with self._lock:
            self._orders += [(kind, path, milliseconds)] * times

    def call_off(self) -> None:
        """What was ordered and did not happen does not happen any more."""
        with self._lock:
            self._orders.clear()

    def storm(self, *rules: Rule) -> None:
        """From now on these rules hold, counted from here: the same storm comes again with the same seed."""
        with self._lock:
            self._rules = rules
            self._asked.clear()
            self.outcomes.clear()

    def use(self, rules: Sequence[Rule]) -> None:
        """From now on these rules hold; requests are counted on."""
        with self._lock:
            self._rules = tuple(rules)

    def draw(self, path: str) -> Fault | None:
        """What the request that comes now meets: what was ordered, else by the first of the rules that hits it."""
        with self._lock:
            found = self._ordered(path) or self._drawn(path)
            self._asked[path] += 1
            self.outcomes.append((path, found.kind.value if found else ""))
            if found:
                self.met[found.kind] += 1
            return found

    def _ordered(self, path: str) -> Fault | None:
        for place, (kind, door, milliseconds) in enumerate(self._orders):
            if at(path, door):
                del self._orders[place]
                return Fault(kind, milliseconds)
        return None

    def _drawn(self, path: str) -> Fault | None:
        """Each request has a draw of its own, so that what others do at the same time changes nothing."""
        name = f"{self._seed} {self._arrow} {path} {self._asked[path]}"
        chance = ids.chance(zlib.crc32(name.encode()))
        for rule in self._rules:
            if at(path, rule.path) and chance.randrange(WHOLE) < rule.share:
                return Fault(rule.kind, rule.milliseconds, rule.number)
        return None


def at(path: str, door: str) -> bool:
    """Whether a request's path is this door's, whatever is asked in its query; a door may be one query, too."""
    return not door or door in (path, path.partition("?")[0])
