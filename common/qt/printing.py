"""Paper and PDF: a page with the training strip on top, printed through the system's dialog without waiting for it."""

from collections.abc import Callable

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from common.qt.desk import Desk
from common.qt.messages import Notice, NoticeKind
from common.qt.theme import FONT, MONO
from common.words import Language, Words

Paint = Callable[[QPainter, QRectF], None]
"""Draws a page inside a rectangle, in the printer's own points."""
TRAINING = Words(
    "УЧЕБНЫЙ РЕЖИМ. Деньги не настоящие",
    "TRAINING MODE. The money is not real",
)
STRIP, STRIP_TEXT = "#FFD98A", "#3D2A00"
NOT_PRINTED = Words(
    "Страница не напечатана: принтер не отвечает. Выберите другой принтер или «Печать в файл (PDF)».",
    "The page was not printed: the printer does not answer. Choose another printer, or print into a file (PDF).",
)
LINES = 52
"""A page is laid out in so many lines of its own height, so that A5 and A4 look alike."""


def print_page(desk: Desk, parent: QWidget | None, title: Words, paint: Paint) -> QPrintDialog:
    """Ask which printer; then draw the page on it."""
    printer = page_printer(desk.say(title))
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: _print(desk, printer, paint))
    QDialog.open(dialog)
    return dialog


def page_printer(title: str, file: str = "") -> QPrinter:
    """A printer set to one A5 page; with a file's name it makes a PDF."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setCreator("Oplata")
    if file:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(file)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    printer.setPageMargins(QMarginsF(10, 10, 10, 10), QPageLayout.Unit.Millimeter)
    return printer


def draw(printer: QPrinter, paint: Paint) -> bool:
    """Draw the page; False when the printer took none."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    area = printer.pageRect(QPrinter.Unit.DevicePixel)
    paint(painter, QRectF(0, 0, area.width(), area.height()))
    return painter.end()


def strip(painter: QPainter, area: QRectF, language: Language, line: float) -> QRectF:
    """The words that every page begins with; what is left of the page."""
    place = QRectF(area.left(), area.top(), area.width(), 2.4 * line)
    painter.fillRect(place, QColor(STRIP))
    write(painter, place, TRAINING.of(language), line, colour=STRIP_TEXT, centred=True, bold=True)
    return area.adjusted(0, place.height() + line, 0, 0)


def write(
    painter: QPainter,
    box: QRectF,
    text: str,
    height: float,
    *,
    colour: str = "#000000",
    centred: bool = False,
    bold: bool = False,
    mono: bool = False,
) -> None:
    """A text in a box, made smaller when it would not fit."""
    font = QFont(MONO if mono else FONT)
    font.setBold(bold)
    painter.setPen(QColor(colour))
    flags = Qt.AlignmentFlag.AlignVCenter | (Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft)
    for share in (1.0, 0.85, 0.7, 0.55):
        font.setPixelSize(max(1, int(height * share)))
        painter.setFont(font)
        if painter.boundingRect(box, flags | Qt.TextFlag.TextWordWrap, text).height() <= box.height():
            break
    painter.drawText(box, flags | Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere, text)


def _print(desk: Desk, printer: QPrinter, paint: Paint) -> None:
    if not draw(printer, paint):
        desk.messages.tell(Notice(NoticeKind.ERROR, NOT_PRINTED))
