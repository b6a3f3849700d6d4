"""A Python in another process, that runs a few words of code in the project's folder."""

import subprocess
import sys
from pathlib import Path

from common.setup.places import PROJECT


def child(code: str, *arguments: Path) -> "subprocess.Popen[bytes]":
    """A Python that runs this code in the project's folder."""
    pipe = subprocess.PIPE
    command = [sys.executable, "-X", "utf8", "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, cwd=PROJECT, stdin=pipe, stdout=pipe, stderr=pipe)
