"""A day at a terminal by its seed: payers, notes and everything that can go wrong, drawn by chance."""

from collections.abc import Callable
from pathlib import Path
from random import Random

from agent_terminal.ccnet.codes import Status
from agent_terminal.ccnet.simulator.mechanics import Point
from agent_terminal.ccnet.simulator.options import ROUBLES, Options
from common import ids
from tests.faults.conditions import SECOND
from tests.faults.doom import SILENT, Death, Doom, Moment
from tests.faults.swift import Swift
from tests.faults.till import Till

AROUND_MONEY = (Status.ESCROW, Status.STACKING, Status.STACKED, Status.RETURNED, Status.POWER_UP_BILL_IN_STACKER)
STATES = (*Status, SILENT, *AROUND_MONEY * 4)
REASONS = (None, None, None, None, 0x60, 0x66, 0x68)
LINE_FAULTS = ("lost_answers", "lost_acks", "lost_commands", "bad_crcs", "naks", "splits")
NOISE = b"\xff\x02\x03\x81"
WISHES = (("pay",), ("pay", "done"), ("stop", "pay"), ("stop", "continue"), ("cancel",), ("stop", "cancel"), ())
WHOLE_TARIFF, FIXED_SUM = 1, 3
"""Two providers of the stand-in centre: any sum, and 437.50 exactly, which leaves a remainder of every note."""


