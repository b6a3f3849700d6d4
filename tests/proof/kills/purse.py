"""A holder who sends and withdraws while roles die, and what is wrong afterwards with the wallets and at the bank."""

import time
from collections import Counter

from common.clock import moment
from tests.proof.kills.journal import Journal
from tests.proof.kills.load import Customer
from tests.proof.network import Contracts, Network, newest_directory
from tests.protocol.wire import Body, Wire, granted, new_id, now

KIOSKS = -1
"""The entry of the directory that fills wallets."""
FILLED, SENT, DRAWN = 1_500_000, 7, 11
"""A few kopecks at a time: the wallet must last."""
WAYS = ("send", "withdraw")
MOST_AN_HOUR = 5_000
"""As often as a wallet may: no limit is what this lane looks for."""
ACCOUNT = "40702810900000000042"
SECONDS = 60.0
PAGE = 100
OPEN, DONE = ("accepted", "processing"), "done"
DAY_MS = 86_400_000


class Sender(Customer):
    """Sends to another wallet, again and again, always the same sum."""

    def __init__(self, wire: Wire, journal: Journal, recipient: str) -> None:
        """`wire` is the centre as this wallet's holder enters it."""
        super().__init__(wire, "/payments/send", journal, pause=0.05)
        self._recipient = recipient

    def next(self) -> tuple[str, int, Body]:
        """A transfer."""
        payment_id = new_id()
        return payment_id, SENT, {"payment_id": payment_id, "recipient": self._recipient, "amount": SENT}


class Withdrawer(Customer):
    """Takes money out to an account at the simulated bank."""

    def __init__(self, wire: Wire, journal: Journal) -> None:
        """`wire` is the centre as this wallet's holder enters it."""
        super().__init__(wire, "/payments/withdraw", journal, pause=0.05)

    def next(self) -> tuple[str, int, Body]:
        """A withdrawal."""
        payment_id = new_id()
        return payment_id, DRAWN, {"payment_id": payment_id, "account": ACCOUNT, "amount": DRAWN}


class Purse:
    """Two wallets, of which the first is full: it sends to the second one and withdraws to the bank."""

    def __init__(self, network: Network, contracts: Contracts, sent: Journal, drawn: Journal) -> None:
        """The wallets are opened, and the first one filled as a kiosk does."""
        limits = {"per_operation": FILLED, "per_day": FILLED, "per_hour": MOST_AN_HOUR}
        rich, poor = (network.ask("processing", "open-wallet", name=name, **limits) for name in ("Мария К.", "Иван П."))
        self._network, self._sent, self._drawn = network, sent, drawn
        self._numbers = str(rich["number"]), str(poor["number"])
        self._wire = network.by_card("processing", rich)
        self._fill(network.by_card("processing", contracts.agent))
        self.customers: tuple[Customer, ...] = (
            Sender(self._wire, sent, self._numbers[1]), Withdrawer(self._wire, drawn),
        )  # fmt: skip

    def left(self) -> int:
        """How many acknowledged payments of wallets have no end yet."""
        return sum(state in OPEN for state in self._states().values())

    def compared(self) -> dict[str, list[str]]:
        """By the name of a fault, where it was found: payments, balances, the bank's transfers, the reconciliation."""
        states = self._states()
        done = {payment_id for payment_id, state in states.items() if state == DONE}
        drawn, sent = done & self._drawn.intended.keys(), done & self._sent.intended.keys()
        wanted = [FILLED - SENT * len(sent) - DRAWN * len(drawn), SENT * len(sent)]
        balances = [self._balance(number) for number in self._numbers]
        ask = {"account": ACCOUNT, "limit": len(drawn) + PAGE}
        transfers = self._network.ask("processing", "bank-transfers", **ask)["transfers"]
        paid = Counter(each["payment"] for each in transfers if each["verdict"] == DONE)
        kept = self._sent.acknowledged | self._drawn.acknowledged
        at = self._network.clock.now_ms()
        period = {"since": moment(at - DAY_MS).isoformat(), "until": moment(at + DAY_MS).isoformat()}
        told = self._network.ask("processing", "reconcile-wallets", **period)
        return {
            "lost payments of wallets": sorted(kept - states.keys()),
            "payments of wallets without an end": sorted(states.keys() - done),
            "payments of wallets of nobody": sorted(done - drawn - sent),
            "wallets with another balance": [] if balances == wanted else [f"{balances} {wanted}"],
            "withdrawals not at the bank": sorted(drawn - paid.keys()),
            "withdrawals of nobody": sorted(paid.keys() - drawn),
            "doubled withdrawals": [each for each, times in paid.items() if times > 1],
            "differences of wallets": [f"{told['counts']}"] if told["differences"] else [],
        }

    def _states(self) -> dict[str, str]:
        """Of all that the holder has asked for, and the centre knows of: its state."""
        found: dict[str, str] = {}
        before, more = "", True
        while more:
            page = granted(self._wire.post("/payments/own", {"before": before, "limit": PAGE}))
            found |= {each["payment_id"]: each["state"] for each in page["payments"] if each["way"] in WAYS}
            before, more = page["position"], page["more"]
        return found

    def _balance(self, number: str) -> int:
        balance: int = self._network.ask("processing", "wallet", number=number)["wallet"]["balance"]
        return balance

    def _fill(self, agent: Wire) -> None:
        paid = {
            "payment_id": new_id(), "session_id": new_id(), "terminal": "T-3", "provider_id": KIOSKS,
            "account": self._numbers[0], "inserted": FILLED, "agent_fee": 0, "amount": FILLED,
            "directory_version": newest_directory(agent), "accepted_at": now(),
        }  # fmt: skip
        granted(agent.post("/v1/payments", paid))
        until = time.monotonic() + SECONDS
        while self._balance(self._numbers[0]) < FILLED:
            assert time.monotonic() < until
            time.sleep(0.05)
