"""What the window asked this computer to open, kept instead of opened."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices


class Opened(QObject):
    """Stands where programs for files would."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[Path] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.paths.append(Path(url.toLocalFile()))


@contextmanager
def opened() -> Iterator[Opened]:
    """While it is on, files are opened by nobody."""
    kept = Opened()
    QDesktopServices.setUrlHandler("file", kept, "take")  # type: ignore[arg-type]
    try:
        yield kept
    finally:
        QDesktopServices.unsetUrlHandler("file")
