"""An agent's side as a process: its payments through the client that terminals use, from several threads at once.

    python -m tests.bench.driver CARD PROVIDER_ID DIRECTORY_VERSION PAYMENTS THREADS < ACCOUNTS

Prints «begun», then how many were accepted and how many calls had to be repeated.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from common import ids, spawn
from common.clock import SystemClock, moment
from common.errors import Unavailable
from common.http_client import Peer
from common.logs import Log
from common.protocol import card, processing
from common.protocol.card import Card

FEE = 300
INSERTED = 10_000
PAUSE_SECONDS = 0.2
clock = SystemClock()


class Driver:
    """Sends payments to accounts in turn; one whose outcome is unknown is repeated with the same id."""

    def __init__(self, agent: Card, provider_id: int, version: int, accounts: Sequence[str], log: Log) -> None:
        self._peer = Peer(agent.url, agent.login, agent.password, log, clock, us="driver", them="centre")
        self._provider_id = provider_id
        self._version = version
        self._accounts = accounts
        self.repeated = 0

    def pay(self, place: int) -> None:
        """Send one payment until it is accepted."""
        ask = self._payment(place)
        while True:
            try:
                self._peer.call(processing.PAY, ask)
                return
            except Unavailable:
                self.repeated += 1
                clock.sleep(PAUSE_SECONDS)

    def _payment(self, place: int) -> processing.Pay:
        now = clock.now_ms()
        return processing.Pay(
            payment_id=ids.uuid7(now),
            session_id=ids.uuid7(now),
            terminal="driver",
            provider_id=self._provider_id,
            account=self._accounts[place % len(self._accounts)],
            inserted=INSERTED,
            agent_fee=FEE,
            amount=INSERTED - FEE,
            directory_version=self._version,
            accepted_at=moment(now),
        )


def main(file: Path, provider_id: int, version: int, payments: int, threads: int) -> None:
    """Send all and say so."""
    log = Log(file.parent / "driver", "driver", clock, console=False)
    driver = Driver(card.read(file), provider_id, version, sys.stdin.read().split(), log)
    print("begun", flush=True)
    with spawn.pool("driver", threads) as pool:
        for done in [pool.submit(driver.pay, place) for place in range(payments)]:
            done.result()
    log.close()
    print(payments, driver.repeated, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *(int(word) for word in sys.argv[2:6]))
