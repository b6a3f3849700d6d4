"""Earlier encashments: the list, and one of them note by note with its report."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_terminal.service.messages import Denomination, Encashed, Encashments
from agent_terminal.ui.count_field import signed
from common.qt import spoken
from common.qt.buttons import Buttons
from common.qt.desk import Desk
from common.qt.table import Column, Empty, Kind, LedgerTable, ListAndDetails, Shown
from common.qt.theme import Token
from common.qt.unchosen import stacked
from common.words import Words

NOUN, NOTES = Words("инкассаций", "encashments"), Words("достоинств", "denominations")
NOTES_TITLE = Words("Купюры инкассации", "Notes of an encashment")
EMPTY = Words("Инкассаций ещё не было.", "The cassette was never taken out.")
CHOOSE = Words("Выберите инкассацию в списке.", "Choose an encashment in the list.")
TITLE = Words("Инкассация № {number}", "Encashment No. {number}")
NO_NOTES = Words("Кассета была пуста.", "The cassette was empty.")
PRINT, PDF, EXCEL = (
    Words("Напечатать отчёт…", "Print the report…"),
    Words("Сохранить PDF…", "Save as PDF…"),
    Words("Excel…", "Excel…"),
)
EXCEL_NAME = Words("Эта инкассация в Excel…", "This encashment into Excel…")
AGREES = Shown("ok", Words("Сходится", "Agrees"), Token.OK)
NOT_COUNTED = Shown("created", Words("Не считали", "Not counted"), Token.NEUTRAL)
DIFFERENCE = Words("Разница суммой", "Difference as a sum")
DIFFERS = Words("Разница {difference}", "Difference {difference}")
NOTHING = Words("", "")


class EncashmentsPage(QWidget):
    """`print` and `save` make the report of the chosen one."""

    def __init__(self, desk: Desk, print_: Callable[[], object], save: Callable[[], object]) -> None:
        """An empty list."""
        super().__init__()
        self._desk = desk
        self._about = NOTHING
        self.table = LedgerTable(
            desk, "encashments", COLUMNS, noun=NOUN, key=lambda row: row.number, empty=Empty(EMPTY, icon="cash"),
            sentence=_sentence,
        )  # fmt: skip
        self.notes = LedgerTable(
            desk,
            "encashed-notes",
            NOTE_COLUMNS,
            noun=NOTES,
            key=lambda row: row.value,
            empty=Empty(NO_NOTES),
            title=NOTES_TITLE,
        )
        card = QWidget()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(10, 8, 10, 8)
        self.title = spoken.label(desk, NOTHING, "title", wrap=True)
        self.title.setObjectName("encashment-title")
        self.about = spoken.label(desk, lambda: self._about, wrap=True)
        self.about.setObjectName("encashment-about")
        column.addWidget(self.title)
        column.addWidget(self.about)
        column.addWidget(self._build_buttons(print_, save))
        column.addWidget(self.notes, 1)
        self._stack = stacked(card, desk, CHOOSE, page)
        self.details = ListAndDetails(desk, "encashments", self.table, card)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(4, 8, 4, 4)
        whole.addWidget(self.details)
        self.table.chosen.connect(self._show)

    @property
    def chosen(self) -> Encashed | None:
        """The one on show."""
        return self.table.current()  # type: ignore[no-any-return]

    def show_encashments(self, found: Encashments) -> None:
        """The newest first."""
        self.table.show_rows(found.encashments)

    def select(self, number: int) -> None:
        """Go to one."""
        self.table.select(number)

    def _build_buttons(self, print_: Callable[[], object], save: Callable[[], object]) -> Buttons:
        self.print_button = spoken.button(self._desk, PRINT, print_, icon="print", primary=True)
        self.print_button.setObjectName("print-report")
        self.save_button = spoken.button(self._desk, PDF, save, icon="save")
        self.save_button.setObjectName("save-report")
        self.excel_button = spoken.button(self._desk, EXCEL, self.notes.export, icon="excel")
        self.excel_button.setObjectName("excel-report")
        spoken.named(self._desk, self.excel_button, EXCEL_NAME)
        return Buttons(self.print_button, self.save_button, self.excel_button)

    def _show(self, made: Encashed | None) -> None:
        self._stack.setCurrentIndex(0 if made is None else 1)
        if made is None:
            return
        self._desk.languages.bind(self.title, self.title.setText, TITLE.format(number=made.number))
        self._about = _about(made)
        self.about.setText(self._desk.say(self._about))
        self.about.setVisible(bool(self._about.ru))
        self.notes.show_rows(made.denominations)


def _result(row: Encashed) -> Shown:
    if row.counted_total is None:
        return NOT_COUNTED
    if not row.differs:
        return AGREES
    amount = row.difference or 0
    words = Words(
        DIFFERS.ru.format(difference=signed(amount, "ru")), DIFFERS.en.format(difference=signed(amount, "en"))
    )
    return Shown("attention", words, Token.ERROR)


def _about(row: Encashed) -> Words:
    result = _result(row).words
    why = f": {row.reason}" if row.reason else ""
    who = f" · {row.who}" if row.who else ""
    return Words(f"{result.ru}{why}{who}", f"{result.en}{why}{who}")


def _sentence(row: Encashed) -> Words:
    title, result = TITLE.format(number=row.number), _result(row).words
    return Words(f"{title.ru}: {result.ru}", f"{title.en}: {result.en}")


def _note_result(row: Denomination) -> Shown | None:
    if row.difference is None:
        return None
    if not row.difference:
        return AGREES
    return Shown("attention", Words(signed(row.difference, "ru"), signed(row.difference, "en")), Token.ERROR)


COLUMNS = (
    Column("number", Words("№", "No."), lambda row: row.number, Kind.NUMBER, 60),
    Column("at", Words("Когда", "When"), lambda row: row.at, Kind.MOMENT, 140),
    Column("notes", Words("Купюр", "Notes"), lambda row: row.notes, Kind.NUMBER, 75),
    Column("total", Words("По учёту", "Booked"), lambda row: row.total, Kind.MONEY, 110),
    Column("counted", Words("Посчитано", "Counted"), lambda row: row.counted_total, Kind.MONEY, 110),
    Column("result", Words("Итог", "Result"), _result, Kind.STATUS, 190),
    Column("who", Words("Кто", "Who"), lambda row: row.who, width=100),
    Column("reason", Words("Причина", "Reason"), lambda row: row.reason, width=220),
    Column("difference", DIFFERENCE, lambda row: row.difference, Kind.MONEY, 110, hidden=True),
)
NOTE_COLUMNS = (
    Column("value", Words("Купюра", "Note"), lambda row: row.value, Kind.MONEY, 100, summed=False),
    Column("notes", Words("По учёту", "Booked"), lambda row: row.notes, Kind.NUMBER, 80),
    Column("counted", Words("Посчитано", "Counted"), lambda row: row.counted, Kind.NUMBER, 90),
    Column("total", Words("Сумма", "Sum"), lambda row: row.total, Kind.MONEY, 100),
    Column("result", Words("Разница", "Difference"), _note_result, Kind.STATUS, 130),
    Column("difference", DIFFERENCE, lambda row: row.difference, Kind.MONEY, 110, hidden=True),
)
