"""«Пополнить на терминале»: the wallet's own code for the kiosk's scanner."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from common.protocol.endpoint import Message
from common.qt.desk import Desk
from common.qt.spoken import button, label
from common.words import Words
from consumer_app import messages
from consumer_app.ui.top_up import CodeWithSum
from consumer_app.ui.wallet import telling

TITLE = Words("Пополнить на терминале", "Top up at a terminal")
BY_HAND = Words(
    "Или наберите на терминале номер кошелька: {number}", "Or type the wallet's number at the terminal: {number}"
)
CLOSE = Words("Закрыть", "Close")


class WalletTopUp(QDialog):
    """A code without a sum at first; with one, the terminal asks for no other."""

    def __init__(self, desk: Desk, parent: QWidget, wallet: messages.WalletKept) -> None:
        """For this wallet."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("wallet-top-up")
        desk.languages.bind(self, self.setWindowTitle, TITLE)
        self.code = CodeWithSum(desk)

        def question(amount: int | None) -> tuple[str, Message]:
            return "wallet-top-up-code", messages.AskWalletTopUp(wallet=wallet.id, amount=amount)

        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.code)
        column.addWidget(label(desk, BY_HAND.format(number=telling.grouped(wallet.number)), "hint", wrap=True))
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(button(desk, CLOSE, self.reject))
        column.addLayout(line)
        self.code.show_code_of(question)
