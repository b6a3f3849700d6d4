"""«Сверка с файлом»: what both sides have, what the difference consists of, and every difference with its action."""

from collections.abc import Iterator, Sequence
from datetime import date

from common import excel, money
from common.excel import Field, Heading, Kind, Line, Sheet, Value
from common.registers import wording as say
from common.registers.compared import Compared, Found, sums
from common.registers.findings import action_words, code_of, kept, reason_words
from common.registers.reasons import KINDS
from common.registers.reasons import Kind as Class
from common.reporting import naming, period
from common.reporting.order import Covering, Figure, Order, Outcome
from common.words import Language, Words

SLUG = "sverka"
MOSCOW_ZONE = "UTC+03:00"
MOST_KEPT = 10_000
"""Differences beyond these are in the workbook only; they are counted all the same."""


def write(order: Order, compared: Compared, files: Sequence[tuple[str, date]], them: str) -> Outcome:
    """The workbook, .csv beside it when it is asked for, and what the report keeps; `them` is the other side."""
    names = [naming.file_name(order, SLUG)]
    _book(order, compared, files, names[0], them)
    if order.csv:
        names.append(naming.file_name(order, SLUG, ".csv"))
        table = excel.table_file(order.place / names[1], _sheet(order, _about(order, compared, files)))
        table.add(_rows(compared.found, them, order.language))
        table.finish()
    total = compared.total
    return Outcome(
        files=names,
        rows=compared.agreed + len(compared.found),
        covering=covering(order, compared, files),
        figures=[
            Figure(say.OUR_SUM, total.our_sum), Figure(say.THEIR_SUM, total.their_sum),
            Figure(say.FOUND, len(compared.found), "count"),
        ],
        agrees=not compared.found,
        counts={kind.value: number for kind, number in compared.counts.items()},
        findings=[kept(one, them) for one in compared.found[:MOST_KEPT]],
    )  # fmt: skip


def covering(order: Order, compared: Compared, files: Sequence[tuple[str, date]]) -> Covering:
    """The letter's subject and its lines: both sides, the classes, and how soon one writes about differences."""
    language, total, found = order.language, compared.total, len(compared.found)
    subject = say.SUBJECT if found else say.SUBJECT_AGREED
    when = _days(compared, language)
    lines = [
        say.COMPARED.of(language).format(period=when, files=len(files), agreed=compared.agreed),
        _line(say.OURS, total.ours, total.our_sum, language),
        _line(say.THEIRS, total.theirs, total.their_sum, language),
    ]
    for kind, number in compared.counts.items():
        lines.append(f"{KINDS[kind].of(language)}: {number}")
    if found:
        lines.append(say.RULE.of(language))
    return Covering(subject.of(language).format(name=order.name, period=when, number=found), lines)


def _book(order: Order, compared: Compared, files: Sequence[tuple[str, date]], name: str, them: str) -> None:
    about = _about(order, compared, files)
    title = say.TITLE.of(order.language).format(name=order.name)
    with excel.Book(order.place / name, Heading(title, about, order.language, order.issuer)) as book:
        front = book.summary(say.RESULT.of(order.language))
        page = book.table(_sheet(order, about), empty=say.NONE)
        page.add(_rows(compared.found, them, order.language))
        page.finish()
        _sums(front, compared, order.language)
        _classes(front, compared, order.language)
        _by_day(front, compared, order.language)
        _files(front, files, order.language)
        book.finish()


def _sums(front: excel.Summary, compared: Compared, language: Language) -> None:
    total = compared.total
    front.lines([
        Line(say.OUR_PAYMENTS, total.ours, Kind.COUNT), Line(say.THEIR_PAYMENTS, total.theirs, Kind.COUNT),
        Line(say.AGREED, compared.agreed, Kind.COUNT), Line(say.OUR_SUM, total.our_sum),
        Line(say.THEIR_SUM, total.their_sum, sign="="),
    ], say.BOTH_SIDES.of(language))  # fmt: skip
    front.check(say.DIFFERENCE, total.our_sum - total.their_sum)
    front.lines([
        Line(say.OUR_SUM, total.our_sum),
        Line(KINDS[Class.NO_FILE], compared.effect(Class.NO_FILE), sign="−"),
        Line(KINDS[Class.MISSING_THERE], compared.effect(Class.MISSING_THERE), sign="−"),
        Line(KINDS[Class.MISSING_HERE], -compared.effect(Class.MISSING_HERE), sign="+"),
        Line(KINDS[Class.SUM_DIFFERS], compared.effect(Class.SUM_DIFFERS), sign="−"),
        Line(say.THEIR_SUM, total.their_sum, sign="="),
    ], say.EXPLAINED.of(language), beside=True)  # fmt: skip
    front.check(say.UNEXPLAINED, compared.unexplained)


