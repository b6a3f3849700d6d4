"""The doors of /v2. Shops' servers come with a shop's key, payers' browsers with a token of one intent: both Bearer."""

from typing import Any

from common.protocol.endpoint import Endpoint, Kind
from common.protocol.shop import accounts, checkout, events, intents, payments, tokens, webhooks
from common.protocol.shop.naming import ShopMessage
from common.words import Words

INTENTS = "/v2/payment-intents"
INTENT = INTENTS + "/{paymentIntentID}"
PAYMENTS = INTENT + "/payments"
PAYMENT = PAYMENTS + "/{paymentID}"
REFUNDS = PAYMENT + "/refunds"
CHARGEBACKS = PAYMENT + "/chargebacks"
WEBHOOKS = "/v2/webhooks"
SECRETS = frozenset({
    "payload", "paymentToolToken", "paymentSession", "paymentTool", "secret", "cardNumber", "cvv", "contactInfo",
})  # fmt: skip
"""Names of the wire whose values no line of any log holds: secrets, and where a payer can be reached."""


class AskShops(ShopMessage, frozen=True):
    """Whatever is this key's own."""


class ShopShown(ShopMessage, frozen=True, omit_defaults=True):
    """A POS as its shop sees it."""

    id: str
    name: str
    currency: str
    methods: list[intents.Method]
    origins: list[str] = []
    return_urls: list[str] = []
    active: bool = True


class ShopList(ShopMessage, frozen=True):
    """The POS of this key."""

    shops: list[ShopShown]


def _door(
    method: Any, path: str, ask: type, answer: Any, ru: str, en: str, *codes: str, gives: int = 200,
    kind: Kind = "peer", veiled: bool = False,
) -> Endpoint[Any, Any]:  # fmt: skip
    return Endpoint(
        method, path, ask, answer, Words(ru, en), codes, kind=kind, login="bearer", gives=gives,
        unsafe_to_show=SECRETS, veiled=veiled,
    )  # fmt: skip


