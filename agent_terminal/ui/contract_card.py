"""The contract with the centre: what it says, what can be done with it, and the four steps of its test."""

from typing import Protocol

from agent_terminal.service.messages import AskConnection, Overview
from agent_terminal.ui.card import Card
from common.errors import OplataError
from common.protocol.connection import Connection
from common.qt import spoken
from common.qt.buttons import Buttons
from common.qt.desk import Desk
from common.qt.facts import Facts
from common.qt.steps_view import StepsView
from common.words import Words, same

TITLE = Words("Договор с ПЦ", "Contract with the centre")
NONE = Words(
    "Договора ещё нет. Возьмите у процессингового центра карточку агента.",
    "No contract yet. Get an agent's card from a processing centre.",
)
FACTS = (
    ("centre", Words("ПЦ", "Centre")),
    ("url", Words("Адрес (URL)", "Address (URL)")),
    ("number", Words("Номер договора", "Contract number")),
    ("login", Words("Логин", "Login")),
    ("terminal", Words("Имя терминала", "Terminal's name")),
)
SIGN, WRITE = (
    Words("Заключить договор с ПЦ…", "Contract with a processing centre…"),
    Words("Вписать вручную…", "Write by hand…"),
)
WRITE_NAME = Words("Вписать договор с ПЦ вручную…", "Write a contract by hand…")
EDIT, TEST = Words("Изменить…", "Edit…"), Words("Проверить связь", "Test the connection")


class Does(Protocol):
    """What the card's buttons do."""

    def sign(self) -> object:
        """By a card."""

    def write(self) -> object:
        """By hand."""

    def edit(self) -> object:
        """Another address or login."""


class ContractCard(Card):
    """Facts, buttons, steps."""

    def __init__(self, desk: Desk, does: Does) -> None:
        """Nothing is known yet."""
        super().__init__(desk, "contract-card", TITLE)
        self.none = spoken.label(desk, NONE, "hint", wrap=True)
        self.facts = Facts(desk, FACTS)
        self.add(self.none)
        self.add(self.facts)
        self.sign = spoken.button(desk, SIGN, does.sign, icon="card-import")
        self.write = spoken.button(desk, WRITE, does.write, icon="contract")
        spoken.named(desk, self.write, WRITE_NAME)
        self.edit = spoken.button(desk, EDIT, does.edit, icon="edit")
        self.test = spoken.button(desk, TEST, self.walk, icon="test")
        for name, one in (("sign", self.sign), ("write", self.write), ("edit", self.edit), ("test", self.test)):
            one.setObjectName(f"contract-{name}")
        self.add(Buttons(self.test, self.edit, self.write, self.sign))
        self.steps = StepsView(desk)
        self.add(self.steps)
        self.lines.addStretch(1)

    def show_overview(self, seen: Overview) -> None:
        """The contract as it is now."""
        contract = seen.contract
        self.none.setVisible(contract is None)
        self.facts.setVisible(contract is not None)
        self.edit.setVisible(contract is not None)
        self.test.setVisible(contract is not None)
        if contract is not None:
            self.facts.show_values(
                {
                    "centre": contract.centre,
                    "url": same(contract.url),
                    "number": same(contract.number),
                    "login": same(contract.login),
                    "terminal": same(contract.terminal),
                }
            )

    def walk(self) -> None:
        """The port, HTTP, the login, the number."""
        self.steps.testing()
        self.desk.ask(
            self, "test-connection", AskConnection(), then=self._tested, failed=self._not_tested, key="test"
        )  # fmt: skip

    def _tested(self, found: Connection) -> None:
        self.steps.show_result(found)

    def _not_tested(self, error: OplataError) -> None:
        self.steps.hide()
        self.desk.show_error(error)
