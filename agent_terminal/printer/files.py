"""Papers as files: one file each in a folder, one after another in one file, or straight into a device."""

import os
from pathlib import Path

from agent_terminal.printer.limit import Limit
from common.durable import write_whole
from common.errors import Unavailable

SECONDS = 10.0
DEVICES = ("/dev/", "\\\\.\\")
"""Names below these are never made by us: a printer that is unplugged must not become a file."""


class Folder:
    """Every paper is a file of its own, whole or not there."""

    answers = False

    def __init__(self, path: Path) -> None:
        """The folder is made with the first paper."""
        self.path = path

    def send(self, data: bytes, name: str) -> str:
        """Write it; where it is now."""
        place = self.path / name
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            write_whole(place, data)
        except OSError as problem:
            raise Unavailable("file_not_written", f"{place}: {problem.strerror}") from problem
        return str(place)

    def has_paper(self) -> bool | None:
        """A folder knows of no roll."""
        return None


class File:
    """A file that grows, a parallel port or a USB printer: /dev/usb/lp0, LPT1, \\\\computer\\printer."""

    answers = False

    def __init__(self, path: str, seconds: float = SECONDS) -> None:
        """Opened anew for each paper: a printer may be switched off between two of them."""
        self.path = path
        self._limit = Limit(path, seconds)

    def send(self, data: bytes, name: str) -> str:
        """Write all of it within the time; a printer without paper takes no more and is told by that."""
        self._limit.run(lambda: self._write(data))
        return self.path

    def has_paper(self) -> bool | None:
        """Nothing is heard over this way."""
        return None

    def _write(self, data: bytes) -> None:
        try:
            descriptor = os.open(self.path, _flags(self.path), 0o644)
        except OSError as problem:
            raise Unavailable("printer_absent", f"{self.path}: {problem.strerror}") from problem
        try:
            with os.fdopen(descriptor, "wb", buffering=0) as out:
                rest = memoryview(data)
                while rest:
                    rest = rest[out.write(rest) or 0 :]
        except OSError as problem:
            raise Unavailable("printer_silent", f"{self.path}: {problem.strerror}") from problem


def _flags(path: str) -> int:
    device = path.startswith(DEVICES)
    every_system = [getattr(os, name, 0) for name in ("O_BINARY", "O_NOCTTY")]
    return os.O_WRONLY | (0 if device else os.O_APPEND | os.O_CREAT) | sum(every_system)
