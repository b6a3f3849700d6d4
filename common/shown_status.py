"""The one list of payment states that people are shown: shape, words, whether it is final, where the money is."""

from enum import StrEnum
from typing import NamedTuple

from common.status import Status
from common.words import Words


class ShownStatus(StrEnum):
    """A payment's state as windows, reports and files name it; finer than the automaton's."""

    CREATED = "created"
    TAKING_CASH = "taking_cash"
    ACCEPTED = "accepted"
    SENT = "sent"
    WAITING = "waiting"
    NEEDS_REVIEW = "needs_review"
    CREDITED = "credited"
    REJECTED = "rejected"
    REVERSED = "reversed"
    CANCELLED = "cancelled"
    DUPLICATE = "duplicate"


class Tone(StrEnum):
    """Which of a theme's colours a state has; never the only thing that tells it."""

    OK = "ok"
    RUNNING = "running"
    WAITING = "waiting"
    ERROR = "error"
    NEUTRAL = "neutral"


class Appearance(NamedTuple):
    """How a state looks and reads, and what is true of the money in it."""

    shape: str
    words: Words
    tone: Tone
    final: bool
    money: Words


HELD = Words("удержаны на балансе агента", "held on the agent's balance")
APPEARANCES: dict[ShownStatus, Appearance] = {
    ShownStatus.CREATED: Appearance(
        "○", Words("Создан", "Created"), Tone.NEUTRAL, False, Words("ещё нигде", "nowhere yet")
    ),
    ShownStatus.TAKING_CASH: Appearance(
        "◔", Words("Приём денег", "Taking cash"), Tone.RUNNING, False, Words("в купюроприёмнике", "in the acceptor")
    ),
    ShownStatus.ACCEPTED: Appearance(
        "◷",
        Words("Принят, не отправлен", "Accepted, not sent"),
        Tone.WAITING,
        False,
        Words("в терминале", "in the terminal"),
    ),
    ShownStatus.SENT: Appearance("➜", Words("Отправлен", "Sent"), Tone.RUNNING, False, HELD),
    ShownStatus.WAITING: Appearance("↻", Words("Ждёт повтора", "Waiting for retry"), Tone.WAITING, False, HELD),
    ShownStatus.NEEDS_REVIEW: Appearance("▲", Words("Требует разбора", "Needs review"), Tone.ERROR, False, HELD),
    ShownStatus.CREDITED: Appearance(
        "●",
        Words("Зачислен", "Credited"),
        Tone.OK,
        True,
        Words("у поставщика, на балансе абонента", "at the provider, on the subscriber's balance"),
    ),
    ShownStatus.REJECTED: Appearance(
        "✖",
        Words("Отклонён", "Rejected"),
        Tone.ERROR,
        True,
        Words(
            "вернулись на баланс агента; у плательщика квитанция на возврат",
            "back on the agent's balance; the payer has a claim receipt",
        ),
    ),
    ShownStatus.REVERSED: Appearance(
        "↩",
        Words("Сторнирован", "Reversed"),
        Tone.NEUTRAL,
        True,
        Words("вернулись на баланс агента сторно-проводкой", "back on the agent's balance by a reversal entry"),
    ),
    ShownStatus.CANCELLED: Appearance(
        "⊘",
        Words("Отменён до приёма денег", "Cancelled before cash"),
        Tone.NEUTRAL,
        True,
        Words("денег не брали", "nothing was taken"),
    ),
    ShownStatus.DUPLICATE: Appearance(
        "⧉",
        Words("Повтор, не проведён", "Duplicate, ignored"),
        Tone.NEUTRAL,
        True,
        Words("деньги не двигались", "the money did not move"),
    ),
}
OF_STATUS = {
    Status.CREATED: ShownStatus.CREATED,
    Status.FAILED: ShownStatus.CANCELLED,
    Status.AUTHORIZED: ShownStatus.SENT,
    Status.CANCELLED: ShownStatus.REJECTED,
    Status.CAPTURED: ShownStatus.CREDITED,
    Status.REFUNDED: ShownStatus.REVERSED,
    Status.CHARGEBACK: ShownStatus.NEEDS_REVIEW,
}


def shown(status: Status, *, put_off: bool = False, needs_review: bool = False) -> ShownStatus:
    """The state to show: a payment that a person must decide on says so, whatever else is true of it."""
    if needs_review:
        return ShownStatus.NEEDS_REVIEW
    if status is Status.AUTHORIZED and put_off:
        return ShownStatus.WAITING
    return OF_STATUS[status]


def waiting(attempts: int, most: int, seconds: int, *, stopped: bool = False) -> Words:
    """«Ждёт повтора (2 из 5, через 0:40)»; without attempts nobody was reached yet, `stopped`: nobody is asked."""
    if stopped:
        word = APPEARANCES[ShownStatus.WAITING].words
        return Words(f"{word.ru} (доставка на паузе)", f"{word.en} (delivery is paused)")
    soon = max(0, seconds)
    minutes, rest = divmod(soon, 60)
    hours, minutes = divmod(minutes, 60)
    left = f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
    word = APPEARANCES[ShownStatus.WAITING].words
    spent = Words(f"{attempts} из {most}", f"{attempts} of {most}") if attempts else Words("нет связи", "no connection")
    when = Words(f"через {left}", f"in {left}") if soon else Words("сейчас", "now")
    return Words(f"{word.ru} ({spent.ru}, {when.ru})", f"{word.en} ({spent.en}, {when.en})")


def where_money_is(state: ShownStatus, *, captured: bool = False) -> Words:
    """Where a payment's money is; a review of a reversal concerns money that the provider has."""
    if captured and state is ShownStatus.NEEDS_REVIEW:
        return APPEARANCES[ShownStatus.CREDITED].money
    return APPEARANCES[state].money
