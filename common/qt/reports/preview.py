"""A letter before it is sent: its subject, both forms of its text, what is attached, the first rows of the table."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QAbstractItemView,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.reports import looks
from common.reporting.asks import LetterPreview
from common.words import Words, same

WAIT = Words("Готовим письмо…", "Preparing the letter…")
SUBJECT = Words("Тема: {subject}", "Subject: {subject}")
ATTACHED, NOTHING_ATTACHED = Words("Вложения: {files}", "Attached: {files}"), Words("Без вложений", "Nothing attached")
PAGES = Words("Письмо и вложение", "The letter and its attachment")
LETTER, PLAIN, TABLE = Words("Письмо", "Letter"), Words("Простой текст", "Plain text"), Words("Таблица", "Table")
TABLE_HINT = Words("Первые строки первого листа", "The first rows of the first sheet")
HEIGHT, WIDEST_CELL = 300, 260


class Page(QTextBrowser):
    """Shows HTML and fetches nothing for it: neither pictures nor pages behind links."""

    def __init__(self) -> None:
        """An empty page."""
        super().__init__()
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Nothing that is not in the letter itself."""
        return "" if kind == QTextDocument.ResourceType.HtmlResource.value else None


class Preview(QWidget):
    """Says that it waits until it is told the letter."""

    def __init__(self, desk: Desk) -> None:
        """Waiting."""
        super().__init__()
        self.setObjectName("letter-preview")
        self._desk = desk
        self.subject = spoken.label(desk, WAIT, wrap=True)
        self.subject.setObjectName("preview-subject")
        self.files = spoken.label(desk, same(""), "hint", wrap=True)
        self.files.setObjectName("preview-files")
        self.page = spoken.named(desk, Page(), LETTER)
        self.plain = spoken.named(desk, QPlainTextEdit(readOnly=True), PLAIN)
        self.sheet = spoken.named(desk, QTableWidget(), TABLE_HINT)
        self.sheet.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.sheet.horizontalHeader().hide()
        self.sheet.setWordWrap(False)
        self.pages = QTabWidget()
        self.pages.setDocumentMode(True)
        self.pages.setObjectName("preview-pages")
        spoken.named(desk, self.pages, PAGES)
        spoken.named(desk, self.pages.tabBar(), PAGES)
        for place, (widget, words) in enumerate(((self.page, LETTER), (self.plain, PLAIN), (self.sheet, TABLE))):
            self.pages.addTab(widget, "")
            self._name_page(place, words)
        desk.theme.keep(self.pages, lambda: self.pages.setFixedHeight(desk.theme.scaled(HEIGHT)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for each in (self.subject, self.files, self.pages):
            column.addWidget(each)
        self.pages.hide()

    def show_letter(self, letter: LetterPreview) -> None:
        """Here it is."""
        bind = self._desk.languages.bind
        bind(self.subject, self.subject.setText, SUBJECT.format(subject=letter.subject))
        ru, en = (
            ", ".join(f"{one.name} ({looks.size(one.size).of(language)})" for one in letter.files)
            for language in ("ru", "en")
        )  # fmt: skip
        attached = Words(ATTACHED.ru.format(files=ru), ATTACHED.en.format(files=en))
        bind(self.files, self.files.setText, attached if letter.files else NOTHING_ATTACHED)
        self.page.setHtml(letter.html)
        self.plain.setPlainText(letter.text)
        self._show_sheet(letter.sheet)
        self.pages.setTabVisible(2, bool(letter.sheet))
        self.pages.show()

    def show_trouble(self, words: Words) -> None:
        """It could not be prepared."""
        self._desk.languages.bind(self.subject, self.subject.setText, words)

    def _show_sheet(self, rows: list[list[str]]) -> None:
        self.sheet.setRowCount(len(rows))
        self.sheet.setColumnCount(max(map(len, rows), default=0))
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setFlags(Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled)
                self.sheet.setItem(row, column, item)
        self.sheet.resizeColumnsToContents()
        for column in range(self.sheet.columnCount()):
            self.sheet.setColumnWidth(column, min(self.sheet.columnWidth(column), WIDEST_CELL))

    def _name_page(self, place: int, words: Words) -> None:
        def title(text: str) -> None:
            self.pages.setTabText(place, text)

        title.__name__ = f"page_{place}"
        self._desk.languages.bind(self.pages, title, words)
