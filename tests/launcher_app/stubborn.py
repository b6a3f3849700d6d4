"""`python -m tests.launcher_app.stubborn FILE`: a program that does not listen to whoever asks it to end.

It starts another one like itself; the ids of both stand in the file.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ANOTHER = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"


def main() -> None:
    """Stay."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    child = subprocess.Popen([sys.executable, "-c", ANOTHER])
    Path(sys.argv[1]).write_text(f"{os.getpid()} {child.pid}", encoding="ascii")
    while True:
        time.sleep(600)


if __name__ == "__main__":
    main()
