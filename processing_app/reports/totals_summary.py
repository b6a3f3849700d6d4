"""The first sheet of the network's totals, and the letter that they go with."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from common.database import Row
from common.excel import Chart, Kind, Summary, Value
from common.reporting import period
from common.reporting.order import Covering
from common.reporting.steps import Step, every_step, label
from common.status import Status
from common.words import Words
from processing_app import wording
from processing_app.reports import cells, headline, letters
from processing_app.reports.cells import Column
from processing_app.reports.making import Making
from processing_app.reports.sums import ByStatus, largest, merged

MOST_SERIES, MOST_BARS = 6, 8
"""What a chart can tell apart."""
OTHERS = Words("Остальные", "Others")
UNKNOWN = Words("Причина не названа", "No reason given")
BY_PROVIDER = Words("Зачислено по поставщикам, ₽", "Credited by provider, ₽")
REASONS = Words("Причины отказов", "Reasons of rejects")
REASON = Column(Words("Причина", "Reason"), width=34)
REJECTS = Column(Words("Отказов", "Rejects"), Kind.COUNT, 11, summed=True)
WHY = (REASON._replace(width=60), REJECTS, cells.REJECTED._replace(width=16))
CHART_REASONS = Words("Отказы по причинам, шт.", "Rejects by reason, count")
ALT_REASONS = Words("Полосы: отказы по причинам, всего {number}", "Bars: rejects by reason, {number} in all")
SUBJECT = Words("Итоги {issuer} за {period}: {payments}", "Totals of {issuer} for {period}: {payments}")


@dataclass(frozen=True)
class Found:
    """Sums by agent and provider, by time and provider; why payments were rejected; medians of answers, ms."""

    pairs: dict[tuple[int, int], ByStatus]
    times: dict[tuple[datetime, int], ByStatus]
    step: Step
    reasons: list[Row]
    medians: dict[int, int]

    @cached_property
    def every(self) -> ByStatus:
        """All payments."""
        return merged(self.pairs.values())

    @cached_property
    def of_providers(self) -> dict[int, ByStatus]:
        """By provider."""
        known = sorted({provider_id for _, provider_id in self.pairs})
        return {one: merged(sums for (_, of), sums in self.pairs.items() if of == one) for one in known}

    @cached_property
    def of_steps(self) -> dict[datetime, ByStatus]:
        """By hour, day or month, those that have payments."""
        found: dict[datetime, list[ByStatus]] = {}
        for (at, _), sums in self.times.items():
            found.setdefault(at, []).append(sums)
        return {at: merged(found[at]) for at in sorted(found)}


def fill(front: Summary, made: Making, found: Found, credited: int) -> bool:
    """Figures, the check, the reasons of rejects, what was credited by time and provider; `credited` by the rows.

    The long table is the last, so that a page of paper ends inside it and not inside a chart.
    """
    agrees = headline.fill(front, found.every, credited)
    _by_reason(front, made, found)
    _by_time(front, made, found)
    return agrees


def reasons(made: Making, found: Found, width: int = 0) -> Iterator[list[Value]]:
    """Why payments were rejected, how often and on what sum, the most frequent first; beyond `width` together."""
    shown = found.reasons[: width or None]
    for row in shown:
        words = wording.reason(row["reason"]).of(made.language) or UNKNOWN.of(made.language)
        yield [words, row["number"], row["amount"]]
    if rest := found.reasons[len(shown) :]:
        yield [OTHERS.of(made.language), sum(row["number"] for row in rest), sum(row["amount"] for row in rest)]


def covering(made: Making, found: Found) -> Covering:
    """The letter."""
    payments = headline.credited(made, found.every)
    subject = SUBJECT.format(issuer=made.order.issuer, period=period.words(made.order), payments=payments)
    return Covering(subject.of(made.language), headline.facts(made, found.every))


def _by_time(front: Summary, made: Making, found: Found) -> None:
    """A column a provider: what the stacked chart is drawn from."""
    language, step = made.language, found.step
    shown = largest(found.of_providers, MOST_SERIES)
    rest = found.of_providers.keys() - set(shown)
    heads = [made.names.provider(one).words for one in shown] + ([OTHERS] if rest else [])
    columns = [Column(words, Kind.MONEY, 14) for words in heads]
    steps = every_step(made.order.since, made.order.ended, step) if found.times else []
    rows: list[list[Value]] = []
    for at in sorted({*steps, *found.of_steps}):
        row = {one: found.times.get((at, one), ByStatus())[Status.CAPTURED].amount for one in found.of_providers}
        left = [sum(row[one] for one in rest)] if rest else []
        rows.append([label(at, step), *(row[one] for one in shown), *left])
    fields = cells.fields(language, Column(headline.TIME[step], width=13), *columns)
    range_ = front.table(fields, rows, BY_PROVIDER.of(language))
    if not heads:
        return
    total = letters.sum_of(found.every[Status.CAPTURED].amount, language)
    series = [(words.of(language), range_.column(number)) for number, words in enumerate(heads, 1)]
    front.chart(
        Chart(
            "column", headline.CHARTS[step].of(language), range_.column(0), series,
            headline.ALT.format(total=total).of(language), stacked=True,
        )
    )  # fmt: skip


def _by_reason(front: Summary, made: Making, found: Found) -> None:
    language = made.language
    rows = [row[:2] for row in reasons(made, found, MOST_BARS)]
    range_ = front.table(cells.fields(language, REASON, REJECTS), rows, REASONS.of(language))
    number = found.every[Status.CANCELLED].number
    front.chart(
        Chart(
            "bar", CHART_REASONS.of(language), range_.column(0), [(REJECTS.words.of(language), range_.column(1))],
            ALT_REASONS.format(number=number).of(language), color="#A8201A",
        )
    )  # fmt: skip
