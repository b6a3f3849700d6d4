"""Random payers, faults and deaths by seed: all cash is somewhere, once, at every step and in the end."""

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from agent_terminal.ccnet.codes import Status as Device
from agent_terminal.ccnet.happenings import Decision, Jammed, StateChanged
from agent_terminal.core.payment import State
from common.errors import Broken, ContractFault, Rejected, Unavailable
from common.protocol import processing
from common.protocol.invoice import Invoice, invoice_text
from common.status import Status
from tests.agent_terminal.stand import BILLS, NUMBER, Stand, standing

SEEDS = 40
STEPS = 60
INTENTS = (
    "touch",
    "language",
    "group",
    "search",
    "provider",
    "scan",
    "fields",
    "confirm",
    "back",
    "again",
    "cancel",
    "stop",
    "continue",
    "pay",
    "other_number",
    "print",
    "done",
)
SCANNED = (NUMBER, "+7 922 333-44-55", "9000000000", "nothing we know", invoice_text(Invoice(account=NUMBER, name="x")))
USUAL = {
    "K0": ("touch",),
    "K2": ("provider", "provider", "scan", "search"),
    "K2s": ("provider",),
    "K3": ("fields",),
    "K5": ("confirm",),
    "K6": ("pay", "stop"),
    "K6s": ("pay", "continue", "other_number", "cancel"),
    "K6r": ("pay", "other_number", "cancel"),
    "K8": ("done",),
    "K9": ("back", "cancel"),
    "K9n": ("again", "cancel"),
    "K10": ("done",),
    "K10x": ("done", "other_number"),
    "K13": ("continue", "continue", "pay", "cancel"),
}
"""What the buttons of each screen do."""
FAULTS = (
    Unavailable("no_connection", "x"),
    Unavailable("not_now", "x"),
    ContractFault("wrong_password"),
    Rejected("unknown_provider", "x"),
    Broken("payment_id_reused", "x"),
)
OUTCOMES = (Status.AUTHORIZED, Status.CAPTURED, Status.CAPTURED, Status.CANCELLED)


class Road:
    """One seed's chance over one terminal; `stacker` is what the device swallowed, by the rules of CCNET."""

    def __init__(self, stand: Stand, seed: int) -> None:
        self.stand = stand
        self.chance = random.Random(seed)
        self.stacker: list[int] = []
        self.open: int | None = None

    def step(self) -> None:
        often = [self.forward] * 12 + [self.note] * 8 + [self.fate, self.mend] * 2
        acts: list[Callable[[], object]] = [*often, self.intend, self.time, self.fault, self.jam, self.die]
        self.chance.choice(acts)()
        self.stand.demand_money_adds_up()

    def intend(self) -> None:
        account = self.chance.choice((NUMBER, "9000000000", "wrong"))
        fields, text = self.chance.choice(({}, {"flat": "7"})), self.chance.choice(SCANNED)
        self._do(self.chance.choice(INTENTS), account=account, fields=fields, text=text)

    def forward(self) -> None:
        """What a payer who knows the way would touch; cash mostly goes in before paying."""
        shown = self.stand.screen()
        if shown.screen == "K6" and self.chance.random() < 0.7:
            self.note()
            return
        choices = USUAL.get(shown.screen, ("touch",))
        account = self.chance.choice((NUMBER, "9223334455"))
        self._do(self.chance.choice(choices), account=account, fields={}, text=account)

    def note(self) -> None:
        """A note goes all the way, stops half-way, or is reported twice."""
        if self.open is not None:
            self._settle_note()
            return
        bill = BILLS[self.chance.choice(list(BILLS))]
        if bill.value in self.stand.slot.values and self.stand.cash.escrowed(bill) is Decision.STACK:
            self.open = bill.type
            if self.chance.random() < 0.8:
                self._settle_note()

    def _settle_note(self) -> None:
        assert self.open is not None
        number, self.open = self.open, None
        if self.chance.random() < 0.1:
            self.stand.cash.returned(number, BILLS[number])
            return
        self.stacker.append(BILLS[number].value)
        for _ in range(self.chance.choice((1, 1, 2))):
            self.stand.cash.stacked(number, None)

    def time(self) -> None:
        self.stand.pass_time(self.chance.choice((1, 10, 40, 100, 400)), step=5)

    def fate(self) -> None:
        centre = self.stand.centre
        for payment_id, status in centre.status.items():
            if status is Status.AUTHORIZED:
                centre.status[payment_id] = self.chance.choice(OUTCOMES)

    def fault(self) -> None:
        path = self.chance.choice(("everything", processing.PAY.path, processing.CHECK.path))
        self.stand.centre.problems = {path: self.chance.choice(FAULTS)}
        self.stand.centre.lose_replies = self.chance.choice((0, 1, 3))

    def mend(self) -> None:
        self.stand.centre.join()

    def jam(self) -> None:
        for news in (StateChanged(Device.JAMMED, None), Jammed(in_cassette=True), StateChanged(Device.IDLING, None)):
            self.stand.cash.happened(news)

    def die(self) -> None:
        self.stand.restart()
        self.stand.plug_in()

    def end(self) -> None:
        """All is mended and time passes: nothing may be left under way."""
        if self.open is not None:
            self._settle_note()
        for _ in range(4):
            self.mend()
            self.stand.centre.lose_replies = 0
            self.stand.pass_time(300, step=5)
            for payment_id, status in self.stand.centre.status.items():
                if status is Status.AUTHORIZED:
                    self.stand.centre.status[payment_id] = Status.CAPTURED

    def _do(self, name: str, account: str, fields: dict[str, str], text: str) -> None:
        try:
            self.stand.do(name, provider_id=self.chance.choice((1, 1, 3)), account=account, fields=fields, text=text)
        except Rejected:
            return  # an intent at the wrong screen, or a wrong number: the screen stays


@pytest.mark.parametrize("seed", range(SEEDS))
def test_on_any_road_all_cash_is_accounted_for(tmp_path: Path, seed: int) -> None:
    with standing(tmp_path) as stand:
        stand.centre.available = 10**9
        road = Road(stand.ready(), seed)
        for _ in range(STEPS):
            road.step()
        road.end()

        money = stand.demand_money_adds_up()
        assert money.stacked == sum(road.stacker)
        assert (money.in_sessions, money.to_send) == (0, 0)
        by_state = Counter(row.state for row in stand.payments())
        assert by_state[State.SENT] == 0
        captured = [
            pay.inserted
            for pay in stand.centre.accepted.values()
            if stand.centre.status[pay.payment_id] is Status.CAPTURED
        ]
        assert sum(captured) == money.captured
        assert set(by_state) <= {State.CAPTURED, State.CANCELLED, State.REFUSED, State.REVIEW}
