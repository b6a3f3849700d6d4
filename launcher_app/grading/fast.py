"""`python -m launcher_app.grading.fast 90 -m MODULE …`: a Python program whose clock runs 90 times faster.

What it measures time by runs faster, and what it waits for a second or longer comes as much sooner; sockets keep real
time. A program that is not in Python, or waits by timers of Qt, reads the factor from the environment: OPLATA_CLOCK.
"""

import runpy
import selectors
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

SHORTEST = 1.0


def main(words: list[str]) -> None:
    """Hurry the clock, then run the program as Python itself would."""
    hurry(int(words[0]))
    rest = words[1:]
    if rest[0] == "-m":
        sys.argv = rest[1:]
        runpy.run_module(rest[1], run_name="__main__", alter_sys=True)
    elif rest[0].endswith(".py"):
        sys.argv = rest
        runpy.run_path(rest[0], run_name="__main__")
    else:  # a role of ours, started by its module's name
        sys.argv = rest
        runpy.run_module(rest[0], run_name="__main__", alter_sys=True)


def hurry(factor: int) -> None:
    """From now on the clocks run faster and long waits are shorter."""
    for name in ("time", "monotonic", "perf_counter"):
        _replace(name, factor)
    asleep: Callable[[float], None] = time.sleep
    time.sleep = lambda seconds: asleep(float(seconds) / factor)
    threading.Condition.wait = _shorter(threading.Condition.wait, factor)  # type: ignore[method-assign]
    selector: Any = selectors.DefaultSelector
    selector.select = _shorter(selector.select, factor)


def _replace(name: str, factor: int) -> None:
    """The clock goes on from where it is, and so does its sister in nanoseconds."""
    clock, began = getattr(time, name), getattr(time, name)()
    exact, began_ns = getattr(time, f"{name}_ns"), getattr(time, f"{name}_ns")()
    setattr(time, name, lambda: began + (clock() - began) * factor)
    setattr(time, f"{name}_ns", lambda: began_ns + (exact() - began_ns) * factor)


def _shorter(wait: Callable[..., Any], factor: int) -> Callable[..., Any]:
    def waited(self: Any, timeout: float | None = None) -> Any:
        long = timeout is not None and timeout >= SHORTEST
        return wait(self, timeout / factor if long and timeout else timeout)

    return waited


if __name__ == "__main__":
    main(sys.argv[1:])
