"""The end of a role's exchange log, followed while it grows and through its rotations."""

import os
from collections.abc import Iterator
from pathlib import Path

from common.logs import KEPT

BLOCK = 1024 * 1024
END = b"\n"


class Tail:
    """`name` and the files that it is rotated into; none is open between two readings, so that it can be renamed."""

    def __init__(self, path: Path, since_ms: int = 0) -> None:
        """Begin with the files that were written to after a moment."""
        self._path = path
        self._file = 0
        self._place = 0
        self._left = [one for one in self._older() if _written_ms(one) >= since_ms]

    def lines(self) -> Iterator[bytes]:
        """What was written since the last time, the oldest first; a line that is not whole yet waits."""
        while self._left:
            yield from _read(self._left.pop(0))
        found = _status(self._path)
        if found is None:
            return
        if found.st_size < self._place or (self._file and found.st_ino != self._file):
            yield from self._rotated()
            self._place = 0
        self._file = found.st_ino
        if found.st_size == self._place:
            return
        for line in _read(self._path, self._place, self._file):
            self._place += len(line)
            yield line

    def _rotated(self) -> Iterator[bytes]:
        """The rest of the file that was read last, by its new name, and what was written whole since."""
        files = self._older()
        known = next((place for place, one in enumerate(files) if _number(one) == self._file), len(files))
        if not self._file:
            known = max(0, len(files) - 1)  # some disks number no files: it was the last one
        for one in files[known:]:
            yield from _read(one, self._place)
            self._place = 0

    def _older(self) -> list[Path]:
        names = (self._path.with_name(f"{self._path.name}.{number}") for number in range(KEPT, 0, -1))
        return [one for one in names if one.exists()]


def _read(path: Path, place: int = 0, expected: int = 0) -> Iterator[bytes]:
    """Whole lines from a place on, each with its end; none of another file that has taken the expected one's name."""
    rest = b""
    try:
        with path.open("rb") as file:
            if expected and os.fstat(file.fileno()).st_ino != expected:
                return
            file.seek(place)
            while block := file.read(BLOCK):
                lines = (rest + block).split(END)
                rest = lines.pop()
                yield from (line + END for line in lines)
    except OSError:
        return  # rotated away, or held by another program, while it was read: the next time


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None


def _number(path: Path) -> int:
    found = _status(path)
    return found.st_ino if found else 0


def _written_ms(path: Path) -> int:
    found = _status(path)
    return found.st_mtime_ns // 1_000_000 if found else 0
