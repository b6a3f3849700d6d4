"""«Процессинги»: contracts with those who collect money for us, and how each of them calls."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from common.clock import moment
from common.errors import OplataError
from common.protocol.card import Card
from common.protocol.endpoint import Nothing
from common.qt import dialog, spoken, wording
from common.qt.desk import Desk
from common.qt.screen import Command, Screen
from common.qt.steps_view import StepsView
from common.qt.table import Column, Empty, Kind, LedgerTable, ListAndDetails, Shown
from common.words import Words
from provider_app.core import numbers
from provider_app.service.messages import (
    AskHealth,
    CheckConnection,
    ContractHealth,
    Contracts,
    ContractShown,
    EditContract,
    Health,
    OneContract,
)
from provider_app.ui import contract_form, issued, looks
from provider_app.ui.centre_details import TEST, CentreDetails

NEW, EDIT = Words("Договор с ПЦ…", "Processing contract…"), Words("Изменить…", "Edit…")
NOBODY = Words(
    "Без договора с процессингом вас не увидят терминалы.",
    "Terminals cannot see you until you sign with a processing centre.",
)
CHOOSE = Words("Сначала выберите договор в списке.", "Choose a contract in the list first.")
BLOCK, UNBLOCK = Words("Приостановить…", "Pause…"), Words("Возобновить", "Resume")
BLOCK_ASK = Words(
    "Приостановить договор с «{name}»? Новые проверки и зачисления отклоняются; зачисленное остаётся на балансах.",
    "Pause the contract with {name}? New checks and credits will be refused; what was credited stays on the balances.",
)
BLOCK_YES, KEEP = Words("Приостановить", "Pause"), Words("Оставить", "Keep")
PAUSED_BEFORE = Words("Этот договор уже приостановлен.", "This contract is paused already.")
NOT_PAUSED = Words("Этот договор не приостановлен.", "This contract is not paused.")
PASSWORD = Words("Сменить пароль…", "Change the password…")
PASSWORD_ASK = Words(
    "Выдать центру «{name}» новый пароль? Нынешний проработает ещё сутки, чтобы центр успел его сменить, а тот, что "
    "был до него, перестанет сразу.",
    "Issue {name} a new password? The present one lives for another day, so that the centre can change it, the one "
    "before it ends at once.",
)
PASSWORD_YES = Words("Выдать новый пароль", "Issue a new password")
SIGNED = Words("Договор {contract} заключён", "Contract {contract} is signed")
ISSUED = Words("Новый пароль по договору {contract}", "New password of contract {contract}")
EDITING = Words("изменение договора {contract}", "edit of contract {contract}")
PAUSING, RESUMING = (
    Words("приостановка «{name}»", "pause of {name}"),
    Words("возобновление «{name}»", "resume of {name}"),
)


def _state(row: ContractShown, today: Any) -> Shown:
    if row.blocked:
        return looks.PAUSED
    return looks.ENDED if row.valid_until is not None and row.valid_until < today else looks.WORKS


class Centres(Screen):
    """The list of contracts and one of them beside it."""

    name = "centres"
    title = Words("Процессинги", "Centres")
    icon = "switch"
    help = Words(
        "Договоры с процессинговыми центрами. Подписав договор, отдайте центру карточку: в ней адрес, логин, пароль и "
        "поля, пароль показывают один раз. «Проверить связь» (F8) проходит путь центра: порт, HTTP, логин, номер. "
        "Для логина нужен пароль: его знает тот, кому он выдан. «Сменить пароль…» выдаёт новый, старый живёт сутки.",
        "Contracts with processing centres. Having signed one, hand the centre its card: address, login, password, "
        "fields; the password is shown once. Test the connection (F8) walks the centre's way: port, HTTP, login, "
        "number. The login step needs the password, which only its holder knows. A changed password lives beside the "
        "old one for a day.",
    )

    def __init__(self, desk: Desk) -> None:
        """The list and the details."""
        super().__init__(desk)
        self._health: dict[int, ContractHealth] = {}
        self.table = LedgerTable(
            desk, "centres", self._columns(), noun=Words("договоров", "contracts"), key=lambda row: row.contract,
            empty=Empty(NOBODY, NEW, self.sign, "switch"), sentence=self._sentence,
        )  # fmt: skip
        self.details = CentreDetails(desk)
        self.split = ListAndDetails(desk, "centres", self.table, self.details)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.split, 1)
        self.table.chosen.connect(self._show_one)
        self.table.retried.connect(self.refresh)
        self.table.context = list(self.commands()[1:])

    def commands(self) -> Sequence[Command]:
        """Sign, edit, test, another password, pause."""
        return (
            Command("new-contract", NEW, "new", self.sign, ("Ctrl+N",)),
            Command("edit-contract", EDIT, "edit", self.edit, ("F2",), why_not=self._nothing_chosen),
            Command("check-connection", TEST, "test", self.details.test, ("F8",), self._nothing_chosen),
            Command("new-password", PASSWORD, "key", self.reissue, (), self._nothing_chosen, in_toolbar=False),
            Command("pause-contract", BLOCK, "block", self.block, ("Del",), self._why_not_block, in_toolbar=False),
            Command("resume-contract", UNBLOCK, "unblock", self.unblock, (), self._why_not_resume, in_toolbar=False),
        )

    def refresh(self) -> None:
        """All contracts, and what their centres did today."""
        self.table.wait()
        since = wording.day_bounds(moment(self.desk.clock.now_ms()))[0]
        ask, failed = AskHealth(since=since), self.table.fail
        self.desk.ask(self, "contract-health", ask, then=self._take_health, failed=failed, key="health")

    def show_about(self, about: str) -> None:
        """«new» begins a contract."""
        if about == "new":
            self.sign()

    def sign(self) -> None:
        """A new contract; its card is shown with its password, once."""
        contract_form.new(self.desk, self, lambda card: self._issued(SIGNED, card))

    def edit(self) -> None:
        """Other terms; it can be undone."""
        one = self._chosen()
        if one is None:
            return

        def put(ask: EditContract) -> None:
            self.desk.ask(self, "edit-contract", ask, then=self._again)

        def saved(answer: ContractShown) -> None:
            words = EDITING.format(contract=numbers.contract(one.contract))
            back = contract_form.changed(one.contract, contract_form.terms_of(one), over=answer)
            forth = contract_form.changed(one.contract, contract_form.terms_of(answer), over=one)
            self.desk.undo.push(words, lambda: put(back), lambda: put(forth))
            self.refresh()

        contract_form.edit(self.desk, self, one, saved)

    def reissue(self) -> None:
        """A new password in a new card."""
        one = self._chosen()
        if one is not None:
            ask = OneContract(contract=one.contract)

            def go() -> None:
                self.desk.ask(self, "reissue-password", ask, then=lambda card: self._issued(ISSUED, card))

            dialog.confirm(self.desk, self, _named(PASSWORD_ASK, one), PASSWORD_YES, KEEP, go)

    def block(self) -> None:
        """Ask first; it can be undone."""
        one = self._chosen()
        if one is not None:
            then = lambda: self._set_blocked(one, blocked=True)  # noqa: E731 - an answer of a question
            dialog.confirm(self.desk, self, _named(BLOCK_ASK, one), BLOCK_YES, KEEP, then)

    def unblock(self) -> None:
        """At once; it can be undone."""
        one = self._chosen()
        if one is not None:
            self._set_blocked(one, blocked=False)

    def _set_blocked(self, one: ContractShown, *, blocked: bool) -> None:
        def do(block: bool, then: Any) -> None:
            operation = "block-contract" if block else "unblock-contract"
            self.desk.ask(self, operation, OneContract(contract=one.contract), then=then)

        def done(_: Any) -> None:
            words = _named(PAUSING if blocked else RESUMING, one)
            self.desk.undo.push(words, lambda: do(not blocked, self._again), lambda: do(blocked, self._again))
            self.refresh()

        do(blocked, done)

    def _issued(self, title: Words, card: Card) -> None:
        """The card with a connection test under it: now the password is known."""
        self.refresh()
        shown = issued.show(self.desk, self, title.format(contract=numbers.contract(int(card.number))), card)
        steps = StepsView(self.desk)

        def test() -> None:
            steps.testing()
            ask = CheckConnection(contract=int(card.number), password=card.password)
            self.desk.ask(steps, "check-connection", ask, then=steps.show_result, failed=not_tested)

        def not_tested(error: OplataError) -> None:
            steps.hide()
            shown.panel.failure.show_error(error)

        button = spoken.button(self.desk, TEST, test, icon="test")
        button.setObjectName("test-issued")
        shown.add(button)
        shown.add(steps)

    def _again(self, _answer: Any = None) -> None:
        self.refresh()

    def _take_health(self, found: Health) -> None:
        self._health = {one.contract: one for one in found.contracts}
        self.desk.ask(self, "contracts", Nothing(), then=self._show, failed=self.table.fail, key="contracts")

    def _show(self, found: Contracts) -> None:
        self.table.show_rows(found.contracts)
        self._show_one(self.table.current())

    def _show_one(self, one: ContractShown | None) -> None:
        self.details.show_one(one, self._health.get(one.contract) if one is not None else None)

    def _chosen(self) -> ContractShown | None:
        current: ContractShown | None = self.table.current()
        return current

    def _nothing_chosen(self) -> Words | None:
        return CHOOSE if self._chosen() is None else None

    def _why_not_block(self) -> Words | None:
        one = self._chosen()
        return CHOOSE if one is None else PAUSED_BEFORE if one.blocked else None

    def _why_not_resume(self) -> Words | None:
        one = self._chosen()
        return CHOOSE if one is None else None if one.blocked else NOT_PAUSED

    def _columns(self) -> tuple[Column, ...]:
        def health(row: ContractShown) -> ContractHealth | None:
            return self._health.get(row.contract)

        return (
            Column("name", Words("Центр", "Centre"), lambda row: row.name, width=200),
            Column("state", Words("Состояние", "State"), self._state, Kind.STATUS, 140),
            Column(
                "last_call", Words("Последнее обращение", "Last call"),
                lambda row: (found := health(row)) and found.last_call, Kind.MOMENT, 190,
            ),
            Column(
                "calls", Words("Запросов сегодня", "Calls today"),
                lambda row: (found := health(row)) and found.calls, Kind.NUMBER, 160,
            ),
            Column(
                "refused", Words("Отказов", "Refused"), lambda row: (found := health(row)) and found.refused,
                Kind.NUMBER, 90,
            ),
            Column("dialect", Words("Протокол", "Protocol"), lambda row: row.dialect.upper(), width=90),
            Column("login", Words("Логин", "Login"), lambda row: row.login, width=130),
            Column("contract", Words("Договор", "Contract"), lambda row: numbers.contract(row.contract), width=90),
        )  # fmt: skip

    def _state(self, row: ContractShown) -> Shown:
        """A contract's last day ends when the service says so: in UTC."""
        return _state(row, moment(self.desk.clock.now_ms()).date())

    def _sentence(self, row: ContractShown) -> Words:
        state = self._state(row).words
        return Words(f"{row.name}, {state.ru}", f"{row.name}, {state.en}")


def _named(words: Words, one: ContractShown) -> Words:
    return Words(words.ru.format(name=one.name), words.en.format(name=one.name))
