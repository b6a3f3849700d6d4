"""What goes wrong in a schedule: a list of faults, drawn from a seed by swarm, that can be shortened and replayed."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from random import Random

NODES = ("centre", "provider", "terminal", "consumer")
SERVERS = ("centre", "provider", "consumer")
SHOP = "shop"
"""What shops and payers ask the centre is numbered apart from what the other roles do."""
VAULT, BANK = "vault", "bank"
"""Databases of the centre's process whose commits are numbered apart: it dies at them as at its own."""
MOODS = ("slow", "silent", "late", "unknown_once", "lying", "garbage", "refusing")
"""Of the shops' bank."""
ABSENT = 0.35
"""The chance that a schedule knows a kind of fault not at all."""
STATUS = "provider status"
"""Questions what became of a payment have numbers of their own: only they are lied to."""
MESSAGES, COMMITS = 30, 40
"""So many messages to a role and commits of a role may be hit; later ones go well."""
FAULTY_SECONDS = 400.0
DAY = 86_400.0

OF_MESSAGES = ("drop_request", "drop_response", "duplicate", "delay_request", "delay_response", "refuse", "slow",
               "error_before", "error_after", "garbage", "truncate", "lie", "wrong_sum", "wrong_id")  # fmt: skip
"""A message that is delayed is overtaken by those after it: order is never promised."""
OF_COMMITS = ("crash_before", "crash_after", "disk_full", "io_error", "busy", "false_error")
"""`false_error`: all is written, and an error is told all the same."""
OF_TIME = ("clog", "partition", "skew", "clock_jump", "second_worker", "freeze", "calendar", "osmp", "mood")
"""`freeze`: a process is stopped and goes on later as if nothing had been. `calendar`: the day is a special one.
`osmp`: centre and provider speak the dialect that has no status, no void and no reversal. `mood`: the shops' bank is
slow, silent, lying…, as `where` says."""
LIES = ("lie", "wrong_sum", "wrong_id")
"""They strike only where there is an answer to be changed."""
OF_ONE = {"lie": (STATUS,), "wrong_sum": ("provider",)}
"""Whose answers alone are changed so."""
RARE = {"osmp": 0.8}
"""What most schedules are without."""
OF_DEVICE = ("jam", "cassette_jam", "power", "cheat", "cassette_out", "cable", "noise", "bad_crc", "lost_ack",
             "lost_answer", "device_busy", "reject")  # fmt: skip
KINDS = (*OF_MESSAGES, *OF_COMMITS, *OF_TIME, *OF_DEVICE)
MOST = {
    "drop_request": 0.25, "drop_response": 0.25, "duplicate": 0.25, "delay_request": 0.12, "delay_response": 0.12,
    "refuse": 0.15, "slow": 0.1, "error_before": 0.1, "error_after": 0.1, "garbage": 0.08, "truncate": 0.08,
    "lie": 1.6, "wrong_sum": 0.4, "wrong_id": 0.15, "crash_before": 0.05, "crash_after": 0.05, "disk_full": 0.04,
    "io_error": 0.04, "busy": 0.06, "false_error": 0.05,
}  # fmt: skip
"""How often at the most a message or a commit suffers it, in the schedules that know it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """`at` is the number of a message to `where`, of a commit of `where`, or a moment in seconds; `size` is seconds."""

    kind: str
    where: str
    at: float
    size: float = 0.0

    def __str__(self) -> str:
        number = f"#{self.at:.0f}" if self.kind in (*OF_MESSAGES, *OF_COMMITS) else f"at {self.at:.1f} s"
        return f"{self.kind} {self.where} {number}" + (f" ({self.size:.1f} s)" if self.size else "")


SPECIAL = (
    datetime(2030, 3, 31, 1, tzinfo=UTC),  # clocks of Europe go forward
    datetime(2030, 10, 27, 1, tzinfo=UTC),  # and back
    datetime(2030, 3, 31, 21, tzinfo=UTC),  # a month ends in Moscow
    datetime(2030, 12, 31, 21, tzinfo=UTC),  # a year ends in Moscow
    datetime(2031, 1, 1, tzinfo=UTC),  # and in Greenwich
    datetime(2032, 2, 28, 21, tzinfo=UTC),  # the day that not every year has
)
"""Moments that schedules live through, half a minute after their beginning."""
MOST_COPIES = 5


class Plan:
    """The faults of one schedule, looked up by where they strike; `struck` counts those that did."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        self.struck: Counter[str] = Counter()
        self.on = True
        self.osmp = any(fault.kind == "osmp" for fault in self.faults)
        self._at: defaultdict[tuple[str, int], list[Fault]] = defaultdict(list)
        for fault in self.faults:
            if fault.kind in OF_MESSAGES:
                self._at[f"to {fault.where}", int(fault.at)].append(fault)
            elif fault.kind in OF_COMMITS:
                self._at[f"commit {fault.where}", int(fault.at)].append(fault)

    def of_message(self, receiver: str, number: int) -> list[Fault]:
        """What happens to this message."""
        return self._struck(f"to {receiver}", number)

    def of_commit(self, node: str, number: int) -> list[Fault]:
        """What happens at this commit."""
        return self._struck(f"commit {node}", number)

    def of_time(self) -> list[Fault]:
        """What happens by itself, in order."""
        return sorted((one for one in self.faults if one.kind in (*OF_TIME, *OF_DEVICE)), key=_moment)

    def strikes(self, fault: Fault) -> None:
        """It happened."""
        self.struck[fault.kind] += 1

    def _struck(self, place: str, number: int) -> list[Fault]:
        found = self._at.get((place, number)) if self.on else None
        if not found:
            return []
        for fault in found:
            if fault.kind not in LIES:
                self.strikes(fault)
        return found


