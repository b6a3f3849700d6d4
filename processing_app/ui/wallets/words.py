"""What payments of wallets, their states, receivers of notices and discrepancies are called in lists."""

from common.protocol.wallets.payments import Party, PaymentShown
from common.protocol.wallets.wallet import StatementLine
from common.qt import wording
from common.qt.table.column import Shown
from common.qt.tokens import Token
from common.words import Words, same
from processing_app.service.asks.notices import ReceiverRow
from processing_app.service.asks.wallet_reconciliation import WalletDifference
from processing_app.service.asks.wallets import WalletRow
from processing_app.wording import reason

NOTHING = Words("", "")
WAYS = {
    "send": Words("Перевод", "Transfer"),
    "withdraw": Words("Вывод в банк", "Withdrawal"),
    "qr": Words("Оплата по QR", "Paid by QR"),
    "barcode": Words("Оплата по штрихкоду", "Paid by barcode"),
    "top_up": Words("Пополнение", "Top-up"),
    "top_up_reversed": Words("Отмена пополнения", "Top-up taken back"),
}
RETURNED = Words("Возврат: {what}", "Returned: {what}")
STATES = {
    "waiting_for_payer": Shown("waiting", Words("Ждёт плательщика", "Waits for its payer"), Token.WAITING),
    "accepted": Shown("running", Words("В очереди", "In the queue"), Token.RUNNING),
    "processing": Shown("running", Words("Ждём банк", "At the bank"), Token.RUNNING),
    "done": Shown("ok", Words("Проведён", "Done"), Token.OK),
    "failed": Shown("failed", Words("Не прошёл", "Failed"), Token.ERROR),
    "returned": Shown("reversed", Words("Деньги вернулись", "Money returned"), Token.WAITING),
}
WORKS = Shown("ok", Words("Работает", "Works"), Token.OK)
BLOCKED = Shown("stopped", Words("Заблокирован", "Blocked"), Token.ERROR)
RECEIVERS = {
    "active": Shown("ok", Words("Уведомления доходят", "Notices arrive"), Token.OK),
    "paused": Shown("stopped", Words("Уведомления приостановлены", "Notices are paused"), Token.ERROR),
    "ended": Shown("cancelled", Words("От уведомлений отказались", "Notices were declined"), Token.NEUTRAL),
}
BEHIND = Shown("waiting", Words("Уведомления ждут отправки", "Notices wait to be sent"), Token.WAITING)
NOTICES = {
    "waiting": Shown("waiting", Words("Будет послано", "To be sent"), Token.WAITING),
    "sent": Shown("ok", Words("Дошло", "Arrived"), Token.OK),
    "dropped": Shown("cancelled", Words("Снято", "Dropped"), Token.NEUTRAL),
}
DIFFERENCES = {
    "missing_in_wallet": Words("Нет в выписке", "Not in the statement"),
    "missing_in_ledger": Words("Нет в учёте", "Not in the ledger"),
    "amount_differs": Words("Суммы в выписке", "Sums in the statement"),
    "entered_twice": Words("Дважды в выписке", "Twice in the statement"),
    "balance_differs": Words("Остатки", "Balances"),
    "missing_at_provider": Words("Нет у поставщика", "Not at the provider"),
    "unknown_to_centre": Words("Лишнее у поставщика", "Unpaid at the provider"),
    "provider_sum_differs": Words("Суммы у поставщика", "Sums at the provider"),
}
"""The eight kinds, short enough to stand in a line."""
WALLET, REGISTER = Words("Выписка кошелька", "Wallet's statement"), Words("Реестр поставщика", "Provider's register")


def wallet_state(row: WalletRow) -> Shown:
    """Whether anything may leave it."""
    return BLOCKED if row.blocked else WORKS


def receiver_state(row: ReceiverRow) -> Shown:
    """Whether its notices arrive."""
    return BEHIND if row.state == "active" and row.waiting else RECEIVERS[row.state]


def line_words(row: StatementLine) -> Words:
    """What moved."""
    what = WAYS[row.way]
    return Words(RETURNED.ru.format(what=what.ru), RETURNED.en.format(what=what.en)) if row.returned else what


def other_side(row: PaymentShown, number: str) -> Party:
    """With whom a wallet has this payment."""
    return row.recipient if row.sender.number == number else row.sender


def signed(row: PaymentShown, number: str) -> int:
    """The sum as the wallet feels it: what left it is below zero."""
    return -row.amount if row.sender.number == number else row.amount


def why(row: PaymentShown) -> Words | None:
    """Why it failed or came back."""
    return reason(row.reason) if row.reason else None


def difference_shown(row: WalletDifference) -> Shown:
    """Its kind."""
    return Shown("failed", row.words, Token.ERROR)


def of_limit(spent: int, limit: int) -> Words:
    """«1 000,00 из 60 000,00 ₽»."""
    return Words(
        f"{wording.bare_money(spent, 'ru')} из {wording.money(limit, 'ru')}",
        f"{wording.bare_money(spent, 'en')} of {wording.money(limit, 'en')}",
    )


def times(count: int) -> Words:
    """A number, grouped as the language groups."""
    return Words(wording.number(count, "ru"), wording.number(count, "en"))


def text_or_none(text: str) -> Words | None:
    """A text of a person's own, or nothing."""
    return same(text) if text else None
