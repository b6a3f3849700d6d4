"""A payer's session before an acceptor with a mind of its own: after everything, each note is somewhere, and once."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from agent_terminal.ccnet.simulator.mechanics import Point
from agent_terminal.ccnet.simulator.options import ROUBLES
from tests.faults.day import FIXED_SUM, WHOLE_TARIFF
from tests.faults.swift import Swift
from tests.faults.till import Till

POINTS = st.sampled_from(list(Point))
WISHES = ("pay", "done", "stop", "continue", "cancel", "back", "again", "touch", "other_number")


class AtTheTill(RuleBasedStateMachine):
    """The books are compared at the end of every program of steps: notes, sessions, payments and slips."""

    def __init__(self) -> None:
        """A terminal with its device, in virtual time."""
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
        self.till = Till(self.folder / "till", opened=Swift)
        self.steps = 0

    def teardown(self) -> None:
        """Nothing new goes wrong, staff come, and every kopeck is found."""
        try:
            self.till.recover()
            self.till.leave()
            self.till.demand_books_agree()
        finally:
            self.till.close()
            shutil.rmtree(self.folder)

    @precondition(lambda self: self.till.show() == "K0")
    @rule(provider=st.sampled_from([WHOLE_TARIFF, FIXED_SUM]))
    def come(self, provider: int) -> None:
        """A payer types his number and confirms it."""
        if self.till._rests():
            self.till.stand.to_cash(provider)

    @rule(note=st.sampled_from([*ROUBLES, None]), seconds=st.floats(0.1, 5.0))
    def insert(self, note: int | None, seconds: float) -> None:
        """A note, a while to look at it."""
        self.till.insert(note)
        self.till.run(seconds)

    @rule(wish=st.sampled_from(WISHES))
    def want(self, wish: str) -> None:
        """The payer presses what can be pressed."""
        self.till.want(wish)

    @rule(seconds=st.floats(0.1, 30.0))
    def wait(self, seconds: float) -> None:
        """Nothing happens for a while."""
        self.till.run(seconds)

    @rule(power=st.booleans(), dark=st.sampled_from([0.1, 1.0, 15.0]))
    def die(self, power: bool, dark: float) -> None:
        """The program ends, with the device or without it, and begins again."""
        self.till.die(power_lost=power)
        self.till.come_back(dark)

    @rule(point=POINTS)
    def lose_power(self, point: Point) -> None:
        """The device alone, when a note is just there."""
        mechanics = self.till.mechanics

        def blink(now: float) -> None:
            mechanics.power_off(now)
            mechanics.power_on(now)

        mechanics.trap(point, blink)

    @rule(point=POINTS)
    def jam(self, point: Point) -> None:
        """A note is stuck there."""
        mechanics = self.till.mechanics
        mechanics.trap(point, lambda now: mechanics.jam(now) if mechanics.powered else None)

    @rule()
    def pull_the_cable(self) -> None:
        """Or put it back."""
        self.till.wire.cut = not self.till.wire.cut

    @rule()
    def staff(self) -> None:
        """Somebody sets the device right."""
        self.till.staff()
