"""The simulated bank's accounts: a transfer once per payment's id, durable in bank.db before it is answered."""

from hashlib import blake2b

from common.clock import Clock
from common.database import Connection, Database
from common.errors import Broken, Unavailable
from processing_app.bank.accounts import Outcome, Told
from processing_app.bank.simulated import store_accounts as store
from processing_app.bank.simulated.account_moods import AccountMood, AccountSet
from processing_app.bank.simulated.store_accounts import Transfer

CLOSED = "account_closed"
"""The bank's word for an account that takes nothing."""
LEAST_PAUSE_MS = 1_000
DIGITS = 12


class SimulatedAccounts:
    """The accounts of one bank. `told` hears of outcomes unasked, where an account's mood is to answer twice."""

    def __init__(self, name: str, database: Database, clock: Clock) -> None:
        """`database` is bank.db, which the simulated banks share."""
        self.name = name
        self.told: Told = lambda payment_id, outcome: None
        self._database = database
        self._clock = clock

    def set_mood(self, account: str, mood: AccountSet) -> None:
        """An account behaves like this from now on; all without a mood of their own, when it is empty."""
        self._database.write(lambda db: store.set_mood(db, self.name, account, mood), "account mood")

    def pay(self, payment_id: str, account: str, amount: int, currency: str) -> Outcome:
        """Put a sum on an account, or say what became of it before; Broken when the id was another transfer's."""

        def paid(db: Connection) -> tuple[AccountMood, Outcome]:
            mood = self._mood(db, account)
            if mood.mood is AccountMood.SILENT:
                return mood.mood, Outcome("unknown", 0)
            found = store.find(db, payment_id) or self._add(db, payment_id, account, amount, currency, mood)
            if (found.account, found.amount, found.currency) != (account, amount, currency):
                raise Broken("payment_id_reused", payment_id)
            return mood.mood, _outcome(self._decided(db, found))

        mood, outcome = self._database.write(paid, "transfer")
        if mood is AccountMood.LOST:
            raise Unavailable("no_answer", "lost")
        return self._said(payment_id, mood, outcome)

    def status(self, payment_id: str) -> Outcome:
        """What it knows of a transfer."""

        def looked(db: Connection) -> tuple[AccountMood, Outcome]:
            found = store.find(db, payment_id)
            mood = self._mood(db, found.account if found is not None else store.EVERY_ACCOUNT)
            if found is None:
                return mood.mood, Outcome("unknown", 0)
            return mood.mood, _outcome(self._decided(db, found))

        return self._said(payment_id, *self._database.write(looked, "transfer status"))

    def _said(self, payment_id: str, mood: AccountMood, outcome: Outcome) -> Outcome:
        """What becomes of a good answer on its way."""
        if mood is AccountMood.SILENT:
            raise Unavailable("no_answer", self.name)
        if mood is AccountMood.GARBAGE:
            raise ValueError("<html>502 Bad Gateway</html>")
        if mood is AccountMood.TWICE and outcome.verdict in ("done", "refused"):
            self.told(payment_id, outcome)
        return outcome

    def _mood(self, db: Connection, account: str) -> AccountSet:
        whose, mood = store.mood(db, self.name, account)
        if mood.times:
            store.set_mood(db, self.name, whose, mood.after_one())
        return mood

    def _add(
        self, db: Connection, payment_id: str, account: str, amount: int, currency: str, mood: AccountSet
    ) -> Transfer:
        now = self._clock.now_ms()
        verdict, reference, reason, due = "done", reference_of(payment_id), "", 0
        if mood.mood is AccountMood.REFUSES:
            verdict, reference, reason = "refused", "", CLOSED
        elif mood.mood is AccountMood.SLOW:
            verdict, reference, due = "pending", "", now + max(mood.pause_ms, LEAST_PAUSE_MS)
        return store.add(
            db, self.name, payment_id, account, amount, currency, verdict, reference, reason, now, due
        )  # fmt: skip

    def _decided(self, db: Connection, transfer: Transfer) -> Transfer:
        if transfer.verdict != "pending" or self._clock.now_ms() < transfer.due:
            return transfer
        return store.decide(db, transfer, "done", reference_of(transfer.payment))


def reference_of(payment_id: str) -> str:
    """The bank's number of a transfer: the same for the same payment."""
    digest = blake2b(f"transfer:{payment_id}".encode(), digest_size=8).digest()
    return f"{int.from_bytes(digest, 'big') % 10**DIGITS:0{DIGITS}d}"


def _outcome(transfer: Transfer) -> Outcome:
    verdict = transfer.verdict
    assert verdict in ("done", "refused", "pending"), verdict
    return Outcome(verdict, transfer.amount, transfer.reference, transfer.reason)  # type: ignore[arg-type]