def _classes(front: excel.Summary, compared: Compared, language: Language) -> None:
    fields = [Field(say.CLASS.of(language), width=34), Field(say.COUNT.of(language), Kind.COUNT, 20, summed=True)]
    counts = compared.counts
    front.table(fields, [(KINDS[one].of(language), counts.get(one, 0)) for one in Class], say.BY_CLASS.of(language))


def _by_day(front: excel.Summary, compared: Compared, language: Language) -> None:
    fields = [
        Field(say.DAY.of(language), Kind.DAY, 34),
        Field(say.OUR_COUNT.of(language), Kind.COUNT, 20, summed=True),
        Field(say.OUR_SUM.of(language), Kind.MONEY, 20),
        Field(say.THEIR_COUNT.of(language), Kind.COUNT, 14, summed=True),
        Field(say.THEIR_SUM.of(language), Kind.MONEY, 16),
        Field(say.APART.of(language), Kind.MONEY, 16, mark="difference"),
        Field(say.DAY_FOUND.of(language), Kind.COUNT, 14, summed=True),
    ]
    rows = [
        (day, one.ours, one.our_sum, one.theirs, one.their_sum, one.our_sum - one.their_sum, one.found)
        for day, one in compared.days.items()
    ]
    front.table(fields, rows, say.BY_DAY.of(language))


def _files(front: excel.Summary, files: Sequence[tuple[str, date]], language: Language) -> None:
    fields = [Field(say.FILE.of(language), width=34), Field(say.DAY.of(language), Kind.DAY, 20)]
    front.table(fields, files, say.FILES.of(language), totals=False, empty=say.NO_FILES)


def _sheet(order: Order, about: str) -> Sheet:
    def field(words: Words, kind: Kind = Kind.TEXT, width: int = 14, mark: excel.Mark = "") -> Field:
        return Field(words.of(order.language), kind, width, mark=mark)

    return Sheet(
        say.DIFFERENCES.of(order.language),
        say.TITLE.of(order.language).format(name=order.name),
        about,
        (
            field(say.CODE, width=13), field(say.KEY, width=22), field(say.AT, Kind.MOMENT, 19),
            field(say.ACCOUNT, width=16), field(say.THEIR_ACCOUNT, width=16), field(say.OUR_AMOUNT, Kind.MONEY, 14),
            field(say.THEIR_AMOUNT, Kind.MONEY, 14), field(say.APART, Kind.MONEY, 14, "difference"),
            field(say.CLASS, width=24), field(say.REASON, width=60),
            field(say.ACTION, width=56),
        ),
        order.language,
    )  # fmt: skip


def _rows(found: Sequence[Found], them: str, language: Language) -> Iterator[tuple[Value, ...]]:
    for one in found:
        here, there = sums(one)
        data = kept(one, them).data
        yield (
            code_of(data["payment_id"]), one.key, data["at"] or None, data["account"], data["their_account"],
            here, there,
            (here or 0) - (there or 0), KINDS[one.kind].of(language), reason_words(data).of(language),
            action_words(data).of(language),
        )  # fmt: skip


def _about(order: Order, compared: Compared, files: Sequence[tuple[str, date]]) -> str:
    """The days are whole ones of Moscow, as registers have them, whatever hours were ordered."""
    formed = period.FORMED.of(order.language).format(at=f"{period.here(order.now):%d.%m.%Y %H:%M:%S}")
    read = say.FILES_READ.of(order.language).format(files=len(files))
    zone = period.zone(order)
    where = zone if zone == MOSCOW_ZONE else say.ABOUT.of(order.language).format(zone=zone)
    return period.BETWEEN.join(filter(None, (_days(compared, order.language), where, formed, order.who, read)))


def _days(compared: Compared, language: Language) -> str:
    days = list(compared.days)
    return period.of_days(days[0], days[-1], language)


def _line(words: Words, number: int, amount: int, language: Language) -> str:
    return words.of(language).format(number=number, sum=money.text(amount, english=language == "en"))
