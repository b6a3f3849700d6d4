"""Shops' intents as the log makes them: to be compared with what is stored of them, or stored instead of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from common.database import Connection, Row
from processing_app.core import attempt, chargeback, intent, ledger, refund
from processing_app.core.intent import Intent, IntentStatus
from processing_app.core.intent_events import IntentCreated
from processing_app.core.payment import Payment
from processing_app.service.intents.recording import BANK, key
from processing_app.store import domain_pos, intent_rows, intents, kiosk_codes
from processing_app.store.log import Stored

PAGE = 1000
Tasks = Mapping[str, set[str]]
"""The kinds of tasks that there are about each key."""


@dataclass(slots=True)
class Emerged:
    """An intent; where it and each of its attempts began, and when they changed last."""

    position: int
    state: Intent = intent.NEW
    changed: int = 0
    attempts: dict[str, tuple[int, int]] = field(default_factory=dict)

    def add(self, stored: Stored) -> None:
        """One more of its events; Broken `invalid_transition` when it cannot follow."""
        self.state = intent.evolve(self.state, stored.event, stored.at)
        self.changed = stored.at
        name = getattr(stored.event, "payment_id", "")
        if name:
            position, _ = self.attempts.get(name, (stored.position, 0))
            self.attempts[name] = (position, stored.at)


class Intents:
    """All of them; `snapshots` are compared with the state at their version, as it comes by."""

    def __init__(self, snapshots: Mapping[str, tuple[int, bytes]]) -> None:
        """Nothing has happened."""
        self.every: dict[str, Emerged] = {}
        self.wrong: list[str] = []
        self._snapshots = dict(snapshots)

    def add(self, stored: Stored) -> bool:
        """One more event; False of a stream that is no shop's intent."""
        intent_id = stored.stream.partition("/")[2]
        found = self.every.get(intent_id)
        if found is None:
            if not isinstance(stored.event, IntentCreated):
                return False
            found = self.every[intent_id] = Emerged(stored.position)
        found.add(stored)
        kept = self._snapshots.get(intent_id)
        if kept is not None and kept[0] == stored.version:
            del self._snapshots[intent_id]
            if intents.encoded(found.state) != kept[1]:
                self.wrong.append(f"snapshot of intent {intent_id}")
        return True

    def differences(self, db: Connection, balances: Mapping[str, int], tasks: Tasks) -> Iterator[str]:
        """What is stored otherwise than the log makes it, and what nobody works on and nothing wakes."""
        yield from self.wrong
        yield from (f"snapshot of intent {name}, which is not in the log" for name in self._snapshots)
        yield from self._rows(db, tasks)
        yield from self._payment_rows(db, balances)
        stored, given = kiosk_codes.every(db), self._codes()
        yield from (f"kiosk code {code}" for code, _ in stored.items() ^ given.items())
        for one in self.every.values():
            yield from _forgotten(one.state, tasks)

    def known(self, task_key: str) -> bool:
        """Whether a task may be about this."""
        intent_id, _, payment_id = task_key.rpartition(".")
        return intent_id in self.every and payment_id in self.every[intent_id].attempts

    def rebuild(self, db: Connection) -> None:
        """Make rows and snapshots again. A unit of work."""
        intents.clear(db)
        kiosk_codes.rewrite(db, self._codes())
        for one in self.every.values():
            intents.put(db, one.state, one.position, one.changed, shop_id=_shop(db, one.state))
            for name, (position, changed) in one.attempts.items():
                intents.put_payment(db, one.state, name, position, changed)
            if one.state.version >= intents.EVERY:
                intents.take(db, one.state)

    def _codes(self) -> dict[str, str]:
        """Every code that was given out, by which kiosks find their orders for ever."""
        return {one.state.kiosk_code: name for name, one in self.every.items() if one.state.kiosk_code}

    def _rows(self, db: Connection, tasks: Tasks) -> Iterator[str]:
        after = seen = 0
        while page := intent_rows.every(db, after, PAGE):
            for row in page:
                seen += 1
                known = self.every.get(row["intent_id"])
                if known is None:
                    yield f"intent {row['intent_id']} is not in the log"
                else:
                    yield from _different(f"intent {row['intent_id']}", row, _intent_row(db, known, row, tasks))
            after = page[-1]["position"]
        if seen != len(self.every):
            yield f"{seen} intents ≠ {len(self.every)} in the log"

    def _payment_rows(self, db: Connection, balances: Mapping[str, int]) -> Iterator[str]:
        after = seen = 0
        while page := intent_rows.every_payment(db, after, PAGE):
            for row in page:
                seen += 1
                name, known = key(row["intent_id"], str(row["n"])), self.every.get(row["intent_id"])
                if known is None or str(row["n"]) not in known.attempts:
                    yield f"payment {name} is not in the log"
                else:
                    yield from _different(f"payment {name}", row, _payment_row(known, str(row["n"]), balances))
            after = page[-1]["position"]
        number = sum(len(one.attempts) for one in self.every.values())
        if seen != number:
            yield f"{seen} payments of intents ≠ {number} in the log"


