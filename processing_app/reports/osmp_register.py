"""The daily registers of the OSMP networks: a TAB file for each Moscow day with the provider's credited payments."""

from collections.abc import Iterator
from datetime import date, timedelta

from common.database import Connection
from common.registers.line import Line, day_bounds, day_of
from common.registers.tab import write_tab
from common.reporting import period
from common.reporting.order import Covering, Figure, Order, Outcome, Tell
from common.status import Status
from common.words import Words
from processing_app.reports import letters
from processing_app.reports.making import number_of
from processing_app.store import reports
from processing_app.store.reports import Which

SERIAL = 1
"""Which file of its day: made again it is the same file, not one more."""
SUBJECT = Words(
    "Реестр платежей {issuer} файлом за {period}: {payments}", "Register file of {issuer} for {period}: {payments}"
)
FACTS = (
    Words("Дни по московскому времени: {period}.", "Days of Moscow time: {period}."),
    Words("Зачислено и не сторнировано: {payments}.", "Credited and not reversed: {payments}."),
    Words("По файлу на день: {names}.", "A file for each day: {names}."),
    Words(
        "Если чего-то нет у вас или нет в файле, сообщите в течение двух часов.",
        "If you miss something, or the file does, write within two hours.",
    ),
)
GOES_ON = Words(
    "День {day} ещё не закончился: его файл неполон, сделайте его снова завтра.",
    "The day {day} is not over: its file is incomplete, make it again tomorrow.",
)
MOST_NAMED = 3


def build(db: Connection, order: Order, tell: Tell) -> Outcome:
    """A file for each day of the period; its days are taken as Moscow's."""
    days = list(_days(order))
    provider_id = number_of(order)
    files, number, total = [], 0, 0
    for done, day in enumerate(days):
        tell(100 * done // len(days))
        name = f"OPLATA_{provider_id}_{day:%Y%m%d}{SERIAL}.csv"
        count, amount = write_tab(order.place / name, _lines(db, provider_id, day))
        files.append(name)
        number, total = number + count, total + amount
    figures = [
        Figure(Words("Зачислено платежей", "Payments credited"), number, "count"),
        Figure(Words("Зачислено", "Credited"), total),
    ]
    return Outcome(files=files, rows=number, covering=_covering(order, days, files, number, total), figures=figures)


def _days(order: Order) -> Iterator[date]:
    """The days of the period by this computer's calendar, not those that have not begun in Moscow yet."""
    day = period.here(order.since).date()
    last = max(day, min(period.here(order.until - 1).date(), day_of(order.now)))
    while day <= last:
        yield day
        day += timedelta(days=1)


def _lines(db: Connection, provider_id: int, day: date) -> Iterator[Line]:
    """By the moment the centre accepted them; a payment reversed since is left out, as one that was not."""
    since, until = day_bounds(day)
    for row in reports.payments(db, Which(since, until, provider_id=provider_id), Status.CAPTURED):
        yield Line(str(row["number"]), row["at"], row["account"], row["amount"], row["payment_id"])


def _covering(order: Order, days: list[date], files: list[str], number: int, total: int) -> Covering:
    language = order.language
    names = [*files[:MOST_NAMED], *(["…"] if len(files) > MOST_NAMED else [])]
    said = {
        "issuer": order.issuer, "period": period.of_days(days[0], days[-1], language), "names": ", ".join(names),
        "payments": letters.payments_for(number, total, language, letters.NO_PAYMENTS),
    }  # fmt: skip
    lines = [fact.format(**said).of(language) for fact in FACTS]
    if day_bounds(days[-1])[1] > order.now:
        lines.append(GOES_ON.format(day=f"{days[-1]:%d.%m.%Y}").of(language))
    return Covering(SUBJECT.format(**said).of(language), lines)
