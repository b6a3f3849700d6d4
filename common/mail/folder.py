"""Letters as .eml files in a folder: the way of the training, where no letter leaves this computer."""

import contextlib
import re
from pathlib import Path

from common.durable import write_whole
from common.errors import Unavailable
from common.mail.way import Envelope

UNSAFE = re.compile(r"[^A-Za-z0-9.-]")
FOR_THE_OWNER = 0o600


class Folder:
    """A way of letters. A letter that comes again takes its own place: it is there once."""

    def __init__(self, folder: Path) -> None:
        """The folder is made with its first letter."""
        self._folder = folder

    def send(self, envelope: Envelope) -> str:
        """Write the file whole; its path."""
        path = self._folder / file_name(envelope.message_id)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(path, envelope.data, mode=FOR_THE_OWNER)
        except OSError as problem:
            raise Unavailable("outbox_closed", f"{self._folder} ({problem.strerror})") from problem
        return str(path)

    def tidy(self) -> None:
        """Remove what a program that was killed left half-written."""
        with contextlib.suppress(OSError):  # what cannot be removed harms nobody
            for half in self._folder.glob("*.part"):
                half.unlink(missing_ok=True)

    def heard(self) -> str:
        """A folder says nothing."""
        return ""

    def cut(self) -> None:
        """Nobody waits for a folder."""

    def close(self) -> None:
        """There is nothing to let go."""


def file_name(message_id: str) -> str:
    """«5.r7k2@a1b2» becomes «5.r7k2_a1b2.eml»: always the same name for the same letter."""
    return UNSAFE.sub("_", message_id.strip("<>")) + ".eml"
