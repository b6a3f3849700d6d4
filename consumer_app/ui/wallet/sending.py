"""«Перевести…» and «Вывести…»: a form, then the three facts once more, and only then the money goes."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from common.protocol.wallets.payments import LONGEST_TEXT
from common.protocol.wallets.wallet import Recipient
from common.qt import dialog
from common.qt.desk import Desk
from common.qt.form import Form, FormDialog, MaskedField, MoneyField, TextField
from common.words import Words
from consumer_app import messages
from consumer_app.ui.wallet import telling
from consumer_app.ui.wallet.paying import Paying

SEND, WITHDRAW = Words("Перевести", "Send"), Words("Вывести", "Withdraw")
TO_WALLET, TO_BANK = (
    Words("Перевод в другой кошелёк", "A transfer to another wallet"),
    Words("Вывод на счёт в банке", "A withdrawal to a bank account"),
)
GO_ON, NOT_YET = Words("Дальше", "Go on"), Words("Не сейчас", "Not now")
NUMBER, ACCOUNT = Words("Номер кошелька", "Wallet's number"), Words("Счёт в банке", "Bank account")
AMOUNT, MEMO = Words("Сумма", "Sum"), Words("Сообщение", "Message")
TWELVE = Words("12 цифр: их называет получатель.", "12 digits: the recipient tells them.")
TWENTY = Words("20 цифр с верным контрольным ключом.", "20 digits with a right control key.")
WRONG_NUMBER = Words("В номере кошелька 12 цифр. Сейчас {count}.", "A wallet's number has 12 digits. Now {count}.")
WRONG_ACCOUNT = Words("В номере счёта 20 цифр. Сейчас {count}.", "An account has 20 digits. Now {count}.")
THREE_FACTS = Words(
    "Перевести {amount}?\nКому: {name}, кошелёк {number}.\n{rest}",
    "Send {amount}?\nTo whom: {name}, wallet {number}.\n{rest}",
)
THREE_FACTS_OF_BANK = Words(
    "Вывести {amount}?\nКуда: счёт {number} в учебном банке.\n{rest}",
    "Withdraw {amount}?\nWhere to: account {number} at the training bank.\n{rest}",
)
STAYS = Words("В кошельке останется {left}.", "{left} will stay in the wallet.")
NOT_ENOUGH = Words(
    "В кошельке только {balance}: центр откажет.", "Only {balance} in the wallet: the centre will refuse."
)
OVER_OPERATION = Words(
    "За одну операцию можно до {most}: центр откажет.", "Up to {most} an operation: the centre will refuse."
)
OVER_DAY = Words("Сегодня можно ещё {most}: центр откажет.", "{most} may still go today: the centre will refuse.")
Sent = Callable[..., object]
Stopped = Callable[..., object]


class SendDialog(FormDialog):
    """Closes once the centre has the payment, or once nobody knows."""

    def __init__(self, desk: Desk, parent: QWidget, paying: Paying, state: messages.WalletState) -> None:
        """An empty form over the wallet in this state."""
        self._paying = paying
        self._state = state
        form = Form(desk, "wallet-send", drafts=False)
        super().__init__(desk, TO_WALLET, form, GO_ON, self._ask_whose, parent=parent, guarded=False)
        form.add(MaskedField("number", NUMBER, mask="0000 0000 0000", wrong=_of_count(WRONG_NUMBER), required=True,
                             hint=TWELVE))  # fmt: skip
        form.add(MoneyField("amount", AMOUNT, currency=state.currency, required=True))
        form.add(TextField("memo", MEMO, longest=LONGEST_TEXT))

    def _ask_whose(self, values: dict[str, Any], done: Sent, failed: Stopped) -> None:
        ask = messages.AskWalletRecipient(number=values["number"], wallet=self._state.wallet)
        self.desk.ask(
            self, "wallet-recipient", ask, then=lambda found: self._confirm(values, found, done, failed), failed=failed
        )  # fmt: skip

    def _confirm(self, values: dict[str, Any], found: Recipient, done: Sent, failed: Stopped) -> None:
        amount, number = values["amount"], telling.grouped(found.number)
        words = _facts(THREE_FACTS, self._state, amount, number, found.name)
        ask = messages.SendMoney(
            recipient=found.number, amount=amount, memo=values["memo"], told=found.name, wallet=self._state.wallet
        )
        dialog.choose(
            self.desk,
            self,
            words,
            [
                dialog.Answer(SEND, lambda: self._paying.pay("send-money", ask, done, failed)),
                dialog.Answer(NOT_YET, lambda: failed(()), harmless=True),
            ],
            title=TO_WALLET,
        )


class WithdrawDialog(FormDialog):
    """Closes once the centre has the payment, or once nobody knows."""

    def __init__(self, desk: Desk, parent: QWidget, paying: Paying, state: messages.WalletState) -> None:
        """An empty form over the wallet in this state."""
        self._paying = paying
        self._state = state
        form = Form(desk, "wallet-withdraw", drafts=False)
        super().__init__(desk, TO_BANK, form, GO_ON, self._confirm, parent=parent, guarded=False)
        form.add(MaskedField("account", ACCOUNT, mask="00000 000 0 0000 0000000", wrong=_of_count(WRONG_ACCOUNT),
                             required=True, hint=TWENTY))  # fmt: skip
        form.add(MoneyField("amount", AMOUNT, currency=state.currency, required=True))
        form.add(TextField("memo", MEMO, longest=LONGEST_TEXT))

    def _confirm(self, values: dict[str, Any], done: Sent, failed: Stopped) -> None:
        amount, account = values["amount"], values["account"]
        words = _facts(THREE_FACTS_OF_BANK, self._state, amount, account, "")
        ask = messages.WithdrawMoney(account=account, amount=amount, memo=values["memo"], wallet=self._state.wallet)
        dialog.choose(
            self.desk,
            self,
            words,
            [
                dialog.Answer(WITHDRAW, lambda: self._paying.pay("withdraw-money", ask, done, failed)),
                dialog.Answer(NOT_YET, lambda: failed(()), harmless=True),
            ],
            title=TO_BANK,
        )


def _facts(words: Words, state: messages.WalletState, amount: int, number: str, name: str) -> Words:
    """How much, to whom, what stays."""
    rest = _what_stays(state, amount)
    return telling.filled(
        words,
        amount=telling.sum_words(amount, state.currency),
        rest=rest,
        number=number,
        name=name,
    )


def _what_stays(state: messages.WalletState, amount: int) -> Words:
    """What will be left, or why the centre will say no; it decides all the same."""
    limits, currency = state.limits, state.currency
    today = max(0, limits.per_day - state.spent_today)
    if amount > state.balance:
        return telling.filled(NOT_ENOUGH, balance=telling.sum_words(state.balance, currency))
    if amount > limits.per_operation:
        return telling.filled(OVER_OPERATION, most=telling.sum_words(limits.per_operation, currency))
    if amount > today:
        return telling.filled(OVER_DAY, most=telling.sum_words(today, currency))
    return telling.filled(STAYS, left=telling.sum_words(state.balance - amount, currency))


def _of_count(words: Words) -> Callable[[str], Words]:
    return lambda raw: words.format(count=len(raw))
