"""The latest papers: what each was, and whether somebody holds it in hands."""

from agent_terminal.service.messages.printing import PrintRow
from common.qt.desk import Desk
from common.qt.table import Column, Empty, Kind, LedgerTable, Shown
from common.qt.theme import Token
from common.words import Language, Words, same

NOUN = Words("бумаг", "papers")
TITLE = Words("Последние чеки", "Latest papers")
EMPTY = Words("Здесь появятся чеки и квитанции.", "Receipts and claim slips will be here.")
COPY = Words("{means}, копия {copy}", "{means}, copy {copy}")
WANTED = {"": Words("терминал", "the terminal"), "payer": Words("плательщик", "the payer")}
LOOKS = {
    "waiting": ("waiting", Token.WAITING),
    "printing": ("running", Token.RUNNING),
    "printed": ("ok", Token.OK),
    "doubtful": ("attention", Token.WAITING),
    "failed": ("failed", Token.ERROR),
}
LEAST_HEIGHT = 170
NOTHING = Words("", "")


class PrintedList(LedgerTable):
    """Enter or a double click opens a paper's file."""

    def __init__(self, desk: Desk) -> None:
        """Nothing was printed yet."""
        super().__init__(
            desk,
            "printed",
            columns(),
            noun=NOUN,
            key=lambda row: row.id,
            empty=Empty(EMPTY, icon="print"),
            sentence=sentence,
            title=TITLE,
        )
        desk.theme.keep(self, lambda: self.setMinimumHeight(desk.theme.scaled(LEAST_HEIGHT)))


def columns() -> list[Column]:
    """What the list shows of each paper."""
    return [
        Column("at", Words("Время", "Time"), lambda row: row.at, Kind.MOMENT, 150),
        Column("what", Words("Что", "What"), what, width=190),
        Column("code", Words("Код", "Code"), lambda row: row.code, Kind.CODE, 100),
        Column("state", Words("Итог", "Outcome"), state, Kind.STATUS, 210, tip=lambda row: row.why),
        Column("why", Words("Почему", "Why"), lambda row: row.why or NOTHING, width=260),
        Column("file", Words("Куда", "Where to"), lambda row: row.file, width=220, hidden=True),
        Column("wanted_by", Words("Кто просил", "Wanted by"), wanted_by, width=120, hidden=True),
    ]


def what(row: PrintRow) -> Words:
    """«Чек, копия 2»."""
    if not row.copy:
        return row.means
    return Words(COPY.ru.format(means=row.means.ru, copy=row.copy), COPY.en.format(means=row.means.en, copy=row.copy))


def state(row: PrintRow) -> Shown:
    """Shape, word and colour."""
    icon, token = LOOKS[row.state]
    return Shown(icon, row.told, token)


def wanted_by(row: PrintRow) -> Words:
    """Who asked for it."""
    return WANTED.get(row.wanted_by, same(row.wanted_by))


def sentence(row: PrintRow) -> Words:
    """A row as one hears it."""

    def said(language: Language) -> str:
        parts = [
            what(row).of(language),
            row.code,
            row.told.of(language),
            "" if row.why is None else row.why.of(language),
        ]
        return ", ".join(part for part in parts if part)

    return Words(said("ru"), said("en"))
