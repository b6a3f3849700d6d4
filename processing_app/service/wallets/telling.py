"""The events of a wallet's payment as lines of its timeline: the steps of seed 002, by their names."""

from collections.abc import Iterator
from typing import NamedTuple

from common.money import text
from common.protocol.wallets.parties import side_name
from common.words import Words
from processing_app.core.wallet_payment import WITHDRAW
from processing_app.service.asks.story import EventRow
from processing_app.wording import reason

OK, FAILED, OPEN, DONE = "ok", "error", "waiting", "neutral"
QUEUED = Words("Задание поставлено в очередь", "The payment task is queued")
RECORDED = Words("Запись о платеже создана", "The payment record is created")
TAKEN = Words("Исполнитель взял задание", "The executor took the task")


class Line(NamedTuple):
    """A line, and whether its event's postings are shown at it."""

    shape: str
    tone: str
    words: Words
    moved: bool = False


def lines(event: EventRow, way: str) -> list[Line]:
    """An event in words; its order is that of the steps."""
    data = {name: str(value) for name, value in event.data.items()}
    if event.kind == "WalletPaymentStarted":
        return list(_started(data))
    if event.kind == "PayerConfirmed":
        return [Line("○", OK, Words("Плательщик подтвердил", "The payer confirmed")), Line("○", DONE, QUEUED)]
    if event.kind == "WalletAuthorized":
        words = Words(
            "Кошелёк отправителя проверен, деньги удержаны", "The sender's wallet is valid, the money is held"
        )
        return [Line("○", DONE, TAKEN), Line("○", DONE, words, moved=True)]
    if event.kind == "PaymentCaptured":
        return [_moved(data, way, by_hand=event.data.get("by_hand") is True), Line("●", OK, RESULT_DONE)]
    why = reason(data.get("reason") or data.get("failure", ""))
    if event.kind == "PaymentCancelled":
        returned = Words(f"Деньги вернулись в кошелёк: {why.ru}", f"The money is back in the wallet: {why.en}")
        return [Line("✖", FAILED, returned, moved=True), Line("✖", FAILED, RESULT_RETURNED)]
    failed = Words(f"Деньги не двигались: {why.ru}", f"No money was moved: {why.en}")
    return [Line("✖", FAILED, failed), Line("✖", FAILED, RESULT_FAILED)]


RESULT_DONE = Words("Результат записан: исполнен", "The result is recorded: done")
RESULT_RETURNED = Words("Результат записан: возвращён", "The result is recorded: returned")
RESULT_FAILED = Words("Результат записан: не исполнен", "The result is recorded: failed")


def _started(data: dict[str, str]) -> Iterator[Line]:
    sender, recipient = side_name(data["sender_name"]), side_name(data["recipient_name"])
    verified = Words(
        f"Отправитель и получатель проверены: {sender.ru} → {recipient.ru}",
        f"Sender and recipient are verified: {sender.en} → {recipient.en}",
    )
    yield Line("○", DONE, verified)
    amount = int(data["amount"])
    yield Line(
        "○", DONE,
        Words(f"Платёж нормализован: {text(amount)} ₽", f"The payment is normalised: {text(amount, english=True)} ₽"),
    )  # fmt: skip
    code = data.get("code", "")
    if data["way"] == "barcode":
        yield Line("○", DONE, Words(f"Штрихкод {code} погашен", f"Barcode {code} is spent"))
    elif code:
        yield Line(
            "○", DONE, Words(f"Подпись QR проверена, ключ {code}", f"The QR's signature is verified, key {code}")
        )  # fmt: skip
    yield Line("○", DONE, RECORDED)
    if int(data.get("confirm_until") or 0):
        yield Line("◷", OPEN, Words("Ждёт слова плательщика", "Waits for the payer's word"))
    else:
        yield Line("○", DONE, QUEUED)


def _moved(data: dict[str, str], way: str, *, by_hand: bool) -> Line:
    hand = Words(" вручную", " by hand") if by_hand else Words("", "")
    if way != WITHDRAW:
        return Line("●", OK, Words("Деньги у получателя", "The money is with the recipient"), moved=True)
    number = data.get("reference", "")
    return Line(
        "●", OK,
        Words(
            f"Банк зачислил на счёт{hand.ru}, операция банка № {number}",
            f"The bank has put it on the account{hand.en}, the bank's operation {number}",
        ),
        moved=True,
    )  # fmt: skip