CREATE = _door(
    "POST", INTENTS, intents.CreateIntent, intents.IntentMade, "Создать намерение оплаты", "Create a payment intent",
    "not_supported", "invalid_cart", "invalid_shop_status", "amount_out_of_range", "wrong_currency", "wrong_value",
    gives=201,
)  # fmt: skip
FIND = _door(
    "GET", INTENTS, intents.FindIntent, intents.PaymentIntent, "Найти намерение по externalID",
    "Find an intent by externalID",
)  # fmt: skip
LOOK = _door(
    "GET", INTENT, intents.AskIntent, intents.PaymentIntent, "Намерение оплаты", "A payment intent", kind="browser"
)
CANCEL = _door(
    "PUT", INTENT + "/cancel", intents.CancelIntent, intents.PaymentIntent, "Отменить намерение", "Cancel an intent",
    "invalid_intent_status", "payment_pending", "reason_required",
)  # fmt: skip
EVENTS = _door(
    "GET", INTENT + "/events", events.AskEvents, list[events.IntentEvent], "События намерения", "An intent's events",
    "wrong_value", kind="browser",
)  # fmt: skip
METHODS = _door(
    "GET", INTENT + "/payment-methods", intents.AskIntent, intents.Methods, "Чем можно оплатить", "Ways to pay",
    kind="browser",
)  # fmt: skip
CHECKOUT = _door(
    "GET", INTENT + "/checkout", checkout.AskCheckout, checkout.Checkout, "Магазин и адрес возврата плательщика",
    "The shop, and where its payer comes back to", kind="browser",
)  # fmt: skip
ACCESS = _door(
    "POST", INTENT + "/access-tokens", tokens.AskAccessToken, intents.AccessToken, "Токен для плательщика",
    "A token for the payer", gives=201,
)  # fmt: skip
REVOKE = _door(
    "DELETE", INTENT + "/access-tokens", tokens.RevokeTokens, payments.Accepted, "Отозвать токены намерения",
    "Revoke an intent's tokens",
)  # fmt: skip
PAY = _door(
    "POST", PAYMENTS, payments.StartPayment, payments.Payment, "Начать платёж", "Start a payment",
    "not_supported", "invalid_intent_status", "payment_pending", "invalid_payment_tool_token",
    "invalid_payment_session", "invalid_processing_deadline", "method_not_allowed", "limit_exceeded",
    "invalid_shop_status", "wrong_value",
    gives=201, kind="browser",
)  # fmt: skip
ATTEMPTS = _door(
    "GET",
    PAYMENTS,
    intents.AskIntent,
    payments.PaymentList,
    "Платежи намерения",
    "An intent's payments",
    kind="browser",
)
KIOSK_CODE = _door(
    "POST", INTENT + "/kiosk-codes", intents.AskIntent, payments.KioskCode, "Код для оплаты в терминале",
    "A code to pay at a kiosk", "invalid_intent_status", "payment_pending", "method_not_allowed",
    "amount_out_of_range", gives=201, kind="browser",
)  # fmt: skip
ATTEMPT = _door("GET", PAYMENT, payments.AskPayment, payments.Payment, "Платёж", "A payment", kind="browser")
QR_CODE = _door(
    "GET", PAYMENT + "/qr-code", payments.AskPayment, checkout.QrPicture, "QR-код, который показывают плательщику",
    "The QR code that the payer is shown", kind="browser",
)  # fmt: skip
CAPTURE = _door(
    "POST", PAYMENT + "/capture", payments.CapturePayment, payments.Accepted, "Списать заблокированное",
    "Capture what is held", "invalid_payment_status", "amount_out_of_range", "wrong_currency", "reason_required",
    gives=202,
)  # fmt: skip
GIVE_BACK = _door(
    "POST", PAYMENT + "/cancel", payments.CancelPayment, payments.Accepted, "Вернуть заблокированное",
    "Give back what is held", "invalid_payment_status", "reason_required", gives=202,
)  # fmt: skip
RECEIPT = _door(
    "POST", PAYMENT + "/receipt", payments.FixReceipt, payments.Payment, "Чек пробит", "The receipt is printed",
    "invalid_payment_status",
)  # fmt: skip
REFUND = _door(
    "POST", REFUNDS, payments.StartRefund, payments.Refund, "Начать возврат", "Start a refund",
    "invalid_payment_status", "amount_out_of_range", "wrong_currency", "insufficient_funds", "chargeback_in_progress",
    "refund_cart_conflict", "cash_refund", "wrong_value", gives=201,
)  # fmt: skip
REFUND_LIST = _door("GET", REFUNDS, payments.AskPayment, payments.RefundList, "Возвраты платежа", "A payment's refunds")
REFUND_LOOK = _door("GET", REFUNDS + "/{refundID}", payments.AskRefund, payments.Refund, "Возврат", "A refund")
CHARGEBACK_LIST = _door(
    "GET", CHARGEBACKS, payments.AskPayment, payments.ChargebackList, "Опротестования платежа",
    "A payment's chargebacks",
)  # fmt: skip
SHOPS = _door("GET", "/v2/shops", AskShops, ShopList, "Точки продаж этого ключа", "The POS of this key")
BALANCE = _door(
    "GET", "/v2/accounts/{accountID}/balance", accounts.AskBalance, accounts.Balance, "Остаток счёта точки продаж",
    "The balance of a POS's account",
)  # fmt: skip
WEBHOOK_ADD = _door(
    "POST", WEBHOOKS, webhooks.CreateWebhook, webhooks.Webhook, "Подписаться на события", "Subscribe to events",
    "wrong_address", "already_exists", "wrong_value", gives=201,
)  # fmt: skip
WEBHOOK_LIST = _door("GET", WEBHOOKS, AskShops, webhooks.Webhooks, "Подписки", "Subscriptions")
WEBHOOK_END = _door(
    "DELETE", WEBHOOKS + "/{webhookID}", webhooks.AskWebhook, payments.Accepted, "Отписаться", "Unsubscribe"
)
TOKENISE = _door(
    "POST", "/v2/payment-method-tokens", tokens.Tokenise, tokens.Tokenised, "Заменить карту токеном",
    "Turn a card into a token", "invalid_card", "limit_exceeded", gives=201, kind="browser", veiled=True,
)  # fmt: skip
