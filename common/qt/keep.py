"""What a window remembers of a person's ways: an ini file in the profile's folder, under versioned names."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

VERSION = 1


class Keep:
    """Names with texts or bytes; a file that cannot be read or written costs only the memory of them."""

    def __init__(self, path: Path) -> None:
        """Open or begin the file."""
        self._file = QSettings(str(path), QSettings.Format.IniFormat)

    def text(self, name: str, default: str = "") -> str:
        """What was kept under a name."""
        kept = self._file.value(self._name(name), default)
        return kept if isinstance(kept, str) else default

    def number(self, name: str, default: int = 0) -> int:
        """A whole number that was kept under a name."""
        try:
            return int(self.text(name, str(default)))
        except ValueError:
            return default

    def bytes(self, name: str) -> QByteArray:
        """Bytes of Qt's own (widths, places) that were kept under a name; empty when there are none."""
        kept = self._file.value(self._name(name))
        return kept if isinstance(kept, QByteArray) else QByteArray()

    def put(self, name: str, value: str | int | QByteArray) -> None:
        """Keep it; written to the disk at once, for a crash must not cost it."""
        self._file.setValue(self._name(name), str(value) if isinstance(value, int) else value)
        self._file.sync()

    def forget(self, name: str) -> None:
        """Keep it no more."""
        self._file.remove(self._name(name))
        self._file.sync()

    def _name(self, name: str) -> str:
        return f"v{VERSION}/{name}"
