"""The doors of /payments: consumers and providers come with their own logins (Basic) or tokens (Bearer).

A token does what is over by its end: another token, and where notices go, are given for the login alone.
"""

from typing import Any

from common.protocol.endpoint import Endpoint, Login
from common.protocol.wallets import codes, notices, payments, wallet
from common.words import Words

ROOT = "/payments"
SECRETS = frozenset({"barcode", "qr", "code_text", "token", "secret", "password"})
"""Names whose values no line of any log holds; barcodes themselves are masked by `veiled` answers."""
PARTIES = ("wallet_limit", "wallet_blocked", "not_enough_in_wallet", "amount_out_of_range", "wrong_currency")


def _door(
    method: Any, path: str, ask: type, answer: Any, ru: str, en: str, *codes_said: str, operation: bool = False,
    veiled: bool = False, login: Login = "either",
) -> Endpoint[Any, Any]:  # fmt: skip
    return Endpoint(
        method, ROOT + path, ask, answer, Words(ru, en), codes_said, "payment_id" if operation else "",
        login=login, unsafe_to_show=SECRETS, veiled=veiled,
    )  # fmt: skip


SEND = _door(
    "POST", "/send", payments.Send, payments.PaymentShown, "Перевести в другой кошелёк", "Send to another wallet",
    *PARTIES, "to_oneself", "unknown_recipient", "wrong_value", operation=True,
)  # fmt: skip
WITHDRAW = _door(
    "POST", "/withdraw", payments.Withdraw, payments.PaymentShown, "Вывести на счёт в банке",
    "Withdraw to a bank account", *PARTIES, "wrong_bank_account", "wrong_value", operation=True,
)  # fmt: skip
PAY = _door(
    "POST", "/pay", payments.Pay, payments.PaymentShown, "Оплатить по QR или списать по штрихкоду",
    "Pay by a QR code or charge by a barcode", *PARTIES, "barcode_unknown", "barcode_early", "barcode_expired",
    "barcode_used",
    "qr_unreadable", "qr_not_signed", "qr_wrong_signature", "qr_unknown_key", "qr_not_ours", "provider_closed",
    "shown_differs", "wrong_value", operation=True,
)  # fmt: skip
LOOK = _door(
    "GET", "/{payment_id}", payments.AskPayment, payments.PaymentShown, "Что стало с платежом",
    "What became of a payment",
)  # fmt: skip
CONFIRM = _door(
    "POST", "/{payment_id}/confirm", payments.Confirm, payments.PaymentShown, "Подтвердить списание или отказаться",
    "Confirm a charge or refuse it", "confirmation_over", "shown_differs",
)  # fmt: skip
WAITING = _door(
    "POST", "/waiting", payments.AskPayments, payments.Payments, "Что ждёт подтверждения",
    "What waits for confirmation",
)  # fmt: skip
OWN = _door("POST", "/own", payments.AskPayments, payments.Payments, "Свои платежи", "One's own payments")
ACCEPTED = _door(
    "POST", "/accepted", payments.AskAccepted, payments.Payments, "Проведённые платежи поставщику",
    "Payments done to a provider",
)  # fmt: skip
WALLET = _door("POST", "/wallet", wallet.AskWallet, wallet.WalletShown, "Свой кошелёк", "One's own wallet")
ACCEPTANCE = _door(
    "POST", "/acceptance", wallet.AskWallet, wallet.AcceptanceShown, "Свой приём по QR и штрихкоду",
    "One's own acceptance of QR and barcodes",
)  # fmt: skip
RECIPIENT = _door(
    "POST", "/recipient", wallet.AskRecipient, wallet.Recipient, "Чей это кошелёк", "Whose wallet it is",
    "unknown_recipient",
)  # fmt: skip
STATEMENT = _door(
    "POST", "/statement", wallet.AskStatement, wallet.Statement, "Выписка кошелька", "A wallet's statement"
)
BARCODES = _door(
    "POST", "/barcodes", codes.AskBarcodes, codes.Barcodes, "Штрихкод для оплаты", "A barcode to pay with",
    "wallet_blocked", veiled=True,
)  # fmt: skip
QR = _door(
    "POST", "/qr", codes.AskQr, codes.QrMade, "Подписанный QR поставщика", "A provider's signed QR code",
    "provider_closed", "wrong_currency", "amount_out_of_range", "wrong_value",
)  # fmt: skip
LOOK_AT_QR = _door(
    "POST", "/qr/look", codes.LookAtQr, codes.LookedAtQr, "Кому платит этот QR", "Whom this QR code pays",
    "qr_unreadable", "qr_not_signed", "qr_wrong_signature", "qr_unknown_key", "qr_not_ours", "provider_closed",
)  # fmt: skip
QR_KEYS = _door(
    "POST", "/qr/keys", codes.AskQrKeys, codes.QrKeys, "Открытые ключи для проверки QR", "Public keys to check QR codes"
)  # fmt: skip
NOTICES = _door(
    "POST", "/notices", notices.SetNotices, notices.NoticesSet, "Куда сообщать о платежах",
    "Where to tell of payments", "wrong_address", "wrong_value", login="basic",
)  # fmt: skip
TOKEN = _door(
    "POST", "/token", notices.AskToken, notices.TokenIssued, "Токен вместо логина", "A token for a login", login="basic"
)
REVOKE = _door(
    "POST", "/token/revoke", notices.RevokeTokens, notices.TokensRevoked, "Отозвать свои токены", "Revoke own tokens"
)  # fmt: skip
DOORS = (
    SEND, WITHDRAW, PAY, LOOK, CONFIRM, WAITING, OWN, ACCEPTED, WALLET, ACCEPTANCE, RECIPIENT, STATEMENT, BARCODES, QR,
    LOOK_AT_QR, QR_KEYS, NOTICES, TOKEN, REVOKE,
)  # fmt: skip
