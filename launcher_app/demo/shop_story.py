"""An intent's feed as a person reads it: every event in both languages."""

from collections.abc import Callable
from typing import Any

from common.money import text
from common.protocol.shop import events as told
from common.protocol.shop.events import AnyChange, IntentEvent
from common.protocol.shop.parts import BankCard, KioskCash, Redirect
from common.words import Words

INTENT = {
    "paid": Words("намерение оплачено", "the intent is paid"),
    "unpaid": Words("намерение снова не оплачено", "the intent is unpaid again"),
    "cancelled": Words("намерение отменено", "the intent is cancelled"),
    "overdue": Words("намерение просрочено", "the intent is overdue"),
}
PAYMENT = {
    "pending": Words("начат", "begun"),
    "failed": Words("не прошёл: {}", "failed: {}"),
    "authorized": Words("авторизован", "authorized"),
    "cancelled": Words("отменён, деньги вернулись", "cancelled, the money went back"),
    "captured": Words("списан", "captured"),
    "refunded": Words("возвращён весь", "refunded as a whole"),
    "chargeback": Words("опротестован", "disputed"),
}
ENDS = {
    "pending": Words("начат", "begun"),
    "succeeded": Words("удался", "succeeded"),
    "failed": Words("не удался", "failed"),
    "accepted": Words("принято, деньги у банка", "accepted, the bank has the money"),
    "rejected": Words("отклонено, деньги у магазина", "rejected, the shop has the money"),
}

NOTIFIED: dict[tuple[type[Any], str], str] = {
    (told.PaymentIntentCreated, ""): "paymentIntent.created",
    (told.PaymentIntentStatusChanged, "paid"): "paymentIntent.paid",
    (told.PaymentStatusChanged, "failed"): "payment.failed",
    (told.PaymentStatusChanged, "captured"): "payment.captured",
    (told.RefundStatusChanged, "succeeded"): "payment.refund.succeeded",
    (told.ChargebackCreated, ""): "payment.chargeback.created",
    (told.ChargebackStatusChanged, "rejected"): "payment.chargeback.rejected",
}
"""Which of the notifications that the sample shop wants belongs to a change."""
TOLD = {
    "paymentIntent.created": "намерение создано",
    "paymentIntent.paid": "намерение оплачено",
    "payment.failed": "платёж не прошёл",
    "payment.captured": "платёж списан",
    "payment.refund.succeeded": "возврат удался",
    "payment.chargeback.created": "платёж опротестован",
    "payment.chargeback.rejected": "опротестование отклонено",
}


def rows(events: list[IntentEvent]) -> list[tuple[str, Words]]:
    """The number of each event, and each of its changes in words."""
    return [(str(event.id), words(change)) for event in events for change in event.changes]


def notified(taken: list[tuple[int, str]]) -> list[tuple[str, Words]]:
    """Notifications, each with its number."""
    return [(str(number), Words(TOLD[kind], kind)) for number, kind in taken]


def notifications(events: list[IntentEvent]) -> list[str]:
    """What the sample shop is told of by these events, in order; what a dispute does to its payment is no news."""
    told_of: list[str] = []
    for event in events:
        names = [_notification(change) for change in event.changes]
        disputes = [name for name in names if "chargeback" in name]
        told_of += disputes or [name for name in names if name]
    return told_of


def _notification(change: AnyChange) -> str:
    status = getattr(change, "status", "")
    return NOTIFIED.get((type(change), status), "")


def words(change: AnyChange) -> Words:
    """What changed."""
    return _SAID[type(change)](change)


def money(amount: int) -> Words:
    """A sum in roubles."""
    return Words(f"{text(amount)} ₽", f"{text(amount, english=True)} ₽")


def _said(ru: str, en: str, *parts: Words) -> Words:
    return Words(ru.format(*(part.ru for part in parts)), en.format(*(part.en for part in parts)))


def _created(change: told.PaymentIntentCreated) -> Words:
    made = change.payment_intent
    lines = Words(" и ".join(line.product for line in made.cart), f"{len(made.cart)} lines")
    return _said("создано намерение на {}: {}", "an intent of {} is made, {}", money(made.amount), lines)


def _started(change: told.PaymentStarted) -> Words:
    tool = change.payment.payer.payment_tool_details
    how = Words("по ссылке банка", "by the bank's link")
    if isinstance(tool, BankCard):
        how = Words(f"картой {tool.card_number_mask}", f"by card {tool.card_number_mask}")
    elif isinstance(tool, KioskCash):
        how = Words(f"наличными, чек {tool.payment_code}", f"in cash, receipt {tool.payment_code}")
    named = Words(change.payment.id, change.payment.id)
    return _said("платёж {} начат {}", "payment {} begun {}", named, how)


def _payment(change: told.PaymentStatusChanged) -> Words:
    said, named = PAYMENT[change.status], Words(change.payment_id, change.payment_id)
    if change.error is not None:
        why = change.error.message.partition(".")[0].lower() or change.error.code
        said = _said(said.ru, said.en, Words(why, change.error.code))
    elif change.status == "captured" and change.amount:
        said = _said(said.ru + ": {}", said.en + ": {}", money(change.amount))
    return _said("платёж {} {}", "payment {} {}", named, said)


def _requested(change: told.PaymentInteractionRequested) -> Words:
    if isinstance(change.user_interaction, Redirect):
        return Words("плательщика просят на страницу банка, 3-D Secure", "the payer is sent to 3-D Secure")
    return Words("плательщика просят подтвердить оплату в банке", "the payer is asked to confirm at the bank")


def _refund(change: told.RefundStarted) -> Words:
    return _said("возврат {} начат", "a refund of {} begun", money(change.refund.amount))


def _disputed(change: told.ChargebackCreated) -> Words:
    return _said("банк опротестовал {}", "the bank disputes {}", money(change.chargeback.amount))


def _code(change: told.KioskCodeIssued) -> Words:
    code = change.short_payment_id
    return Words(f"код для терминала {code}", f"a code for kiosks, {code}")


_SAID: dict[type[Any], Callable[[Any], Words]] = {
    told.PaymentIntentCreated: _created,
    told.PaymentIntentStatusChanged: lambda change: INTENT[change.status],
    told.PaymentStarted: _started,
    told.PaymentStatusChanged: _payment,
    told.PaymentInteractionRequested: _requested,
    told.PaymentInteractionCompleted: lambda change: Words("плательщик вернулся", "the payer is back"),
    told.PaymentReceiptFixed: lambda change: Words("чек пробит", "the receipt is printed"),
    told.KioskCodeIssued: _code,
    told.RefundStarted: _refund,
    told.RefundStatusChanged: lambda change: _said("возврат {}", "the refund {}", ENDS[change.status]),
    told.ChargebackCreated: _disputed,
    told.ChargebackStatusChanged: lambda change: _said("опротестование {}", "the dispute is {}", ENDS[change.status]),
}
