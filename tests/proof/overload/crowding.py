"""Three times more payments than a centre can take: it takes as many as ever, as fast, and sends the others back."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

import msgspec

from tests.proof.figure import Figure, Figures
from tests.proof.form import Form
from tests.proof.overload.house import House
from tests.proof.overload.loads import Loads, p99_of_parts, share
from tests.proof.overload.plan import Plan, Sent
from tests.proof.overload.watching import watched

LANE = "overload"
TIMES = 3
"""So many times what it can take is offered."""
FULL, CROWD = 64, 400
"""Connections: as many as there are places inside, and as many as keep the schedule whatever happens."""
FEW = 16
PART_SECONDS = 0.25


class Size(NamedTuple):
    """How much is run; the bounds of a sample leave room for others on the machine."""

    rounds: int
    seconds: float
    goodput: float
    impatient: float
    slower: float
    offered: float
    told: float
    wall: float


SIZES = {
    Form.SAMPLE: Size(rounds=2, seconds=1.0, goodput=0.7, impatient=0.25, slower=5, offered=1.5, told=3, wall=0.3),
    Form.SHORT: Size(rounds=5, seconds=2.0, goodput=0.9, impatient=0.4, slower=2, offered=2.7, told=1.5, wall=0.5),
    Form.LONG: Size(rounds=40, seconds=10.0, goodput=0.9, impatient=0.4, slower=2, offered=2.7, told=1.5, wall=0.5),
}
MEGABYTES = 100.0
BACK_SECONDS = 5.0
WAITING = 128
ASKED = 2_000
REPEATED = 200


class Load(NamedTuple):
    """What was sent, what came of it, and the centre's processor time meanwhile."""

    plan: Plan
    sent: Sent
    processor: float

    @property
    def rate(self) -> float:
        """Accepted payments a second."""
        return self.sent.rate

    @property
    def worth(self) -> float:
        """Accepted payments a second of the centre's processor: neighbours on the machine take nothing off that."""
        return len(self.sent.accepted) / max(self.processor, 0.01)

    @property
    def p99(self) -> float:
        """Of a quarter of a second, in the middle of all: a pause of the machine is in one of them."""
        return median(p99_of_parts(self.sent, PART_SECONDS) or [float("inf")])


class Round(NamedTuple):
    """The same centre four times, one right after the other."""

    peak: Load
    crowd: Load
    calm: Load
    patient: Load


def run(seed: int, form: Form, folder: Path) -> list[Figure]:
    """Rounds of load, then the books."""
    return crowd(seed, SIZES[form], folder)


def crowd(seed: int, size: Size, folder: Path, *, by: Sequence[str] = ()) -> list[Figure]:
    """The same of any size, on any program that plays the centre."""
    figures = Figures(LANE, seed)
    with House(folder, by=by) as house, Loads(house.target, seed) as loads:

        def load(plan: Plan) -> Load:
            before = house.processor_seconds
            sent = loads.send(plan)
            return Load(plan, sent, house.processor_seconds - before)

        warm_up = load(loads.plan(FULL, size.seconds))
        with watched(house) as seen:
            rounds = [_round(loads, load, size.seconds) for _ in range(size.rounds)]
        _tell(figures, size, rounds)
        figures.most("most waiting for the writer", max(seen.waiting), WAITING)
        figures.most("memory grown, MB", seen.grown_megabytes, MEGABYTES)
        _look_into_the_books(figures, house, loads, [warm_up, *(one for round_ in rounds for one in round_)])
    return figures.rows


def _round(loads: Loads, load: Callable[[Plan], Load], seconds: float) -> Round:
    peak = load(loads.plan(FULL, seconds, spare=CROWD - FULL))
    crowd = load(loads.plan(CROWD, seconds, rate=TIMES * peak.rate))
    calm = load(loads.plan(FULL, seconds, rate=peak.rate / 2))
    patient = load(loads.plan(CROWD, seconds, rate=TIMES * peak.rate, patient=True))
    return Round(peak, crowd, calm, patient)


