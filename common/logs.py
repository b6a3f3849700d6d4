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
from common.clock import Clock, moment

MAX_BYTES = 20 * 1024 * 1024
KEPT = 5
PAUSE_SECONDS = 0.2
WAITING = 100_000
"""Lines kept in memory while the disk does not take them; beyond that the oldest are dropped and counted."""
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
        self._waiting: deque[Any] = deque()
        self._encoder = msgspec.json.Encoder(enc_hook=str)
        self._file = path.open("ab")

    def add(self, line: Any) -> None:
        """Take a struct or a dict; it is encoded later, by the flusher."""
        if len(self._waiting) >= WAITING:
            self._waiting.popleft()
            self.dropped += 1
        self._waiting.append(line)

    def flush(self) -> None:
        """Write what waits."""
        while self._waiting:
            lines = [self._waiting.popleft() for _ in range(min(1000, len(self._waiting)))]
            try:
                self._file.write(self._encoder.encode_lines(lines))
                self._file.flush()
                if self._file.tell() > MAX_BYTES:
                    self._rotate()
            except OSError:
                self.dropped += len(lines)

    def close(self) -> None:
        """Write what waits and let go."""
        self.flush()
        self._file.close()

    def _rotate(self) -> None:
        self._file.close()
        for number in range(KEPT - 1, -1, -1):
            old = self._numbered(number)
            if old.exists():
                old.replace(self._numbered(number + 1))
        self._file = self.path.open("ab")

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

    def __init__(self, folder: Path, name: str, clock: Clock, *, console: bool = True, language: str = "ru") -> None:
        """Open `<name>.jsonl` and `<name>.exchanges.jsonl` in a folder and start the thread that writes them."""
        folder.mkdir(parents=True, exist_ok=True)
        self.language = language
        self.lines = LineFile(folder / f"{name}.jsonl")
        self.exchanges = LineFile(folder / f"{name}.exchanges.jsonl")
        self._clock = clock
        self._console = console
        self._stopped = spawn.Signal()
        self._thread = spawn.thread("logs", self._run)
        _take_over_logging(self)

    def info(self, event: str, *, payment: str = "", **more: Any) -> None:
        """Something happened as it should."""
        self._add("info", event, payment, more)

    def warning(self, event: str, *, payment: str = "", **more: Any) -> None:
        """Something a person may want to know."""
        self._add("warning", event, payment, more)

    def error(self, event: str, *, payment: str = "", **more: Any) -> None:
        """Something a person must look at."""
        self._add("error", event, payment, more)

    def quiet(self, event: str, trace_id: str, payment: str = "") -> None:
        """A line of the hot path: to the file only."""
        self.lines.add(
            Line(moment(self._clock.now_ms()).isoformat(timespec="milliseconds"), "info", event, trace_id, payment)
        )

    def close(self) -> None:
        """Write what waits and stop."""
        self._stopped.set()
        self._thread.join()
        self.lines.close()
        self.exchanges.close()

    def _add(self, level: str, event: str, payment: str, more: dict[str, Any]) -> None:
        at = moment(self._clock.now_ms()).isoformat(timespec="milliseconds")
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
    mark = {"warning": " !", "error": "!!"}.get(line.level, "  ")
    more = " ".join(f"{name}={value}" for name, value in line.more.items())
    return " ".join(part for part in (line.at[11:23], mark, line.event, line.payment or line.trace, more) if part)


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


def _take_over_logging(log: Log) -> None:
    root = logging.getLogger()
    root.handlers[:] = [_Bridge(log._add)]
    root.setLevel(logging.WARNING)
