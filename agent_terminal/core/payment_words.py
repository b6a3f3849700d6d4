"""What a payment's state and reason are called, and where its cash is, as the terminal's people read them."""

import re

from agent_terminal.core.payment import CASH_RETURNED, State
from common.protocol import codes
from common.shown_status import APPEARANCES, HELD, ShownStatus
from common.words import Words

NOTHING = Words("", "")
REASONS = {
    "no_answer": Words("ПЦ не ответил", "the centre did not answer"),
    "no_connection": Words("нет связи с ПЦ", "no connection to the centre"),
    "not_trusted": Words("сертификат ПЦ не подтверждён", "the centre's certificate is not trusted"),
    "unreadable_answer": Words("ответ ПЦ не распознан", "the centre's answer was not understood"),
    "internal_error": Words("внутренний сбой в ПЦ", "an internal failure at the centre"),
    "busy": Words("ПЦ занят", "the centre is busy"),
    "not_now": Words("ПЦ пока не может принять", "the centre cannot take it yet"),
    "unknown_payment": Words("ПЦ не знает этот платёж", "the centre does not know this payment"),
    "amount_out_of_range": Words("меньше наименьшей суммы поставщика", "less than the provider's smallest sum"),
    "gave_up": Words("ПЦ исчерпал попытки", "the centre used up its attempts"),
    "cancelled": Words("отменён в ПЦ", "cancelled at the centre"),
    "failed": Words("отменён в ПЦ", "cancelled at the centre"),
    "refunded": Words("сторнирован в ПЦ", "reversed at the centre"),
}
"""Reasons whose usual words are addressed to a caller, not to whoever reads a list."""
DETAIL = "\0"
BLANK = re.compile(r":? ?[(«“]?\0[)»”]?")
"""Where a code's words would name a detail."""
IN_TERMINAL = Words("в терминале", "in the terminal")
FOR_PAYER = Words("за плательщиком: квитанция на возврат", "the payer's: on a claim slip")
MONEY: dict[State, Words] = {
    State.TO_SEND: IN_TERMINAL,
    State.REVIEW: IN_TERMINAL,
    State.SENT: HELD,
    State.CAPTURED: APPEARANCES[ShownStatus.CREDITED].money,
    State.CANCELLED: FOR_PAYER,
    State.REFUSED: FOR_PAYER,
    State.CREATED: APPEARANCES[ShownStatus.CREATED].money,
    State.DROPPED: APPEARANCES[ShownStatus.CANCELLED].money,
}
SHOWN: dict[State, ShownStatus] = {
    State.CREATED: ShownStatus.CREATED,
    State.DROPPED: ShownStatus.CANCELLED,
    State.TO_SEND: ShownStatus.ACCEPTED,
    State.SENT: ShownStatus.SENT,
    State.CAPTURED: ShownStatus.CREDITED,
    State.CANCELLED: ShownStatus.REJECTED,
    State.REFUSED: ShownStatus.REJECTED,
    State.REVIEW: ShownStatus.NEEDS_REVIEW,
}
WHERE_SLIP = {
    "used": Words("ушли на другой номер плательщика", "went to the payer's other number"),
    "settled": Words("выданы плательщику персоналом", "paid out to the payer by staff"),
}
"""What became of the cash of a claim slip, by the slip's state."""


def shown(state: State, *, needs_review: bool, attempts: int) -> ShownStatus:
    """The state to show: an unsent payment whose attempt failed waits for its next one."""
    if needs_review and state is State.SENT:
        return ShownStatus.NEEDS_REVIEW
    if state is State.TO_SEND and attempts:
        return ShownStatus.WAITING
    return SHOWN[state]


def where_money_is(state: State, slip: str = "") -> Words:
    """Where a payment's cash is; rejected cash is on a claim slip until it is paid out or put to another number."""
    if state in CASH_RETURNED and slip in WHERE_SLIP:
        return WHERE_SLIP[slip]
    return MONEY[state]


def reason(text: str) -> Words:
    """A stored reason («code» or «code: detail») in words."""
    code, _, detail = text.partition(": ")
    if not code:
        return NOTHING
    if code in REASONS:
        return REASONS[code]
    words = codes.words(code, detail or DETAIL)
    return Words(_first_sentence(words.ru), _first_sentence(words.en))


def _first_sentence(text: str) -> str:
    return BLANK.sub("", text).partition(". ")[0].removesuffix(".")
