"""The report of an encashment on one page: on paper, into a PDF; the same lines as on the screen."""

from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog, QWidget

from agent_terminal.service.messages import Denomination, Encashed, Overview
from agent_terminal.ui.count_field import signed
from common.qt import wording
from common.qt.desk import Desk
from common.qt.file_dialog import file_dialog
from common.qt.messages import Notice, NoticeKind
from common.qt.printing import LINES, draw, page_printer, print_page, strip, write
from common.words import Language, Words

TITLE = Words("Отчёт об инкассации № {number}", "Encashment report No. {number}")
HEADS = (
    Words("Купюра", "Note"), Words("По учёту", "Booked"), Words("Сумма", "Sum"), Words("Посчитано", "Counted"),
    Words("Разница", "Difference"),
)  # fmt: skip
WIDTHS = (18, 16, 24, 18, 24)
"""Hundredths of the page's width."""
TERMINAL, AGENT = Words("Терминал", "Terminal"), Words("Агент", "Agent")
AT, WHO = Words("Когда", "When"), Words("Кто", "Who")
TOTAL = Words("Всего", "Total")
AGREES = Words("Сходится с учётом.", "Agrees with the books.")
DIFFERS = Words("Разница {difference}. Причина: {reason}", "The difference is {difference}. Reason: {reason}")
NOT_COUNTED = Words("Купюры не считали: указано то, что по учёту.", "Nobody counted: what stands here is booked.")
DOUBTFUL = Words("Под вопросом оставались: {notes}", "In doubt: {notes}")
SIGNED = Words("Сдал ______________   Принял ______________", "Handed over ______________   Received ______________")
PDF = Words("Сохранить PDF…", "Save as PDF…")
SAVED = Words("Отчёт сохранён: {path}", "The report was saved: {path}")
NOT_SAVED = Words(
    "Файл {path} не записан. Выберите другую папку или освободите место.",
    "File {path} was not written. Choose another folder or free some space.",
)
FOLDER = "export/folder"


def print_report(desk: Desk, parent: QWidget, made: Encashed, seen: Overview) -> QPrintDialog:
    """Ask which printer."""
    tongue = desk.languages.current
    return print_page(
        desk, parent, TITLE.format(number=made.number), lambda painter, area: paint(painter, area, made, seen, tongue)
    )  # fmt: skip


def save_report(desk: Desk, parent: QWidget, made: Encashed, seen: Overview) -> QFileDialog:
    """Ask where; the window does not wait for the answer."""
    name = f"{wording.local(made.at):%Y-%m-%d}_encashment-{made.number}.pdf"
    dialog = file_dialog(desk, parent, PDF, desk.keep.text(FOLDER), "PDF (*.pdf)")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda path: write_report(desk, path, made, seen))
    dialog.open()
    return dialog


def write_report(desk: Desk, path: str, made: Encashed, seen: Overview) -> bool:
    """The page as a PDF; False when the disk did not take it."""
    tongue = desk.languages.current
    printer = page_printer(TITLE.format(number=made.number).of(tongue), path)
    done = draw(printer, lambda painter, area: paint(painter, area, made, seen, tongue)) and Path(path).exists()
    words = SAVED if done else NOT_SAVED
    kind = NoticeKind.OK if done else NoticeKind.ERROR
    desk.messages.tell(Notice(kind, words.format(path=path), seconds=8 if done else 0))
    desk.keep.put(FOLDER, str(Path(path).parent))
    return done


def paint(painter: QPainter, area: QRectF, made: Encashed, seen: Overview, tongue: Language) -> None:
    """Draw it inside the page."""
    line = area.height() / LINES
    rest = strip(painter, area, tongue, line)
    pen = _Pen(painter, rest, line, tongue)
    pen.title(TITLE.format(number=made.number))
    for words, text in _facts(made, seen):
        pen.fact(words, text)
    pen.gap()
    pen.row([words.of(tongue) for words in HEADS], bold=True)
    for one in sorted(made.denominations, key=lambda each: -each.value):
        pen.row(_cells(one, tongue))
    pen.row(_totals(made, tongue), bold=True)
    pen.gap()
    for text in _said(made, tongue):
        pen.text(text)
    pen.gap()
    pen.text(SIGNED.of(tongue))


class _Pen:
    """Goes down the page a line at a time."""

    def __init__(self, painter: QPainter, area: QRectF, line: float, tongue: Language) -> None:
        self._painter, self._area, self._line, self._tongue = painter, area, line, tongue
        self._top = area.top()

    def title(self, words: Words) -> None:
        """The page's name."""
        self._write(0, self._area.width(), words.of(self._tongue), 1.7, 3.0, bold=True)
        self._top += 3.2 * self._line

    def fact(self, words: Words, text: str) -> None:
        """«Терминал: T-1»."""
        names = self._area.width() * 0.25
        self._write(0, names, words.of(self._tongue), 1.0, 1.6)
        self._write(names, self._area.width() - names, text, 1.0, 1.6)
        self._top += 1.6 * self._line

    def row(self, cells: list[str], *, bold: bool = False) -> None:
        """A line of the table."""
        left = 0.0
        for share, text in zip(WIDTHS, cells, strict=True):
            width = self._area.width() * share / 100
            self._write(left, width - self._line / 2, text, 1.0, 1.6, bold=bold)
            left += width
        self._top += 1.7 * self._line

    def text(self, text: str) -> None:
        """A sentence over the whole width."""
        self._write(0, self._area.width(), text, 1.0, 3.2)
        self._top += 3.4 * self._line

    def gap(self) -> None:
        """An empty line."""
        self._top += self._line

    def _write(self, left: float, width: float, text: str, size: float, high: float, *, bold: bool = False) -> None:
        box = QRectF(self._area.left() + left, self._top, width, high * self._line)
        write(self._painter, box, text, size * self._line, bold=bold)


def _facts(made: Encashed, seen: Overview) -> list[tuple[Words, str]]:
    found = [(AT, wording.moment(made.at)), (TERMINAL, seen.state.terminal), (AGENT, seen.agent.name), (WHO, made.who)]
    return [(words, text) for words, text in found if text]


def _cells(one: Denomination, tongue: Language) -> list[str]:
    counted = "—" if one.counted is None else str(one.counted)
    difference = signed(one.difference, tongue) if one.difference else "—"
    return [wording.money(one.value, tongue), str(one.notes), wording.money(one.total, tongue), counted, difference]


def _totals(made: Encashed, tongue: Language) -> list[str]:
    counted = "—" if made.counted_notes is None else str(made.counted_notes)
    difference = signed(made.difference, tongue) if made.difference else "—"
    return [TOTAL.of(tongue), str(made.notes), wording.money(made.total, tongue), counted, difference]


def _said(made: Encashed, tongue: Language) -> list[str]:
    doubtful = ", ".join(wording.money(note, tongue) for note in made.in_doubt)
    said = [DOUBTFUL.of(tongue).format(notes=doubtful)] if doubtful else []
    if made.counted_total is None:
        return [NOT_COUNTED.of(tongue), *said]
    if made.differs:
        difference = signed(made.difference or 0, tongue)
        return [DIFFERS.of(tongue).format(difference=difference, reason=made.reason), *said]
    return [AGREES.of(tongue), *said]
