"""What a person may do with a stopped intent, why the rest is not legal, and the beginning of every such act.

He may also say what a bank did that has been silent for too long, so that nobody asks it any more.

A stop is about one thing that a bank was doing: authorize, capture, cancel, or a refund. Each act is legal only where
the table of compatibility says so. Source: reference/payments.md C.4.
"""

from dataclasses import dataclass
from enum import StrEnum

from common.errors import Rejected
from common.words import Words
from processing_app.core import attempt, intent, opening
from processing_app.core.events import Event
from processing_app.core.intent import AUTHORIZE, CANCEL, CAPTURE, REFUND, Intent
from processing_app.core.intent_events import IntentRevived


class Act(StrEnum):
    """What the console's buttons do."""

    FAIL = "fail"
    FULFIL = "fulfil"
    REVIVE = "revive"
    SKIP = "skip"
    ADD = "add"


@dataclass(frozen=True, slots=True)
class Choice:
    """One act: allowed when `why_not` is empty; `effect` says what becomes of the money."""

    act: Act
    words: Words
    why_not: Words
    effect: Words


SAYS_FOR_A_BANK = frozenset({Act.FAIL, Act.FULFIL})
MOVES_MONEY = SAYS_FOR_A_BANK | {Act.ADD}
"""Acts that decide instead of a bank: above a threshold these are two persons' decision."""
WORDS = {
    Act.FAIL: Words("Признать неудачей…", "Fail…"),
    Act.FULFIL: Words("Признать выполненным…", "Fulfil…"),
    Act.REVIVE: Words("Оживить: продолжить с того же места", "Revive: go on from where it was"),
    Act.SKIP: Words("Спросить банк с начала", "Ask the bank from the beginning"),
    Act.ADD: Words("Добавить события…", "Add events…"),
}
ALLOWED = Words("", "")
NOT_STOPPED = Words(
    "Намерение не остановлено: чинить нечего.", "The intent is not stopped: there is nothing to repair."
)
NOTHING_UNDER_WAY = Words(
    "Банк ничего не делает с этим намерением: решать за него нечего.",
    "No bank is doing anything with this intent: there is nothing to decide instead.",
)
HELD = Words(
    "Деньги уже заблокированы банком: неудачей это не назвать. Подтвердите выполнение или продолжите.",
    "The bank holds the money already: it cannot fail any more. Fulfil it, or go on.",
)
VOIDING = Words(
    "Отмену нельзя признать неудачей: деньги плательщика остались бы у банка.",
    "A cancellation cannot fail: the payer's money would stay with the bank.",
)
GOES_ON = Words(
    "Деньги останутся, где они есть; дальше решает банк.", "The money stays where it is; the bank decides what comes."
)
EFFECTS: dict[tuple[Act, str], Words] = {
    (Act.FAIL, AUTHORIZE): Words(
        "Платёж не состоится. Если банк всё же заблокировал деньги, он их вернёт.",
        "There will be no payment. If the bank holds the money all the same, it gives it back.",
    ),
    (Act.FAIL, REFUND): Words(
        "Возврата не будет: деньги останутся у точки продаж.", "No refund: the POS keeps the money."
    ),
    (Act.FULFIL, AUTHORIZE): Words(
        "Деньги плательщика считаются заблокированными банком.", "The payer's money counts as held by the bank."
    ),
    (Act.FULFIL, CAPTURE): Words("Деньги получает точка продаж.", "The POS gets the money."),
    (Act.FULFIL, CANCEL): Words(
        "Деньги считаются возвращёнными плательщику.", "The money counts as given back to the payer."
    ),
    (Act.FULFIL, REFUND): Words(
        "Возврат считается полученным плательщиком.", "The payer counts as refunded."
    ),
}  # fmt: skip


def under_way(state: Intent) -> list[tuple[str, str]]:
    """(payment, operation) of everything that banks are still to do; that of the stop, «bank operation: why», first."""
    found = [(name, one) for name, payment in state.payments.items() for one in intent.wanted(payment)]
    stopped = state.stopped.partition(" ")[2].partition(": ")[0]
    return sorted(found, key=lambda pair: pair[1] != stopped)


def choices(state: Intent, operation: str, *, given_up: bool = False) -> list[Choice]:
    """Every act in the order of its button, for the operation that the stop is about (empty: for none)."""
    return [
        Choice(act, WORDS[act], why_not(state, operation, act, given_up=given_up), _effect(act, operation))
        for act in Act
    ]


def why_not(state: Intent, operation: str, act: Act, *, given_up: bool = False) -> Words:
    """Why an act is not legal now; nothing when it is.

    `given_up`: nobody asks the bank for this operation any more, for it has not answered for too long. Then a person
    may say what it did, though the intent was never stopped.
    """
    if not state.stopped and not (given_up and act in SAYS_FOR_A_BANK):
        return NOT_STOPPED
    if act in (Act.REVIVE, Act.ADD):
        return ALLOWED
    if not operation:
        return NOTHING_UNDER_WAY
    if act is Act.FAIL and operation == CAPTURE:
        return HELD
    if act is Act.FAIL and operation == CANCEL:
        return VOIDING
    return ALLOWED


def demand(state: Intent, operation: str, act: Act, *, given_up: bool = False) -> None:
    """Rejected `not_legal_now` with the reason in its words."""
    why = why_not(state, operation, act, given_up=given_up)
    if why.ru:
        refused = Rejected("not_legal_now", act.value)
        refused.heard = why
        raise refused


def revived(before: Intent, act: Act, by: str, reason: str, approved_by: str) -> tuple[Intent, list[Event]]:
    """The intent in motion again, and the event that says who did it; none of one that was never stopped."""
    if not before.stopped:
        return before, []
    events: list[Event] = opening.revive(before, act.value, by, reason, approved_by)
    assert [type(one) for one in events] == [IntentRevived]
    return intent.fold(events, before), events


def begin_again(state: Intent, payment_id: str, operation: str, now: int) -> list[Event]:
    """Forget where the bank's adapter stood: it is asked anew with the same id."""
    return attempt.stepped(state, payment_id, operation, state=b"", ask_at=now)


def _effect(act: Act, operation: str) -> Words:
    return EFFECTS.get((act, REFUND if operation.startswith(REFUND) else operation), GOES_ON)
