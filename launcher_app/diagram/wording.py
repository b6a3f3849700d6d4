"""The words at the arrows: short over and under them, whole in the sentence that is read aloud."""

import msgspec

from common.clock import moment
from common.qt.wording import local, money
from common.words import Words, same
from launcher_app.diagram.repeats import Try
from launcher_app.feed.doors import called
from launcher_app.feed.hop import Hop, Outcome
from launcher_app.proxy.faults import WORDS as FAULTS
from launcher_app.proxy.faults import FaultKind

EARLIER = Words("… раньше ещё обменов: {count}", "… earlier exchanges: {count}")
SECONDS = Words("… {seconds} с", "… {seconds} s")
MINUTES = Words("… {minutes} мин {seconds} с", "… {minutes} min {seconds} s")
ATTEMPTS = Words("↻ попыток: {count}", "↻ attempts: {count}")
ATTEMPT = Words("↻ {number} из {most}", "↻ {number} of {most}")
BY_HAND = Words("повтор вручную", "repeated by hand")
TOOK = Words("{ms}\u00a0мс", "{ms}\u00a0ms")
TOOK_SECONDS = Words("{seconds}\u00a0с", "{seconds}\u00a0s")
WAITING = Words("◷ ждём ответа", "◷ waiting for the reply")
ON_PURPOSE = Words("⚡ сбой включён нарочно", "⚡ a fault on purpose")
LOST = Words("✕ ответ {status} потерян", "✕ reply {status} was lost")
NO_ANSWER = Words("✕ ответа нет", "✕ no reply")
NO_CONNECTION = Words("✕ нет связи", "✕ no connection")
SIGNS = {Outcome.OK: "●", Outcome.REFUSED: "✖", Outcome.MISTAKE: "▲", Outcome.TROUBLE: "▲"}
LONGEST_CODE = 40


def question(hop: Hop) -> Words:
    """«12. зачисление 485,00 ₽»; a door that nobody knows by its path."""
    words = called(hop)
    verb = Words(*(f"{hop.number}. {one.partition('?')[0]}" for one in (words.ru, words.en)))
    if hop.amount is None:
        return verb
    return Words(
        f"{verb.ru} {money(hop.amount, 'ru', hop.currency)}", f"{verb.en} {money(hop.amount, 'en', hop.currency)}"
    )


def answer(hop: Hop) -> Words:
    """«● 200 · 84 мс», «✖ 422 unknown_account», «✕ ответ 200 потерян»."""
    match hop.outcome:
        case Outcome.WAITING:
            return WAITING
        case Outcome.LOST:
            return LOST.format(status=hop.answered)
        case Outcome.NO_CONNECTION:
            return NO_CONNECTION
        case Outcome.NO_ANSWER:
            return _joined(NO_ANSWER, took(hop.ms))
    said = f"{SIGNS[hop.outcome]} {hop.status} {code_of(hop)}".strip()
    return _joined(same(said), took(hop.ms))


def notes_of_question(hop: Hop, one: Try | None) -> tuple[Words, ...]:
    """Which attempt it is, what was done to it on purpose, that nobody was there."""
    notes = [BY_HAND] if hop.by_hand else []
    if one is not None and one.number > 1 and one.begins:
        notes.append(ATTEMPT.format(number=one.number, most=one.most))
    if hop.fault and hop.fault != "lost_reply":
        notes.append(fault(hop))
    if hop.error == "no_connection":
        notes.append(NO_CONNECTION)
    return tuple(notes)


def notes_of_answer(hop: Hop) -> tuple[Words, ...]:
    """A fault of the answer is marked where it happened; what happened is said by the answer itself."""
    return (ON_PURPOSE,) if hop.fault == "lost_reply" else ()


def fault(hop: Hop) -> Words:
    """«⚡ запрос послан дважды»."""
    words = FAULTS[FaultKind(hop.fault)] if hop.fault in list(FaultKind) else same(hop.fault)
    return Words(f"⚡ {words.ru}", f"⚡ {words.en}")


def sentence(at_ms: int, between: Words, words: Words, notes: tuple[Words, ...]) -> Words:
    """All of an arrow: its time, who to whom, what, and what is noted."""
    begins = clock_time(at_ms)
    whole = Words(f"{begins}, {between.ru}: {words.ru}", f"{begins}, {between.en}: {words.en}")
    for note in notes:
        whole = Words(f"{whole.ru}, {note.ru}", f"{whole.en}, {note.en}")
    return Words(f"{whole.ru}.", f"{whole.en}.")


def clock_time(at_ms: int) -> str:
    """21:40:03.112, in this computer's zone."""
    at = local(moment(at_ms))
    return f"{at:%H:%M:%S}.{at.microsecond // 1000:03d}"


def passed(ms: int) -> Words:
    """«… 38 с»."""
    minutes, seconds = divmod(round(ms / 1000), 60)
    return MINUTES.format(minutes=minutes, seconds=seconds) if minutes else SECONDS.format(seconds=seconds)


def took(ms: int) -> Words:
    """«84 мс», «30 с»."""
    return TOOK_SECONDS.format(seconds=ms // 1000) if ms >= 10_000 else TOOK.format(ms=ms)


def code_of(hop: Hop) -> str:
    """The word of an answer: the code of a refusal, the status of a payment."""
    try:
        said = msgspec.json.decode(hop.reply) if hop.reply else None
    except (msgspec.MsgspecError, RecursionError):
        return ""
    if not isinstance(said, dict):
        return ""
    word = said.get("code") or said.get("status") or ""
    return word[:LONGEST_CODE] if isinstance(word, str) else ""


def _joined(one: Words, other: Words) -> Words:
    return Words(f"{one.ru} ·\u00a0{other.ru}", f"{one.en} ·\u00a0{other.en}")
