"""The real processing centre under measurement, with a contract for each side and a deposit that does not end."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

import msgspec

from common.clock import SystemClock
from common.http_client import Peer
from common.logs import Log
from common.protocol import processing
from common.protocol.card import Card
from tests.bench import cards, references
from tests.bench.generator import Target
from tests.bench.role import RunningRole
from tests.bench.rounds import Subject

DEPOSIT = 9 * 10**11
ASKED_AT_ONCE = 100


class Centre:
    """A running centre; its provider is silent unless a card is given."""

    def __init__(
        self,
        folder: Path,
        *,
        provider: Path | None = None,
        place: int | None = None,
        screen: Mapping[str, str] | None = None,
    ) -> None:
        """Start it, sign both contracts, top the deposit up."""
        self._silence, url = cards.silent_address()
        self.role = RunningRole("processing", folder, place=place, screen=screen)
        try:
            signed = self.role.command(
                "sign-provider", "--card", str(provider or cards.of_a_silent_provider(folder / "provider.json", url))
            )
            self.agent = msgspec.convert(self.role.command("sign-agent", "--name", "Bench"), Card)
            (agent,) = self.role.command("agents")["agents"]
            self.role.command("top-up", "--agent-id", str(agent["agent_id"]), "--amount", str(DEPOSIT))
        except BaseException:
            self.role.server.stop()
            raise
        self.target = Target(
            self.role.ready.url,
            references.basic(self.agent.login, self.agent.password),
            signed["provider_id"],
            signed["directory_version"],
        )
        self.subject = Subject(self.role.server, self.target)
        self._log = Log(folder, "bench", SystemClock(), console=False)
        self.peer = Peer(self.agent.url, self.agent.login, self.agent.password, self._log, SystemClock())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.peer.close()
        self.role.server.stop()
        self._log.close()
        self._silence.close()

    def known(self, payment_ids: Sequence[str]) -> int:
        """How many of these payments the centre accepted, though their answers came too late to be counted."""
        found = 0
        for at in range(0, len(payment_ids), ASKED_AT_ONCE):
            ask = processing.AskPayments(payment_ids=list(payment_ids[at : at + ASKED_AT_ONCE]))
            found += len(self.peer.call(processing.PAYMENTS, ask).payments)
        return found

    def verified(self) -> int:
        """How many payments are in books that were recomputed from the log and sum to zero."""
        books = self.role.command("verify")
        if books["sum"] != 0:
            raise SystemExit(f"verify: {books}")
        return int(books["payments"])
