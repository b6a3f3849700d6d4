"""Many wallets with money in them at a running centre, and a provider that takes their barcodes."""

import asyncio
import subprocess
import time
from pathlib import Path
from typing import Any

import msgspec

from common import ids
from common.clock import SystemClock, moment
from common.http_server.doors import OPERATOR
from common.protocol import processing
from common.secrets import Secrets
from common.settings import PROFILE
from common.setup.places import PROJECT
from processing_app.core.ledger import WALLETS
from tests.bench import machine, references
from tests.bench.asking import Lines, opened
from tests.bench.centre import Centre
from tests.bench.charging import Charged
from tests.bench.running import python

FILLED = 100_000
"""What each wallet begins with, kopecks."""
MOST_PER_HOUR = 5_000
LOOK_SECONDS, MOST_SECONDS = 0.05, 60.0
TAKE, OPEN, FOUND = (f"/v1/operator/{name}" for name in ("open-acceptance", "open-wallet", "wallets"))
VERIFY = "/v1/ledger/verify"


class WalletCentre:
    """So many wallets at a centre; each turn charges every one of them once."""

    def __init__(self, centre: Centre, folder: Path, many: int) -> None:
        """Open and fill them; `folder` is where the role has its data."""
        self.role = centre.role
        self._centre = centre
        login = Secrets(folder / "processing" / PROFILE / "secrets").login_of(OPERATOR)
        assert login is not None
        self._operator = references.basic(*login)
        self._provider, *self._wallets = asyncio.run(self._opened(many))

    def turn(self) -> Charged:
        """Every wallet's barcode is fetched and charged."""
        words = python("tests.bench.charging", self.role.ready.url)
        logins = "\n".join([self._provider, *self._wallets]).encode()
        done = subprocess.run(
            machine.pinned(machine.GENERATOR, words), cwd=PROJECT, input=logins, capture_output=True, check=False
        )
        if done.returncode != 0:
            raise SystemExit(f"charging: {done.stderr.decode('utf-8', 'replace')[-1000:]}")
        return msgspec.json.decode(done.stdout, type=Charged)

    def verified(self) -> tuple[int, int]:
        """How many payments of wallets are in books recomputed from the log, and the sum of all balances."""
        books = asyncio.run(self._books())
        return int(books["wallet_payments"]), int(books["sum"])

    async def _opened(self, many: int) -> list[str]:
        """The Authorization of the provider, and of each wallet."""
        async with opened(self.role.ready.url) as lines:
            provider = await self._asked(lines, TAKE, provider_id=self._centre.target.provider_id)
            open_one = lines.question(OPEN, self._operator, {"name": "Иван Иванов", "per_hour": MOST_PER_HOUR})
            cards = [msgspec.json.decode(one.body) for one in await lines.all([open_one] * many)]
            version = self._centre.peer.call(processing.PROVIDERS, processing.AskDirectory(terminal="bench")).version
            await lines.all([self._top_up(lines, card["number"], version) for card in cards])
            await self._filled(lines, many * FILLED)
        return [_basic(card) for card in (provider, *cards)]

    async def _filled(self, lines: Lines, whole: int) -> None:
        until = time.monotonic() + MOST_SECONDS
        while (await self._asked(lines, FOUND, limit=1))["balance"] < whole:
            if time.monotonic() > until:
                raise SystemExit("the wallets are not filled")
            await asyncio.sleep(LOOK_SECONDS)

    def _top_up(self, lines: Lines, number: str, version: int) -> bytes:
        """A kiosk's payment to a wallet."""
        now, agent = SystemClock().now_ms(), self._centre.agent
        ask = processing.Pay(
            payment_id=ids.uuid7(now), session_id=ids.uuid7(now), terminal="bench", provider_id=WALLETS,
            account=number, inserted=FILLED, agent_fee=0, amount=FILLED, directory_version=version,
            accepted_at=moment(now),
        )  # fmt: skip
        return lines.question(processing.PAY.path, references.basic(agent.login, agent.password), ask)

    async def _books(self) -> dict[str, Any]:
        async with opened(self.role.ready.url, 1) as lines:
            return await self._asked(lines, VERIFY)

    async def _asked(self, lines: Lines, path: str, **ask: Any) -> dict[str, Any]:
        """An operator's door."""
        answer = await lines.one(lines.question(path, self._operator, ask))
        found: dict[str, Any] = msgspec.json.decode(answer.body)
        return found


def _basic(card: dict[str, Any]) -> str:
    return references.basic(card["login"], card["password"])
