"""A process with all that it has started: ended together, on Windows too."""

import contextlib
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


def end(processes: Iterable[psutil.Process]) -> None:
    """End them at once and wait; who has ended meanwhile is no trouble."""
    doomed = list(processes)
    for one in doomed:
        with contextlib.suppress(psutil.Error):
            one.kill()
    psutil.wait_procs(doomed, SECONDS)


def kill(process_id: int) -> None:
    """End a process with all that it has started."""
    end(family(process_id))
