"""Exhaustive in a small scope: each fault alone at each message and commit of a script, and pairs of them."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from random import Random

from tests.faults.simulation.plan import Fault
from tests.faults.simulation.schedule import lived

WAYS = {
    "pay": ({"captured": 1}, {"credit": 1}, {}),
    "kiosk cash": ({"captured": 1}, {"credit": 1}, {}),
    "refuse": ({"cancelled": 1}, {}, {}),
    "give up": ({"cancelled": 1}, {"void": 1}, {}),
    "reverse": ({"refunded": 1}, {"credit": 1, "reverse": 1}, {}),
    "order": (
        {}, {},
        {"captured": 1, "authorize at the bank": 1, "capture at the bank": 1, "refund at the bank": 1},
    ),
}  # fmt: skip
"""The scripts, and how each ends where all goes well: payments by status, the provider's operations by kind, and those
of shops' orders with the bank's."""
SCRIPTS = tuple(WAYS)
SEED = 1
OF_EACH_MESSAGE = (("drop_request", 0.0), ("drop_response", 0.0), ("duplicate", 2.0), ("delay_request", 60.0))
OF_EACH_COMMIT = (("crash_before", 2.0), ("crash_after", 2.0))


def astray() -> list[str]:
    """Scripts that do not end as they should: a «give up» without a fence would prove nothing about fences."""
    ends = ((script, lived(SEED, (), script)) for script in SCRIPTS)
    return [
        f"{script}: {dict(end.paid)} {dict(end.operations)} {dict(end.orders)}"
        for script, end in ends
        if (dict(end.paid), dict(end.operations), dict(end.orders)) != WAYS[script]
    ]


def singles(script: str) -> list[Fault]:
    """Every single fault around one run of a script in which all goes well."""
    well = lived(SEED, (), script)
    assert not well.wrong, (script, well.wrong)
    found = [
        Fault(kind, receiver, number, size)
        for receiver, messages in well.messages.items()
        for number in range(messages)
        for kind, size in OF_EACH_MESSAGE
    ]
    return found + [
        Fault(kind, node, number, size)
        for node, commits in well.commits_of.items()
        for number in range(commits)
        for kind, size in OF_EACH_COMMIT
    ]


def pairs(number: int, seed: int) -> Iterator[tuple[str, Sequence[Fault]]]:
    """So many pairs, drawn from all pairs of all scripts by a seed."""
    chance = Random(f"pairs {seed}")
    every = {script: singles(script) for script in SCRIPTS}
    for _ in range(number):
        script = chance.choice(SCRIPTS)
        yield script, tuple(chance.sample(every[script], 2))


def all_pairs() -> Iterator[tuple[str, Sequence[Fault]]]:
    """All of them."""
    for script in SCRIPTS:
        for pair in combinations(singles(script), 2):
            yield script, pair


def all_singles() -> Iterator[tuple[str, Sequence[Fault]]]:
    """Each alone."""
    for script in SCRIPTS:
        for fault in singles(script):
            yield script, (fault,)
