"""Logs: JSON lines per role and profile beside a readable console, one line per exchange; a thread writes them.

Nothing here masks: what is unsafe to show is never handed over (common/exchange.py leaves it out before).
"""

import logging
import sys
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from common import spawn, trace
from common.clock import Clock, stamp
from common.exchange import OF_WINDOW, Exchange
from common.words import Language

MAX_BYTES = 20 * 1024 * 1024
KEPT = 5
PAUSE_SECONDS = 0.2
RECENT_EXCHANGES, REFUSED_LOGINS = 200, 50
"""How many of the last are kept at hand for a window."""
LOGIN_REFUSED = 401
WAITING = 100_000
"""Lines kept in memory while the disk does not take them; beyond that the oldest are dropped and counted."""
TOGETHER = 1000
MAX_REPR = 500
NEWLINE = ord("\n")
LEVELS = {
    logging.DEBUG: "debug",
    logging.INFO: "info",
    logging.WARNING: "warning",
    logging.ERROR: "error",
    logging.CRITICAL: "error",
}


class LineFile:
    """A file of JSON lines that rotates: `name`, `name.1`, … `name.5`; a full disk costs lines, never the program."""

    def __init__(self, path: Path) -> None:
        """Lines are added to what is there."""
        self.path = path
        self.dropped = 0
        self._waiting: deque[Any] = deque(maxlen=WAITING)
        self._encoder = msgspec.json.Encoder(enc_hook=str)
        self._file = path.open("ab", buffering=0)
        self._torn = False

    def add(self, line: Any) -> None:
        """Take a struct or a dict; it is encoded later, by the flusher."""
        if len(self._waiting) == WAITING:
            self.dropped += 1
        self._waiting.append(line)

    def flush(self) -> None:
        """Write what waits."""
        while self._waiting:
            lines = self._some()
            try:
                self._write(self._encoded(lines))
            except OSError:
                self.dropped += len(lines)
            if self._file.tell() > MAX_BYTES:
                self._rotate()

    def close(self) -> None:
        """Write what waits and let go."""
        if not self._file.closed:
            self.flush()
            self._file.close()

    def _some(self) -> list[Any]:
        lines: list[Any] = []
        try:
            while len(lines) < TOGETHER:
                lines.append(self._waiting.popleft())
        except IndexError:
            pass  # that was all
        return lines

    def _encoded(self, lines: list[Any]) -> bytes:
        """One line that cannot be written down (half a surrogate in a file's name) does not cost the others."""
        try:
            return self._encoder.encode_lines(lines)
        except (ValueError, TypeError, OverflowError, RecursionError):
            return (
                self._encoder.encode_lines([repr(lines[0])[:MAX_REPR]])
                if len(lines) == 1
                else b"".join(self._encoded([line]) for line in lines)
            )

    def _write(self, data: bytes) -> None:
        """All of it, or OSError with perhaps a torn line, which the next write ends."""
        if self._torn:
            data = b"\n" + data
        rest = memoryview(data)
        while rest:
            written = self._file.write(rest)
            self._torn = data[len(data) - len(rest) + written - 1] != NEWLINE
            rest = rest[written:]

    def _rotate(self) -> None:
        """Where another program holds a file (Windows), it goes on growing until that lets go."""
        self._file.close()
        try:
            for number in range(KEPT - 1, -1, -1):
                old = self._numbered(number)
                if old.exists():
                    old.replace(self._numbered(number + 1))
        except OSError:
            pass  # the lines go on in the same file
        self._file = self.path.open("ab", buffering=0)

    def _numbered(self, number: int) -> Path:
        return self.path if number == 0 else self.path.with_name(f"{self.path.name}.{number}")


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of a role's log."""

    at: str
    level: str
    event: str
    trace: str = ""
    payment: str = ""
    more: dict[str, Any] = {}


