"""The one way in which an act of repair is done: judged, saved with its story, and its banks' tasks put in order."""

from collections.abc import Mapping
from typing import Any

import msgspec

from common import queue
from common.clock import Clock
from common.database import Connection, Database
from common.errors import ContractFault, Rejected
from common.principal import Principal
from common.queue import TaskState
from processing_app.core import intent
from processing_app.core.intent import Intent
from processing_app.core.repairing import Act
from processing_app.service.asks.repairs import Repair, Repaired
from processing_app.service.domain import Domain
from processing_app.service.intents.recording import ANEW, BANK, key, put_task, record, wake_worker
from processing_app.service.repairs import acting, bank_view
from processing_app.store import bank_tasks, decisions, intents

DECIDED = "repair_"
"""How the kinds of decisions begin that are written down of repair: repair_fail, repair_fulfil …"""


class Carrying:
    """Asks the bank first, outside of any unit of work; then does it all in one."""

    def __init__(self, database: Database, clock: Clock, domain: Domain, banks: Mapping[str, Any]) -> None:
        """`banks` are the adapters by their banks' ids."""
        self.database = database
        self.clock = clock
        self.banks = banks
        self._domain = domain

    def ask_bank(self, ask: Repair) -> Repair:
        """The act as the bank leaves it: whoever speaks in its name is not contradicted by it.

        Rejected `bank_says_otherwise`. Whether an authorized sum is captured, too, is the bank's word where it gives
        it. A bank that does not answer contradicts nobody.
        """
        if ask.act not in (Act.FULFIL, Act.FAIL):
            return ask
        state = self.database.read(lambda db: find(db, ask.intent_id))
        payment_id, operation = acting.aim(state, ask)
        if not payment_id:
            return ask
        _, seen = bank_view.look(self.banks, state, payment_id)
        if seen is None:
            return ask
        one = state.payment(payment_id)
        bank_view.demand_agreement(seen, one, operation, ask.act, ask.reference.strip())
        return msgspec.structs.replace(ask, captured=seen.captured == one.amount)

    def judge(self, db: Connection, ask: Repair) -> Intent:
        """The stopped intent as an act finds it, if the act could be done now; nothing is changed."""
        acting.demand_whole(ask)
        before = find(db, ask.intent_id)
        if ask.version and ask.version != before.version:
            raise Rejected("changed_meanwhile", before.id)
        acting.events(db, self._domain, before, ask, self.clock.now_ms(), "", "")
        return before

    def do(self, db: Connection, who: Principal, ask: Repair, *, by: str, approved_by: str = "") -> Repaired:
        """The act, in a unit of work. `who` does it: the proposer himself, or whoever approved it."""
        before = self.judge(db, ask)
        now = self.clock.now_ms()
        events = acting.events(db, self._domain, before, ask, now, by, approved_by)
        after = record(db, before, events, who, now)
        self._put_in_order(db, after, now, who.trace)
        decisions.add(
            db, at=now, payment_id=after.id, task_id=0, kind=f"{DECIDED}{ask.act.value}",
            principal=f"{who.kind}:{who.id}", reason=ask.reason,
        )  # fmt: skip
        return repaired(after)

    def _put_in_order(self, db: Connection, after: Intent, now: int, trace: str) -> None:
        """Tasks that were set aside go on where they are still wanted, and end where they are not.

        Who waits for a moment that is still to come is woken by the clock.
        """
        for name, payment in after.payments.items():
            wanted = set(intent.wanted(payment))
            for task in bank_tasks.of_payment(db, key(after.id, name)):
                operation = task.kind.removeprefix(BANK)
                if operation not in wanted:
                    queue.close(db, task.id)
                elif task.state is TaskState.DEAD:
                    queue.revive(db, task, due=now)
                wanted.discard(operation)
            for operation in sorted(wanted - payment.steps.keys()):
                put_task(db, after, name, operation, now, trace)
        wake_worker(db, ANEW)


def find(db: Connection, intent_id: str) -> Intent:
    """A shop's intent, stopped or not; ContractFault `not_found`."""
    state = intents.look(db, intent_id)
    if state is None:
        raise ContractFault("not_found")
    return state


def repaired(state: Intent, proposal_id: int = 0) -> Repaired:
    """What is told of an act that was done, or proposed."""
    status = state.status.value if state.status else ""
    return Repaired(intent_id=state.id, status=status, version=state.version, proposal_id=proposal_id)
