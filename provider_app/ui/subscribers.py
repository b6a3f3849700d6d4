"""«Абоненты»: everybody who signed, and one person's story beside the list."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from common.errors import OplataError
from common.protocol.card import Card
from common.protocol.endpoint import Nothing
from common.qt import dialog, wording
from common.qt.desk import Desk
from common.qt.form import Form, FormDialog, TextField
from common.qt.reports import REPORT, REPORT_KEYS, Wanted, order, order_each
from common.qt.screen import Command, Screen
from common.qt.table import Choice, Column, Empty, FilterBar, Kind, LedgerTable, ListAndDetails, Page, Query, Shown
from common.reporting.asks import SubjectRow
from common.words import Words
from provider_app.core import numbers
from provider_app.service.messages import (
    EditSubscriber,
    FindSubscribers,
    OneSubscriber,
    SubscriberOrder,
    SubscriberShown,
    Tariffs,
)
from provider_app.service.messages import (
    Subscribers as Found,
)
from provider_app.ui import issued, looks, paging
from provider_app.ui.sign import sign
from provider_app.ui.subscriber_details import SubscriberDetails

NEW = Words("Новый договор…", "New contract…")
NOBODY = Words("Пока ни одного абонента. Договор занимает минуту.", "No subscribers yet. A contract takes a minute.")
CHOOSE = Words("Сначала выберите абонента в списке.", "Choose a subscriber in the list first.")
EDIT, SAVE = Words("Изменить…", "Edit…"), Words("Сохранить", "Save")
BLOCK, UNBLOCK = Words("Заблокировать абонента…", "Block the subscriber…"), Words("Разблокировать", "Unblock")
KEEP = Words("Оставить", "Keep")
BLOCK_YES = Words("Заблокировать", "Block")
BLOCK_ASK = Words(
    "Заблокировать номер {number}? Зачисления и услуги будут отклоняться, деньги останутся на балансе: {balance}.",
    "Block number {number}? Credits and uses will be refused, the money stays on the balance: {balance}.",
)
BLOCKED_BEFORE = Words("Этот абонент уже заблокирован.", "This subscriber is blocked already.")
NOT_BLOCKED = Words("Этот абонент не заблокирован.", "This subscriber is not blocked.")
CARD = Words("Новая карточка…", "New card…")
CARD_ASK = Words(
    "Выдать абоненту {number} новую карточку с новым паролем? Нынешний пароль проработает ещё сутки, а тот, что был "
    "до него, перестанет сразу.",
    "Issue subscriber {number} a new card with a new password? The present one lives for another day, the one before "
    "it ends at once.",
)
CARD_YES = Words("Выдать карточку", "Issue the card")
CARD_TITLE = Words("Новая карточка абонента {number}", "New card of subscriber {number}")
EDIT_TITLE = Words("Договор {contract}", "Contract {contract}")
BLOCKING, UNBLOCKING = (
    Words("блокировка {number}", "block {number}"),
    Words("разблокировка {number}", "unblock {number}"),
)
EDITING = Words("изменение договора {contract}", "edit of contract {contract}")
STATE, TARIFF = Words("Состояние", "State"), Words("Тариф", "Tariff")
TARIFF_OF = "tariff:"


def _state(row: SubscriberShown) -> Shown:
    return looks.BLOCKED if row.blocked else looks.WORKS


COLUMNS = (
    Column("number", Words("Номер", "Number"), lambda row: row.shown, width=150, order="number"),
    Column("full_name", Words("ФИО", "Full name"), lambda row: row.full_name, width=220, order="full_name"),
    Column("balance", Words("Баланс, ₽", "Balance, ₽"), lambda row: row.balance, Kind.MONEY, 110, order="balance"),
    Column("state", Words("Состояние", "State"), _state, Kind.STATUS, 130, order="blocked"),
    Column("tariff", Words("Тариф", "Tariff"), lambda row: row.tariff_name, width=130, order="tariff"),
    Column(
        "contract", Words("Договор", "Contract"), lambda row: numbers.contract(row.contract), width=90, order="contract"
    ),
    Column("passport", Words("Паспорт", "Passport"), lambda row: row.passport, width=120),
    Column("email", Words("E-mail", "E-mail"), lambda row: row.email, width=180, order="email"),
    Column("signed_at", Words("Подписан", "Signed"), lambda row: row.signed_at, Kind.MOMENT, 140, order="signed_at"),
)  # fmt: skip


class Subscribers(Screen):
    """The list and, beside it, one story."""

    name = "subscribers"
    title = Words("Абоненты", "Subscribers")
    icon = "subscribers"
    help = Words(
        "Все, кто подписал договор. Ctrl+N — новый договор: четыре поля, номер и карточка для окна потребителя. Поиск "
        "смотрит номер, ФИО и e-mail. Паспорт скрыт; он виден, пока нажато «Показать», и это записывается в журнал. "
        "Заблокированному абоненту не зачисляют деньги и не оказывают услуг, баланс не меняется.",
        "Everybody who signed a contract. Ctrl+N begins a new one: four fields, a number and a card for the Consumer "
        "window. Search looks at number, name and e-mail. Passports are masked; one is seen while Show is pressed, and "
        "that is written into the log. A blocked subscriber gets no credits and no services; the balance stays.",
    )

    def __init__(self, desk: Desk) -> None:
        """The list with its filters, the details beside it."""
        super().__init__(desk)
        self._wanted = ""
        self.table = LedgerTable(
            desk, "subscribers", COLUMNS, noun=Words("абонентов", "subscribers"), key=lambda row: row.number,
            empty=Empty(NOBODY, NEW, self.sign, "subscribers"), sentence=_sentence,
        )  # fmt: skip
        self.details = SubscriberDetails(desk)
        states = [(False, looks.WORKS.words), (True, looks.BLOCKED.words)]
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        self.filters = FilterBar(desk, [Choice("blocked", STATE, options=states), Choice("tariff", TARIFF)], self.table)
        column.addWidget(self.filters)
        self.split = ListAndDetails(desk, "subscribers", self.table, self.details)
        column.addWidget(self.split, 1)
        self.table.chosen.connect(self.details.show_one)
        self.table.counted.connect(self._select_wanted)
        self.table.context = list(self.commands()[1:])
        self.table.follow(paging.follow(desk, self, "subscribers", self._question, _page))

    def commands(self) -> Sequence[Command]:
        """Sign, correct, block, a new card."""
        return (
            Command("new-subscriber", NEW, "person-new", self.sign, ("Ctrl+N",)),
            Command("edit-subscriber", EDIT, "edit", self.edit, ("F2",), why_not=self._nobody),
            Command("report-subscriber", REPORT, "excel", self.report, REPORT_KEYS, why_not=self._nobody),
            Command("new-card", CARD, "card", self.reissue, why_not=self._nobody, in_toolbar=False),
            Command("block-subscriber", BLOCK, "block", self.block, ("Del",), self._why_not_block, in_toolbar=False),
            Command(
                "unblock-subscriber", UNBLOCK, "unblock", self.unblock, (), self._why_not_unblock, in_toolbar=False
            ),
        )

    def refresh(self) -> None:
        """Ask again; the place stays. Whoever is shown beside the list without being in it is asked for, too."""
        self.table.reload()
        self.desk.ask(self, "tariffs", Nothing(), then=self._offer_tariffs, failed=_quietly, key="tariffs")
        current, shown = self.table.current(), self.details.one
        if shown is not None and (current is None or current.number != shown.number):
            self._ask_for_one()

    def show_about(self, about: str) -> None:
        """«new» begins a contract, «tariff:mobile» narrows the list, a number is found in it."""
        if about == "new":
            self.sign()
        elif about.startswith(TARIFF_OF):
            self.filters.choose("tariff", about.removeprefix(TARIFF_OF))
        else:
            self.go_to(about)

    def go_to(self, number: str) -> None:
        """Choose a subscriber in the list."""
        self._wanted = number
        self.table.reload()
        self.desk.ask(self, "show-subscriber", OneSubscriber(number=number), then=self.details.show_one, key="go-to")

    def _select_wanted(self) -> None:
        """Whoever was just signed or asked for, once the list has come."""
        if self._wanted and self.table.select(self._wanted):
            self._wanted = ""

    def sign(self) -> FormDialog:
        """A new contract."""
        return sign(self.desk, self, self.go_to)

    def edit(self) -> None:
        """Correct the name or the e-mail."""
        one = self._chosen()
        if one is not None:
            _edit(self, one)

    def report(self) -> None:
        """The statement of the chosen subscriber, or of each of several, for this month so far."""
        one, several = self._chosen(), self.table.selected()
        if len(several) > 1:
            each = [SubjectRow(key=row.number, name=row.full_name, address=row.email) for row in several]
            order_each(self.desk, self.window(), "statement", each, "month")
        elif one is not None:
            order(self.desk, self.window(), Wanted("statement", one.number, "month"))

    def reissue(self) -> None:
        """A new password in a new card."""
        one = self._chosen()
        if one is None:
            return

        def show(card: Card) -> None:
            issued.show(self.desk, self, CARD_TITLE.format(number=numbers.shown(card.number)), card)

        def ask() -> None:
            self.desk.ask(self, "reissue-card", OneSubscriber(number=one.number), then=show)

        dialog.confirm(self.desk, self, CARD_ASK.format(number=one.shown), CARD_YES, KEEP, ask)

    def block(self) -> None:
        """Ask first; it can be undone."""
        one = self._chosen()
        if one is not None:
            words = Words(
                BLOCK_ASK.ru.format(number=one.shown, balance=wording.money(one.balance, "ru")),
                BLOCK_ASK.en.format(number=one.shown, balance=wording.money(one.balance, "en")),
            )
            dialog.confirm(self.desk, self, words, BLOCK_YES, KEEP, lambda: self._block(one, blocked=True))

    def unblock(self) -> None:
        """At once; it can be undone."""
        one = self._chosen()
        if one is not None:
            self._block(one, blocked=False)

    def _block(self, one: SubscriberShown, *, blocked: bool) -> None:
        def do(block: bool, then: Any) -> None:
            operation = "block-subscriber" if block else "unblock-subscriber"
            self.desk.ask(self, operation, OneSubscriber(number=one.number), then=then)

        def done(_: Any) -> None:
            words = (BLOCKING if blocked else UNBLOCKING).format(number=one.shown)
            self.desk.undo.push(words, lambda: do(not blocked, self._again), lambda: do(blocked, self._again))
            self._again()

        do(blocked, done)

    def _again(self, _answer: Any = None) -> None:
        """Somebody was changed: the list, and the one who is shown beside it."""
        self.table.reload()
        self._ask_for_one()

    def _ask_for_one(self) -> None:
        one = self._chosen()
        if one is not None:
            ask, again = OneSubscriber(number=one.number), self.details.show_again
            self.desk.ask(self, "show-subscriber", ask, then=again, failed=_quietly, key="one")

    def _offer_tariffs(self, found: Tariffs) -> None:
        self.filters.set_options("tariff", [(one.code, one.name) for one in found.tariffs])

    def _chosen(self) -> SubscriberShown | None:
        """The one who is shown beside the list: what is done is done to whom one sees."""
        return self.details.one

    def _nobody(self) -> Words | None:
        return CHOOSE if self._chosen() is None else None

    def _why_not_block(self) -> Words | None:
        one = self._chosen()
        return CHOOSE if one is None else BLOCKED_BEFORE if one.blocked else None

    def _why_not_unblock(self) -> Words | None:
        one = self._chosen()
        return CHOOSE if one is None else None if one.blocked else NOT_BLOCKED

    def _question(self, query: Query) -> FindSubscribers:
        order = SubscriberOrder(query.order or SubscriberOrder.CONTRACT)
        return FindSubscribers(
            search=query.text,
            limit=query.limit,
            offset=query.offset,
            blocked=query.filters.get("blocked"),
            tariff=query.filters.get("tariff") or "",
            order=order,
            descending=query.descending if query.order else True,
        )


def _quietly(_error: OplataError) -> None:
    """The list itself says that it could not be had."""


def _edit(screen: Subscribers, one: SubscriberShown) -> FormDialog:
    desk = screen.desk
    form = Form(desk, f"edit-subscriber-{one.number}")
    form.add(TextField("full_name", Words("ФИО", "Full name"), required=True, longest=200))
    form.add(TextField("email", Words("E-mail", "E-mail"), required=True, longest=200))
    before = {"full_name": one.full_name, "email": one.email}
    form.fill(before)

    def keep(
        values: dict[str, Any], over: SubscriberShown, then: Any, owner: QWidget, failed: Any = None
    ) -> None:  # fmt: skip
        """Never over what somebody else has corrected since."""
        ask = EditSubscriber(number=one.number, edition=over.edition, **values)
        desk.ask(owner, "edit-subscriber", ask, then=then, failed=failed)

    def save(values: dict[str, Any], done: Any, failed: Any) -> None:
        def saved(answer: SubscriberShown) -> None:
            words = EDITING.format(contract=numbers.contract(one.contract))
            after = {"full_name": answer.full_name, "email": answer.email}
            desk.undo.push(
                words,
                lambda: keep(before, answer, screen._again, screen),
                lambda: keep(after, one, screen._again, screen),
            )
            done(answer)
            screen._again()

        keep(values, one, saved, made, failed)

    title = EDIT_TITLE.format(contract=numbers.contract(one.contract))
    made = FormDialog(desk, title, form, SAVE, save, parent=screen)
    made.setObjectName("edit-subscriber-dialog")
    made.open()
    return made


def _page(answer: Found) -> Page:
    return Page(list(answer.subscribers), answer.count)


def _sentence(row: SubscriberShown) -> Words:
    state = _state(row).words
    return Words(
        f"{row.shown}, {row.full_name}, баланс {wording.money(row.balance, 'ru')}, {state.ru}",
        f"{row.shown}, {row.full_name}, balance {wording.money(row.balance, 'en')}, {state.en}",
    )
