"""The journal's payments: those that were credited on one sheet, all others on the next with where their cash is."""

from collections.abc import Iterator, Sequence

from agent_terminal.core import payment_words
from agent_terminal.reports import journal_say as say
from agent_terminal.store import reports
from agent_terminal.store.payments import Payment
from agent_terminal.store.reports import Try
from agent_terminal.store.shift import Span
from common import ids
from common.database import Connection
from common.excel import Field, Kind, Value
from common.shown_status import APPEARANCES
from common.words import Language, Words

COLUMNS = (
    (say.ORDINAL, Kind.COUNT, 6),
    (say.AT, Kind.MOMENT, 19),
    (say.CODE, Kind.TEXT, 13),
    (say.PROVIDER, Kind.TEXT, 22),
    (say.ACCOUNT, Kind.TEXT, 15),
    (say.CASH, Kind.MONEY, 13),
    (say.AGENT_FEE, Kind.MONEY, 13),
    (say.TO_CREDIT, Kind.MONEY, 14),
    (say.STATE, Kind.TEXT, 22),
)
MORE = ((say.REASON, Kind.TEXT, 34), (say.MONEY, Kind.TEXT, 44))
NOT_TRIED = Try(0, "")


def credited_fields(language: Language) -> list[Field]:
    """The columns of what was credited."""
    return _fields(language, COLUMNS)


def fields(language: Language) -> list[Field]:
    """The columns of all others, and of the .csv with all payments."""
    return _fields(language, (*COLUMNS, *MORE))


class Rows:
    """Payments as rows; what their tasks and claim slips say is looked up once."""

    def __init__(self, db: Connection, span: Span, language: Language) -> None:
        """Of one period."""
        self._db = db
        self._span = span
        self._language = language
        self._tries = reports.tries(db)
        self._slips = reports.slips_of_payments(db)

    def credited(self) -> Iterator[list[Value]]:
        """What the subscribers have."""
        return (row[: len(COLUMNS)] for row in self._rows(credited=True))

    def others(self) -> Iterator[list[Value]]:
        """What they do not have (yet), why, and where its cash is."""
        return self._rows(credited=False)

    def every(self) -> Iterator[list[Value]]:
        """All of them."""
        return self._rows(credited=None)

    def _rows(self, *, credited: bool | None) -> Iterator[list[Value]]:
        found = reports.payments(self._db, self._span, credited=credited)
        return (self._row(ordinal, payment) for ordinal, payment in enumerate(found, 1))

    def _row(self, ordinal: int, payment: Payment) -> list[Value]:
        language, tried = self._language, self._tries.get(payment.payment_id, NOT_TRIED)
        shown = payment_words.shown(payment.state, needs_review=bool(payment.needs_review), attempts=tried.attempts)
        return [
            ordinal,
            payment.accepted,
            ids.payment_code(payment.payment_id),
            payment.provider_en if language == "en" else payment.provider_ru,
            payment.account,
            payment.inserted,
            payment.agent_fee,
            payment.amount,
            APPEARANCES[shown].words.of(language),
            payment_words.reason(payment.reason or tried.reason).of(language),
            payment_words.where_money_is(payment.state, self._slips.get(payment.payment_id, "")).of(language),
        ]


def _fields(language: Language, columns: Sequence[tuple[Words, Kind, int]]) -> list[Field]:
    return [
        Field(words.of(language), kind, width, mark="status" if words is say.STATE else "")
        for words, kind, width in columns
    ]
