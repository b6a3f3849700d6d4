"""«Подключение»: what works and what to do, the contract with the centre, who runs the terminal, its kiosk."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout

from agent_terminal.service.messages import Connected, Done, KioskSettings, Overview
from agent_terminal.ui import agent_form, contract_form, pin_form
from agent_terminal.ui.agent_facts import AgentFacts, KioskFacts
from agent_terminal.ui.balance_card import BalanceCard
from agent_terminal.ui.checklist import Checklist
from agent_terminal.ui.contract_card import ContractCard
from agent_terminal.ui.glance import Glance
from common.clock import moment
from common.errors import OplataError
from common.protocol import codes
from common.protocol.card import CardKind
from common.protocol.endpoint import Nothing
from common.qt import spoken, wording
from common.qt.cards import import_card
from common.qt.desk import Desk
from common.qt.going import go
from common.qt.messages import Notice, NoticeKind
from common.qt.screen import Command, Screen
from common.qt.scrolled import scroll
from common.words import Words

SIGN, EDIT = Words("Заключить договор с ПЦ…", "Contract with a processing centre…"), Words("Изменить…", "Edit…")
WRITE = Words("Вписать договор вручную…", "Write a contract by hand…")
TEST = Words("Проверить связь", "Test the connection")
DEPOSIT, DIRECTORY = Words("Обновить баланс", "Refresh balance"), Words("Обновить список", "Refresh providers")
STOP, RESUME = Words("Остановить приём", "Stop taking payments"), Words("Возобновить приём", "Resume")
NO_CONTRACT = Words("Сначала заключите договор с ПЦ.", "Contract with a processing centre first.")
STOPPED, TAKING = Words("Приём уже остановлен.", "Stopped already."), Words("Приём не остановлен.", "Not stopped.")
STALE = Words("Не удалось обновить. Показаны данные на {at}.", "Could not refresh. Showing data from {at}.")
STOPPING, RESUMING = Words("остановка приёма", "stopping payments"), Words("возобновление приёма", "resuming payments")
DONE_STOP = Words(
    "Приём остановлен: кто уже у экрана, закончит, следующего терминал не примет.",
    "Payments are stopped: whoever is at the screen finishes, the next payer is not served.",
)
DONE_RESUME = Words("Приём возобновлён.", "Payments are resumed.")
STOP_TAKING, RESUME_TAKING = "stop-taking", "resume-taking"
WIDE = 2


class Connection(Screen):
    """The first tab: everything about this terminal that is not a list."""

    name = "connection"
    title = Words("Подключение", "Connection")
    icon = "link"
    help = Words(
        "Здесь видно, принимает ли терминал платежи и что делать, если нет. Договор с ПЦ заключают карточкой агента, "
        "которую выдаёт центр: файлом, из буфера или картинкой QR. «Проверить связь» (F8) показывает, на каком шаге "
        "обрыв. Баланс терминал спрашивает каждые 5 минут, список поставщиков — каждые 30. Пока есть незавершённые "
        "платежи, сменить центр нельзя: их деньги обещаны через прежний; новый адрес прежнего центра вписать можно.",
        "Whether the terminal takes payments, and what to do when it does not. A contract is made by an agent's card "
        "that the centre issues: a file, the clipboard, or a picture of its QR code. Test the connection (F8) shows "
        "at which step it breaks. The balance is asked for every 5 minutes, the providers every 30. While payments "
        "are unfinished the centre cannot be changed: their money was promised through it; its new address can be.",
    )

    def __init__(self, desk: Desk) -> None:
        """Everything is filled by `refresh`."""
        super().__init__(desk)
        self._seen: Overview | None = None
        self._kiosk: KioskSettings | None = None
        self._at = ""
        self.stale: QLabel = spoken.label(desk, self._stale, "waiting", wrap=True)
        self.stale.hide()
        self.glance = Glance(desk, lambda: self.switch(STOP_TAKING), lambda: self.switch(RESUME_TAKING))
        self.checklist = Checklist(desk, self.begin)
        self.contract = ContractCard(desk, self)
        self.balance = BalanceCard(desk, self.refresh_deposit, self.refresh_directory)
        self.agent = AgentFacts(desk, self.edit_agent)
        self.kiosk = KioskFacts(desk, self.edit_kiosk, self.set_pin)
        self._lay_out()

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (
            Command("sign-contract", SIGN, "card-import", self.sign, ("Ctrl+N", "F4")),
            Command("edit-contract", EDIT, "edit", self.edit, ("F2",), self._no_contract, in_toolbar=False),
            Command("write-contract", WRITE, "contract", self.write, (), in_toolbar=False),
            Command("test-connection", TEST, "test", self.contract.walk, ("F8",), self._no_contract),
            Command("refresh-deposit", DEPOSIT, "money", self.refresh_deposit, ("F7",), self._no_contract),
            Command("refresh-directory", DIRECTORY, "antenna", self.refresh_directory, (), self._no_contract),
            Command(STOP_TAKING, STOP, "stop", lambda: self.switch(STOP_TAKING), (), self._is_stopped, False),
            Command(RESUME_TAKING, RESUME, "start", lambda: self.switch(RESUME_TAKING), (), self._is_taking, False),
        )

    def refresh(self) -> None:
        """Everything as it is now."""
        self.desk.ask(self, "overview", Nothing(), then=self._show, failed=self._failed, key="overview")
        self.desk.ask(
            self, "kiosk-settings", Nothing(), then=self._show_kiosk, failed=lambda _: None, key="kiosk"
        )  # fmt: skip

    def begin(self, step: str) -> None:
        """A step of the checklist."""
        if step == "contract":
            self.sign()
        elif step == "agent":
            self.edit_agent()
        elif step == "commission":
            go(self, "commissions", "new")
        else:
            go(self, "hardware" if step == "acceptor" else "payments")

    def sign(self) -> None:
        """By an agent's card."""
        terminal = "" if self._seen is None else self._seen.state.terminal

        def got(card: Any) -> None:
            contract_form.sign(self.desk, self.window(), card, terminal, self._signed)

        import_card(self.desk, self.window(), CardKind.AGENT, got)

    def write(self) -> None:
        """By hand."""
        terminal = "" if self._seen is None else self._seen.state.terminal
        contract_form.write(self.desk, self.window(), terminal, self._signed)

    def edit(self) -> None:
        """The same centre, at another address or with another login."""
        if self._seen is not None and self._seen.contract is not None:
            contract_form.edit(self.desk, self.window(), self._seen.contract, self._signed)

    def edit_agent(self) -> None:
        """What receipts say of the agent."""
        if self._seen is not None:
            agent_form.edit_agent(self.desk, self.window(), self._seen.agent, lambda _: self.refresh())

    def edit_kiosk(self) -> None:
        """How the payer's page behaves."""
        if self._kiosk is not None:
            agent_form.edit_kiosk(self.desk, self.window(), self._kiosk, lambda _: self.refresh())

    def set_pin(self) -> None:
        """Of the service menu."""
        training = self._kiosk is None or self._kiosk.training_pin
        pin_form.set_pin(self.desk, self.window(), training=training, then=lambda _: self.refresh())

    def refresh_deposit(self) -> None:
        """Ask the centre now."""
        self._ask_now("refresh-deposit")

    def refresh_directory(self) -> None:
        """Ask the centre now."""
        self._ask_now("refresh-directory")

    def switch(self, operation: str) -> None:
        """Stop or resume; both can be taken back."""
        opposite = RESUME_TAKING if operation == STOP_TAKING else STOP_TAKING

        def carry_out(name: str) -> None:
            self.desk.ask(self, name, Nothing(), then=lambda _: self.refresh())

        def done(_: object) -> None:
            stops = operation == STOP_TAKING
            self.desk.undo.push(
                STOPPING if stops else RESUMING,
                lambda: carry_out(opposite),
                lambda: carry_out(operation),
                done=DONE_STOP if stops else DONE_RESUME,
            )
            self.refresh()

        self.desk.ask(self, operation, Nothing(), then=done)

    def _ask_now(self, operation: str) -> None:
        if self._no_contract() is not None:
            self.desk.messages.tell(Notice(NoticeKind.INFO, NO_CONTRACT, seconds=8, key="why-not"))
            return

        def done(answer: Done) -> None:
            self.desk.messages.ok(answer.done)
            self.refresh()

        self.desk.ask(self, operation, Nothing(), then=done, key=operation)

    def _signed(self, _: Connected) -> None:
        self.contract.steps.hide()
        self.refresh()

    def _show(self, seen: Overview) -> None:
        self._seen = seen
        self._at = wording.time(moment(self.desk.clock.now_ms()))
        self.stale.hide()
        self.desk.messages.drop(self.name)
        for part in (self.glance, self.checklist, self.contract, self.balance):
            part.show_overview(seen)
        self.agent.show_agent(seen.agent)

    def _show_kiosk(self, seen: KioskSettings) -> None:
        self._kiosk = seen
        self.kiosk.show_settings(seen)

    def _failed(self, error: OplataError) -> None:
        self.stale.setVisible(self._seen is not None)
        self.stale.setText(self.desk.say(self._stale()))
        self.desk.messages.tell(Notice(NoticeKind.ERROR, codes.words_of(error), details=str(error), key=self.name))

    def _stale(self) -> Words:
        return STALE.format(at=self._at)

    def _no_contract(self) -> Words | None:
        return None if self._seen is not None and self._seen.contract is not None else NO_CONTRACT

    def _is_stopped(self) -> Words | None:
        return STOPPED if self._seen is not None and self._seen.stopped else None

    def _is_taking(self) -> Words | None:
        return None if self._seen is not None and self._seen.stopped else TAKING

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        for part in (self.stale, self.glance, self.checklist):
            column.addWidget(part)
        grid = QGridLayout()
        grid.setSpacing(10)
        for place, card in enumerate((self.contract, self.balance, self.agent, self.kiosk)):
            grid.addWidget(card, place // WIDE, place % WIDE)
        for side in range(WIDE):
            grid.setColumnStretch(side, 1)
        column.addLayout(grid)
        column.addStretch(1)
        scroll(self, column)
