"""A disk without room for a process that runs, by the system's own limit on files: the role stays as it is."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import psutil

NOTHING = 0


@contextmanager
def no_room(process_id: int) -> Iterator[None]:
    """No byte of a file may be written by it, not even where there was one before, nor by what it starts."""
    before = _limit(process_id, NOTHING)
    try:
        yield
    finally:
        _limit(process_id, before)


def _limit(process_id: int, most: int) -> int:
    """Set it; what it was before."""
    before = most
    if sys.platform == "linux":
        process = psutil.Process(process_id)
        before, hard = process.rlimit(psutil.RLIMIT_FSIZE)
        process.rlimit(psutil.RLIMIT_FSIZE, (most, hard))
    return before
