"""`bench path`: agent → centre → provider, three real processes; payments credited a second, counted in the provider's books."""

import argparse
import subprocess
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import msgspec

from common.clock import SystemClock
from common.http_client import Peer
from common.logs import Log
from common.protocol import card, provider
from common.protocol.card import Card
from common.protocol.provider import RegisterRow
from tests.bench import machine
from tests.bench.centre import Centre
from tests.bench.role import RunningRole
from tests.bench.running import Running, python
from tests.bench.verdict import Claim, at_least, concluded, figure, table

CREDITED = 250
FIRST_NUMBER = 9_000_000_000
PAUSE_SECONDS = 0.25
PATIENCE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Walk:
    """One run of so many payments from the agent to the subscribers; seconds from the first sent to the last credited."""

    payments: int
    seconds: float
    accept_seconds: float
    centre_cpu: float
    provider_cpu: float
    agent_cpu: float

    @property
    def rate(self) -> float:
        """Credited payments a second."""
        return self.payments / self.seconds


def main(arguments: Sequence[str]) -> int:
    """Set the network up, send, wait until all is credited."""
    options = parsed(arguments)
    print(machine.described(), flush=True)
    with machine.folder() as folder, Network(folder, options.subscribers) as network:
        network.walk(options.threads * 10, options.threads)
        walks = [network.walk(options.payments, options.threads) for _ in range(options.rounds)]
        claims = [at_least("зачислено в секунду", "credited a second", median(w.rate for w in walks), CREDITED)]
        claims.append(network.books())
    print(table(("", "зачислено/с", "принято/с", "CPU агента", "центра", "поставщика, мкс"), [row(w) for w in walks]))
    return concluded(claims, strict=options.strict)


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(prog="run_all.py bench path", description=__doc__)
    parser.add_argument("--payments", type=int, default=2000, help="платежей в круге / payments in a round")
    parser.add_argument("--rounds", type=int, default=3, help="сколько кругов / how many rounds")
    parser.add_argument("--threads", type=int, default=4, help="потоков агента / the agent's threads")
    parser.add_argument("--subscribers", type=int, default=200, help="абонентов / subscribers")
    parser.add_argument("--strict", action="store_true", help="код 1, если цель не достигнута / exit 1 on a miss")
    return parser.parse_args(arguments)


def row(walk: Walk) -> tuple[str, ...]:
    """One line of the table."""
    costs = [figure(cpu * 1e6 / walk.payments) for cpu in (walk.agent_cpu, walk.centre_cpu, walk.provider_cpu)]
    return f"{walk.payments:,}", figure(walk.rate), figure(walk.payments / walk.accept_seconds), *costs


class Network:
    """A provider with subscribers, a centre with contracts on both sides."""

    def __init__(self, folder: Path, subscribers: int) -> None:
        """Start and sign."""
        self._folder = folder
        self._clock = SystemClock()
        with ExitStack() as stack:
            self._provider = RunningRole("provider", folder / "provider")
            stack.enter_context(self._provider.server)
            file = folder / "provider.paycard.json"
            contract = signed(self._provider)
            card.write(file, contract)
            self.numbers = [str(FIRST_NUMBER + place) for place in range(subscribers)]
            self._log = Log(folder, "path", self._clock, console=False)
            stack.callback(self._log.close)
            sign_subscribers(self._provider, self.numbers, self._log)
            self._centre = stack.enter_context(Centre(folder / "centre", provider=file))
            self._register = Peer(contract.url, contract.login, contract.password, self._log, self._clock)
            stack.callback(self._register.close)
            self._stack = stack.pop_all()
        self._position = ""
        self._credited: list[RegisterRow] = []
        self._sent = 0

    def __enter__(self) -> "Network":
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def walk(self, payments: int, threads: int) -> Walk:
        """Send and wait until the provider's books have them all."""
        agent_file = self._folder / "agent.paycard.json"
        card.write(agent_file, self._centre.agent)
        servers = (self._centre.role.server, self._provider.server)
        before = [server.cpu_seconds() for server in servers]
        target = self._centre.target
        words = [str(agent_file), str(target.provider_id), str(target.directory_version), str(payments), str(threads)]
        with Running(python("tests.bench.driver", *words), self._folder / "driver.err") as driver:
            driver.say(" ".join(self.numbers))
            driver.first_line()
            begun, agent_before = datetime.now(UTC), driver.cpu_seconds()
            driver.first_line()
            accepted = datetime.now(UTC)
            agent = driver.cpu_seconds() - agent_before
        self._sent += payments
        rows = self._wait()
        after = [server.cpu_seconds() - cpu for server, cpu in zip(servers, before, strict=True)]
        seconds = (max(one.at for one in rows) - begun).total_seconds()
        return Walk(payments, seconds, (accepted - begun).total_seconds(), *after, agent)

    def books(self) -> Claim:
        """Every payment is credited once, in the provider's books and in the centre's."""
        different = {one.payment_id for one in self._credited}
        same = len(different) == len(self._credited) == self._sent == self._centre.verified()
        found = f"{self._sent} = {len(different)}"
        return Claim("каждый платёж зачислен один раз", "each payment credited once", found, same, condition=True)

    def _wait(self) -> list[RegisterRow]:
        """The new rows of the provider's register, when there are as many as were sent."""
        before = len(self._credited)
        last, until = before, time.monotonic() + PATIENCE_SECONDS
        while len(self._credited) < self._sent:
            if len(self._credited) > last:
                last, until = len(self._credited), time.monotonic() + PATIENCE_SECONDS
            if time.monotonic() > until:
                raise SystemExit(f"{self._sent - last} payments do not arrive")
            time.sleep(PAUSE_SECONDS)
            self._read()
        return self._credited[before:]

    def _read(self) -> None:
        more = True
        while more:
            page = self._register.call(provider.REGISTER, provider.AskRegister(after=self._position))
            self._credited += page.rows
            self._position, more = page.position, page.more


def signed(role: RunningRole) -> Card:
    """The provider's side: a name, a tariff, a contract with the centre; the contract's card."""
    role.command("describe-provider", "--name-ru", "Связь")
    role.command("add-tariff", "--code", "mobile", "--name-ru", "Мобильный")
    return msgspec.convert(role.command("sign-processing", "--name", "Centre"), Card)


def sign_subscribers(role: RunningRole, numbers: Sequence[str], log: Log) -> None:
    """Subscribers with these numbers, over the operator's door: a command each would take a minute."""


__all__ = ["main", "subprocess"]
