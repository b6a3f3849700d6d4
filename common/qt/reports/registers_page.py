"""The page «Реестры»: registers that came as files, whose and of which days; they are compared with our books."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from PySide6.QtWidgets import QVBoxLayout, QWidget

from common.qt import dialog, spoken, wording
from common.qt.buttons import Buttons
from common.qt.desk import Desk
from common.qt.messages import Notice, NoticeKind
from common.qt.reports.import_form import comparing, load
from common.qt.reports.order_form import Wanted
from common.qt.table import Column, Empty, Kind, LedgerTable
from common.reporting.asks import AskImports, ImportId, ImportRow, Imports, KindRow, ReportKinds, Said
from common.words import Words, same

PAGE = 500
NOUN = Words("реестров", "registers")
NOTHING = Words(
    "Файлов реестров ещё не загружали. Загрузите файл другой стороны, и его можно будет сверить с нашими книгами.",
    "No register files yet. Load the other side's file, then it can be compared with our books.",
)
LOAD = Words("Загрузить файл реестра…", "Load a register's file…")
COMPARE, REMOVE = Words("Сверить…", "Compare…"), Words("Убрать…", "Remove…")
LOADED = Words(
    "Файл «{file}» загружен: {number} на {total}, за {day}.", "File {file} is loaded: {number} for {total}, of {day}."
)
PAYMENTS = Words("платежей {n}", "{n} payments")
AGAIN = Words(
    "Этот же файл уже загружен: «{file}», за {day}. Второй раз он не учтён.",
    "This very file was loaded before: {file}, of {day}. It is not counted twice.",
)
REMOVING = Words(
    "Убрать загруженный файл «{file}» за {day}? Сверки, которые уже сделаны, останутся.",
    "Remove the loaded file {file} of {day}? Comparisons that were made stay.",
)
YES, KEEP = Words("Убрать", "Remove"), Words("Оставить", "Keep")
CHOOSE = Words("Выберите файл реестра в списке.", "Choose a register's file in the list.")


class RegistersPage(QWidget):
    """`build(wanted)` orders a comparison."""

    def __init__(self, desk: Desk, build: Callable[[Wanted], object]) -> None:
        """An empty list."""
        super().__init__()
        self._desk = desk
        self._build = build
        self._kind: KindRow | None = None
        self._wanted = 0
        self.setObjectName("registers-page")
        self.table = LedgerTable(
            desk, "imports", COLUMNS, noun=NOUN, key=lambda row: row.id,
            empty=Empty(NOTHING, LOAD, self.load, "reconcile"), sentence=_sentence,
        )  # fmt: skip
        self._rows: list[ImportRow] = []
        self.table.chosen.connect(self._chosen)
        self._load = spoken.button(desk, LOAD, self.load, icon="card-import")
        self._compare = spoken.button(desk, COMPARE, self.compare, icon="reconcile", primary=True)
        self._remove = spoken.button(desk, REMOVE, self.remove, icon="delete")
        for name, one in (("load", self._load), ("compare", self._compare), ("remove", self._remove)):
            one.setObjectName(f"register-{name}")
        self._buttons = Buttons(self._load, self._compare, self._remove)
        self._buttons.setProperty("pane", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 8, 4, 4)
        column.setSpacing(8)
        column.addWidget(self._buttons)
        column.addWidget(self.table, 1)
        self._chosen(None)

    @property
    def chosen(self) -> ImportRow | None:
        """The one the list stands on."""
        return self.table.current()  # type: ignore[no-any-return]

    def refresh(self) -> None:
        """As it is now."""
        self._desk.ask(self, "report-kinds", then=self._know, failed=lambda _: None, key="kinds")
        self.table.wait()
        self._rows = []
        self._ask_page()

    def load(self) -> None:
        """Take in one more file."""

        def known(found: ReportKinds) -> None:
            kind = comparing(found.kinds)
            if kind is not None:
                load(self._desk, self, kind, self._loaded)

        self._desk.ask(self, "report-kinds", then=known)

    def compare(self) -> None:
        """With our books, for the day of the chosen file."""
        row = self.chosen
        if row is not None and self._kind is not None:
            self._build(Wanted(self._kind.name, row.subject, _day(row.day)))

    def remove(self) -> None:
        """The file is counted no more, after a question."""
        row = self.chosen
        if row is None:
            return

        def gone(said: Said) -> None:
            self._desk.messages.ok(said.words)
            self.refresh()

        def drop() -> None:
            self._desk.ask(self, "forget-import", ImportId(id=row.id), then=gone)

        words = REMOVING.format(file=row.file, day=_day_shown(row.day))
        dialog.confirm(self._desk, self.window(), words, YES, KEEP, drop)

    def none_chosen(self) -> Words | None:
        """Why there is nothing to compare."""
        return None if self.chosen is not None else CHOOSE

    def _ask_page(self) -> None:
        question = AskImports(offset=len(self._rows), limit=PAGE)
        self._desk.ask(self, "imports", question, then=self._page_came, failed=self.table.fail, key="imports")

    def _page_came(self, found: Imports) -> None:
        self._rows += found.imports
        if found.imports and len(self._rows) < found.found:
            self._ask_page()
            return
        self.table.show_rows(self._rows)
        if self._wanted and self.table.select(self._wanted):
            self._wanted = 0

    def _know(self, found: ReportKinds) -> None:
        self._kind = comparing(found.kinds)

    def _chosen(self, row: ImportRow | None) -> None:
        for one in (self._compare, self._remove):
            one.setVisible(row is not None)
        self._buttons.updateGeometry()

    def _loaded(self, row: ImportRow) -> None:
        if row.again:
            words = AGAIN.format(file=row.file, day=_day_shown(row.day))
            self._desk.messages.tell(Notice(NoticeKind.WARN, words, seconds=12, key="import"))
        else:
            kind, seconds = (NoticeKind.OK, 10) if row.note is None else (NoticeKind.WARN, 20)
            self._desk.messages.tell(Notice(kind, _loaded_words(row), seconds=seconds, key="import"))
        self._wanted = row.id
        self.refresh()


def _loaded_words(row: ImportRow) -> Words:
    day = _day_shown(row.day)
    said = Words(
        LOADED.ru.format(
            file=row.file, number=PAYMENTS.ru.format(n=row.number), total=wording.money(row.total, "ru"), day=day
        ),
        LOADED.en.format(
            file=row.file, number=PAYMENTS.en.format(n=row.number), total=wording.money(row.total, "en"), day=day
        ),
    )
    return said if row.note is None else Words(f"{said.ru} {row.note.ru}.", f"{said.en} {row.note.en}.")


def _day(iso: str) -> tuple[datetime, datetime]:
    """A day's bounds on this computer."""
    day = date.fromisoformat(iso)
    begins, ends = (datetime.combine(one, time()).astimezone() for one in (day, day + timedelta(days=1)))
    return begins, ends


def _day_shown(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d.%m.%Y}"


def _sentence(row: ImportRow) -> Words:
    return same(f"{row.name}, {_day_shown(row.day)}, {row.file}")


COLUMNS = (
    Column("day", Words("День", "Day"), lambda row: date.fromisoformat(row.day), Kind.DAY, 100),
    Column("name", Words("Чей", "Whose"), lambda row: row.name, width=190),
    Column("file", Words("Файл", "File"), lambda row: row.file, width=260),
    Column("number", Words("Платежей", "Payments"), lambda row: row.number, Kind.NUMBER, 90),
    Column("total", Words("На сумму", "Sum"), lambda row: row.total, Kind.MONEY, 120),
    Column("at", Words("Загружен", "Loaded"), lambda row: row.at, Kind.MOMENT, 140),
    Column("who", Words("Кем", "By"), lambda row: row.who, width=120),
    Column("id", Words("№", "No."), lambda row: row.id, Kind.NUMBER, 60, True),
)
