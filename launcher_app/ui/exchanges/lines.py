"""What the list says of a story and of an exchange: each cell, the row as one hears it, and as it is copied."""

from collections.abc import Sequence
from typing import NamedTuple

from common.clock import moment
from common.money import RUB
from common.qt import wording
from common.qt.table.cells import Cell
from common.qt.table.column import Shown, shown_state
from common.qt.tokens import Token
from common.words import Language, Words, same
from launcher_app.faults.wording import SHORT
from launcher_app.feed.doors import called, known
from launcher_app.feed.hop import Hop, Outcome
from launcher_app.proxy.faults import WORDS as FAULTS
from launcher_app.proxy.faults import FaultKind
from launcher_app.replaying import osmp_code
from launcher_app.stories.story import Story, StoryKind
from launcher_app.stories.wallet_words import STATES

TIME, WHO, WHAT, REPLY, MS, SUM = range(6)
COLUMNS = (
    Words("Время", "Time"),
    Words("Кто → кому", "Who → whom"),
    Words("Что", "What"),
    Words("Ответ", "Reply"),
    Words("мс", "ms"),
    Words("Сумма", "Sum"),
)
SHAPES: dict[Outcome, tuple[str, Token]] = {
    Outcome.WAITING: ("running", Token.RUNNING),
    Outcome.OK: ("ok", Token.OK),
    Outcome.REFUSED: ("failed", Token.ERROR),
    Outcome.MISTAKE: ("attention", Token.ERROR),
    Outcome.TROUBLE: ("failed", Token.ERROR),
    Outcome.LOST: ("waiting", Token.WAITING),
    Outcome.NO_CONNECTION: ("failed", Token.ERROR),
    Outcome.NO_ANSWER: ("waiting", Token.WAITING),
}
OUTCOMES: dict[Outcome, Words] = {
    Outcome.WAITING: Words("ждём ответа", "waiting"),
    Outcome.OK: Words("принято", "accepted"),
    Outcome.REFUSED: Words("отказ", "refused"),
    Outcome.MISTAKE: Words("запрос не принят", "not accepted"),
    Outcome.TROUBLE: Words("сбой", "failure"),
    Outcome.LOST: Words("ответ потерян", "reply lost"),
    Outcome.NO_CONNECTION: Words("нет связи", "no connection"),
    Outcome.NO_ANSWER: Words("нет ответа", "no reply"),
}
ATTEMPT = Words("попытка {n}", "attempt {n}")
MORE = Words("повторов: {n}", "retries: {n}")
BY_HAND = Words("повтор вручную", "sent again by hand")
CODE = Words("{status}, код {code}", "{status}, code {code}")
STARRED, NOTED = Words("отмечено звёздочкой", "starred"), Words("есть заметка", "has a note")
REPLIED, TAKES = Words("ответ", "reply"), Words("{n} мс", "{n} ms")
SUM_IS, STATE_IS = Words("сумма {sum}", "sum {sum}"), Words("состояние: {state}", "state: {state}")
EXCHANGES = Words("обменов: {n}", "exchanges: {n}")
SEPARATOR = " · "


class Marks(NamedTuple):
    """What a person put at a row."""

    star: bool = False
    note: bool = False


UNMARKED = Marks()


def answer(hop: Hop) -> Shown:
    """How it ended: a shape, a word, a colour."""
    outcome = hop.outcome
    icon, token = SHAPES[outcome]
    if outcome is Outcome.OK:
        code = osmp_code(hop.reply)
        if code:
            return Shown("failed", CODE.format(status=hop.status, code=code), Token.ERROR)
        return Shown(icon, same(hop.status), token)
    words = OUTCOMES[outcome]
    if hop.status:
        words = Words(f"{hop.status} {words.ru}", f"{hop.status} {words.en}")
    return Shown(icon, words, token)


def state(story: Story, last: Hop | None) -> Shown | None:
    """A payment's state; of another story, how its last exchange ended."""
    if story.status is not None:
        return shown_state(story.status, STATES.get(story.status) if story.of_wallet else None)
    return answer(last) if last is not None else None


def arrow(hop: Hop) -> Words:
    """«Терминал → ПЦ», with its number where a role has two seats."""
    one, other = _side(hop.sender, hop.sender_seat), _side(hop.receiver, hop.receiver_seat)
    return Words(f"{one.ru} → {other.ru}", f"{one.en} → {other.en}")


def what(hop: Hop, retries: int = 0) -> Words:
    """The door's word with what is out of the ordinary: which attempt, what was done to it on purpose."""
    parts = [door(hop)]
    if retries:
        parts.append(MORE.format(n=retries))
    elif hop.attempt > 1:
        parts.append(ATTEMPT.format(n=hop.attempt))
    if hop.by_hand:
        parts.append(BY_HAND)
    if hop.fault:
        words = fault_words(hop.fault)
        parts.append(Words(f"⚡ {words.ru}", f"⚡ {words.en}"))
    return joined(parts, SEPARATOR)