class Log:
    """What happens in a role: `log.info("payment accepted", payment=code)`; every line carries its trace id."""

    alarmed: Callable[[str, str, str], object] = staticmethod(lambda about, code, detail: None)
    """Who hears of alarms besides the file: (about, code, detail)."""

    def __init__(
        self, folder: Path, name: str, clock: Clock, *, console: bool = True, language: Language = "ru"
    ) -> None:
        """Open `<name>.jsonl` and `<name>.exchanges.jsonl` in a folder and start the thread that writes them."""
        folder.mkdir(parents=True, exist_ok=True)
        self.language = language
        self.lines = LineFile(folder / f"{name}.jsonl")
        self.exchanges = LineFile(folder / f"{name}.exchanges.jsonl")
        self.recent: deque[Exchange] = deque(maxlen=RECENT_EXCHANGES)
        self.refused_logins: deque[Exchange] = deque(maxlen=REFUSED_LOGINS)
        self.exchanged = 0
        self._clock = clock
        self._console = console
        self._stopped = spawn.Signal()
        self._thread = spawn.thread("logs", self._run)
        self._bridge = _take_over_logging(self)

    def info(self, event: str, *, payment: str = "", **more: Any) -> None:
        """Something happened as it should."""
        self._add("info", event, payment, more)

    def warning(self, event: str, *, payment: str = "", **more: Any) -> None:
        """Something a person may want to know."""
        self._add("warning", event, payment, more)

    def error(self, event: str, *, payment: str = "", **more: Any) -> None:
        """Something a person must look at."""
        self._add("error", event, payment, more)

    def alarm(self, about: str, code: str, detail: str = "") -> None:
        """Something that smells of an attack or a damage: a line here, and whoever else calls a person hears of it."""
        self.error("alarm", about=about, code=code, detail=detail)
        self.alarmed(about, code, detail)

    def exchange(self, line: Exchange) -> None:
        """A question and its answer, between this role and another."""
        self.exchanges.add(line)
        if not line.path.startswith(OF_WINDOW):
            self.recent.append(line)
            self.exchanged += 1
        if line.status == LOGIN_REFUSED:
            self.refused_logins.append(line)

    def quiet(self, event: str, trace_id: str, payment: str = "") -> None:
        """A line of the hot path: to the file only."""
        self.lines.add(Line(stamp(self._clock.now_ms()), "info", event, trace_id, payment))

    def close(self) -> None:
        """Write what waits and stop."""
        self._stopped.set()
        self._thread.join()
        logging.getLogger().removeHandler(self._bridge)
        self.lines.close()
        self.exchanges.close()

    def _add(self, level: str, event: str, payment: str, more: dict[str, Any]) -> None:
        at = stamp(self._clock.now_ms())
        line = Line(at, level, event, trace.current.get(), payment, more)
        self.lines.add(line)
        if self._console:
            say(_readable(line), sys.stderr)

    def _run(self) -> None:
        while not self._stopped.wait(PAUSE_SECONDS):
            self.lines.flush()
            self.exchanges.flush()


def say(text: str, stream: Any = None) -> None:
    """Print for a person, on any console: a letter it cannot show never stops the program."""
    stream = stream or sys.stdout
    try:
        print(text, file=stream, flush=True)
    except UnicodeEncodeError:
        print(text.encode("ascii", "replace").decode(), file=stream, flush=True)
    except (OSError, ValueError):
        return  # the console was closed; the file has the line


def speak_utf8() -> None:
    """Windows consoles are not UTF-8 by themselves; a letter they cannot show must not stop the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def _readable(line: Line) -> str:
    """One line, whatever a stranger put into a value: no newline, nothing that a terminal obeys."""
    mark = {"warning": " !", "error": "!!"}.get(line.level, "  ")
    more = " ".join(f"{name}={value}" for name, value in line.more.items())
    text = " ".join(part for part in (line.at[11:23], mark, line.event, line.payment or line.trace, more) if part)
    return "".join(letter if letter.isprintable() else "·" for letter in text)


class _Bridge(logging.Handler):
    """Takes what libraries log."""

    def __init__(self, add: Callable[[str, str, str, dict[str, Any]], None]) -> None:
        super().__init__(logging.WARNING)
        self._add = add

    def emit(self, record: logging.LogRecord) -> None:
        more: dict[str, Any] = {"from": record.name}
        if record.exc_info and record.exc_info[0] is not None:
            more["error"] = record.exc_info[0].__name__
        self._add(LEVELS.get(record.levelno, "info"), record.getMessage(), "", more)


def _take_over_logging(log: Log) -> _Bridge:
    root = logging.getLogger()
    bridge = _Bridge(log._add)
    root.handlers[:] = [bridge]
    root.setLevel(logging.WARNING)
    return bridge
