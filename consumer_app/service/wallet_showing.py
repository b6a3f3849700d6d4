"""Payments out of a wallet as people are shown them."""

import msgspec

from common import ids
from common.clock import moment
from common.protocol.wallets.payments import PaymentShown, Way
from common.words import Words
from consumer_app import messages
from consumer_app.store.wallet_payments import PaymentRow

WAYS: dict[Way, Words] = {
    "send": Words("Перевод", "Transfer"),
    "withdraw": Words("Вывод в банк", "Withdrawal"),
    "qr": Words("Оплата по QR", "Paid by QR"),
    "barcode": Words("Оплата по штрихкоду", "Paid by barcode"),
    "top_up": Words("Пополнение", "Top-up"),
    "top_up_reversed": Words("Отмена пополнения", "Top-up taken back"),
}
"""What a movement is called; a search finds it by that, too."""


def payment_known(row: PaymentRow, *, repeated: bool = False) -> messages.PaymentKnown:
    """A payment with the centre's last word on it."""
    return messages.PaymentKnown(
        payment_id=row.payment_id,
        trace=ids.payment_code(row.payment_id),
        wallet=row.wallet,
        way=row.way,  # type: ignore[arg-type]  # stored by us, of the three
        told=row.told,
        amount=row.amount,
        currency=row.currency,
        made_at=moment(row.made_at),
        state=row.state,
        attempts=row.attempts,
        code=row.code,
        words=Words(row.ru, row.en) if row.ru else None,
        shown=msgspec.json.decode(row.shown, type=PaymentShown) if row.shown is not None else None,
        repeated=repeated,
    )
