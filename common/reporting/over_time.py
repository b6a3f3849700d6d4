"""Sums of a period by hours, days or months: a small table, and columns drawn of it."""

from collections.abc import Iterable, Mapping

from common import money
from common.excel import Chart, Field, Kind, Summary
from common.reporting import steps
from common.reporting.order import Order
from common.reporting.steps import Step
from common.words import Words

HEADERS = {Step.HOUR: Words("Час", "Hour"), Step.DAY: Words("День", "Day"), Step.MONTH: Words("Месяц", "Month")}
SUM = Words("Сумма, ₽", "Sum, ₽")
DRAWN = Words("{title}, ₽", "{title}, ₽")
ALT = Words(
    "Столбики: {title}. Всего {whole} ₽, больше всего {most} ₽.",
    "Columns: {title}. {whole} ₽ in all, {most} ₽ at most.",
)
FIRST, WIDTH = 24, 20


def so_far(order: Order) -> int:
    """The end of the period, or the moment when it is told of: what is still to come is not drawn."""
    return max(order.since + 1, min(order.until, order.now + 1))


def show(
    front: Summary, order: Order, found: Iterable[tuple[int, int]], titles: Mapping[Step, Words], color: str
) -> None:
    """Sums at moments (ms UTC) before `so_far`."""
    language, step = order.language, steps.step_of(order.since, order.until)
    title = titles[step].of(language)
    sums = steps.folded(found, order.since, so_far(order), step)
    kind = Kind.DAY if step is Step.DAY else Kind.TEXT
    fields = [Field(HEADERS[step].of(language), kind, FIRST), Field(SUM.of(language), Kind.MONEY, WIDTH)]
    table = front.table(fields, [[steps.shown(at, step), amount] for at, amount in sums], title)
    drawn = DRAWN.of(language).format(title=title)
    parts = {"whole": sum(amount for _, amount in sums), "most": max(amount for _, amount in sums)}
    told = {name: money.text(amount, english=language == "en") for name, amount in parts.items()}
    alt = ALT.of(language).format(title=title, **told)
    front.chart(Chart("column", drawn, table.column(0), [(title, table.column(1))], alt, color=color))
