"""The only place that makes threads and processes."""

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

__all__ = [
    "Future",
    "Late",
    "Lock",
    "Process",
    "Signal",
    "Thread",
    "ThreadPoolExecutor",
    "at_end_of_input",
    "be_modest",
    "be_patient",
    "call_after",
    "inside",
    "local",
    "pool",
    "process",
    "thread",
]

Lock = threading.Lock
Signal = threading.Event
Process = subprocess.Popen
Late = subprocess.TimeoutExpired
Thread = threading.Thread
local = threading.local

LEISURE = 10
"""How much nicer than others a process at leisure is (POSIX)."""
MOST_LEISURE = 19


def thread(name: str, target: Callable[[], None]) -> threading.Thread:
    """Start a named thread that does not keep the program alive."""
    started = threading.Thread(target=target, name=name, daemon=True)
    started.start()
    return started


def inside(running: threading.Thread) -> bool:
    """Whether the caller runs in this very thread."""
    return threading.current_thread() is running


def pool(name: str, size: int) -> ThreadPoolExecutor:
    """A pool of at most `size` named threads, started as needed."""
    return ThreadPoolExecutor(max_workers=size, thread_name_prefix=name)


def call_after(seconds: float, target: Callable[[], None]) -> threading.Timer:
    """Call once, after a pause, in a thread of its own; `.cancel()` stops it."""
    timer = threading.Timer(seconds, target)
    timer.daemon = True
    timer.start()
    return timer


def at_end_of_input(told: Callable[[], object]) -> None:
    """Call when standard input ends: its pipe closes with the program at the other end, on Windows too.

    Past sys.stdin's buffer: a thread that waits inside it makes the interpreter's own end a fatal error.
    """

    def wait() -> None:
        with contextlib.suppress(OSError):  # a closed pipe is the end, too
            while os.read(0, 4096):
                pass
        told()

    thread("stdin", wait)


def be_modest() -> None:
    """This process gives way to every other: what it makes can wait, payments cannot."""
    import psutil  # of its own weight: only a process that makes something at leisure has use for it

    level = LEISURE
    if sys.platform == "win32":
        level = psutil.BELOW_NORMAL_PRIORITY_CLASS
    with contextlib.suppress(psutil.Error, OSError):
        psutil.Process().nice(level)


def be_patient() -> None:
    """From now on this process only has what nobody else wants: on Linux it does not even delay one that wakes."""
    import psutil

    with contextlib.suppress(psutil.Error, OSError):
        if sys.platform == "win32":
            psutil.Process().nice(psutil.IDLE_PRIORITY_CLASS)
        elif sys.platform == "linux":
            os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
        else:
            psutil.Process().nice(MOST_LEISURE)


def process(
    arguments: Sequence[str],
    *,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    output: int | None = None,
) -> "subprocess.Popen[bytes]":
    """Start a program with a pipe on its standard input: closing that pipe asks it to finish, on Windows too."""
    flags = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0) if sys.platform == "win32" else 0
    return subprocess.Popen(
        list(arguments),
        stdin=subprocess.PIPE,
        stdout=output,
        stderr=subprocess.STDOUT if output is not None else None,
        cwd=folder,
        env=dict(environment) if environment is not None else None,
        creationflags=flags,
    )


DISCARD = subprocess.DEVNULL
CAPTURE = subprocess.PIPE