class Day:
    """One terminal, one payer after another; `sessions` of them."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.seed = seed
        self.chance = ids.chance(seed)
        self.till = Till(folder, some_device(self.chance), Swift)
        self.misfortunes: list[str] = []

    def live(self, sessions: int) -> None:
        """All of them; after each the books must agree."""
        for number in range(sessions):
            self.misfortunes.append(f"— {number}")
            self._session()
            try:
                self.till.recover()
                self.till.leave()
                self.till.demand_books_agree()
            except AssertionError as wrong:
                happened = " · ".join(self.misfortunes)
                raise AssertionError(f"seed {self.seed}, session {number}: {happened}\n{wrong}") from wrong

    def _session(self) -> None:
        self._through(lambda: self.till.until(lambda: self.till.show() == "K0"))
        if self.till.show() == "K0":
            provider = self.chance.choice((WHOLE_TARIFF, WHOLE_TARIFF, FIXED_SUM))
            self.till.stand.to_cash(provider)
        for _ in range(self.chance.randrange(1, 5)):
            self._something()
            self._through(lambda: self.till.run(self.chance.uniform(0.2, 3.0)))
            if self.till.insert(self.chance.choice((*ROUBLES, None)), self.chance.choice(REASONS)):
                self._through(lambda: self.till.run(self.chance.uniform(0.2, 4.0)))
        self._through(lambda: self.till.run(self.chance.uniform(0.0, 6.0)))
        for wish in self.chance.choice(WISHES):
            self.till.want(wish)
        self.till.centre.join()
        self.till.centre.lose_replies = 0

    def _through(self, live: Callable[[], None]) -> None:
        """Live on; if the program dies on the way, it is started again some time later."""
        try:
            live()
        except Death:
            self._die()

    def _die(self) -> None:
        power_lost, dark = self.chance.random() < 0.5, self.chance.choice((0.1, 1.0, 4.0, 15.0))
        self.misfortunes.append(f"the program died, power lost: {power_lost}, dark {dark} s")
        self.till.die(power_lost=power_lost)
        self.till.come_back(dark)

    def _something(self) -> None:
        """A misfortune, now or waiting for its moment; a third of the time none."""
        if self.chance.random() < 0.33:
            return
        what = self.chance.choice(MISFORTUNES)
        self.misfortunes.append(what.__name__)
        what(self)

    def doom(self) -> None:
        condition, moment = self.chance.choice(STATES), self.chance.choice(list(Moment))
        self.misfortunes[-1] += f" {condition:02X} {moment.value}"
        self.till.doom(Doom(condition, moment))

    def death(self) -> None:
        self._die()

    def power_at_a_point(self) -> None:
        mechanics, point, pause = self.till.mechanics, self.chance.choice(list(Point)), self.chance.random() < 0.7
        self.misfortunes[-1] += f" {point.value}"

        def cut(now: float) -> None:
            mechanics.power_off(now)
            if pause:
                mechanics.power_on(now)

        mechanics.trap(point, cut)

    def power(self) -> None:
        self.till.blink()

    def jam(self) -> None:
        point, deep = self.chance.choice(list(Point)), self.chance.random() < 0.5
        self.misfortunes[-1] += f" {point.value}"
        self.till.mechanics.trap(point, lambda now: self._stuck(now, deep=deep))

    def _stuck(self, now: float, *, deep: bool) -> None:
        if self.till.mechanics.powered:
            self.till.mechanics.jam(now, in_cassette=deep)

    def cheat(self) -> None:
        point = self.chance.choice([Point.ACCEPTING, Point.IN_ESCROW, Point.BEFORE_EXIT_SENSOR])
        self.misfortunes[-1] += f" {point.value}"
        self.till.mechanics.trap(point, self.till.mechanics.cheat)

    def cassette(self) -> None:
        point = self.chance.choice(list(Point))
        self.misfortunes[-1] += f" {point.value}"
        self.till.mechanics.trap(point, self.till.mechanics.take_cassette)

    def full(self) -> None:
        self.till.mechanics.fill_cassette(self.till.clock.monotonic())

    def snatch(self) -> None:
        self.till.mechanics.pull(self.till.clock.monotonic())

    def second_note(self) -> None:
        point = self.chance.choice([Point.ACCEPTING, Point.IN_ESCROW, Point.AFTER_EXIT_SENSOR])
        self.till.mechanics.trap(point, self._push_another)

    def _push_another(self, now: float) -> None:
        self.till.mechanics.insert(SECOND, now)

    def busy(self) -> None:
        self.till.device.faults.busy_until = self.till.clock.monotonic() + self.chance.choice((1, 7, 20))

    def bad_line(self) -> None:
        for _ in range(3):
            setattr(self.till.device.faults, self.chance.choice(LINE_FAULTS), self.chance.randrange(5))
        self.till.device.faults.noise = NOISE

    def cable(self) -> None:
        self.till.wire.cut = not self.till.wire.cut

    def staff(self) -> None:
        self.till.staff()

    def reset(self) -> None:
        self.till.port.reset()

    def no_centre(self) -> None:
        self.till.centre.cut_off()

    def lost_replies(self) -> None:
        self.till.centre.lose_replies = 3


MISFORTUNES: tuple[Callable[[Day], None], ...] = (
    Day.doom,
    Day.doom,
    Day.doom,
    Day.doom,
    Day.death,
    Day.power_at_a_point,
    Day.power_at_a_point,
    Day.power,
    Day.jam,
    Day.cheat,
    Day.cassette,
    Day.full,
    Day.snatch,
    Day.second_note,
    Day.busy,
    Day.bad_line,
    Day.bad_line,
    Day.cable,
    Day.staff,
    Day.reset,
    Day.no_centre,
    Day.lost_replies,
)


def some_device(chance: Random) -> Options:
    """Devices differ in what they do after a note and at their start; all keep a receipt until it is ACKed."""
    return Options(
        initialize_seconds=chance.choice((0.6, 3.0)),
        linger_seconds=chance.choice((0.0, 0.0, 3.0)),
        accept_seconds=0.4,
        stack_seconds=chance.choice((0.3, 0.6, 1.5)),
        pause_seconds=chance.choice((10.0, None)),
        capacity=chance.choice((3, 600)),
        disabled_after_note=chance.random() < 0.3,
        reports_return_after_reset=chance.random() < 0.3,
        padded=chance.random() < 0.2,
    )
