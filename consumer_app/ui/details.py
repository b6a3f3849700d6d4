"""One contract: its balance and services in front, its history, its lines and its code behind tabs."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from common.errors import OplataError
from common.protocol.provider import SubscriberKnown
from common.qt import wording
from common.qt.desk import Desk
from common.qt.spoken import button, label, named
from common.words import Words
from consumer_app import messages
from consumer_app.ui import telling
from consumer_app.ui.about import About
from consumer_app.ui.history import History
from consumer_app.ui.services import Services
from consumer_app.ui.top_up import TopUp

NONE_CHOSEN = Words("Выберите договор в списке.", "Choose a contract in the list.")
BALANCE = Words("Баланс", "Balance")
REFRESH = Words("Обновить", "Refresh")
ASKING = Words("Спрашиваем…", "Asking…")
TOP_UP = Words("Пополнить на терминале", "Top up at a terminal")
AS_OF = Words("на {at}", "as of {at}")
NEVER = Words("ещё не сообщали", "not told yet")
WHO = Words("{subscriber}, тариф «{tariff}»", "{subscriber}, tariff {tariff}")
TABS = Words("О договоре", "About the contract")
HISTORY, ABOUT, CODE = Words("История", "History"), Words("Договор", "Contract"), Words("QR", "QR")
BESIDE = 760
"""From this width on, the tabs stand beside the services and not below them."""
NOTHING = Words("", "")


class ContractDetails(QScrollArea):
    """Shows the contract that is chosen in the list."""

    changed = Signal()
    exchange_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        """No contract is chosen yet."""
        super().__init__()
        self.desk = desk
        self.contract: messages.ContractShown | None = None
        self.setObjectName("contract-details")
        self.setProperty("pane", True)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.nothing = label(desk, NONE_CHOSEN, "hint")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.services = Services(desk)
        self.history = History(desk, self.exchange_wanted.emit)
        self.about = About(desk)
        self.top_up = TopUp(desk)
        self.tabs = self._make_tabs()
        self._front = QWidget()
        front = QVBoxLayout(self._front)
        front.setContentsMargins(0, 0, 0, 0)
        front.setSpacing(8)
        front.addWidget(self._make_head())
        front.addWidget(self.services)
        front.addStretch(1)
        self._whole = QWidget()
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self._whole)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        self._box.addWidget(self._front)
        self._box.addWidget(self.tabs, 1)
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.nothing)
        column.addWidget(self._whole)
        self.setWidget(self._inside)
        self._connect()
        self.show_contract(None)

    def show_contract(self, contract: messages.ContractShown | None) -> None:
        """What is true of it now; None when none is chosen."""
        self.contract = contract
        self.nothing.setVisible(contract is None)
        self._whole.setVisible(contract is not None)
        if contract is None:
            return
        bind = self.desk.languages.bind
        bind(self.title, self.title.setText, telling.number_of(contract))
        bind(self.who, self.who.setText, _who(contract))
        bind(self.balance, self.balance.setText, _balance(contract))
        bind(self.as_of, self.as_of.setText, _as_of(contract))
        self.services.show_contract(contract)
        self.history.show_contract(contract)
        self.about.show_contract(contract)
        self.top_up.show_contract(contract)

    def show_top_up(self) -> None:
        """The code for the terminal."""
        self._show_tab(self.top_up)

    def test(self) -> None:
        """The four steps, where they are seen."""
        self._show_tab(self.about)
        self.about.test()

    def _show_tab(self, page: QWidget) -> None:
        """Its titles at the top, so that as much of it is seen as there is room for."""
        self.tabs.setCurrentWidget(page)
        self.verticalScrollBar().setValue(self.tabs.mapTo(self._inside, self.tabs.rect().topLeft()).y())

    def ask_balance(self) -> None:
        """Ask the provider now; a provider that is off is explained."""
        contract = self.contract
        if contract is None or contract.deleted:
            return
        self._name_refresh(ASKING)
        ask = messages.OneContract(contract=contract.id)
        self.desk.ask(self, "balance", ask, then=self._told, failed=self._not_told, key="balance")

    def minimumSizeHint(self) -> QSize:
        """Never so narrow that a button is cut off."""
        inside, bar = self._inside.minimumSizeHint().width(), self.verticalScrollBar().sizeHint().width()
        return QSize(inside + bar, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wide enough for two columns?"""
        super().resizeEvent(event)
        wide = self.viewport().width() >= self.desk.theme.scaled(BESIDE)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._box.direction() != way:
            self._box.setDirection(way)

    def _told(self, _known: SubscriberKnown) -> None:
        self._name_refresh(REFRESH)
        self.changed.emit()

    def _not_told(self, error: OplataError) -> None:
        self._name_refresh(REFRESH)
        self.desk.show_error(error)
        self.changed.emit()

    def _name_refresh(self, words: Words) -> None:
        for show in (self.refresh_button.setText, self.refresh_button.setAccessibleName):
            self.desk.languages.bind(self.refresh_button, show, words)

    def _connect(self) -> None:
        self.services.used.connect(self.changed)
        self.services.exchange_wanted.connect(self.exchange_wanted)
        self.services.top_up_wanted.connect(self.show_top_up)
        self.services.test_wanted.connect(self.test)

    def _make_head(self) -> QFrame:
        desk = self.desk
        head = QFrame()
        head.setProperty("card", True)
        self.title = label(desk, NOTHING, "title", wrap=True)
        self.who = label(desk, NOTHING, "hint", wrap=True)
        self.balance = label(desk, NOTHING, "figure")
        self.balance.setObjectName("balance")
        named(desk, self.balance, BALANCE)
        self.as_of = label(desk, NOTHING, "hint")
        self.refresh_button = button(desk, REFRESH, self.ask_balance, icon="refresh")
        self.refresh_button.setObjectName("ask-balance")
        self.top_up_button = button(desk, TOP_UP, self.show_top_up, icon="qr")
        self.top_up_button.setObjectName("show-top-up")
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.title, 1)
        first.addWidget(self.balance)
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addWidget(self.who, 1)
        second.addWidget(self.as_of)
        buttons = QHBoxLayout()
        buttons.addWidget(self.refresh_button)
        buttons.addWidget(self.top_up_button)
        buttons.addStretch(1)
        column = QVBoxLayout(head)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        for part in (first, second, buttons):
            column.addLayout(part)
        return head

    def _make_tabs(self) -> QTabWidget:
        tabs = QTabWidget()
        tabs.setObjectName("contract-tabs")
        tabs.setDocumentMode(True)
        named(self.desk, tabs, TABS)
        named(self.desk, tabs.tabBar(), TABS)
        for index, (page, words) in enumerate(((self.history, HISTORY), (self.about, ABOUT), (self.top_up, CODE))):
            tabs.addTab(page, "")

            def rename(text: str, index: int = index) -> None:
                tabs.setTabText(index, text)

            rename.__name__ = f"tab_{index}"
            self.desk.languages.bind(tabs, rename, words)
        return tabs


def _who(contract: messages.ContractShown) -> Words:
    if not contract.subscriber:
        return contract.name if contract.title else NOTHING
    tariff = contract.tariff or NOTHING
    return Words(
        WHO.ru.format(subscriber=contract.subscriber, tariff=tariff.ru),
        WHO.en.format(subscriber=contract.subscriber, tariff=tariff.en),
    )


def _balance(contract: messages.ContractShown) -> Words:
    return Words(
        telling.money(contract.balance, "ru", contract.currency),
        telling.money(contract.balance, "en", contract.currency),
    )


def _as_of(contract: messages.ContractShown) -> Words:
    return NEVER if contract.balance_at is None else AS_OF.format(at=wording.moment(contract.balance_at))
