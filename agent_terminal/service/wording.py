"""Sums, reasons and where the cash is, as the terminal's operator reads them, in both languages."""

import re

from agent_terminal.core.payment import State
from agent_terminal.store.payments import Payment
from common import money
from common.protocol import codes
from common.shown_status import APPEARANCES, HELD, ShownStatus
from common.words import Words, same

NOTHING = Words("", "")
REASONS = {
    "no_answer": Words("ПЦ не ответил", "the centre did not answer"),
    "no_connection": Words("нет связи с ПЦ", "no connection to the centre"),
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


def sum_words(amount: int) -> Words:
    """A sum in roubles."""
    return Words(f"{money.text(amount)} ₽", f"{money.text(amount, english=True)} ₽")


def percent(share: int) -> Words:
    """«2,5» for 250 hundredths."""
    whole, part = divmod(share, 100)
    digits = f"{part:02d}".rstrip("0")
    return Words(f"{whole},{digits}", f"{whole}.{digits}") if digits else same(whole)


def filled(words: Words, **parts: Words) -> Words:
    """Words with words in their places, each language in its own."""
    russian = {name: one.ru for name, one in parts.items()}
    english = {name: one.en for name, one in parts.items()}
    return Words(words.ru.format(**russian), words.en.format(**english))


def shown(payment: Payment, attempts: int) -> ShownStatus:
    """The state to show: an unsent payment whose attempt failed waits for its next one."""
    if payment.needs_review and payment.state is State.SENT:
        return ShownStatus.NEEDS_REVIEW
    if payment.state is State.TO_SEND and attempts:
        return ShownStatus.WAITING
    return SHOWN[payment.state]


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