def _moment(fault: Fault) -> tuple[float, str]:
    return fault.at, fault.kind


def drawn(seed: int) -> list[Fault]:
    """The faults of a seed; of each kind none at all, or as many as its own intensity wants."""
    chance = Random(f"plan {seed}")
    faults: list[Fault] = []
    for kind in KINDS:
        if chance.random() < RARE.get(kind, ABSENT):
            continue
        faults += _of_kind(kind, chance)
    return faults


def _of_kind(kind: str, chance: Random) -> list[Fault]:
    if kind in OF_MESSAGES:
        often = chance.random() * MOST[kind]
        return [
            Fault(kind, where, number, _size(kind, chance))
            for where in OF_ONE.get(kind, SERVERS if kind in LIES else (*SERVERS, SHOP))
            for number in range(MESSAGES)
            if chance.random() < often
            for _ in range(_copies(kind, chance))
        ]
    if kind in OF_COMMITS:
        often = chance.random() * MOST[kind]
        return [
            Fault(kind, where, number, _size(kind, chance))
            for where in (*NODES, VAULT, BANK)
            for number in range(COMMITS)
            if chance.random() < often
        ]
    if kind in ("calendar", "osmp"):
        return [Fault(kind, "everywhere", 0.0, float(chance.randrange(len(SPECIAL))) if kind == "calendar" else 0.0)]
    if kind in OF_TIME:
        return [_of_time(kind, chance) for _ in range(chance.randrange(1, 3))]
    return [Fault(kind, "device", chance.uniform(0, 60), chance.choice((1.0, 7.0)))]


def _of_time(kind: str, chance: Random) -> Fault:
    if kind in ("clog", "partition"):
        size = chance.choice((5.0, 40.0, 120.0))
        return Fault(kind, chance.choice(SERVERS), chance.uniform(0, 60), size)
    if kind == "mood":
        return Fault(kind, chance.choice(MOODS), chance.uniform(0, 60), chance.choice((5.0, 40.0, 120.0)))
    if kind == "freeze":
        return Fault(kind, chance.choice(NODES), chance.uniform(0, 60), chance.choice((1.0, 30.0, 120.0, 600.0)))
    if kind == "second_worker":
        return Fault(kind, chance.choice(("centre", "terminal")), 0.0)
    hours = chance.choice((-24, -1, -0.01, 0.01, 1, 24))
    return Fault(kind, chance.choice(NODES), 0.0 if kind == "skew" else chance.uniform(0, 60), hours * 3600.0)


def _copies(kind: str, chance: Random) -> int:
    """How often a message comes again."""
    return chance.randrange(2, MOST_COPIES) if kind == "duplicate" and chance.random() < 0.3 else 1


def _size(kind: str, chance: Random) -> float:
    if kind in ("delay_request", "delay_response", "duplicate"):
        draw = chance.random()
        return (
            chance.uniform(0, 20) if draw < 0.75 else chance.uniform(0, 600) if draw < 0.97 else chance.uniform(0, DAY)
        )
    if kind == "slow":
        return chance.choice((1.0, 4.0, 25.0, 60.0))
    if kind in OF_COMMITS:
        return chance.choice((0.2, 2.0, 30.0))
    return 0.0


def written(faults: Iterable[Fault]) -> list[dict[str, object]]:
    """As a file keeps them."""
    return [asdict(fault) for fault in faults]
