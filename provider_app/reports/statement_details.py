"""The statement's second sheet: every move of the account with the balance after it."""

from collections.abc import Iterator

from common import ids
from common.database import Connection
from common.excel import Field, Kind, Value
from common.reporting.order import Order
from common.words import Language, Words
from provider_app.core import payments
from provider_app.core.statement import Move
from provider_app.reports import statement_words as say
from provider_app.reports.account import Account
from provider_app.store import reports
from provider_app.store.names import Names

LABELS: dict[str, Words] = {payments.Kind.CREDIT: say.CREDIT, payments.Kind.REVERSE: say.REVERSAL}
COLUMNS = (
    (say.ORDINAL, Kind.COUNT, 6, False),
    (say.AT, Kind.MOMENT, 19, False),
    (say.SERVICE, Kind.TEXT, 18, False),
    (say.QUANTITY, Kind.COUNT, 12, False),
    (say.UNIT, Kind.TEXT, 11, False),
    (say.PRICE, Kind.MONEY, 10, False),
    (say.TAKEN, Kind.MONEY, 12, True),
    (say.ADDED, Kind.MONEY, 12, True),
    (say.BALANCE, Kind.MONEY, 14, False),
    (say.CODE, Kind.TEXT, 13, False),
)


def fields(language: Language) -> list[Field]:
    """The columns; prices of different things and balances have no sum."""
    return [Field(words.of(language), kind, width, summed) for words, kind, width, summed in COLUMNS]


def rows(db: Connection, order: Order, found: Account) -> Iterator[list[Value]]:
    """A row a move, in the order in which they changed the balance; a reversal takes from what was credited."""
    names, who, language = Names(db), found.subscriber, order.language
    moves = reports.moves(db, who.number, order.since, order.until, found.at_start)
    for ordinal, move in enumerate(moves, 1):
        is_use = move.kind not in LABELS
        label = names.label(move.service, who.tariff) if is_use else LABELS[move.kind]
        used: list[Value] = [None, None, None, None]
        if is_use:
            used = [move.quantity, move.unit.of(language), move.price, -move.amount]
        added = None if is_use else move.amount
        yield [ordinal, move.at, label.of(language), *used, added, move.balance, _code(move)]


def _code(move: Move) -> str:
    return ids.payment_code(move.key) if ids.is_uuid(move.key) else move.key
