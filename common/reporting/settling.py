"""What a report writes goes to the disk a little at a time: no payment's own write waits behind a heap of it.

A journalling file system may write a file's new blocks before it commits anybody's fdatasync (ext4, data=ordered):
a hundred megabytes of sheets, left to the system, would hold up each payment for tens of milliseconds.
"""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from common import spawn

PAUSE_SECONDS = 0.01
SYNC: Callable[[int], None] | None = getattr(os, "fdatasync", None)
"""Where the system has none (Windows, macOS), its file system does not need this."""


class Settling:
    """While it is entered, whatever is written into a folder is brought to the disk every few milliseconds."""

    def __init__(self, folder: Path) -> None:
        """Of this folder and of those in it."""
        self._folder = folder
        self._stop = spawn.Signal()
        self._thread: spawn.Thread | None = None

    def __enter__(self) -> Self:
        if SYNC is not None:
            self._thread = spawn.thread("settling", self._run)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._stop.wait(PAUSE_SECONDS):
            for path in self._files():
                settle(path)

    def _files(self) -> list[Path]:
        """What is there now; a file that is gone a moment later is nobody's trouble."""
        with contextlib.suppress(OSError):
            return [one for one in self._folder.rglob("*") if one.is_file()]
        return []


def settle(path: Path) -> None:
    """Bring one file's content to the disk, if it is still there."""
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            if SYNC is not None:
                SYNC(descriptor)
        finally:
            os.close(descriptor)