def _different(what: str, row: Row, expected: Mapping[str, object]) -> Iterator[str]:
    wrong = [name for name, value in expected.items() if row[name] != value]
    if wrong:
        yield f"{what}: {', '.join(f'{name} = {row[name]}' for name in wrong)}"


def _intent_row(db: Connection, one: Emerged, row: Row, tasks: Tasks) -> dict[str, object]:
    """An intent's row as the log has it; a bank that is being asked may have put off when it is woken."""
    state, made = one.state, one.state.asked
    expected: dict[str, object] = {
        "position": one.position, "pos_id": made.pos_id, "shop_id": _shop(db, state), "product": made.product,
        "amount": made.amount, "currency": made.currency, "external_id": made.external_id, "at": state.at,
        "due": made.due_at, "changed": one.changed, **intents.now(state),
    }  # fmt: skip
    put_off = [intent.wake_at(state, asked) for asked in _being_asked(state, tasks)]
    if row["wake_at"] in put_off:
        expected["wake_at"] = row["wake_at"]
    return expected


def _being_asked(state: Intent, tasks: Tasks) -> list[int]:
    """When banks were to be asked that tasks ask now."""
    return [
        step.ask_at
        for name, one in state.payments.items()
        for operation, step in one.steps.items()
        if BANK + operation in tasks.get(key(state.id, name), ())
    ]


def _payment_row(one: Emerged, name: str, balances: Mapping[str, int]) -> dict[str, object]:
    """An attempt's row as the log has it: its holds are what is on their ledger accounts."""
    payment, (position, changed) = one.state.payments[name], one.attempts[name]
    started = payment.attempt
    return {
        "position": position, "external_id": started.external_id, "means": started.means, "bank": started.bank,
        "amount": started.amount, "currency": started.currency, "at": payment.at, "changed": changed,
        **intents.payment_now(one.state, name), **_holds(one.state.id, name, payment, balances),
    }  # fmt: skip


def _holds(intent_id: str, name: str, payment: Payment, balances: Mapping[str, int]) -> dict[str, int]:
    refunds = [ledger.refund_hold(refund.refund_bank_id(intent_id, name, each)) for each in payment.refunds]
    disputes = [
        ledger.chargeback_hold(chargeback.chargeback_bank_id(intent_id, name, each)) for each in payment.chargebacks
    ]
    return {
        "held": balances.get(ledger.hold(attempt.bank_id(intent_id, name)), 0),
        "refund_held": sum(balances.get(account, 0) for account in refunds),
        "chargeback_held": sum(balances.get(account, 0) for account in disputes),
    }


def _forgotten(state: Intent, tasks: Tasks) -> Iterator[str]:
    """What is held, or waited for, is somebody's work: a task's, the clock's, or a person's where all is stopped."""
    if state.stopped:
        return
    for name, one in state.payments.items():
        wanted, about = intent.wanted(one), tasks.get(key(state.id, name), ())
        for operation in wanted:
            if BANK + operation not in about and operation not in one.steps:
                yield f"nobody asks the bank to {operation} payment {key(state.id, name)}"
        if one.held and not wanted and not intent.waits_for_hold(one):
            yield f"payment {key(state.id, name)} is held, and nobody works on it"
    if state.status is IntentStatus.UNPAID and not state.open_id and not intent.wake_at(state):
        yield f"nothing wakes intent {state.id}"


def _shop(db: Connection, state: Intent) -> str:
    return domain_pos.pos(db, state.asked.pos_id, state.asked.domain_revision).shop_id
