"""The declared services as buttons; each press is one use, whatever the mouse and the network do."""

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout

from common import ids
from common.errors import NOTHING_SENT, OplataError, Rejected
from common.protocol import codes
from common.protocol.provider import Service
from common.qt.desk import Desk
from common.qt.spoken import label
from common.words import Words
from consumer_app import messages
from consumer_app.core import UseState
from consumer_app.ui import telling
from consumer_app.ui.result_line import Act, ResultLine
from consumer_app.ui.service_row import OtherServiceRow, ServiceRow

TITLE = Words("Услуги", "Services")
NOT_DECLARED = Words(
    "Поставщик не назвал своих услуг. Обновите баланс, чтобы спросить его, или напишите код услуги сами.",
    "The provider has named no services. Refresh the balance to ask, or write a service's code yourself.",
)
DELETED = Words("Договор удалён. Верните его, чтобы пользоваться услугами.", "Deleted. Take it back to use services.")
BLOCKED = Words(
    "Поставщик заблокировал этот номер: услуги не оказываются. Обратитесь к поставщику.",
    "The provider has blocked this number: services are not provided. Ask the provider.",
)
EXCHANGE = Words("Показать обмен", "Show the exchange")
OUTCOME = Words("Узнать исход", "Ask for the outcome")
AGAIN = Words("Повторить", "Try again")
TEST = Words("Проверить связь", "Test the connection")
TOP_UP = Words("Пополнить на терминале", "Top up at a terminal")


class Press(NamedTuple):
    """What a person wanted, under the id that was made for it."""

    contract: messages.ContractShown
    service: str
    quantity: int
    use_id: str


class Outcome(NamedTuple):
    """How a press ended: the use as it is known, else the error; `never`: it surely did not even become a use."""

    press: Press
    use: messages.UseKnown | None
    error: OplataError | None = None
    never: bool = False


