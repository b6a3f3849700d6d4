"""What each side of a wallet's payment is told of an event, in both languages; nobody hears of another's balance."""

from typing import NamedTuple

from common import ids
from common.money import text
from common.protocol.consumer import NewsKind
from common.protocol.wallets.parties import side_name
from common.words import Words
from processing_app.core.events import Event, PaymentCancelled, PaymentCaptured
from processing_app.core.intent_events import PaymentFailed
from processing_app.core.wallet_events import WalletPaymentStarted, WalletToppedUp, WalletTopUpReversed
from processing_app.wording import reason

RUB = "RUB"
WALLET = "wallet:"
DONE, FAILED, CONFIRM = NewsKind.PAYMENT_DONE, NewsKind.PAYMENT_FAILED, NewsKind.CONFIRM
SPENT = {
    "send": Words("Переведено {sum}: {whom}, код {code}.", "{sum} sent to {whom}, code {code}."),
    "withdraw": Words("Выведено {sum}: {whom}, код {code}.", "{sum} withdrawn to {whom}, code {code}."),
}
PAID = Words("Оплачено {sum}: {whom}, код {code}.", "{sum} paid to {whom}, code {code}.")
RECEIVED = Words("Получено {sum}: {whom}, код {code}.", "{sum} received from {whom}, code {code}.")
NOT_PAID = Words(
    "Платёж {sum} не прошёл: {whom}, код {code}. Деньги не списаны. {reason}.",
    "The payment of {sum} to {whom} failed, code {code}. No money was taken. {reason}.",
)
NOT_RECEIVED = Words(
    "Оплата {sum} не прошла: {whom}, код {code}. Деньги не списаны. {reason}.",
    "The payment of {sum} by {whom} failed, code {code}. No money was taken. {reason}.",
)
CAME_BACK = Words(
    "Деньги вернулись в кошелёк: {sum}, {whom}, код {code}. {reason}.",
    "{sum} came back to the wallet from {whom}, code {code}. {reason}.",
)
ASKED = Words(
    "{whom} просит {sum}, код {code}. Подтвердите или откажитесь за {seconds} с.",
    "{whom} asks for {sum}, code {code}. Confirm or refuse within {seconds} s.",
)
TOPPED_UP = Words(
    "Кошелёк пополнен через терминал на {sum}, код {code}.",
    "The wallet was topped up at a kiosk by {sum}, code {code}.",
)
TAKEN_BACK = Words(
    "Пополнение через терминал отменено: {sum} вернули плательщику, код {code}.",
    "The top-up at a kiosk was taken back: {sum} returned to the payer, code {code}.",
)
ORDER = Words(" Заказ {order}.", " Order {order}.")


class Telling(NamedTuple):
    """What one side is told; `amount` is what came to it or went from it, None when nothing did."""

    receiver: str
    kind: NewsKind
    payment_id: str
    words: Words
    amount: int | None
    currency: str


def tellings(event: Event, began: WalletPaymentStarted | None) -> list[Telling]:
    """What an event means to the sides of its payment; `began` is how the payment began, None of a top-up.

    Whom somebody tried in vain to send money is told nothing: that is its sender's own affair.
    """
    if isinstance(event, WalletToppedUp | WalletTopUpReversed):
        came = isinstance(event, WalletToppedUp)
        words = _filled(TOPPED_UP if came else TAKEN_BACK, event.payment_id, event.amount, event.currency)
        amount = event.amount if came else -event.amount
        return [Telling(WALLET + event.wallet, DONE, event.payment_id, words, amount, event.currency)]
    if began is None:
        return []
    if isinstance(event, PaymentCaptured):
        spent = _told(began, SPENT.get(began.way, PAID), began.recipient_name)
        received = _told(began, RECEIVED, began.sender_name)
        return [_to(began.sender, DONE, began, spent, -1), _to(began.recipient, DONE, began, received, 1)]
    if isinstance(event, PaymentFailed):
        why = reason(event.failure)
        failed = [_to(began.sender, FAILED, began, _told(began, NOT_PAID, began.recipient_name, why), 0)]
        if not began.recipient.startswith(WALLET):
            failed.append(_to(began.recipient, FAILED, began, _told(began, NOT_RECEIVED, began.sender_name, why), 0))
        return failed
    if isinstance(event, PaymentCancelled):
        back = _told(began, CAME_BACK, began.recipient_name, reason(event.reason))
        return [_to(began.sender, FAILED, began, back, 0)]
    return []


def asked(began: WalletPaymentStarted, at: int) -> list[Telling]:
    """What the payer of a charge is asked that waits for him; nothing where it does not wait."""
    if not began.confirm_until:
        return []
    seconds = max(0, began.confirm_until - at) // 1000
    words = _told(began, ASKED, began.recipient_name, seconds=seconds)
    return [_to(began.sender, CONFIRM, began, words, 0)]


def money(amount: int, currency: str) -> Words:
    """A sum with its currency, «500,00 ₽»."""
    sign = "₽" if currency == RUB else currency
    return Words(f"{text(amount)} {sign}", f"{text(amount, english=True)} {sign}")


def _to(receiver: str, kind: NewsKind, began: WalletPaymentStarted, words: Words, sign: int) -> Telling:
    amount = sign * began.amount if sign else None
    return Telling(receiver, kind, began.payment_id, words, amount, began.currency)


def _told(began: WalletPaymentStarted, words: Words, whom: str, why: Words | None = None, *, seconds: int = 0) -> Words:
    filled = _filled(words, began.payment_id, began.amount, began.currency, whom, why, seconds)
    if not began.order:
        return filled
    order = ORDER.format(order=began.order)
    return Words(filled.ru + order.ru, filled.en + order.en)


def _filled(
    words: Words, payment_id: str, amount: int, currency: str, whom: str = "", why: Words | None = None,
    seconds: int = 0,
) -> Words:  # fmt: skip
    sums, because = money(amount, currency), why or Words("", "")
    side = side_name(whom)
    shared = {"seconds": seconds, "code": ids.payment_code(payment_id)}
    return Words(
        words.ru.format(whom=side.ru, sum=sums.ru, reason=because.ru, **shared),
        words.en.format(whom=side.en, sum=sums.en, reason=because.en, **shared),
    )
