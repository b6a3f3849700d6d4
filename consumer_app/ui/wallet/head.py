"""The wallet at a glance: whose it is, its number, what is in it, what may be spent, and what can be done."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from common.protocol import codes
from common.qt import wording
from common.qt.desk import Desk
from common.qt.spoken import button, label, named, tool
from common.qt.table.flow import Flow
from common.words import Words
from consumer_app import messages
from consumer_app.ui.wallet import telling

A_LINE = Words("\u00a0", "\u00a0")
"""The room of a line that is not known yet."""
BALANCE = Words("Баланс кошелька", "The wallet's balance")
AS_OF = Words("на {at}", "as of {at}")
NEVER = Words("центр ещё не отвечал", "the centre has not answered yet")
NUMBER = Words("Кошелёк {number}", "Wallet {number}")
COPY, COPIED = Words("Копировать номер кошелька", "Copy the wallet's number"), Words("Номер скопирован.", "Copied.")
HOLDER = Words("{holder} · {centre}", "{holder} · {centre}")
BLOCKED = Words(
    "Кошелёк заблокирован: деньги не тратятся. Обратитесь в процессинговый центр.",
    "The wallet is blocked: nothing can be spent. Ask the processing centre.",
)
NOT_TOLD = Words("Уведомления о платежах пока не приходят: {why}", "Notices of payments do not come yet: {why}")
SEND, WITHDRAW = Words("Перевести…", "Send…"), Words("Вывести…", "Withdraw…")
PAY_QR, BARCODE = Words("Оплатить по QR…", "Pay by QR…"), Words("Показать штрихкод", "Show a barcode")
TOP_UP, REFRESH = Words("Пополнить на терминале", "Top up at a terminal"), Words("Обновить", "Refresh")
WHICH = Words("Какой кошелёк", "Which wallet")
ACTS: dict[str, tuple[Words, str]] = {
    "pay-qr": (PAY_QR, "qr"),
    "show-barcode": (BARCODE, "tariff"),
    "send": (SEND, "exchange"),
    "withdraw": (WITHDRAW, "ledger"),
    "top-up": (TOP_UP, "kiosk"),
    "refresh": (REFRESH, "refresh"),
}


class Head(QFrame):
    """`wanted` rings with the name of what a person wants; `chosen` with another wallet's id."""

    wanted = Signal(str)
    chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        """No wallet is shown yet."""
        super().__init__()
        self.desk = desk
        self.setObjectName("wallet-head")
        self.setProperty("card", True)
        self.wallet: messages.WalletKept | None = None
        self._every: list[messages.WalletKept] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addLayout(self._build_first())
        column.addLayout(self._build_second())
        self.limits = label(desk, A_LINE, "hint", wrap=True)
        _keep_its_place(self.limits)
        self.limits.setObjectName("wallet-limits")
        self.trouble = label(desk, telling.NOTHING, "waiting", wrap=True)
        self.trouble.setObjectName("wallet-trouble")
        column.addWidget(self.limits)
        column.addWidget(self.trouble)
        column.addWidget(self._build_buttons())

    def show_wallets(self, every: list[messages.WalletKept], chosen: messages.WalletKept) -> None:
        """The one that is chosen, and the others to choose from."""
        self._every, self.wallet = every, chosen
        bind = self.desk.languages.bind
        bind(self.number, self.number.setText, NUMBER.format(number=telling.grouped(chosen.number)))
        bind(self.balance, self.balance.setText, telling.sum_words(chosen.balance, chosen.currency))
        at = NEVER if chosen.balance_at is None else AS_OF.format(at=wording.moment(chosen.balance_at))
        bind(self.as_of, self.as_of.setText, at)
        self._choices()

    def show_state(self, state: messages.WalletState | None) -> None:
        """What the centre says; None: it could not be asked."""
        wallet = self.wallet
        if wallet is None:
            return
        bind = self.desk.languages.bind
        holder = wallet.name if state is None else telling.filled(HOLDER, holder=state.holder, centre=wallet.name)
        bind(self.holder, self.holder.setText, holder)
        if state is not None:
            bind(self.limits, self.limits.setText, telling.limits_told(state))
        self.limits.setVisible(state is not None)
        trouble = BLOCKED if state is not None and state.blocked else _not_told(wallet)
        bind(self.trouble, self.trouble.setText, trouble)
        self.trouble.setVisible(bool(trouble.ru))

    def _choices(self) -> None:
        """Only where there is something to choose."""
        self.which.setVisible(len(self._every) > 1)
        self.which.blockSignals(True)
        self.which.clear()
        for one in self._every:
            self.which.addItem(f"{telling.grouped(one.number)} · {self.desk.say(one.name)}", one.id)
        at = next(
            (place for place, one in enumerate(self._every) if self.wallet is not None and one.id == self.wallet.id), 0
        )
        self.which.setCurrentIndex(at)
        self.which.blockSignals(False)

    def _copy(self) -> None:
        if self.wallet is not None:
            QGuiApplication.clipboard().setText(self.wallet.number)
            self.desk.messages.ok(COPIED)

    def _build_first(self) -> QHBoxLayout:
        desk = self.desk
        self.number = label(desk, telling.NOTHING, "title")
        self.number.setObjectName("wallet-number")
        self.copy = tool(desk, COPY, "copy", self._copy)
        self.copy.setObjectName("copy-number")
        self.which = named(desk, QComboBox(), WHICH)
        self.which.setObjectName("which-wallet")
        self.which.activated.connect(lambda at: self.chosen.emit(self.which.itemData(at)))
        self.balance = label(desk, telling.NOTHING, "figure")
        self.balance.setObjectName("wallet-balance")
        named(desk, self.balance, BALANCE)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.number)
        line.addWidget(self.copy)
        line.addWidget(self.which)
        line.addStretch(1)
        line.addWidget(self.balance)
        return line

    def _build_second(self) -> QHBoxLayout:
        self.holder = label(self.desk, telling.NOTHING, wrap=True)
        self.holder.setObjectName("wallet-holder")
        self.as_of = label(self.desk, NEVER, "hint")
        line = QHBoxLayout()
        line.addWidget(self.holder, 1)
        line.addWidget(self.as_of)
        return line

    def _build_buttons(self) -> QWidget:
        holder = QWidget()
        flow = Flow(holder)
        self.buttons = {}
        for name, (words, icon) in ACTS.items():
            made = button(self.desk, words, lambda name=name: self.wanted.emit(name), icon=icon)  # type: ignore[misc]
            made.setObjectName(f"wallet-{name}")
            flow.addWidget(made)
            self.buttons[name] = made
        return holder


def _keep_its_place(hidden: QWidget) -> None:
    """The buttons below stay under the pointer when the centre's answer comes."""
    policy = hidden.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    hidden.setSizePolicy(policy)


def _not_told(wallet: messages.WalletKept) -> Words:
    """Why the centre does not tell of payments here; they are asked for all the same."""
    if wallet.news in ("told", "waiting"):
        return telling.NOTHING
    return telling.filled(NOT_TOLD, why=codes.words(wallet.news))
