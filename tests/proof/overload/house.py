"""A real centre to be crowded: a process of its own, providers at given addresses, an agent with money enough."""

import json
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psutil

from common.clock import SystemClock
from common.http_client import Peer
from common.logs import Log
from common.protocol import processing
from launcher_app.agreements import COMMISSION
from launcher_app.instance import Instance
from tests.bench import cards, references
from tests.bench.generator import Target

DEPOSIT = 9 * 10**11
ASKED_AT_ONCE = 100
PROFILE = "proof"


class House:
    """A running centre; without addresses its one provider is silent."""

    def __init__(self, folder: Path, urls: Sequence[str] = (), *, by: Sequence[str] = (), **terms: Any) -> None:
        """Start it and sign everybody; `by` is another program that plays the centre, `terms` are of each provider."""
        self._silence, nowhere = cards.silent_address()
        clock = SystemClock()
        self._log = Log(folder / "driver-logs", "driver", clock, console=False)
        self._role = Instance("processing", PROFILE, folder / "data", self._log, clock, port=0)
        self._role.start(by=by)
        self._role.wait()
        self.process = psutil.Process(self._role.process_id)
        signed = [self._sign(folder / f"{place}.json", url, terms) for place, url in enumerate(urls or [nowhere])]
        self.providers = [one["provider_id"] for one in signed]
        agent = self._role.ask("sign-agent", name="Crowd", tariff=COMMISSION)
        self._role.ask("top-up", agent_id=1, amount=DEPOSIT)
        login = references.basic(agent["login"], agent["password"])
        self.target = Target(self._role.url, login, self.providers[0], signed[-1]["directory_version"])
        self._peer = Peer(self._role.url, agent["login"], agent["password"], self._log, clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._peer.close()
        self._role.stop()
        self._log.close()
        self._silence.close()

    @property
    def processor_seconds(self) -> float:
        """What it has used of the processor so far."""
        times = self.process.cpu_times()
        return times.user + times.system

    @property
    def memory(self) -> int:
        """Resident bytes."""
        resident: int = self.process.memory_info().rss
        return resident

    def known(self, payment_ids: Sequence[str]) -> int:
        """How many of these payments it has accepted."""
        found = 0
        for at in range(0, len(payment_ids), ASKED_AT_ONCE):
            ask = processing.AskPayments(payment_ids=list(payment_ids[at : at + ASKED_AT_ONCE]))
            found += len(self._peer.call(processing.PAYMENTS, ask).payments)
        return found

    def verified(self) -> int:
        """How many payments are in books that were computed anew from the log, and sum to zero."""
        books = self._role.ask("verify", path="/v1/ledger/verify")
        assert books["sum"] == 0, books
        return int(books["payments"])

    def held(self) -> int:
        """Money that still waits for a provider's word."""
        return int(self._role.ask("ledger", path="/v1/ledger")["holds"])

    def _sign(self, path: Path, url: str, terms: dict[str, Any]) -> dict[str, Any]:
        card = json.loads(cards.of_a_silent_provider(path, url).read_text(encoding="utf-8"))
        signed: dict[str, Any] = self._role.ask("sign-provider", card=card, **terms)
        return signed


def metrics(text: str, name: str) -> int:
    """A gauge of the page that a collector reads."""
    (line,) = [line for line in text.splitlines() if line.startswith(name)]
    return int(line.rpartition(" ")[2])
