"""The QR tab: the code by which a terminal tops this contract up, with the sum if it is settled."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from common.errors import OplataError
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


class TopUp(QWidget):
    """A code for the contract that is shown."""

    def __init__(self, desk: Desk) -> None:
        """No contract is shown yet."""
        super().__init__()
        self.desk = desk
        self.setObjectName("top-up")
        self.text = ""
        self._contract: messages.ContractShown | None = None
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

    def show_contract(self, contract: messages.ContractShown) -> None:
        """The code of another contract begins without a sum."""
        before, self._contract = self._contract, contract
        if before is None or before.id != contract.id:
            self._forget()
            self._form.fill({"amount": None})
            self._ask()
        elif (before.number, before.issuer, before.name) != (contract.number, contract.issuer, contract.name):
            self._ask()

    def _ask(self) -> None:
        contract, mistakes = self._contract, self._form.check()
        if contract is None or mistakes or contract.deleted:
            self._forget()
            return
        ask = messages.AskTopUp(contract=contract.id, amount=self.amount.value())
        self.desk.ask(self, "top-up-code", ask, then=self._show, failed=self._failed, key="code")

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
