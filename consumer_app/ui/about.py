"""The contract itself: what it says, whether its provider can be reached, and where its news goes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from common.errors import OplataError
from common.protocol import codes
from common.protocol.connection import Connection
from common.qt.desk import Desk
from common.qt.spoken import button, label
from common.qt.steps_view import StepsView
from common.words import Words
from consumer_app import messages
from consumer_app.ui import telling

TEST = Words("Проверить связь", "Test the connection")
NOTHING = Words("", "")
ROWS = {
    "provider": Words("Поставщик", "Provider"),
    "title": Words("Название для себя", "Own title"),
    "number": Words("Номер или договор", "Number or contract"),
    "url": Words("Адрес услуги (URL)", "Service's address (URL)"),
    "protocol": Words("Протокол", "Protocol"),
    "login": Words("Логин", "Login"),
    "tariff": Words("Тариф", "Tariff"),
    "link": Words("Последний обмен", "Last exchange"),
    "news": Words("Новости", "News"),
}
TOLD = Words("поставщик сообщает сюда о зачислениях", "the provider tells of credits here")
WAITING = Words("адрес поставщику ещё не сообщён", "the provider does not know our address yet")
UNKNOWN = Words("—", "—")


class About(QWidget):
    """Lines that can be selected and copied; the test of the connection stands below."""

    def __init__(self, desk: Desk) -> None:
        """No contract is shown yet."""
        super().__init__()
        self.desk = desk
        self.setObjectName("about")
        self._contract: messages.ContractShown | None = None
        self._lines: dict[str, QLabel] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (name, words) in enumerate(ROWS.items()):
            line = self._lines[name] = label(desk, NOTHING, wrap=True)
            line.setObjectName(f"about-{name}")
            grid.addWidget(label(desk, words, "hint"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(line, row, 1)
        self.test_button = button(desk, TEST, self.test, icon="test")
        self.test_button.setObjectName("test-connection")
        self.steps = StepsView(desk)
        buttons = QHBoxLayout()
        buttons.addWidget(self.test_button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addLayout(grid)
        column.addLayout(buttons)
        column.addWidget(self.steps)
        column.addStretch(1)

    def show_contract(self, contract: messages.ContractShown) -> None:
        """What the contract says now; a test of another one is no longer shown."""
        if self._contract is None or self._contract.id != contract.id:
            self.steps.hide()
        self._contract = contract
        for name, words in _said(contract).items():
            self.desk.languages.bind(self._lines[name], self._lines[name].setText, words)

    def test(self) -> None:
        """Four steps, with the password that is kept."""
        contract = self._contract
        if contract is None or contract.deleted:
            return
        self.steps.testing()
        ask, tested = messages.AskConnection(contract=contract.id), contract.id
        then = lambda found: self._tested(tested, found)  # noqa: E731 - of this contract
        self.desk.ask(self, "test-connection", ask, then=then, failed=self._failed, key="test")

    def _tested(self, contract: str, connection: Connection) -> None:
        """Only under the contract that was tested: another one may have been chosen meanwhile."""
        if self._contract is not None and self._contract.id == contract:
            self.steps.show_result(connection)

    def _failed(self, error: OplataError) -> None:
        self.steps.hide()
        self.desk.show_error(error)


def _said(contract: messages.ContractShown) -> dict[str, Words]:
    plain = {"number": contract.number, "url": contract.url, "login": contract.login, "title": contract.title}
    protocol, path = telling.PROTOCOLS[contract.posting.body], contract.posting.path
    return {
        **{name: Words(text, text) if text else UNKNOWN for name, text in plain.items()},
        "provider": contract.name,
        "protocol": Words(f"{protocol.ru}, {path}", f"{protocol.en}, {path}"),
        "tariff": contract.tariff or UNKNOWN,
        "link": telling.link_told(contract),
        "news": {"told": TOLD, "waiting": WAITING}.get(contract.news) or codes.words(contract.news),
    }
