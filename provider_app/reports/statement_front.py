"""The statement's first sheet: whose account it is, four big figures with their check, services, what a day cost."""

from common import money
from common.database import Connection
from common.excel import Chart, Field, Kind, Line, Summary
from common.excel.summary import Sign
from common.reporting import period, steps
from common.reporting.order import Order
from common.reporting.steps import Step
from common.words import Words
from provider_app.core import numbers
from provider_app.reports import statement_words as say
from provider_app.reports.account import Account
from provider_app.store import reports
from provider_app.store.names import Names

COLOR = "#744A1E"
TIME = {
    Step.HOUR: (say.BY_HOUR, say.HOUR),
    Step.DAY: (say.BY_DAY, say.DAY),
    Step.MONTH: (say.BY_MONTH, say.MONTH),
}


def fill(front: Summary, db: Connection, order: Order, found: Account) -> None:
    """All blocks, from the top down."""
    _person(front, order, found)
    _figures(front, found)
    _services(front, db, order, found)
    _time(front, db, order, found)


def _person(front: Summary, order: Order, found: Account) -> None:
    language, who = order.language, found.subscriber
    widths = ((say.NAME, 34), (say.CONTRACT, 20), (say.NUMBER, 20), (say.TARIFF, 20), (say.PERIOD, 24))
    values = [who.full_name, found.contract, numbers.shown(who.number), found.tariff.of(language), period.words(order)]
    front.table([Field(words.of(language), Kind.TEXT, width) for words, width in widths], [values], totals=False)


def _figures(front: Summary, found: Account) -> None:
    """A reversal is seldom: its figure and its part of the check are there only when there was one."""
    figures = [_figure(say.AT_START, found.at_start), _figure(say.CREDITED, found.credited, "+")]
    if found.reversed:
        figures.append(_figure(say.REVERSED, found.reversed, "−"))
    figures += [_figure(say.SPENT, found.spent, "−"), _figure(say.AT_END, found.at_end, "=")]
    front.figures(figures)
    front.check(say.CHECK_WITH_REVERSALS if found.reversed else say.CHECK, found.difference)


def _figure(words: Words, amount: int, sign: Sign = "") -> Line:
    return Line(say.in_roubles(words), amount, sign=sign)


def _services(front: Summary, db: Connection, order: Order, found: Account) -> None:
    language, names = order.language, Names(db)
    fields = [
        Field(say.SERVICE.of(language), Kind.TEXT, 34),
        Field(say.QUANTITY.of(language), Kind.COUNT, 20),
        Field(say.UNIT.of(language), Kind.TEXT, 20),
        Field(say.PRICE.of(language), Kind.MONEY, 20, summed=False),
        Field(say.COST.of(language), Kind.MONEY, 20),
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
    """By hours, days or months; the part of the period that is still to come is left out."""
    language, until = order.language, max(order.since + 1, min(order.until, order.now + 1))
    step = steps.step_of(order.since, order.until)
    title, header = (words.of(language) for words in TIME[step])
    drawn = say.in_roubles(TIME[step][0]).of(language)
    quarters = reports.spent_by_quarter(db, found.subscriber.number, order.since, until)
    spent = steps.folded(quarters, order.since, until, step)
    kind = Kind.DAY if step is Step.DAY else Kind.TEXT
    fields = [Field(header, kind, 34), Field(say.COST.of(language), Kind.MONEY, 20)]
    made = front.table(fields, [[steps.shown(at, step), cost] for at, cost in spent], title)
    english = language == "en"
    sums = [money.text(one, english=english) for one in (found.spent, max(cost for _, cost in spent))]
    alt = say.ALT.of(language).format(title=drawn, total=sums[0], most=sums[1])
    front.chart(Chart("column", drawn, made.column(0), [(drawn, made.column(1))], alt, color=COLOR))
