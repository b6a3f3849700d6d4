"""How an agent and its commission read in lists and cards."""

from datetime import datetime

from common.money import Range
from common.qt import wording
from common.qt.table.column import Shown
from common.qt.tokens import Token
from common.words import Language, Words
from processing_app.service.asks.agents import AgentContract, AgentState, RevisionState

WORKS = Words("Работает", "Works")
LOW = Words("Порог: на депозите мало", "Low deposit")
LOW_FOR = Words("Хватит примерно на {time}", "Will do for about {time}")
EMPTY = Words("Депозит исчерпан", "The deposit is spent")
BLOCKED = Words("Заблокирован", "Blocked")
EXPIRED = Words("Договор истёк", "The contract has ended")
SINCE = Words("{what} с {when}", "{what} since {when}")
NO_COMMISSION = Words("без комиссии", "no commission")
HOUR_MINUTES, DAY_MINUTES = 60, 24 * 60
REVISIONS = {
    RevisionState.PAST: Shown("history", Words("Прошлая", "Past"), Token.NEUTRAL),
    RevisionState.NOW: Shown("ok", Words("Действует", "In force"), Token.OK),
    RevisionState.LATER: Shown("accepted", Words("Вступит", "To come"), Token.WAITING),
}


def agent_state(agent: AgentContract, now: datetime) -> Shown:
    """What its terminals can do now, since when, and for how long."""
    if agent.state is AgentState.WORKS:
        return Shown("ok", WORKS, Token.OK)
    if agent.state is AgentState.LOW:
        words = LOW if agent.minutes_left is None else _lasting(agent.minutes_left)
        return Shown("attention", words, Token.WAITING)
    if agent.state is AgentState.EMPTY:
        return Shown("block", _since(EMPTY, agent.since, now), Token.ERROR)
    if agent.state is AgentState.EXPIRED:
        return Shown("block", _since(EXPIRED, agent.since, now), Token.ERROR)
    return Shown("block", _since(BLOCKED, agent.since, now), Token.ERROR)


def lasting(agent: AgentContract) -> Words | None:
    """For how long the deposit will do at the last hour's rate."""
    return None if agent.minutes_left is None else _lasting(agent.minutes_left)


def commission_words(tariff: tuple[Range, ...]) -> Words:
    """«1,5 % + 10,00 ₽, не меньше 30,00 ₽ · свыше 1 000,00 ₽: 1 %»."""
    if not tariff:
        return NO_COMMISSION
    return Words(" · ".join(_range(one, "ru") for one in tariff), " · ".join(_range(one, "en") for one in tariff))


def _lasting(minutes: int) -> Words:
    if minutes < 2 * HOUR_MINUTES:
        time = Words(f"{minutes} мин", f"{minutes} min")
    elif minutes < 2 * DAY_MINUTES:
        time = Words(f"{minutes // HOUR_MINUTES} ч", f"{minutes // HOUR_MINUTES} h")
    else:
        time = Words(f"{minutes // DAY_MINUTES} дн", f"{minutes // DAY_MINUTES} days")
    return Words(LOW_FOR.ru.format(time=time.ru), LOW_FOR.en.format(time=time.en))


def _since(words: Words, since: datetime | None, now: datetime) -> Words:
    if since is None:
        return words
    when = wording.moment(since, now)
    return Words(SINCE.ru.format(what=words.ru, when=when), SINCE.en.format(what=words.en, when=when))


def _range(one: Range, language: Language) -> str:
    russian = language == "ru"
    parts = [_percent(one.basis_points, language)]
    if one.fixed:
        parts.append(f"+ {wording.money(one.fixed, language)}")
    if one.minimum:
        parts.append(("не меньше " if russian else "at least ") + wording.money(one.minimum, language))
    if one.maximum is not None:
        parts.append(("не больше " if russian else "at most ") + wording.money(one.maximum, language))
    bounds = ""
    if one.above:
        bounds = ("свыше " if russian else "above ") + wording.money(one.above, language)
    if one.up_to is not None:
        bounds += (" до " if russian else " up to ") + wording.money(one.up_to, language)
    return f"{bounds.strip()}: {' '.join(parts)}" if bounds else " ".join(parts)


def _percent(basis_points: int, language: Language) -> str:
    text = wording.bare_money(basis_points, language).rstrip("0").rstrip(",.")
    return f"{text or '0'}{wording.BREAK}%"