def _tell(figures: Figures, size: Size, rounds: list[Round]) -> None:
    """Every ratio is of neighbours in time."""
    peak, crowd, calm, patient = rounds[-1]
    offered = median(_answers(one.crowd.sent) / one.crowd.sent.seconds / one.peak.rate for one in rounds)
    worth = median(one.patient.worth / one.peak.worth for one in rounds)
    wall = median(one.patient.rate / one.peak.rate for one in rounds)
    impatient = median(one.crowd.worth / one.peak.worth for one in rounds)
    slower = median(one.crowd.p99 / max(one.calm.p99, one.peak.p99) for one in rounds)
    told = median(_middle(one.crowd, refused=True) / _middle(one.crowd) for one in rounds)
    figures.least("offered, times the peak", offered, size.offered, f"peak {peak.rate:.0f} a second")
    words = f"the better of two: {worth:.2f} by the centre's processor time, {wall:.2f} by the clock on the wall"
    figures.least("goodput, of the peak, when senders come back as told", max(worth, wall), size.goodput, words)
    figures.least("the same by the clock on the wall", wall, size.wall, f"{patient.rate:.0f} a second")
    words = f"every refusal costs a part of a yes: {SIZES[Form.SHORT].goodput:g} is for senders who come back as told"
    figures.least("goodput, of the peak, when senders heed nothing", impatient, size.impatient, words)
    words = (
        f"p99 {1000 * crowd.p99:.0f} ms; without a crowd the larger of {1000 * calm.p99:.0f} at half the peak "
        f"and {1000 * peak.p99:.0f} at the peak"
    )
    figures.most("admitted p99, times that without a crowd", slower, size.slower, words)
    words = f"{1000 * _middle(crowd, refused=True):.1f} ms, {len(crowd.sent.refused) / crowd.sent.seconds:.0f} a second"
    figures.most("median refusal, of the median yes in the crowd", told, size.told, words)
    figures.least("refused in the crowd", len(crowd.sent.refused), len(crowd.sent.accepted) * 0.5)
    figures.most("refusals without Retry-After", sum(one.sent.unwaited for round_ in rounds for one in round_), 0)
    figures.most("seconds until normal", max(until_normal(one.calm.sent) for one in rounds), BACK_SECONDS)
    figures.none("other answers", [line for round_ in rounds for one in round_ for line in one.sent.other])


def _answers(sent: Sent) -> int:
    return len(sent.accepted) + len(sent.refused)


def _middle(load: Load, *, refused: bool = False) -> float:
    return share([one.took for one in (load.sent.refused if refused else load.sent.accepted)], 0.5)


def until_normal(calm: Sent) -> float:
    """The end of the last part in which more were refused than taken; never, when no better one came after it."""
    taken, refused = (Counter(int(one.due / PART_SECONDS) for one in some) for some in (calm.accepted, calm.refused))
    last = max((part for part in refused if refused[part] > taken[part]), default=-1)
    return (last + 1) * PART_SECONDS if any(part > last for part in taken) else float("inf")


def _look_into_the_books(figures: Figures, house: House, loads: Loads, all_of_them: list[Load]) -> None:
    """What was acknowledged is there, and nothing else; what was refused is not, until it is asked again."""
    accepted = [one.payment_id for load in all_of_them for one in load.sent.accepted]
    uncertain = [payment_id for load in all_of_them for payment_id in load.sent.unanswered]
    crowd = all_of_them[-3]
    refused = [one.payment_id for one in crowd.sent.refused][:ASKED]
    sample = accepted[-ASKED:]
    lost = len(sample) - house.known(sample)
    figures.most("refused and half done", house.known(refused), 0, f"of {len(refused)}")
    again = _again(loads, crowd.plan, refused[:REPEATED])
    figures.least("accepted when repeated", again, len(refused[:REPEATED]))
    kept = house.verified() - again - house.known(uncertain)
    figures.most("acknowledged and lost", max(lost, len(accepted) - kept), 0, f"of {len(accepted)}")
    figures.most("in the books and never acknowledged", kept - len(accepted), 0)


def _again(loads: Loads, plan: Plan, only: list[str]) -> int:
    """The same payments once more; how many were accepted now."""
    if not only:
        return 0
    again = msgspec.structs.replace(plan, only=only, connections=FEW, seconds=BACK_SECONDS, rate=0, most=plan.number)
    return len(loads.send(again).accepted)