class Services(QFrame):
    """The services of the contract that is shown; outcomes are remembered for each contract."""

    used = Signal()
    test_wanted = Signal()
    top_up_wanted = Signal()
    exchange_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        """No contract is shown yet."""
        super().__init__()
        self.desk = desk
        self.setObjectName("services")
        self.setProperty("card", True)
        self.contract: messages.ContractShown | None = None
        self.rows: list[ServiceRow | OtherServiceRow] = []
        self._shown: tuple[object, ...] = ()
        self._under_way: dict[tuple[str, str], Press] = {}
        self._outcomes: dict[str, Outcome] = {}
        self._told: Outcome | None = None
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(2, 1)
        self.note = label(desk, NOT_DECLARED, "hint", wrap=True)
        self.result = ResultLine(desk)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        column.addWidget(label(desk, TITLE, "title"))
        column.addWidget(self.note)
        column.addLayout(self._grid)
        column.addWidget(self.result)

    def show_contract(self, contract: messages.ContractShown) -> None:
        """Its services; what is typed into a quantity stays while they are the same."""
        before, self.contract = self.contract, contract
        same = (contract.id, contract.services, contract.currency, contract.deleted)
        if same != self._shown:
            kept = self._quantities() if before is not None and before.id == contract.id else {}
            self._shown = same
            self._rebuild(contract, kept)
        self._note(contract)
        self._show_busy()
        self._show_outcome()

    def _rebuild(self, contract: messages.ContractShown, quantities: dict[str, int]) -> None:
        for row in self.rows:
            row.take_away()
        self.rows = []
        if not contract.deleted:
            self.rows = [
                ServiceRow(self.desk, one, contract.currency, quantities.get(one.code, 1), self._press)
                for one in contract.services
            ] or [OtherServiceRow(self.desk, self._press)]
        for number, row in enumerate(self.rows):
            row.place(self._grid, number)

    def _quantities(self) -> dict[str, int]:
        return {row.service.code: row.quantity.value() for row in self.rows}

    def _note(self, contract: messages.ContractShown) -> None:
        words = DELETED if contract.deleted else BLOCKED if contract.blocked else NOT_DECLARED
        self.desk.languages.bind(self.note, self.note.setText, words)
        self.note.setVisible(contract.deleted or contract.blocked or not contract.services)

    def _press(self, service: Service, quantity: int) -> None:
        """A use of unknown outcome is asked for again, under its own id, before another one is made."""
        assert self.contract is not None
        last = self._outcomes.get(self.contract.id)
        wanted = (self.contract.id, service.code, quantity)
        if last is not None and _unknown(last) and _same(last.press, wanted):
            self._send(last.press)
            return
        use_id = ids.uuid7(self.desk.clock.now_ms())
        self._send(Press(self.contract, service.code, quantity, use_id))

    def _send(self, press: Press) -> None:
        place = (press.contract.id, press.service)
        if place in self._under_way:
            return
        self._under_way[place] = press
        self._show_busy()
        ask = messages.Use(
            contract=press.contract.id, service=press.service, quantity=press.quantity, use_id=press.use_id
        )
        self.desk.ask(
            self, "use", ask,
            then=lambda use: self._ended(Outcome(press, use)),
            failed=lambda error: self._look_up(press, error),
        )  # fmt: skip

    def _look_up(self, press: Press, error: OplataError) -> None:
        """What the use has become: a refusal, or an outcome that nobody knows; it may not have become one at all.

        Only «there is no such use» tells that: where the looking up itself went wrong, nobody knows either.
        """
        self.desk.ask(
            self, "find-use", messages.FindUse(use_id=press.use_id),
            then=lambda use: self._ended(Outcome(press, use)),
            failed=lambda no: self._ended(Outcome(press, None, error, isinstance(no, Rejected))),
        )  # fmt: skip

    def _ended(self, outcome: Outcome) -> None:
        press = outcome.press
        self._under_way.pop((press.contract.id, press.service), None)
        self._outcomes[press.contract.id] = outcome
        self._show_busy()
        self._show_outcome()
        self.used.emit()

    def _show_busy(self) -> None:
        at = self.contract.id if self.contract is not None else ""
        for row in self.rows:
            row.be_busy((at, row.service.code) in self._under_way)

    def _show_outcome(self) -> None:
        """Told anew only when it is another one: who is about to press one of its buttons keeps it."""
        outcome = self._outcomes.get(self.contract.id) if self.contract is not None else None
        if outcome is self._told:
            return
        self._told = outcome
        if outcome is None:
            self.result.clear()
        elif outcome.use is None:
            self._show_error(outcome)
        else:
            use = outcome.use
            repeat = use.repeated and use.state is UseState.DONE
            look = telling.REPEAT if repeat else telling.STATES[use.state]
            self.result.tell(look, telling.use_told(use, outcome.press.contract), self._acts(use, outcome.press))

    def _show_error(self, outcome: Outcome) -> None:
        assert outcome.error is not None
        words = codes.words_of(outcome.error)
        if outcome.never:
            self.result.tell(telling.STATES[UseState.REFUSED], words)
        else:
            again: Act = ("ask-outcome", OUTCOME, lambda: self._send(outcome.press))
            self.result.tell(telling.STATES[UseState.UNKNOWN], telling.lost(words), (again,))

    def _acts(self, use: messages.UseKnown, press: Press) -> tuple[Act, ...]:
        exchange: Act = ("show-exchange", EXCHANGE, lambda: self.exchange_wanted.emit(use.trace))
        if use.state is UseState.UNKNOWN:
            return ("ask-outcome", OUTCOME, lambda: self._send(press)), exchange
        if use.state is UseState.REFUSED and use.code in NOTHING_SENT:
            anew: Act = ("use-again", AGAIN, lambda: self._anew(press))
            return anew, ("result-test", TEST, self.test_wanted.emit), exchange
        if use.state is UseState.REFUSED and use.code == "not_enough_balance":
            return ("result-top-up", TOP_UP, self.top_up_wanted.emit), exchange
        return (exchange,)

    def _anew(self, press: Press) -> None:
        """What never left may be wanted again: that is another use."""
        self._send(press._replace(use_id=ids.uuid7(self.desk.clock.now_ms())))


def _unknown(outcome: Outcome) -> bool:
    if outcome.use is None:
        return not outcome.never
    return outcome.use.state in (UseState.UNKNOWN, UseState.SENDING)


def _same(press: Press, wanted: tuple[str, str, int]) -> bool:
    return (press.contract.id, press.service, press.quantity) == wanted
