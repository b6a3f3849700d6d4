"""Payments of wallets as the log makes them: to be compared with what is stored of them, or stored instead of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from common.database import Connection
from common.registers.line import day_of
from common.status import Status
from processing_app.core import ledger, payment, wallet_payment
from processing_app.core.events import PaymentCaptured
from processing_app.core.payment import Payment
from processing_app.core.wallet_events import WalletPaymentStarted
from processing_app.service.wallets.recording import KIND, NOTHING_SPENT
from processing_app.store import wallet_days, wallet_payments
from processing_app.store.log import Stored

PAGE = 1000
Tasks = Mapping[str, set[str]]
"""The kinds of tasks that there are about each key."""


@dataclass(slots=True)
class Emerged:
    """A payment; where it began and where its money came to its recipient, and when it changed last."""

    position: int
    stream: str
    state: Payment = payment.NEW
    changed: int = 0
    ended: int = 0

    def add(self, stored: Stored) -> None:
        """One more of its events; Broken `invalid_transition` when it cannot follow."""
        self.state = payment.evolve(self.state, stored.event, stored.at)
        self.changed = stored.at
        if isinstance(stored.event, PaymentCaptured):
            self.ended = stored.position


class WalletPayments:
    """All of them."""

    def __init__(self) -> None:
        """Nothing has happened."""
        self.every: dict[str, Emerged] = {}
        self.wrong: list[str] = []

    def add(self, stored: Stored) -> bool:
        """One more event; False of a stream that is no wallet's payment."""
        payment_id = stored.stream.partition("/")[2]
        found = self.every.get(payment_id)
        if isinstance(stored.event, WalletPaymentStarted):
            if found is not None:
                self.wrong.append(f"payment {payment_id} began twice")
            found = self.every[payment_id] = Emerged(stored.position, stored.stream)
        if found is None or found.stream != stored.stream:
            return False
        found.add(stored)
        return True

    def known(self, task_key: str) -> bool:
        """Whether a task may be about this."""
        return task_key in self.every

    def differences(self, db: Connection, balances: Mapping[str, int], tasks: Tasks) -> Iterator[str]:
        """What is stored otherwise than the log makes it, and what nobody works on."""
        yield from self.wrong
        yield from self._rows(db, balances)
        stored, spent = wallet_days.every(db), self._spent()
        for key in sorted(stored.keys() | spent.keys()):
            if stored.get(key, 0) != spent.get(key, 0):
                yield f"wallet {key[0]} spent {stored.get(key, 0)} ≠ {spent.get(key, 0)} on {key[1]}"
        for payment_id, one in self.every.items():
            if _wants_executor(one.state) and KIND not in tasks.get(payment_id, ()):
                yield f"payment {payment_id} is {one.state.status.value}, and nobody works on it"

    def rebuild(self, db: Connection) -> None:
        """Make the rows and the days' sums again. A unit of work."""
        wallet_payments.clear(db)
        for one in self.every.values():
            wallet_payments.put(db, one.state, one.position, one.changed, ended=one.ended)
        wallet_days.rewrite(db, self._spent())

    def _spent(self) -> dict[tuple[str, str], int]:
        """What every wallet has spent on each day."""
        sums: dict[tuple[str, str], int] = {}
        for one in self.every.values():
            if one.state.status not in NOTHING_SPENT:
                wallet_id = one.state.of_wallet.sender.partition(":")[2]
                key = (wallet_id, day_of(one.state.at).isoformat())
                sums[key] = sums.get(key, 0) + one.state.amount
        return sums

    def _rows(self, db: Connection, balances: Mapping[str, int]) -> Iterator[str]:
        after = seen = 0
        while page := wallet_payments.every(db, after, PAGE):
            for row in page:
                seen += 1
                known = self.every.get(row["payment_id"])
                if known is None:
                    yield f"payment {row['payment_id']} is not in the log"
                    continue
                wrong = [name for name, value in _row(known, balances).items() if row[name] != value]
                if wrong:
                    yield f"payment {row['payment_id']}: {', '.join(f'{name} = {row[name]}' for name in wrong)}"
            after = page[-1]["position"]
        if seen != len(self.every):
            yield f"{seen} payments of wallets ≠ {len(self.every)} in the log"


def _row(one: Emerged, balances: Mapping[str, int]) -> dict[str, object]:
    """A payment's row as the log has it; what is held is what is on its ledger account."""
    began = one.state.of_wallet
    return {
        "position": one.position, "number": began.number, "way": began.way, "sender": began.sender,
        "recipient": began.recipient, "amount": began.amount, "currency": began.currency, "at": one.state.at,
        "changed": one.changed, "ended": one.ended, **wallet_payments.now(one.state),
        "held": balances.get(ledger.hold(began.payment_id), 0),
    }  # fmt: skip


def _wants_executor(state: Payment) -> bool:
    """What is accepted or held is somebody's work; what waits for its payer is the clock's."""
    return state.status is Status.AUTHORIZED or (
        state.status is Status.CREATED and not wallet_payment.is_waiting(state)
    )
