"""E1: a subscriber's statement: the account over a period, its services, and every move with the balance after it."""

from contextlib import ExitStack

import msgspec

from common import excel, money
from common.database import Connection
from common.excel import Book, Heading, Sheet
from common.reporting import filling, naming, period
from common.reporting.order import Covering, Figure, Order, Outcome, Tell
from common.words import Words
from provider_app.core import numbers
from provider_app.reports import account, statement_details, statement_front
from provider_app.reports import statement_words as say
from provider_app.reports.account import Account
from provider_app.reports.kinds import STATEMENT


def build(db: Connection, order: Order, tell: Tell) -> Outcome:
    """The statement of the subscriber whose number the order names."""
    found = account.account(db, order)
    files = _names(order)
    _write(db, order, found, files, tell)
    return Outcome(
        files=files,
        rows=found.moves,
        covering=_covering(order, found),
        figures=[Figure(words, amount) for words, amount in _sums(found)],
        agrees=found.difference == 0,
    )


def _names(order: Order) -> list[str]:
    """By the subscriber's number: names of files are seen by those who need not know whose account it is."""
    nameless = msgspec.structs.replace(order, name="")
    return [naming.file_name(nameless, STATEMENT.slug, suffix) for suffix in (".xlsx", ".csv")[: 1 + order.csv]]


def _write(db: Connection, order: Order, found: Account, files: list[str], tell: Tell) -> None:
    language = order.language
    title = say.TITLE.of(language).format(issuer=order.issuer)
    whose = {"contract": found.contract, "number": numbers.shown(found.subscriber.number)}
    about = period.about(order, say.ACCOUNT.of(language).format(**whose))
    sheet = Sheet(say.DETAILS.of(language), title, about, statement_details.fields(language), language)
    heading = Heading(title, about, language, author=order.issuer)
    with ExitStack() as stack, Book(order.place / files[0], heading) as book:
        statement_front.fill(book.summary(say.SUMMARY.of(language)), db, order, found)
        beside = [excel.table_file(order.place / name, sheet) for name in files[1:]]
        for table in beside:
            stack.callback(table.abandon)
        filling.fill([book.table(sheet), *beside], statement_details.rows(db, order, found), found.moves, tell)
        for table in beside:
            table.finish()
        book.finish()


def _sums(found: Account) -> list[tuple[Words, int]]:
    reversals = [(say.REVERSED, found.reversed)] if found.reversed else []
    return [
        (say.AT_START, found.at_start),
        (say.CREDITED, found.credited),
        *reversals,
        (say.SPENT, found.spent),
        (say.AT_END, found.at_end),
    ]


def _covering(order: Order, found: Account) -> Covering:
    """The subject, and five lines: the period and the same four sums as on the first sheet."""
    when = period.words(order)
    said = {"issuer": order.issuer, "period": when, "contract": found.contract}
    return Covering(
        subject=say.SUBJECT.of(order.language).format(**said),
        lines=[
            f"{say.PERIOD.of(order.language)}: {when}",
            _line(order, say.AT_START, found.at_start),
            _line(order, say.CREDITED, found.credited, found.reversed),
            _line(order, say.SPENT, found.spent),
            _line(order, say.AT_END, found.at_end),
        ],
    )


def _line(order: Order, what: Words, amount: int, back: int = 0) -> str:
    language, english = order.language, order.language == "en"
    sums = {"sum": money.text(amount, english=english), "back": money.text(back, english=english)}
    return (say.LINE_WITH_REVERSED if back else say.LINE).of(language).format(what=what.of(language), **sums)
