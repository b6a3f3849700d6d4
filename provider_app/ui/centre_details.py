"""One contract with a centre: its terms, how the centre calls, and the four-step connection test."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from common.errors import OplataError
from common.protocol.connection import Connection
from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.steps_view import StepsView
from common.words import Words, same
from provider_app.core import numbers
from provider_app.service.messages import CheckConnection, ContractHealth, ContractShown

CHOOSE = Words("Выберите договор в списке.", "Choose a contract in the list.")
HEADING = Words("{name}, договор {contract}", "{name}, contract {contract}")
TEST = Words("Проверить связь", "Test the connection")
PASSWORD = Words("Пароль центра", "The centre's password")
ACCOUNT = Words("Номер для проверки", "A number to check")
PASSWORD_HINT = Words("для шага «Логин»", "for the Login step")
ACCOUNT_HINT = Words("без него — номер последнего абонента", "without it, the newest subscriber's")
NEVER = Words("ещё не обращался", "has never called")
ENDLESS = Words("бессрочно", "without end")
Told = Callable[["Facts"], Words]


class Facts:
    """A contract and what its centre did today."""

    def __init__(self, one: ContractShown, health: ContractHealth | None) -> None:
        """`health` may not be known yet."""
        self.one, self.health = one, health


def _limits(facts: Facts) -> Words:
    one = facts.one
    return Words(
        f"{wording.money(one.minimum, 'ru')} – {wording.money(one.maximum, 'ru')}",
        f"{wording.money(one.minimum, 'en')} – {wording.money(one.maximum, 'en')}",
    )


def _last_call(facts: Facts) -> Words:
    health = facts.health
    if health is None:
        return same("…")
    return NEVER if health.last_call is None else same(wording.moment(health.last_call))


def _today(facts: Facts) -> Words:
    health = facts.health
    if health is None:
        return same("…")
    return Words(
        f"{health.calls}, отказов {health.refused}, зачислено {wording.money(health.credited, 'ru')}",
        f"{health.calls}, refused {health.refused}, credited {wording.money(health.credited, 'en')}",
    )


def _until(facts: Facts) -> Words:
    day = facts.one.valid_until
    return ENDLESS if day is None else Words(f"{day:%d.%m.%Y}", f"{day:%d.%m.%Y}")


ROWS: tuple[tuple[str, Words, Told], ...] = (
    ("login", Words("Логин", "Login"), lambda facts: same(facts.one.login)),
    ("dialect", Words("Протокол", "Protocol"), lambda facts: same(facts.one.dialect.upper())),
    ("limits", Words("Суммы", "Sums"), _limits),
    ("until", Words("Действует по", "Valid until"), _until),
    ("fields", Words("Поля", "Fields"), lambda facts: same(", ".join(field.name for field in facts.one.fields))),
    ("last-call", Words("Последнее обращение", "Last call"), _last_call),
    ("today", Words("Запросов сегодня", "Calls today"), _today),
)


class CentreDetails(QScrollArea):
    """Empty until a contract is chosen."""

    def __init__(self, desk: Desk) -> None:
        """The facts above, the connection test below."""
        super().__init__()
        self.desk = desk
        self.setObjectName("centre-details")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._facts: Facts | None = None
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(8, 0, 0, 0)
        self.heading = spoken.label(desk, self._heading, "title", wrap=True)
        column.addWidget(self.heading)
        self._card = QFrame()
        self._card.setProperty("card", True)
        self._values: dict[str, QLabel] = {}
        self._lay_out(QGridLayout(self._card))
        column.addWidget(self._card)
        self._test = self._build_test()
        column.addWidget(self._test)
        column.addStretch(1)
        self.setWidget(inner)
        self.show_one(None, None)

    def show_one(self, one: ContractShown | None, health: ContractHealth | None) -> None:
        """Another contract, the same one with other figures, or none."""
        other = (one and one.contract) != (self._facts and self._facts.one.contract)
        self._facts = Facts(one, health) if one is not None else None
        self.heading.setText(self.desk.say(self._heading()))
        self._card.setVisible(one is not None)
        self._test.setVisible(one is not None)
        if other:
            self.password.clear()
            self.steps.hide()
        if self._facts is not None:
            for name, _, told in ROWS:
                value = self._values[name]
                self.desk.languages.bind(value, value.setText, told(self._facts))

    def test(self, password: str = "") -> None:
        """Walk the four steps, as the centre would; a password just issued may be given."""
        if self._facts is None:
            return
        self.steps.testing()
        tested = self._facts.one.contract
        ask = CheckConnection(contract=tested, password=password or self.password.text(), account=self.account.text())
        self.desk.ask(
            self, "check-connection", ask,
            then=lambda found: self._tested(tested, found), failed=self._not_tested, key="test",
        )  # fmt: skip

    def _tested(self, contract: int, found: Connection) -> None:
        """Only under the contract that was tested: another one may have been chosen meanwhile."""
        if self._facts is None or self._facts.one.contract != contract:
            return
        self.steps.show_result(found)
        QTimer.singleShot(0, self.steps, lambda: self.ensureWidgetVisible(self.steps))

    def _not_tested(self, error: OplataError) -> None:
        self.steps.hide()
        self.desk.show_error(error)

    def _heading(self) -> Words:
        if self._facts is None:
            return CHOOSE
        one = self._facts.one
        said = {"name": one.name, "contract": numbers.contract(one.contract)}
        return HEADING.format(**said)

    def _lay_out(self, grid: QGridLayout) -> None:
        grid.setContentsMargins(12, 8, 12, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        for place, (name, words, _) in enumerate(ROWS):
            row, side = place // 2, place % 2 * 2
            grid.addWidget(spoken.label(self.desk, words, "hint"), row, side, Qt.AlignmentFlag.AlignTop)
            value = spoken.label(self.desk, same(""), wrap=True)
            value.setObjectName(f"centre-{name}")
            self._values[name] = value
            grid.addWidget(value, row, side + 1)

    def _build_test(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        grid = QGridLayout()
        grid.setVerticalSpacing(2)
        self.password = self._line(grid, 0, PASSWORD, PASSWORD_HINT, "test-password")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.account = self._line(grid, 1, ACCOUNT, ACCOUNT_HINT, "test-account")
        self.test_button = spoken.button(self.desk, TEST, self.test, icon="test")
        self.test_button.setObjectName("test-connection")
        grid.addWidget(self.test_button, 1, 2)
        column.addLayout(grid)
        self.steps = StepsView(self.desk)
        column.addWidget(self.steps)
        return part

    def _line(self, grid: QGridLayout, side: int, words: Words, hint: Words, name: str) -> QLineEdit:
        grid.addWidget(spoken.label(self.desk, words, "hint"), 0, side)
        made = spoken.named(self.desk, QLineEdit(), words)
        made.setObjectName(name)
        self.desk.languages.bind(made, made.setPlaceholderText, hint)
        made.returnPressed.connect(self.test)
        grid.addWidget(made, 1, side)
        grid.setColumnStretch(side, 1)
        return made
