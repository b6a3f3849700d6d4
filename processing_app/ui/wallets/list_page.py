"""The page of wallets: found by number, phone or name, opened, limited, blocked; one of them beside the list."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from common.errors import OplataError
from common.protocol.card import Card
from common.protocol.endpoint import Message
from common.qt import dialog, spoken, wording
from common.qt.desk import Desk
from common.qt.form import Form, FormDialog, LongTextField
from common.qt.table import Choice, Column, Empty, FilterBar, Kind, LedgerTable, ListAndDetails, Page, Query
from common.qt.table.query import Answered, Failed
from common.words import Words
from processing_app.service.asks.wallets import (
    BlockWallet,
    EditWallet,
    FindWallets,
    WalletLimits,
    WalletNumber,
    WalletRow,
    WalletRows,
)
from processing_app.ui.issued import show_card
from processing_app.ui.shops.page import why_not
from processing_app.ui.wallets import forms
from processing_app.ui.wallets import words as said
from processing_app.ui.wallets.card import Acts, WalletCard

NEW = Words("Открыть кошелёк…", "Open a wallet…")
EMPTY = Words(
    "Кошельков ещё нет. Откройте первый: карточку из трёх строк владелец внесёт в свою программу.",
    "No wallets yet. Open the first one: its holder takes the card into a program of his own.",
)
CHOOSE = Words("Выберите кошелёк в списке.", "Choose a wallet in the list.")
STATE = Words("Состояние", "State")
ONLY_BLOCKED = ((True, said.BLOCKED._replace(words=Words("Заблокированы", "Blocked"))),)
OPENED = Words("Кошелёк открыт", "The wallet is open")
REISSUED = Words("Новый пароль кошелька {number}", "Wallet {number}: a new password")
CLOSING = Words(
    "Карточка передана владельцу? Пароль больше нигде не покажут, можно только выдать новый.",
    "Is the card handed over to the holder? The password is not shown again, only a new one can be made.",
)
REISSUING = Words(
    "Выдать кошельку {number} новый пароль? Старый пароль и все токены кончатся сразу, программа владельца не войдёт "
    "без новой карточки. Деньги остаются в кошельке.",
    "Give wallet {number} a new password? The old one and all tokens end at once: its holder's program does not enter "
    "without the new card. The money stays in the wallet.",
)
REISSUE, KEEP = Words("Выдать новый", "Give a new one"), Words("Оставить прежний", "Keep the old one")
BLOCKING = Words("Заблокировать кошелёк {number}", "Block wallet {number}")
BLOCK_ABOUT = Words(
    "Из кошелька ничего не уйдёт: принятые платежи не пройдут, только вывод, который уже у банка, завершится. "
    "Приходить деньги будут: переводы от других и наличные из терминала.",
    "Nothing leaves the wallet: payments that were accepted fail, only a withdrawal that is at its bank goes on. "
    "Money still comes: from other wallets and as cash from terminals.",
)
REASON = Words("Причина (её увидит владелец)", "Reason (the holder sees it)")
BLOCK = Words("Заблокировать", "Block")
BLOCKED = Words(
    "Кошелёк {number} заблокирован: деньги остаются в нём.", "Wallet {number} is blocked: it keeps its money."
)
UNBLOCKED = Words("Кошелёк {number} разблокирован.", "Wallet {number} is unblocked.")
LIMITED = Words("Лимиты кошелька {number} изменены.", "The limits of wallet {number} were changed.")
EDITED = Words("Владелец кошелька {number} изменён.", "The holder of wallet {number} was changed.")
STEPS = {
    "block": Words("блокировка кошелька {number}", "blocking wallet {number}"),
    "unblock": Words("разблокировка кошелька {number}", "unblocking wallet {number}"),
    "limits": Words("изменение лимитов кошелька {number}", "changing the limits of wallet {number}"),
    "edit": Words("изменение владельца кошелька {number}", "changing the holder of wallet {number}"),
}
ALREADY = Words("Кошелёк уже заблокирован.", "The wallet is blocked already.")
NOT_BLOCKED = Words("Кошелёк не заблокирован.", "The wallet is not blocked.")
ALL_OF_THEM = Words("Во всех кошельках {sum}", "In all wallets {sum}")
SHARES = {Qt.Orientation.Horizontal: (58, 42), Qt.Orientation.Vertical: (36, 64)}
Call = tuple[str, Message]


class WalletsPage(QWidget):
    """The list, filters above it, the panel beside it."""

    def __init__(self, desk: Desk) -> None:
        """An empty list."""
        super().__init__()
        self.desk = desk
        self.table = LedgerTable(
            desk, "wallets", _columns(), noun=Words("кошельков", "wallets"), key=lambda row: row.number,
            empty=Empty(EMPTY, NEW, self.open_wallet, "cash"), sentence=_sentence,
        )  # fmt: skip
        self.table.follow(self._fetch)
        self.card = WalletCard(desk, Acts(self.limits, self.edit, self.block, self.unblock, self.reissue))
        self.filters = FilterBar(desk, [Choice("blocked", STATE, ONLY_BLOCKED, inline=True)], self.table)
        self.balance = spoken.label(desk, said.NOTHING)
        self.balance.setObjectName("wallets-balance")
        self.open_button = spoken.button(desk, NEW, self.open_wallet, icon="new")
        self.open_button.setObjectName("open-wallet-button")
        self.parts = ListAndDetails(desk, "wallets", self.table, self.card, shares=SHARES)
        self.table.chosen.connect(self.card.show_wallet)
        self._lay_out()

    def refresh(self) -> None:
        """The list and the panel as they are now."""
        self.table.reload()
        self.card.reload()

    def show_wallet(self, number: str) -> None:
        """Another tab points at one, wherever it is in the list."""
        self.table.clear()
        self.table.set_text(number)
        self.parts.show_details()

    def open_wallet(self) -> None:
        """A new one, then its card, once."""
        forms.open_wallet(self.desk, self, lambda card: self._issued(OPENED, card))

    def limits(self) -> None:
        """What it may spend, which can be taken back."""
        self._edited(forms.edit_limits, "limits", LIMITED, lambda row, over: ("wallet-limits", _limits(row, over)))

    def edit(self) -> None:
        """Who holds it, which can be taken back."""
        self._edited(forms.edit_holder, "edit", EDITED, lambda row, over: ("edit-wallet", _holder(row, over)))

    def block(self) -> None:
        """Nothing leaves it; why is asked, for its holder reads it."""
        row = self._chosen()
        if row is None or row.blocked:
            why_not(self.desk, CHOOSE if row is None else ALREADY)
            return
        form = Form(self.desk, "block-wallet", drafts=False)
        form.say(BLOCK_ABOUT)
        form.add(LongTextField("reason", REASON, required=True, longest=200))

        def save(values: dict[str, Any], done: Callable[..., object], failed: Callable[..., object]) -> None:
            question = BlockWallet(number=row.number, reason=values["reason"])
            self.desk.ask(made, "block-wallet", question, then=done, failed=failed)

        def blocked(now: WalletRow) -> None:
            again = ("block-wallet", BlockWallet(number=now.number, reason=now.blocked))
            self._remember("block", BLOCKED, now.number, ("unblock-wallet", WalletNumber(number=now.number)), again)

        title = BLOCKING.format(number=row.number)
        made = FormDialog(self.desk, title, form, BLOCK, save, parent=self.window(), guarded=False)
        made.setObjectName("dialog-block-wallet")
        made.saved.connect(blocked)
        made.open()

    def unblock(self) -> None:
        """Its holder may spend again."""
        row = self._chosen()
        if row is None or not row.blocked:
            why_not(self.desk, CHOOSE if row is None else NOT_BLOCKED)
            return
        again = ("unblock-wallet", WalletNumber(number=row.number))
        back = ("block-wallet", BlockWallet(number=row.number, reason=row.blocked))

        def unblocked(_: object) -> None:
            self._remember("unblock", UNBLOCKED, row.number, back, again)

        self.desk.ask(self, *again, then=unblocked)

    def reissue(self) -> None:
        """A new password, after a question: the holder's program is out until it has the new card."""
        row = self._chosen()
        if row is None:
            why_not(self.desk, CHOOSE)
            return
        title, question = REISSUED.format(number=row.number), WalletNumber(number=row.number)

        def issue() -> None:
            self.desk.ask(self, "reissue-wallet-password", question, then=lambda card: self._issued(title, card))

        dialog.confirm(self.desk, self.window(), REISSUING.format(number=row.number), REISSUE, KEEP, issue)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(6)
        line = QHBoxLayout()
        line.addWidget(self.filters, 1)
        line.addWidget(self.balance)
        line.addWidget(self.open_button)
        column.addLayout(line)
        column.addWidget(self.parts, 1)

    def _chosen(self) -> WalletRow | None:
        return self.card.wallet

    def _issued(self, title: Words, card: Card) -> None:
        self.refresh()
        show_card(self.desk, self.window(), title, card, CLOSING)

    def _edited(
        self, form: Callable[[Desk, QWidget, WalletRow, Callable[[Any], object]], FormDialog], step: str, done: Words,
        call: Callable[[WalletRow, WalletRow], Call],
    ) -> None:  # fmt: skip
        before = self._chosen()
        if before is None:
            why_not(self.desk, CHOOSE)
            return

        def edited(after: WalletRow) -> None:
            self._remember(step, done, before.number, call(before, after), call(after, before))

        form(self.desk, self, before, edited)

    def _remember(self, step: str, done: Words, number: str, back: Call, again: Call) -> None:
        """It is done: it can be taken back, and done again."""

        def carry_out(operation: str, question: Message) -> None:
            self.desk.ask(self, operation, question, then=lambda _: self.refresh(), failed=failed)

        def failed(error: OplataError) -> None:
            made.drop()
            self.desk.show_error(error)

        made = self.desk.undo.push(
            STEPS[step].format(number=number), lambda: carry_out(*back), lambda: carry_out(*again),
            done=done.format(number=number),
        )  # fmt: skip
        self.refresh()

    def _fetch(self, query: Query, answered: Answered, failed: Failed) -> None:
        question = FindWallets(
            text=query.text, blocked=bool(query.filters.get("blocked")), offset=query.offset, limit=query.limit
        )

        def came(found: WalletRows) -> None:
            words = Words(
                ALL_OF_THEM.ru.format(sum=wording.money(found.balance, "ru")),
                ALL_OF_THEM.en.format(sum=wording.money(found.balance, "en")),
            )
            self.desk.languages.bind(self.balance, self.balance.setText, words)
            answered(Page(found.wallets, found.found, None if query.narrowed else found.found))

        self.desk.ask(self, "wallets", question, then=came, failed=failed)


