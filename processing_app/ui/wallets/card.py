"""The panel beside the list of wallets: one wallet's money, limits and holder, its payments, statement and notices."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from common.errors import OplataError
from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.facts import Facts, sum_words
from common.qt.scrolled import scroll
from common.qt.table.flow import Flow
from common.qt.unchosen import stacked
from common.words import Words, same
from processing_app.service.asks.wallets import WalletNumber, WalletRow, WalletTold
from processing_app.ui.wallets import words as said
from processing_app.ui.wallets.history import PaymentsList, StatementList
from processing_app.ui.wallets.notices import ReceiverNotices

CHOOSE = Words("Выберите кошелёк в списке.", "Choose a wallet in the list.")
FACTS = (
    ("state", Words("Состояние", "State")),
    ("today", Words("Потрачено сегодня", "Spent today")),
    ("waiting", Words("Ждут слова владельца", "Wait for the holder")),
    ("notices", Words("Уведомления", "Notices")),
)
CONTRACT_FACTS = (
    ("operation", Words("За одну операцию", "In one operation")),
    ("day", Words("За день (по Москве)", "In a Moscow day")),
    ("hour", Words("Операций в час", "Operations an hour")),
    ("confirmation", Words("Без подтверждения", "Without a confirmation")),
    ("phone", Words("Телефон", "Phone")),
    ("email", Words("Почта", "E-mail")),
    ("login", Words("Логин", "Login")),
    ("made", Words("Открыт", "Opened")),
)
LIMITS, EDIT = Words("Лимиты…", "Limits…"), Words("Владелец…", "Holder…")
BLOCK, UNBLOCK = Words("Заблокировать…", "Block…"), Words("Разблокировать", "Unblock")
PASSWORD = Words("Новый пароль…", "New password…")
PARTS = Words("Платежи, выписка, уведомления, договор", "Payments, statement, notices, contract")
PAYMENTS, STATEMENT = Words("Платежи", "Payments"), Words("Выписка", "Statement")
NOTICES, CONTRACT = Words("Уведомления", "Notices"), Words("Договор", "Contract")
BLOCKED = Words("Заблокирован: {reason}", "Blocked: {reason}")
PARTS_HEIGHT = 210


class Acts(NamedTuple):
    """What the buttons of the panel do."""

    limits: Callable[[], object]
    edit: Callable[[], object]
    block: Callable[[], object]
    unblock: Callable[[], object]
    reissue: Callable[[], object]


class WalletCard(QFrame):
    """Shows the wallet it is told."""

    def __init__(self, desk: Desk, acts: Acts) -> None:
        """None is chosen yet."""
        super().__init__()
        self.desk = desk
        self.wallet: WalletRow | None = None
        self._facts: dict[str, Words] = {}
        self.setObjectName("wallet-card")
        self.setProperty("pane", True)
        self._stack = stacked(self, desk, CHOOSE, self._build(acts))

    def show_wallet(self, row: WalletRow | None) -> None:
        """This one; None for none. What else is known of it is asked."""
        other = row is None or self.wallet is None or row.number != self.wallet.number
        self.wallet = row
        self._stack.setCurrentIndex(0 if row is None else 1)
        if row is None:
            return
        if other:
            self._facts = {}
            self.payments.forget()
        self._show_row(row)
        self.reload()

    def reload(self) -> None:
        """Ask again."""
        if self.wallet is None:
            return
        number = self.wallet.number
        question = WalletNumber(number=number)
        self.desk.ask(self, "wallet", question, then=self._came, failed=self._failed, key="wallet")
        self.notices.show_receiver(f"wallet:{number}")
        self._reload_statement()

    def show_notices(self) -> None:
        """Another tab points at them."""
        self.parts.setCurrentWidget(self.notices)

    def _reload_statement(self) -> None:
        """Only while it is looked at."""
        if self.wallet is not None and self.parts.currentWidget() is self.statement:
            self.statement.show_wallet(self.wallet.number)

    def _show_notices_state(self, words: Words) -> None:
        self._facts["notices"] = words
        self.facts.show_values(self._facts)

    def _came(self, told: WalletTold) -> None:
        if self.wallet is None or told.wallet.number != self.wallet.number:
            return
        self.wallet = told.wallet
        self._show_row(told.wallet)
        self._facts["waiting"] = said.times(told.waiting)
        self.facts.show_values(self._facts)
        self.payments.show_payments(told.wallet.number, told.payments)

    def _failed(self, error: OplataError) -> None:
        self.payments.table.fail(error)

    def _show_row(self, row: WalletRow) -> None:
        self.title.setText(f"{row.number} · {row.name}")
        self.desk.languages.bind(self.balance, self.balance.setText, sum_words(row.balance))
        self._facts |= _values(row)
        self.facts.show_values(self._facts)
        self.contract.show_values(_contract(row))
        self.block.setVisible(not row.blocked)
        self.unblock.setVisible(bool(row.blocked))

    def _build(self, acts: Acts) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        self.title = QLabel()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setProperty("role", "title")
        self.title.setWordWrap(True)
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.title.setObjectName("wallet-name")
        self.balance = spoken.label(self.desk, said.NOTHING, "figure")
        self.balance.setObjectName("wallet-balance")
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.balance)
        column.addLayout(head)
        self.facts = Facts(self.desk, FACTS)
        column.addWidget(self._build_buttons(acts))
        column.addWidget(self.facts)
        column.addWidget(self._build_parts(), 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        return area

    def _build_buttons(self, acts: Acts) -> QWidget:
        desk = self.desk
        self.limits = spoken.button(desk, LIMITS, acts.limits, icon="tariff", primary=True)
        self.block = spoken.button(desk, BLOCK, acts.block, icon="block")
        self.unblock = spoken.button(desk, UNBLOCK, acts.unblock, icon="unblock")
        self.edit = spoken.button(desk, EDIT, acts.edit, icon="edit")
        self.password = spoken.button(desk, PASSWORD, acts.reissue, icon="key")
        box = QWidget()
        line = Flow(box)
        for name, one in (
            ("limits", self.limits), ("block", self.block), ("unblock", self.unblock), ("edit", self.edit),
            ("password", self.password),
        ):  # fmt: skip
            one.setObjectName(f"wallet-{name}")
            line.addWidget(one)
        return box

    def _build_parts(self) -> QTabWidget:
        desk = self.desk
        self.payments, self.statement = PaymentsList(desk, self.reload), StatementList(desk, self.reload)
        self.notices = ReceiverNotices(desk, "wallet-notices")
        self.notices.told.connect(self._show_notices_state)
        self.payments.table.retried.connect(self.reload)
        self.parts = tabs = QTabWidget()
        desk.theme.keep(tabs, lambda: tabs.setMinimumHeight(desk.theme.scaled(PARTS_HEIGHT)))
        tabs.setDocumentMode(True)
        tabs.setObjectName("wallet-parts")
        spoken.named(desk, tabs, PARTS)
        spoken.named(desk, tabs.tabBar(), PARTS)
        self.contract = Facts(desk, CONTRACT_FACTS)
        contract, column = QWidget(), QVBoxLayout()
        column.setContentsMargins(0, 8, 0, 8)
        column.addWidget(self.contract)
        column.addStretch(1)
        scroll(contract, column)
        pages = (
            (self.payments, PAYMENTS), (self.statement, STATEMENT), (self.notices, NOTICES), (contract, CONTRACT),
        )  # fmt: skip
        for place, (one, words) in enumerate(pages):
            tabs.addTab(one, "")
            name_tab(desk, tabs, place, words)
        tabs.currentChanged.connect(lambda _: self._reload_statement())
        return tabs


def _values(one: WalletRow) -> dict[str, Words]:
    return {
        "state": BLOCKED.format(reason=one.blocked) if one.blocked else said.WORKS.words,
        "today": said.of_limit(one.spent_today, one.limits.per_day),
    }


def _contract(one: WalletRow) -> dict[str, Words]:
    found: dict[str, Words | None] = {
        "operation": sum_words(one.limits.per_operation),
        "hour": said.times(one.limits.per_hour),
        "day": sum_words(one.limits.per_day),
        "confirmation": sum_words(one.limits.no_confirmation),
        "phone": said.text_or_none(one.phone),
        "email": said.text_or_none(one.email),
        "login": same(one.login),
        "made": same(wording.moment(one.made)),
    }
    return {name: words for name, words in found.items() if words is not None}


def name_tab(desk: Desk, tabs: QTabWidget, place: int, words: Words) -> None:
    """A page's title in the language that is on, now and after a switch."""
    show = partial(tabs.setTabText, place)
    desk.languages.bind(tabs, show, words)
