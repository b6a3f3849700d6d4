"""What a bank says of a payment, and whether a person may say something else in its name."""

from collections.abc import Mapping
from typing import Any

from common.errors import OplataError, Rejected
from common.money import text
from common.words import Words
from processing_app.bank.contract import Looking, Seen
from processing_app.core.attempt import bank_id
from processing_app.core.intent import AUTHORIZE, CANCEL, CAPTURE, REFUND, Intent
from processing_app.core.payment import Payment
from processing_app.core.repairing import Act
from processing_app.service.asks.repairs import BankView

WORDS = {
    "unknown": Words("Банк не знает такого платежа", "The bank knows of no such payment"),
    "pending": Words("Банк ещё ждёт плательщика", "The bank waits for the payer"),
    "held": Words("Банк держит {amount} ₽", "The bank holds {amount} ₽"),
    "captured": Words(
        "Банк списал {captured} ₽, вернул {refunded} ₽", "The bank captured {captured} ₽ and refunded {refunded} ₽"
    ),
    "refused": Words("Банк отказал", "The bank refused"),
    "given_back": Words("Банк вернул деньги или не возьмёт их никогда", "The bank gave it back, or will never take it"),
}
SILENT = Words("Банк не отвечает", "The bank does not answer")
MUTE = Words("Этот банк нельзя спросить о платеже", "This bank cannot be asked about a payment")


def look(banks: Mapping[str, Any], state: Intent, payment_id: str) -> tuple[BankView, Seen | None]:
    """What the bank of a payment says of it now, in words; None when it says nothing."""
    bank, name = state.payment(payment_id).attempt.bank, bank_id(state.id, payment_id)
    adapter = banks.get(bank)
    if not isinstance(adapter, Looking):
        return BankView(bank=bank, payment=name, answered=False, words=MUTE), None
    try:
        seen = adapter.look(name)
    except OplataError:
        return BankView(bank=bank, payment=name, answered=False, words=SILENT), None
    return (
        BankView(
            bank=bank, payment=name, answered=True, words=_words(seen), verdict=seen.verdict, amount=seen.amount,
            captured=seen.captured, refunded=seen.refunded, reference=seen.reference,
        ),
        seen,
    )  # fmt: skip


def demand_agreement(seen: Seen, one: Payment, operation: str, act: Act, reference: str) -> None:
    """Rejected `bank_says_otherwise` when a bank that answers did not do what a person says it did."""
    said = _fulfilled(seen, one, operation, reference) if act is Act.FULFIL else _failed(seen, one, operation)
    if not said:
        raise Rejected("bank_says_otherwise", _words(seen).ru)


def _fulfilled(seen: Seen, one: Payment, operation: str, reference: str) -> bool:
    if operation == AUTHORIZE:
        same = seen.amount == one.amount and reference == seen.reference
        return seen.verdict in ("held", "captured") and same
    if operation == CAPTURE:
        return seen.verdict == "captured" and seen.captured == one.to_capture
    if operation == CANCEL:
        return seen.verdict in ("given_back", "refused")
    return seen.refunded >= one.refunded + _refund(one, operation)


def _failed(seen: Seen, one: Payment, operation: str) -> bool:
    """An attempt may fail whatever the bank holds, for then it is told to give it back."""
    return operation == AUTHORIZE or seen.refunded < one.refunded + _refund(one, operation)


def _refund(one: Payment, operation: str) -> int:
    return one.refunds[operation.removeprefix(REFUND)].amount


def _words(seen: Seen) -> Words:
    sums = {name: getattr(seen, name) for name in ("amount", "captured", "refunded")}
    words = WORDS[seen.verdict]
    return Words(
        words.ru.format(**{name: text(value) for name, value in sums.items()}),
        words.en.format(**{name: text(value, english=True) for name, value in sums.items()}),
    )
