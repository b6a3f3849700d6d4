"""What a person drops or pastes, a file, a picture or a text, handed to who knows what to do with it."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QImage


def welcome(event: QDragEnterEvent) -> None:
    """Files, pictures and texts may be dropped here."""
    data = event.mimeData()
    if data.hasUrls() or data.hasImage() or data.hasText():
        event.acceptProposedAction()


def take(
    data: QMimeData | None,
    *,
    file: Callable[[str], object],
    picture: Callable[[QImage], object],
    text: Callable[[str], object],
) -> bool:
    """Hand over what is there; False when it is nothing.

    Some systems give nothing at all for an empty clipboard, whatever Qt's types promise.
    """
    if data is None:
        return False
    files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []
    if files:
        file(files[0])
    elif data.hasImage():
        picture(QImage(data.imageData()))
    elif data.hasText() and data.text().strip():
        text(data.text())
    else:
        return False
    return True
