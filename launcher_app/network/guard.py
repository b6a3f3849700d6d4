"""`python -m launcher_app.network.guard SECONDS PROGRAM …`: runs a program that is not ours; its end is ours to see to.

When our standard input closes, the program is asked to end, by its own input and by a signal, and after the seconds is
killed with all that it has started: so nothing of it stays behind, however whoever started us came to its end. When it
ends by itself, what it has started and left ends, too.
"""

import contextlib
import os
import sys
from collections.abc import Sequence

from common import ids, spawn
from common.clock import SystemClock
from common.logs import say, speak_utf8
from launcher_app.network import tree

PAUSE_SECONDS = 0.05
NOT_STARTED_CODE = 127
KILLED_CODE = 1
MARK = "OPLATA_GUARDED"
"""What a program has started inherits this, also once nobody is its parent any more."""


def main(seconds: float, words: Sequence[str]) -> int:
    """Run it to its end; its own exit code."""
    speak_utf8()
    told = spawn.Signal()
    spawn.at_end_of_input(told.set)
    try:
        mark = ids.uuid7(SystemClock().now_ms())
        program = spawn.process(words, environment={**os.environ, MARK: mark})
    except OSError as problem:
        say(f"{words[0]}: {problem.strerror}", sys.stderr)
        return NOT_STARTED_CODE
    while program.poll() is None and not told.wait(PAUSE_SECONDS):
        pass
    if program.poll() is None:
        _end(program, seconds)
    code = program.wait()
    tree.end(tree.marked(MARK, mark))
    return code if code >= 0 else KILLED_CODE


def _end(program: "spawn.Process[bytes]", seconds: float) -> None:
    """Politely, then by force; what it has started goes with it."""
    assert program.stdin is not None
    with contextlib.suppress(OSError):  # it may have died just now
        program.stdin.close()
    clock = SystemClock()
    deadline = clock.monotonic() + seconds
    family = tree.family(program.pid)
    program.terminate()
    while program.poll() is None and clock.monotonic() < deadline:
        clock.sleep(PAUSE_SECONDS)
    late = tree.family(program.pid) if program.poll() is None else []  # its number may be somebody else's by now
    tree.end([*family, *late])


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), sys.argv[2:]))
