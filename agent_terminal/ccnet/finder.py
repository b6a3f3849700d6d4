"""Looking for an acceptor on the ports of this computer: each at both rates, asking who is there and taking no note."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from agent_terminal.ccnet import happenings as h
from agent_terminal.ccnet.port import BAUDS
from agent_terminal.ccnet.probe import Talk, verdict
from agent_terminal.ccnet.probe_line import Ears, ProbeLine
from agent_terminal.ccnet.timing import Timing
from common.clock import Clock
from common.words import Words

TIMING = Timing(absent=1.2)
"""A device that is there answers its first POLL; what is silent for so long is no acceptor, or not at this rate."""
STEP_SECONDS = 0.05
TELL_SECONDS = 8.0
"""A device may be starting: it tells of itself soon, or is found without its name."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of one port at one rate."""

    line: str
    baud: int
    found: bool
    news: h.Identified | None = None
    money_waits: bool = False
    """The device keeps a receipt of a terminal's: it was left as it is."""
    problem: Words | None = None
    """Why nothing was found."""
    opened: bool = True


Stop = Callable[[], bool]


def look(line: str, baud: int, clock: Clock, stop: Stop, *, rts: bool = False, timing: Timing = TIMING) -> Attempt:
    """Whether an acceptor answers there; `stop` ends it within a moment."""
    talk = Talk(ProbeLine(line, baud, rts, Ears()), timing, lambda _: None, lets_in=False)
    problem = talk.cannot_open()
    if problem is not None:
        return Attempt(line, baud, found=False, problem=problem, opened=False)
    talk.start()
    try:
        _wait(talk, clock, stop)
    finally:
        talk.end()
    watch = talk.watch
    if talk.money is not None:
        return Attempt(line, baud, found=True, money_waits=True)
    if watch.online:
        return Attempt(line, baud, found=True, news=watch.news)
    return Attempt(line, baud, found=False, problem=verdict(talk.line.ears, echoes=watch.echoes))


def search(lines: list[str], clock: Clock, stop: Stop, look: Callable[..., Attempt] = look) -> Iterator[Attempt]:
    """Port after port; a port where one was found, or that does not open, is not tried at the other rate."""
    for line in lines:
        for baud in BAUDS:
            if stop():
                return
            attempt = look(line, baud, clock, stop)
            if stop() and not attempt.found:
                return
            yield attempt
            if attempt.found or not attempt.opened:
                break


def _wait(talk: Talk, clock: Clock, stop: Stop) -> None:
    """Until the device has told who it is, or nobody answers."""
    last: float | None = None
    while talk.alive() and not stop():
        if talk.watch.decided.is_set():
            if not talk.watch.online or talk.watch.identified:
                return
            last = last or clock.monotonic() + TELL_SECONDS
            if clock.monotonic() >= last:
                return
        clock.sleep(STEP_SECONDS)