def door(hop: Hop) -> Words:
    """What a door is called in a list; one that nobody knows, by its method and path."""
    is_known = known(hop.receiver, hop.path) is not None
    return called(hop) if is_known else same(f"{hop.method} {hop.path}")


def fault_words(fault: str) -> Words:
    """A fault that was done on purpose, in words."""
    return FAULTS[FaultKind(fault)] if fault in tuple(FaultKind) else same(fault)


def clock(at_ms: int, *, exact: bool = True) -> str:
    """The time of day here: 21:40:03.112, or without its thousandths."""
    here = wording.local(moment(at_ms))
    return f"{here:%H:%M:%S}.{at_ms % 1000:03d}" if exact else f"{here:%H:%M:%S}"


def hop_cells(hop: Hop, language: Language, marks: Marks = UNMARKED, retries: int = 0) -> tuple[Cell, ...]:
    """An exchange as its row shows it."""
    reply = answer(hop)
    return (
        _first(clock(hop.at_ms), marks),
        Cell(arrow(hop).of(language)),
        Cell(what(hop, retries).of(language), "note" if marks.note else "", Token.RUNNING if marks.note else None),
        Cell(reply.words.of(language), reply.icon, reply.token),
        Cell(_took(hop, language)),
        Cell(_money(hop.amount, hop.currency, language)),
    )


def story_cells(story: Story, last: Hop | None, language: Language, marks: Marks = UNMARKED) -> tuple[Cell, ...]:
    """A story as its row shows it; its title has the room of two columns."""
    told, title = state(story, last), story.words.of(language)
    quiet = Token.NEUTRAL if story.kind is StoryKind.POLLS else None
    return (
        _first(clock(story.began_ms, exact=False), marks),
        Cell(title, "note", Token.RUNNING) if marks.note else Cell(title, "", quiet),
        Cell(""),
        Cell(told.words.of(language), told.icon, told.token) if told is not None else Cell(""),
        Cell(""),
        Cell(_money(story_sum(story), story.currency, language)),
    )


def story_sum(story: Story) -> int | None:
    """What the payer put in; what is to be credited, where nobody knows that."""
    return story.inserted if story.inserted is not None else story.amount


def hop_sentence(hop: Hop, marks: Marks = UNMARKED, retries: int = 0) -> Words:
    """An exchange as one hears it, and as a report quotes it."""
    told, who, asked = answer(hop), arrow(hop), what(hop, retries)
    parts = [
        same(clock(hop.at_ms)),
        Words(f"{who.ru}: {asked.ru}", f"{who.en}: {asked.en}"),
        Words(f"{REPLIED.ru}: {told.words.ru}", f"{REPLIED.en}: {told.words.en}"),
    ]
    if hop.ended:
        parts.append(TAKES.format(n=hop.ms))
    return joined([*parts, *_sums(hop.amount, hop.currency), *_marked(marks)], ", ")


def story_sentence(story: Story, last: Hop | None, marks: Marks = UNMARKED) -> Words:
    """A story as one hears it."""
    told = state(story, last)
    parts = [same(clock(story.began_ms, exact=False)), story.words]
    if told is not None:
        parts.append(Words(STATE_IS.ru.format(state=told.words.ru), STATE_IS.en.format(state=told.words.en)))
    parts += _sums(story_sum(story), story.currency)
    return joined([*parts, EXCHANGES.format(n=len(story.hops)), *_marked(marks)], ", ")


def copied(cells: Sequence[Cell], at_ms: int, amount: int | None) -> str:
    """A row for the clipboard: with its day, and sums as spreadsheets take them."""
    day = f"{wording.local(moment(at_ms)):%d.%m.%Y} {clock(at_ms)}"
    rest = [" ".join(cell.text.split()) for cell in cells[WHO:SUM]]
    return "\t".join([day, *rest, wording.plain_money(amount) if amount is not None else ""])


def joined(parts: Sequence[Words], between: str) -> Words:
    """Several words as one text."""
    return Words(between.join(part.ru for part in parts), between.join(part.en for part in parts))


def _side(role: str, seat: str) -> Words:
    words = SHORT.get(role, same(role))
    number = seat.rpartition("-")[2] if "-" in seat else ""
    return Words(f"{words.ru} {number}", f"{words.en} {number}") if number.isdecimal() else words


def _first(time: str, marks: Marks) -> Cell:
    return Cell(time, "star" if marks.star else "", Token.WAITING if marks.star else None)


def _took(hop: Hop, language: Language) -> str:
    return wording.number(hop.ms, language) if hop.ended else ""


def _money(amount: int | None, currency: str, language: Language) -> str:
    if amount is None:
        return ""
    return wording.bare_money(amount, language) if currency == RUB else wording.money(amount, language, currency)


def _sums(amount: int | None, currency: str) -> list[Words]:
    if amount is None:
        return []
    ru, en = wording.money(amount, "ru", currency), wording.money(amount, "en", currency)
    return [Words(SUM_IS.ru.format(sum=ru), SUM_IS.en.format(sum=en))]


def _marked(marks: Marks) -> list[Words]:
    return [words for on, words in ((marks.star, STARRED), (marks.note, NOTED)) if on]
