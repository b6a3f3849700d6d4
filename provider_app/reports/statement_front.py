"""The statement's first sheet: whose account it is, four big figures with their check, services, what a day cost."""

from common.database import Connection
from common.excel import Field, Kind, Line, Summary
from common.reporting import over_time, period
from common.reporting.order import Order
from common.reporting.steps import Step
from provider_app.core import numbers
from provider_app.reports import statement_words as say
from provider_app.reports.account import Account
from provider_app.store import reports
from provider_app.store.names import Names

COLOR = "#1A776D"
FIGURE, PERIOD = 22, 24
WIDTHS = (24, FIGURE, FIGURE, PERIOD)
PERSON = (say.CONTRACT, say.NUMBER, say.TARIFF, say.PERIOD)
SERVICES = (
    (say.SERVICE, Kind.TEXT),
    (say.QUANTITY, Kind.COUNT),
    (say.UNIT, Kind.TEXT),
    (say.PRICE, Kind.MONEY),
    (say.COST, Kind.MONEY),
)
TIME = {Step.HOUR: say.BY_HOUR, Step.DAY: say.BY_DAY, Step.MONTH: say.BY_MONTH}


def fill(front: Summary, db: Connection, order: Order, found: Account) -> None:
    """All blocks, from the top down."""
    _person(front, order, found)
    _figures(front, found)
    _services(front, db, order, found)
    _time(front, db, order, found)


def _person(front: Summary, order: Order, found: Account) -> None:
    """The name stands over the rest: however long it is, nothing to its right cuts it off."""
    language, who = order.language, found.subscriber
    fields = [Field(words.of(language), Kind.TEXT, width) for words, width in zip(PERSON, WIDTHS, strict=True)]
    values = [found.contract, numbers.shown(who.number), found.tariff.of(language), period.words(order)]
    front.table(fields, [values], who.full_name, totals=False)


def _figures(front: Summary, found: Account) -> None:
    """A reversal is seldom: its figure and its part of the check are there only when there was one."""
    label = say.in_roubles
    reversed_ = [Line(label(say.REVERSED), found.reversed, sign="−")] if found.reversed else []
    figures = [
        Line(label(say.AT_START), found.at_start),
        Line(label(say.CREDITED), found.credited, sign="+"),
        *reversed_,
        Line(label(say.SPENT), found.spent, sign="−"),
        Line(label(say.AT_END), found.at_end, sign="="),
    ]
    front.figures(figures)
    front.check(say.in_roubles(say.CHECK), found.difference)


def _services(front: Summary, db: Connection, order: Order, found: Account) -> None:
    language, names = order.language, Names(db)
    fields = [
        Field(words.of(language), kind, width, summed=words is say.COST)
        for (words, kind), width in zip(SERVICES, (*WIDTHS, FIGURE), strict=True)
    ]
    rows = [
        [
            names.label(row["service"], found.subscriber.tariff).of(language),
            row["quantity"],
            row["unit_en" if language == "en" else "unit_ru"],
            row["price"],
            row["cost"],
        ]
        for row in found.services
    ]
    front.table(fields, rows, say.BY_SERVICE.of(language), empty=say.NO_SERVICES)


def _time(front: Summary, db: Connection, order: Order, found: Account) -> None:
    spent = reports.spent_by_quarter(db, found.subscriber.number, order.since, over_time.so_far(order))
    over_time.show(front, order, spent, TIME, COLOR)
