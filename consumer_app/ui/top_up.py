"""The code by which a terminal tops up a contract or a wallet, with the sum if it is settled."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from common.errors import OplataError
from common.protocol.endpoint import Message
from common.qt.cards import QrView
from common.qt.desk import Desk
from common.qt.form import Form, MoneyField
from common.qt.spoken import button
from common.words import Words
from consumer_app import messages

CAPTION = Words("Покажите этот код сканеру терминала", "Show this code to the terminal's scanner")
AMOUNT = Words("Сумма", "Sum")
HINT = Words("Пустая: сумму выберет плательщик", "Empty: the payer chooses it")
COPY_PICTURE = Words("Копировать картинку", "Copy the picture")
COPY_TEXT = Words("Копировать текст", "Copy the text")
COPIED = Words("Код скопирован.", "The code was copied.")
PAUSE_MS = 250
Question = Callable[[int | None], tuple[str, Message]]
"""For a sum, or none: the operation that makes the text of the code, and what it is asked."""


class CodeWithSum(QWidget):
    """A code that is made anew for each sum that is typed."""

    def __init__(self, desk: Desk) -> None:
        """Nobody's code yet."""
        super().__init__()
        self.desk = desk
        self.setObjectName("top-up")
        self.text = ""
        self._question: Question | None = None
        self._form = Form(desk, "top-up-sum", drafts=False)
        self.amount = self._form.add(MoneyField("amount", AMOUNT, hint=HINT))
        self.amount.line.setObjectName("top-up-amount")
        self.qr = QrView(desk, "", CAPTION)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._form.changed.connect(self._pause.start)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self._form)
        for name, words, run in (
            ("copy-qr", COPY_PICTURE, self._copy_picture),
            ("copy-qr-text", COPY_TEXT, self._copy_text),
        ):
            made = button(desk, words, run, icon="copy")
            made.setObjectName(name)
            left.addWidget(made)
        left.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 8, 0, 0)
        line.setSpacing(12)
        line.addLayout(left)
        line.addWidget(self.qr, 1)

    def show_code_of(self, question: Question) -> None:
        """Whose code it is from now on; it begins without a sum."""
        self._question = question
        self._forget()
        self._form.fill({"amount": None})
        self._ask()

    def _ask(self) -> None:
        if self._question is None or self._form.check():
            self._forget()
            return
        operation, ask = self._question(self.amount.value())
        self.desk.ask(self, operation, ask, then=self._show, failed=self._failed, key="code")

    def _show(self, code: messages.TopUpCode) -> None:
        self.text = code.text
        self.qr.show_text(code.text)

    def _failed(self, error: OplataError) -> None:
        self._forget()
        self.desk.show_error(error)

    def _forget(self) -> None:
        """A code with yesterday's sum, or of another contract, would be worse than none."""
        self.text = ""
        self.qr.show_text("")

    def _copy_picture(self) -> None:
        if self.text:
            self.qr.copy()
            self.desk.messages.ok(COPIED)

    def _copy_text(self) -> None:
        if self.text:
            QGuiApplication.clipboard().setText(self.text)
            self.desk.messages.ok(COPIED)


class TopUp(CodeWithSum):
    """A code for the contract that is shown."""

    def __init__(self, desk: Desk) -> None:
        """No contract is shown yet."""
        super().__init__(desk)
        self._contract: messages.ContractShown | None = None

    def show_contract(self, contract: messages.ContractShown) -> None:
        """The code of another contract begins without a sum."""
        before, self._contract = self._contract, contract
        if before is None or before.id != contract.id:
            self.show_code_of(self._of_contract)
        elif _told(before) != _told(contract):
            self._ask()

    def _ask(self) -> None:
        if self._contract is None or self._contract.deleted:
            self._forget()
        else:
            super()._ask()

    def _of_contract(self, amount: int | None) -> tuple[str, Message]:
        assert self._contract is not None
        return "top-up-code", messages.AskTopUp(contract=self._contract.id, amount=amount)


def _told(contract: messages.ContractShown) -> tuple[object, ...]:
    return contract.number, contract.issuer, contract.name
