"""How reports, letters and differences look in every list: shape, word, colour; periods and sizes in words."""

from datetime import datetime, timedelta

from common.qt import wording
from common.qt.table import Shown
from common.qt.tokens import Token
from common.reporting.asks import LetterRow, LetterState, ReportRow, ReportState
from common.reporting.order import Figure
from common.words import Words, same

WAITS, WAITS_IN_LINE = Words("ждёт", "waits"), Words("ждёт, {place}-й в очереди", "waits, No. {place} in the line")
RUNNING = Words("готовится {percent}\u00a0%", "being made, {percent}%")
READY = Words("готов {at}", "ready {at}")
READY_EMPTY = Words("готов {at}, операций нет", "ready {at}, nothing in it")
READY_DIFFERS = Words("готов {at}, расхождения", "ready {at}, differences")
NOT_MADE, CANCELLED = Words("не вышел", "not made"), Words("отменён", "cancelled")
AGREES = Shown("ok", Words("сходится", "agrees"), Token.OK)
DIFFERS = Shown("failed", Words("расхождение", "differs"), Token.ERROR)
STATES: dict[ReportState, Shown] = {
    ReportState.WAITING: Shown("created", Words("Ждут", "Waiting"), Token.NEUTRAL),
    ReportState.RUNNING: Shown("waiting", Words("Готовятся", "Being made"), Token.RUNNING),
    ReportState.DONE: Shown("ok", Words("Готовы", "Ready"), Token.OK),
    ReportState.FAILED: Shown("failed", Words("Не вышли", "Not made"), Token.ERROR),
    ReportState.CANCELLED: Shown("cancelled", Words("Отменены", "Cancelled"), Token.NEUTRAL),
}
LETTERS: dict[LetterState, Shown] = {
    LetterState.WAITING: Shown("waiting", Words("Ждёт отправки", "Waits to be sent"), Token.WAITING),
    LetterState.SENT: Shown("ok", Words("Отправлено", "Sent"), Token.OK),
    LetterState.FAILED: Shown("failed", Words("Не ушло", "Not sent"), Token.ERROR),
    LetterState.CANCELLED: Shown("cancelled", Words("Отменено", "Cancelled"), Token.NEUTRAL),
}
DUE = Words("Ждёт отправки, попытка в {at}", "Waits to be sent, next try at {at}")
DIFFERENCES: dict[str, Words] = {
    "missing_there": Words("Нет в файле", "Missing in the file"),
    "missing_here": Words("Нет у нас", "Missing here"),
    "no_file": Words("Нет файла за день", "No file of the day"),
    "sum_differs": Words("Суммы", "Sums"),
    "account_differs": Words("Номера", "Accounts"),
}
LANGUAGES = {"ru": Words("русский", "Russian"), "en": Words("английский", "English")}
ROUBLES = ", ₽"
KILO = 1024
UNITS = (Words("байт", "bytes"), Words("КБ", "KB"), Words("МБ", "MB"), Words("ГБ", "GB"))


def report(row: ReportRow, now: datetime) -> Shown:
    """«готовится 40 %», «ждёт, 2-й в очереди», «готов 21:40», «не вышел»."""
    look = STATES[row.state]
    if row.state is ReportState.DONE and row.agrees is False:
        look = Shown("attention", look.words, Token.ERROR)
    return Shown(look.icon, _report_words(row, now), look.token)


def letter(row: LetterRow, now: datetime) -> Shown:
    """A waiting one says when it is tried next."""
    look = LETTERS[row.state]
    if row.state is LetterState.WAITING and row.due is not None and row.attempts:
        return look._replace(words=DUE.format(at=_clock(row.due, now)))
    return look


def agreement(row: ReportRow) -> Shown | None:
    """None where there is nothing to agree."""
    if row.agrees is None:
        return None
    return AGREES if row.agrees else DIFFERS


def period(since: datetime, until: datetime) -> Words:
    """«20.11.2026», «01.11.2026–20.11.2026»; with the time of day where a period does not begin and end at midnight."""
    first, end = wording.local(since), wording.local(until)
    if first.time() != end.time() or first.hour or first.minute or first.second:
        return same(f"{first:%d.%m.%Y %H:%M} – {end:%d.%m.%Y %H:%M}")
    last = (end - timedelta(minutes=1)).date()
    return same(f"{first:%d.%m.%Y}" if last <= first.date() else f"{first:%d.%m.%Y}–{last:%d.%m.%Y}")


def who(owner: str) -> str:
    """The login of a person or of a program, without what kind of either it is."""
    return owner.partition(":")[2] or owner


def figure(one: Figure) -> Words:
    """A sum in roubles, or a count."""
    if one.kind == "money":
        return Words(wording.money(one.value, "ru"), wording.money(one.value, "en"))
    return Words(wording.number(one.value, "ru"), wording.number(one.value, "en"))


def figure_name(one: Figure) -> Words:
    """What a figure is; a sum says its roubles itself."""
    return Words(one.words.ru.removesuffix(ROUBLES), one.words.en.removesuffix(ROUBLES))


def size(count: int) -> Words:
    """«24 КБ»."""
    unit = 0
    while count >= KILO and unit < len(UNITS) - 1:
        count, unit = (count + KILO // 2) // KILO, unit + 1
    return Words(f"{count}\u00a0{UNITS[unit].ru}", f"{count}\u00a0{UNITS[unit].en}")


def difference(kind: str) -> Words:
    """A class of differences; one that is not known here is shown as it came."""
    return DIFFERENCES.get(kind, same(kind))


def _report_words(row: ReportRow, now: datetime) -> Words:
    if row.state is ReportState.WAITING:
        return WAITS_IN_LINE.format(place=row.place + 1) if row.place else WAITS
    if row.state is ReportState.RUNNING:
        return RUNNING.format(percent=row.percent)
    if row.state is ReportState.DONE and row.ended is not None:
        words = READY_DIFFERS if row.agrees is False else READY_EMPTY if row.empty else READY
        return words.format(at=_clock(row.ended, now))
    return {ReportState.FAILED: NOT_MADE, ReportState.CANCELLED: CANCELLED}.get(row.state, row.words)


def _clock(at: datetime, now: datetime) -> str:
    """21:40, with the day in front unless it is today's."""
    here = wording.local(at)
    return f"{here:%H:%M}" if wording.local(now).date() == here.date() else f"{here:%d.%m.%Y %H:%M}"
