"""Whoever pays and uses while roles die: each asks until it is acknowledged, always with the same id."""

import time
from collections.abc import Callable
from threading import Event, Thread
from typing import Any

import requests

from common import ids
from tests.proof.kills.journal import Journal
from tests.protocol.wire import Body, Wire, new_id, now

AGENT_FEE = 300
PAUSE_SECONDS = 0.1
SECONDS = 10
UNDECIDED = (408, 429)
TERMINAL = "T-2"
"""Beside the terminal that is there: nobody tells the centre what became of these."""
Ask = Callable[[str], Body]


class Customer:
    """Asks one thing after another at one door; what is refused for good is a fault."""

    def __init__(self, wire: Wire, path: str, journal: Journal, pause: float) -> None:
        """Nothing is asked yet; `pause` is between an answer and the next question."""
        self.faults: list[str] = []
        self.pause = pause
        self._wire, self._path, self._journal = wire, path, journal
        self._session = requests.Session()
        self._session.trust_env = False
        self._enough = Event()
        self._thread = Thread(target=self._live, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def end(self) -> None:
        """Finish what is under way: it has to be acknowledged by roles that live again."""
        self._enough.set()
        self._thread.join(60)
        if self._thread.is_alive():
            self.faults.append(f"{self._path}: never acknowledged")

    def next(self) -> tuple[str, int, Body]:
        """The id, the sum and the question of the next operation."""
        raise NotImplementedError

    def _live(self) -> None:
        while not self._enough.is_set():
            operation, amount, ask = self.next()
            self._journal.intend(operation, amount)
            answer = self._until_answered(ask)
            if answer.status_code == 200:
                self._journal.acknowledge(operation)
            else:
                self.faults.append(f"{self._path} {operation}: {answer.status_code} {answer.text:.300}")
            time.sleep(self.pause)
        self._session.close()

    def _until_answered(self, ask: Body) -> requests.Response:
        url = f"{self._wire.url}{self._path}"
        while True:
            try:
                answer = self._session.post(url, json=ask, auth=self._wire.login, timeout=SECONDS)
            except requests.RequestException:
                time.sleep(PAUSE_SECONDS)
                continue
            if answer.status_code < 500 and answer.status_code not in UNDECIDED:
                return answer
            time.sleep(PAUSE_SECONDS)


class Payer(Customer):
    """Pays at the centre as a terminal does."""

    def __init__(self, wire: Wire, journal: Journal, terms: Body, account: str, chance: int, pause: float) -> None:
        """`terms` name the provider and the version of the directory."""
        super().__init__(wire, "/v1/payments", journal, pause)
        self._terms, self._account = terms, account
        self._chance = ids.chance(chance)

    def next(self) -> tuple[str, int, Body]:
        """A payment."""
        payment_id, amount = new_id(), self._chance.randrange(100, 100_000)
        ask: dict[str, Any] = {
            "payment_id": payment_id,
            "session_id": new_id(),
            "terminal": TERMINAL,
            "account": self._account,
            "inserted": amount + AGENT_FEE,
            "agent_fee": AGENT_FEE,
            "amount": amount,
            "accepted_at": now(),
        }
        return payment_id, amount, ask | self._terms


class User(Customer):
    """Uses a service at the consumer's, as its owner does; the provider takes the price off the balance."""

    def __init__(self, wire: Wire, journal: Journal, contract: str, pause: float) -> None:
        """Any of the contract's services would do."""
        super().__init__(wire, "/v1/operator/use", journal, pause)
        self._contract = contract

    def next(self) -> tuple[str, int, Body]:
        """A use."""
        use_id = new_id()
        return use_id, 1, {"contract": self._contract, "service": "sms", "quantity": 1, "use_id": use_id}
