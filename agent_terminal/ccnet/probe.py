"""`python3 run_all.py terminal probe PORT`: who is at this port, which notes it knows; watches notes, credits none."""

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

from agent_terminal.ccnet import probe_words
from agent_terminal.ccnet.port import BAUDS, TROUBLE, Port
from agent_terminal.ccnet.probe_line import Ears, ProbeLine
from agent_terminal.ccnet.probe_watch import MoneyWaits, Watch
from agent_terminal.ccnet.setup import ANY_CURRENCY
from agent_terminal.ccnet.timing import Timing
from agent_terminal.ccnet.why_not import SOCKET
from common import spawn
from common.clock import Clock, SystemClock
from common.logs import say, speak_utf8
from common.words import Language, Words

FINE, NO_ANSWER, MONEY_INSIDE, INTERRUPTED = 0, 3, 5, 130
TIMING = Timing(absent=3.0)
"""Who has not answered for so long at one rate is tried at the other."""
STEP_SECONDS = 0.2
END_SECONDS = 10.0


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="run_all.py terminal probe",
        description="Проверить купюроприёмник, ничего не зачисляя / probe an acceptor, crediting nothing",
    )
    parser.add_argument("port", metavar="PORT", help="COM3, /dev/ttyUSB0, socket://127.0.0.1:8200")
    parser.add_argument("--speed", type=int, choices=BAUDS, help="скорость; без неё обе / rate; both by default")
    parser.add_argument("--seconds", type=float, help="закончить через столько секунд / end after so many seconds")
    parser.add_argument("--rts", action="store_true", help="поднять RTS: Cashcode GX по USB / raise RTS")
    parser.add_argument("--frames", action="store_true", help="показывать кадры / show the frames")
    parser.add_argument("--lang", choices=("ru", "en"), default="ru", help="язык / language")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None, *, timing: Timing = TIMING) -> int:
    """Probe until told to end; the exit code."""
    speak_utf8()
    logging.getLogger(Port.__module__).addHandler(logging.NullHandler())
    given = parse(arguments)
    probe = Probe(given, SystemClock(), timing)
    try:
        return probe.run()
    except KeyboardInterrupt:
        return INTERRUPTED


class Probe:
    """One run: the first rate at which the device answers is kept."""

    def __init__(self, given: argparse.Namespace, clock: Clock, timing: Timing) -> None:
        """Nothing is opened yet."""
        self._given = given
        self._clock = clock
        self._timing = timing
        self._language: Language = given.lang
        self._ends = None if given.seconds is None else clock.monotonic() + given.seconds

    def run(self) -> int:
        """Try the rates, then watch."""
        ears = Ears(self._show if self._given.frames else None)
        echoes = False
        for speed in self._speeds():
            talk = Talk(ProbeLine(self._given.port, speed, self._given.rts, ears), self._timing, self._show)
            problem = talk.cannot_open()
            if problem is not None:
                return self._failed(problem)
            self._show(probe_words.OPENED.format(line=self._given.port, speed=speed))
            code = self._talk(talk)
            if code is not None:
                return code
            echoes = echoes or talk.watch.echoes
        return self._failed(verdict(ears, echoes=echoes))

    def _speeds(self) -> Sequence[int]:
        """A socket has no rate."""
        if self._given.speed is not None:
            return (self._given.speed,)
        return BAUDS[:1] if self._given.port.startswith(SOCKET) else BAUDS

    def _talk(self, talk: "Talk") -> int | None:
        """The exit code, or None when nobody answers at this rate."""
        interrupted = False
        talk.start()
        try:
            self._wait(talk, talk.watch.decided.is_set)
            if talk.watch.online:
                self._wait(talk, lambda: False)
        except KeyboardInterrupt:
            interrupted = True
            self._show(probe_words.LEAVING)
        finally:
            talk.end()
        return self._outcome(talk, interrupted=interrupted)

    def _wait(self, talk: "Talk", ready: Callable[[], bool]) -> None:
        """Short waits, as Windows delivers Ctrl+C only between them."""
        while talk.alive() and not ready() and not self._over():
            self._clock.sleep(STEP_SECONDS)

    def _over(self) -> bool:
        return self._ends is not None and self._clock.monotonic() >= self._ends

    def _outcome(self, talk: "Talk", *, interrupted: bool) -> int | None:
        if talk.money is not None:
            return self._failed(probe_words.money_waits(talk.money.note), MONEY_INSIDE)
        if not talk.watch.online and not interrupted:
            return None
        ears = talk.line.ears
        self._show(probe_words.SEEN.format(returned=talk.watch.notes_returned, garbled=ears.garbled))
        if talk.watch.identified:
            return FINE
        return INTERRUPTED if interrupted else self._failed(probe_words.NOT_IN_TIME)

    def _failed(self, what: Words, code: int = NO_ANSWER) -> int:
        say(f"{what.of(self._language)}\n{probe_words.ADVICE.of(self._language)}", sys.stderr)
        return code

    def _show(self, what: Words) -> None:
        say(what.of(self._language))


class Talk:
    """The driver at work on one line, in a thread of its own."""

    def __init__(self, line: ProbeLine, timing: Timing, show: Callable[[Words], None], *, lets_in: bool = True) -> None:
        """Nothing is opened yet. Without `lets_in` the mouth stays closed."""
        self.line = line
        self.watch = Watch(show, lets_in=lets_in)
        self.money: MoneyWaits | None = None
        self._gap = timing.gap
        self._stop = spawn.Signal()
        self._port = Port(line, self.watch, SystemClock(), currency=ANY_CURRENCY, timing=timing)
        self.watch.accept = self._port.accept
        self._thread: spawn.Thread | None = None

    def cannot_open(self) -> Words | None:
        """Why the port does not open; the driver itself would go on trying for ever."""
        try:
            self.line.open(self._gap).close()
        except TROUBLE as problem:
            return self.line.why_not(problem)
        return None

    def start(self) -> None:
        """Begin to poll."""
        self._thread = spawn.thread("probe", self._run)

    def end(self) -> None:
        """Shut the mouth, if notes were let in, and let the line go."""
        self._stop.set()
        if self._thread is not None:
            with suppress(KeyboardInterrupt):
                self._thread.join(END_SECONDS)

    def alive(self) -> bool:
        """Whether it still talks."""
        return self._thread is not None and self._thread.is_alive()

    def _run(self) -> None:
        try:
            self._port.run(self._stop.is_set)
        except MoneyWaits as money:
            self.money = money


def verdict(ears: Ears, *, echoes: bool) -> Words:
    """What it means that no device was found."""
    if ears.garbled:
        return probe_words.WRONG_CHECKSUM.format(count=ears.garbled)
    if echoes:
        return probe_words.ECHO
    if ears.heard_bytes:
        return probe_words.NOISE.format(count=ears.heard_bytes)
    return probe_words.SILENT
