"""A process with all that it has started: ended together, on Windows too."""

import contextlib
import os
from collections.abc import Iterable

import psutil

SECONDS = 5.0


def family(process_id: int) -> list[psutil.Process]:
    """A process and all that it has started, itself the last; nobody when it is not there."""
    try:
        top = psutil.Process(process_id)
        return [*top.children(recursive=True), top]
    except psutil.Error:
        return []


def marked(name: str, value: str) -> list[psutil.Process]:
    """Every process of this person that has this in its environment, whoever its parent is now."""
    found = []
    for one in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):  # it has ended meanwhile, or is somebody else's
            if one.environ().get(name) == value:
                found.append(one)
    return found


def end(processes: Iterable[psutil.Process]) -> None:
    """End them at once and wait, but for our own child, whose end is for who has started it to read."""
    waited = []
    for one in processes:
        with contextlib.suppress(psutil.Error):  # it has ended meanwhile
            if one.ppid() != os.getpid():
                waited.append(one)
            one.kill()
    psutil.wait_procs(waited, SECONDS)


def kill(process_id: int) -> None:
    """End a process with all that it has started."""
    end(family(process_id))
