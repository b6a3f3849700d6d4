"""What is in the cassette now, by the books, and the button that takes it out."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_terminal.service.messages import Cassette
from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.facts import sum_words
from common.qt.table import Column, Empty, Kind, LedgerTable
from common.words import Language, Words

NOUN = Words("достоинств", "denominations")
EMPTY = Words("Кассета пуста: с прошлой инкассации купюр не было.", "The cassette is empty: no notes came since.")
TOTAL = Words("В кассете {sum}, купюр {notes}", "In the cassette {sum}, notes {notes}")
SINCE = Words("с {at}", "since {at}")
ALWAYS = Words("инкассаций ещё не было", "it was never taken out")
DOUBTFUL = Words(
    "Под вопросом: {notes}. Посчитайте, не легли ли они в кассету.",
    "In doubt: {notes}. Count whether they went into the cassette.",
)
HELD = Words("У экрана плательщик, внесено {sum}.", "A payer is at the screen, {sum} inserted.")
BEGIN = Words("Начать инкассацию…", "Start collection…")
NOTHING = Words("", "")
COLUMNS = (
    Column("value", Words("Купюра", "Note"), lambda row: row.value, Kind.MONEY, 130, summed=False),
    Column("notes", Words("Сколько", "How many"), lambda row: row.notes, Kind.NUMBER, 110),
    Column("total", Words("Сумма", "Sum"), lambda row: row.total, Kind.MONEY, 140),
    Column("currency", Words("Валюта", "Currency"), lambda row: row.currency, width=120),
)


class CassettePage(QWidget):
    """The sum above, the notes under it."""

    def __init__(self, desk: Desk, begin: Callable[[], object]) -> None:
        """`begin` opens the count."""
        super().__init__()
        self._desk = desk
        self.cassette: Cassette | None = None
        self._about = NOTHING
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 8, 4, 4)
        line = QHBoxLayout()
        self.total = spoken.label(desk, NOTHING, "figure", wrap=True)
        self.total.setObjectName("cassette-total")
        self.begin = spoken.button(desk, BEGIN, begin, icon="money", primary=True)
        self.begin.setObjectName("begin-encashment")
        line.addWidget(self.total, 1)
        line.addWidget(self.begin)
        column.addLayout(line)
        self.about = spoken.label(desk, lambda: self._about, "waiting", wrap=True)
        self.about.setObjectName("cassette-about")
        column.addWidget(self.about)
        self.table = LedgerTable(
            desk, "cassette", COLUMNS, noun=NOUN, key=lambda row: row.value, empty=Empty(EMPTY, icon="cash")
        )
        column.addWidget(self.table, 1)

    def show_cassette(self, cassette: Cassette) -> None:
        """As it is now."""
        self.cassette = cassette
        self.table.show_rows(cassette.denominations)
        self._desk.languages.bind(self.total, self.total.setText, _total(cassette))
        self._about = Words(_about(cassette, "ru"), _about(cassette, "en"))
        self.about.setText(self._desk.say(self._about))
        self.about.setVisible(bool(self._about.ru))


def _total(cassette: Cassette) -> Words:
    since = SINCE.format(at=wording.moment(cassette.since)) if cassette.since is not None else ALWAYS
    sums = sum_words(cassette.total)
    return Words(
        f"{TOTAL.ru.format(sum=sums.ru, notes=cassette.notes)}, {since.ru}",
        f"{TOTAL.en.format(sum=sums.en, notes=cassette.notes)}, {since.en}",
    )


def _about(cassette: Cassette, tongue: Language) -> str:
    said = []
    if cassette.in_doubt:
        notes = [f"{wording.money(one.value, tongue)} ({wording.moment(one.at)})" for one in cassette.in_doubt]
        said.append(DOUBTFUL.of(tongue).format(notes=", ".join(notes)))
    if cassette.held:
        said.append(HELD.of(tongue).format(sum=wording.money(cassette.held, tongue)))
    return " ".join(said)
