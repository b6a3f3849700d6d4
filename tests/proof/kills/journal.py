"""The client's own journal: what it is about to ask, and what was acknowledged; on the disk before it goes on."""

import os
from pathlib import Path
from threading import Lock


class Journal:
    """Operations by their ids, each intended with its sum, then acknowledged once or never."""

    def __init__(self, path: Path) -> None:
        """A new file."""
        self.intended: dict[str, int] = {}
        self.acknowledged: set[str] = set()
        self._file = path.open("a", encoding="utf-8")
        self._lock = Lock()

    def intend(self, operation: str, amount: int) -> None:
        """It will be asked, perhaps many times."""
        self.intended[operation] = amount
        self._write(f"intent {operation} {amount}")

    def acknowledge(self, operation: str) -> None:
        """Somebody said yes to it."""
        self.acknowledged.add(operation)
        self._write(f"ack {operation}")

    def close(self) -> None:
        """Nothing more comes."""
        self._file.close()

    def _write(self, line: str) -> None:
        with self._lock:
            self._file.write(line + "\n")
            self._file.flush()
            os.fsync(self._file.fileno())
