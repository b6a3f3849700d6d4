"""The only place that makes threads and processes."""

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from pathlib import Path

__all__ = [
    "Cancelled",
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
    "close_input",
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
Cancelled = CancelledError
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


def close_input(process: "Process[bytes]") -> None:
    """The word to finish, for who was started to end with its standard input; one that has died does not read it."""
    assert process.stdin is not None
    with contextlib.suppress(OSError):
        process.stdin.close()


def be_modest() -> None:
    """This process gives way to every other: what it makes can wait, payments cannot."""
    import psutil  # of its own weight: only a process that makes something at leisure has use for it

    level = LEISURE
    if sys.platform == "win32":
        level = psutil.BELOW_NORMAL_PRIORITY_CLASS
    with contextlib.suppress(psutil.Error, OSError):
        psutil.Process().nice(level)


def be_patient() -> None:
    """From now on this process only has what hardly anybody else wants.

    Not Linux's SCHED_IDLE: on a busy machine whoever waits for what such a process holds in the kernel waits with it.
    """
    import psutil

    level = MOST_LEISURE
    if sys.platform == "win32":
        level = psutil.IDLE_PRIORITY_CLASS
    with contextlib.suppress(psutil.Error, OSError):
        psutil.Process().nice(level)


def process(
    arguments: Sequence[str],
    *,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    output: int | None = None,
    modest: bool = False,
) -> "subprocess.Popen[bytes]":
    """Start a program with a pipe on its standard input: closing that pipe asks it to finish, on Windows too.

    A `modest` one gives way to every other from its first moment, while it loads its libraries too.
    """
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | (subprocess.BELOW_NORMAL_PRIORITY_CLASS if modest else 0)
    started = subprocess.Popen(
        list(arguments),
        stdin=subprocess.PIPE,
        stdout=output,
        stderr=subprocess.STDOUT if output is not None else None,
        cwd=folder,
        env=dict(environment) if environment is not None else None,
        creationflags=flags,
    )
    if modest and sys.platform != "win32":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, started.pid, LEISURE)
    return started


DISCARD = subprocess.DEVNULL
CAPTURE = subprocess.PIPE
