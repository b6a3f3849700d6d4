"""Terminals, a centre and its provider on one virtual clock, in one process: the network between them can fail."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from common.errors import OplataError, Unavailable
from common.principal import Principal
from common.protocol import processing
from common.retry import RetryPolicy, Strategy
from tests.agent_terminal.stand import Stand
from tests.processing_app.standin import Centre

PATIENT = RetryPolicy(strategy=Strategy.EXPONENTIAL, pause_ms=1000, longest_ms=30_000, attempts=100)
LOST = Unavailable("no_answer", "the reply was lost")


class Line:
    """A terminal's line to the centre. `faults` are used up one a payment: an error instead, or `LOST` after it."""

    def __init__(self, centre: Centre, agent: Principal) -> None:
        self.centre = centre
        self.agent = agent
        self.faults: list[OplataError] = []
        self.doubled = 0
        self.asked: list[tuple[str, int]] = []

    def call(self, endpoint: Any, ask: Any, *, seconds: float = 30) -> Any:
        self.asked.append((endpoint.path, self.centre.clock.now_ms()))
        fault = self.faults.pop(0) if self.faults and endpoint is processing.PAY else None
        if fault is not None and fault is not LOST:
            raise fault
        answer = self._answer(endpoint, ask)
        if self.doubled and endpoint is processing.PAY:
            self.doubled -= 1
            assert self._answer(endpoint, ask) == answer
        if fault is LOST:
            raise fault
        return answer

    def form(self, path: str, parameters: Mapping[str, str], *, method: str = "POST", seconds: float = 30) -> bytes:
        raise AssertionError(path)

    def minutes(self, endpoint: Any, since: int) -> list[int]:
        """When a door was asked, in minutes after a moment."""
        return [(at - since) // 60_000 for path, at in self.asked if path == endpoint.path]

    def _answer(self, endpoint: Any, ask: Any) -> Any:
        service = self.centre.service
        if endpoint is processing.CHECK:
            return service.payments.check(self.agent, ask)
        if endpoint is processing.RELEASE:
            return self.centre.do(service.orders.release, ask, self.agent)
        if endpoint is processing.PAY:
            return self.centre.do(service.payments.accept, ask, self.agent)
        read: dict[str, Any] = {
            processing.PROVIDERS.path: service.directory.providers,
            processing.DEPOSIT.path: service.payments.deposit,
            processing.PAYMENTS.path: service.payments.states,
        }
        return self.centre.look(read[endpoint.path], ask, self.agent)


class Town:
    """One agent with as many terminals as wanted."""

    def __init__(self, folder: Path, *, deposit: int = 10_000_000, terminals: int = 1) -> None:
        self.centre = Centre(folder / "centre")
        self.clock = self.centre.clock
        _, self.provider = self.centre.sign_provider(retry=PATIENT)
        self.agent = self.centre.sign_agent(deposit=deposit)
        self.lines = [Line(self.centre, self.agent) for _ in range(terminals)]
        self.terminals = [
            Stand(folder / f"terminal-{number}", clock=self.clock, caller=line)
            for number, line in enumerate(self.lines)
        ]
        for terminal in self.terminals:
            terminal.ready()

    def close(self) -> None:
        for terminal in self.terminals:
            terminal.close()
        self.centre.__exit__(None, None, None)

    def pass_time(self, seconds: int, step: int = 1) -> None:
        """Everybody works while time passes."""
        for _ in range(0, seconds, step):
            self.turn()
            self.clock.advance(step)
        self.turn()

    def turn(self) -> None:
        for terminal in self.terminals:
            terminal.turn()
        self.centre.run()

    def states(self) -> Counter[str]:
        """How many payments are in which state, over all terminals."""
        return Counter(row.state for terminal in self.terminals for row in terminal.payments())

    def all_credited_once(self, number: int) -> None:
        """So many payments, each credited once; nothing is left to do, and all books agree."""
        assert self.states() == {"captured": number}
        assert len(self.provider.credited) == number
        assert set(self.provider.times_credited.values()) == {1}
        assert self.centre.tasks() == 0
        balances = self.centre.balances()
        assert balances["holds"] == 0
        assert balances["provider:1:settlement"] == sum(self.provider.credited.values())
        for terminal in self.terminals:
            terminal.demand_money_adds_up()
