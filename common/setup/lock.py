"""One set-up at a time: two `run_all.py` started together must not write into one environment."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from common.setup.console import say

if sys.platform == "win32":
    from common.setup.lock_windows import take
else:
    from common.setup.lock_posix import take

PAUSE_SECONDS = 0.1


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Wait until no other process is inside. The file stays: removing it would let a third one in."""
    file = os.open(path, os.O_RDWR | os.O_CREAT)
    try:
        if not take(file):
            say("Окружение готовит другой процесс, жду…", "Another process is setting up, waiting…")
            while not take(file):
                time.sleep(PAUSE_SECONDS)
        yield
    finally:
        os.close(file)
