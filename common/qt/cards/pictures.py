"""Pictures with a QR code in them: from a file or the clipboard to plain grey points."""

from typing import NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter

LARGEST_SIDE = 2400
"""A photo of a telephone is made smaller before it is searched: a code on it stays large enough."""


class Grey(NamedTuple):
    """A picture as `common.qr` reads it."""

    width: int
    height: int
    points: bytes


def load(path: str) -> QImage:
    """The picture in a file, made smaller while it is read; a null one when there is none."""
    reader = QImageReader(path)
    reader.setAutoTransform(True)
    reader.setDecideFormatFromContent(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > LARGEST_SIDE:
        reader.setScaledSize(size.scaled(QSize(LARGEST_SIDE, LARGEST_SIDE), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def grey(image: QImage) -> Grey:
    """Its points without colour; what was transparent is light, as on paper."""
    if max(image.width(), image.height()) > LARGEST_SIDE:
        image = image.scaled(QSize(LARGEST_SIDE, LARGEST_SIDE), Qt.AspectRatioMode.KeepAspectRatio)
    if image.hasAlphaChannel():
        image = _on_paper(image)
    plain = image.convertToFormat(QImage.Format.Format_Grayscale8)
    lines, wide = bytes(plain.constBits()), plain.bytesPerLine()
    rows = (lines[start : start + plain.width()] for start in range(0, wide * plain.height(), wide))
    return Grey(plain.width(), plain.height(), b"".join(rows))


def _on_paper(image: QImage) -> QImage:
    paper = QImage(image.size(), QImage.Format.Format_RGB32)
    paper.fill(QColor("white"))
    painter = QPainter(paper)
    painter.drawImage(0, 0, image)
    painter.end()
    return paper
