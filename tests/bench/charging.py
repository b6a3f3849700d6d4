"""Charges by barcode from a process of its own: barcodes fetched for every wallet, then each charged once, until done.

    python -m tests.bench.charging URL < LOGINS

LOGINS is the Authorization of a provider, then those of the wallets, a line each.
"""

import asyncio
import sys
import time
from collections.abc import Sequence
from typing import Any

import msgspec

from common import ids
from common.clock import SystemClock
from common.protocol.wallets import doors
from tests.bench.asking import Heard, Lines, opened

SUM = 100
"""What each charge takes, kopecks."""
FETCHING = 4
"""So many holders want a barcode at the same moment, all the time."""
LOOK_SECONDS, MOST_SECONDS = 0.01, 60.0


class Charged(msgspec.Struct, frozen=True):
    """What came of one turn; `seconds` go on until the last charge is captured.

    `fetches` are the seconds of each barcode, `looks` those of looking at a wallet, asked in between: the plainest
    question that a holder has. `done` is how many sums have come to the provider, `answered` the seconds until the last
    charge was accepted.
    """

    fetches: list[float]
    looks: list[float]
    answered: float
    seconds: float
    done: int


class Charging:
    """One turn over all wallets."""

    def __init__(self, provider: str, wallets: Sequence[str], lines: Lines) -> None:
        """Nothing is asked yet."""
        self._provider = provider
        self._wallets = wallets
        self._lines = lines

    async def turn(self) -> Charged:
        """Fetch, charge, wait until all money is there."""
        both = [self._question(door, one) for one in self._wallets for door in (doors.WALLET, doors.BARCODES)]
        heard = await self._lines.all(both, over=FETCHING)
        looks, fetched = heard[::2], heard[1::2]
        charges = [self._charge(one) for one in fetched]
        before, wanted = await self._balance(), len(charges) * SUM
        begun = time.monotonic()
        await self._lines.all(charges)
        answered = time.monotonic()
        while (come := await self._balance() - before) < wanted and time.monotonic() < answered + MOST_SECONDS:
            await asyncio.sleep(LOOK_SECONDS)
        done = time.monotonic()
        times = [[one.seconds for one in asked] for asked in (fetched, looks)]
        return Charged(times[0], times[1], answered=answered - begun, seconds=done - begun, done=come // SUM)

    def _charge(self, fetched: Heard) -> bytes:
        code = msgspec.json.decode(fetched.body)["now"]["code"]
        payment_id = ids.uuid7(SystemClock().now_ms())
        return self._question(doors.PAY, self._provider, payment_id=payment_id, amount=SUM, barcode=code, order="bench")

    async def _balance(self) -> int:
        answer = await self._lines.one(self._question(doors.ACCEPTANCE, self._provider))
        return int(msgspec.json.decode(answer.body)["balance"])

    def _question(self, door: Any, who: str, **ask: Any) -> bytes:
        trace = ids.uuid7(SystemClock().now_ms())[-12:]
        return self._lines.question(door.path, who, ask, trace)


async def charged(url: str, provider: str, *wallets: str) -> Charged:
    """Open the lines, charge."""
    async with opened(url) as lines:
        return await Charging(provider, wallets, lines).turn()


if __name__ == "__main__":
    found = asyncio.run(charged(sys.argv[1], *sys.stdin.read().splitlines()))
    print(msgspec.json.encode(found).decode(), flush=True)
