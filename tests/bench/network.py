"""Agent, centre and provider as three real processes: so many payments walk from the first to the books of the last."""

import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

import msgspec

from common.clock import SystemClock
from common.http_client import Peer
from common.logs import Log
from common.protocol import card, processing, provider
from common.protocol.card import Card
from common.protocol.provider import RegisterRow
from provider_app.server import OPERATIONS
from provider_app.service.messages import SignSubscriber
from tests.bench.centre import Centre
from tests.bench.role import RunningRole
from tests.bench.running import Running, python

FIRST_NUMBER = 9_000_000_000
LOOK_SECONDS = 0.25
PATIENCE_SECONDS = 60.0
PROVIDER = "provider.paycard.json"
AGENT = "agent.paycard.json"
SIGN = next(one.endpoint for one in OPERATIONS if one.name == "sign-subscriber")


@dataclass(frozen=True, slots=True)
class Walk:
    """One round: seconds from the first payment sent to the last accepted and to the last credited; CPU in seconds."""

    payments: int
    accept_seconds: float
    seconds: float
    agent_cpu: float
    centre_cpu: float
    provider_cpu: float

    @property
    def rate(self) -> float:
        """Credited payments a second."""
        return self.payments / self.seconds


class Network:
    """A provider with subscribers, a centre with both contracts, and the provider's register as read so far."""

    def __init__(self, folder: Path, subscribers: int) -> None:
        """Start and sign all."""
        self._folder = folder
        self._numbers = [str(FIRST_NUMBER + place) for place in range(subscribers)]
        self._credited: list[RegisterRow] = []
        self._position = ""
        self._sent = 0
        with ExitStack() as stack:
            log = Log(folder, "path", SystemClock(), console=False)
            stack.callback(log.close)
            self._provider = RunningRole("provider", folder / "provider")
            stack.enter_context(self._provider.server)
            contract = sign_centre(self._provider)
            card.write(folder / PROVIDER, contract)
            sign_subscribers(self._provider, self._numbers, log)
            self._centre = stack.enter_context(Centre(folder / "centre", provider=folder / PROVIDER))
            card.write(folder / AGENT, self._centre.agent)
            self._register = Peer(contract.url, contract.login, contract.password, log, SystemClock())
            stack.callback(self._register.close)
            self._stack = stack.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def walk(self, payments: int, threads: int) -> Walk:
        """Send and wait until the provider's books have them all."""
        target = self._centre.target
        centre, books = self._centre.role.server, self._provider.server
        centre_before, provider_before = centre.cpu_seconds(), books.cpu_seconds()
        words = [self._folder / AGENT, target.provider_id, target.directory_version, payments, threads]
        with Running(python("tests.bench.driver", *map(str, words)), self._folder / "driver.err") as driver:
            driver.tell(" ".join(self._numbers))
            driver.next_line()
            begun, agent_before = datetime.now(UTC), driver.cpu_seconds()
            driver.next_line()
            accepted, agent_after = datetime.now(UTC), driver.cpu_seconds()
        self._sent += payments
        last = max(row.at for row in self._arrived())
        return Walk(
            payments=payments,
            accept_seconds=(accepted - begun).total_seconds(),
            seconds=(last - begun).total_seconds(),
            agent_cpu=agent_after - agent_before,
            centre_cpu=centre.cpu_seconds() - centre_before,
            provider_cpu=books.cpu_seconds() - provider_before,
        )

    def counted(self) -> tuple[int, int, int, int]:
        """Payments sent, credited, different among the credited, and kept by the centre's verified books."""
        different = {row.payment_id for row in self._credited}
        return self._sent, len(self._credited), len(different), self._centre.verified()

    def call_seconds(self, calls: int) -> float:
        """What one short question to the centre costs, asked one after another: the calibration of a walk."""
        begun = time.monotonic()
        for _ in range(calls):
            self._centre.peer.call(processing.DEPOSIT, processing.AskDeposit(terminal="bench"))
        return (time.monotonic() - begun) / calls

    def _arrived(self) -> list[RegisterRow]:
        """The new rows of the provider's register, when there are as many as were sent."""
        before = last = len(self._credited)
        until = time.monotonic() + PATIENCE_SECONDS
        while len(self._credited) < self._sent:
            time.sleep(LOOK_SECONDS)
            self._read()
            if len(self._credited) > last:
                last, until = len(self._credited), time.monotonic() + PATIENCE_SECONDS
            if time.monotonic() > until:
                raise SystemExit(f"{self._sent - last} payments do not arrive")
        return self._credited[before:]

    def _read(self) -> None:
        more = True
        while more:
            page = self._register.call(provider.REGISTER, provider.AskRegister(after=self._position))
            self._credited += page.rows
            self._position, more = page.position, page.more


def sign_centre(role: RunningRole) -> Card:
    """The provider's side of the contract with the centre."""
    role.command("describe-provider", "--name-ru", "Связь")
    role.command("add-tariff", "--code", "mobile", "--name-ru", "Мобильный")
    return msgspec.convert(role.command("sign-processing", "--name", "Centre"), Card)


def sign_subscribers(role: RunningRole, numbers: Sequence[str], log: Log) -> None:
    """Subscribers with these numbers, over the operator's door: a command for each would take a minute."""
    operator = role.operator(log)
    try:
        for number in numbers:
            person = SignSubscriber(
                full_name="Иванов Иван", passport=number[-10:], email="ivanov@example.com", number=number
            )
            operator.call(SIGN, person)
    finally:
        operator.close()