def _columns() -> list[Column]:
    return [
        Column("number", Words("Номер", "Number"), lambda row: row.number, width=115),
        Column("name", Words("Владелец", "Holder"), lambda row: row.name, width=135),
        Column("balance", Words("Баланс", "Balance"), lambda row: row.balance, Kind.MONEY, 95),
        Column("today", Words("Сегодня", "Today"), lambda row: row.spent_today, Kind.MONEY, 88),
        Column("limit", Words("Лимит дня", "Day's limit"), lambda row: row.limits.per_day, Kind.MONEY, 105,
               summed=False),
        Column("state", Words("Состояние", "State"), said.wallet_state, Kind.STATUS, 126, tip=_why),
        Column("phone", Words("Телефон", "Phone"), lambda row: row.phone, width=110, hidden=True),
        Column("email", Words("Почта", "E-mail"), lambda row: row.email, width=150, hidden=True),
        Column("login", Words("Логин", "Login"), lambda row: row.login, width=150, hidden=True),
        Column("made", Words("Открыт", "Opened"), lambda row: row.made, Kind.MOMENT, 130, hidden=True),
    ]  # fmt: skip


def _why(row: WalletRow) -> Words | None:
    return said.text_or_none(row.blocked)


def _sentence(row: WalletRow) -> Words:
    state = said.wallet_state(row).words
    return Words(f"{row.number}, {row.name}: {state.ru}", f"{row.number}, {row.name}: {state.en}")


def _limits(row: WalletRow, over: WalletRow) -> WalletLimits:
    """A wallet's limits, as a change that brings them back where nobody has changed them since."""
    limits = row.limits
    return WalletLimits(
        number=row.number, per_operation=limits.per_operation, per_day=limits.per_day, per_hour=limits.per_hour,
        no_confirmation=limits.no_confirmation, edition=over.edition,
    )  # fmt: skip


def _holder(row: WalletRow, over: WalletRow) -> EditWallet:
    """The same of its holder."""
    return EditWallet(number=row.number, name=row.name, phone=row.phone, email=row.email, edition=over.edition)
