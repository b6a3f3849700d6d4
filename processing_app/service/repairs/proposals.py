"""Four eyes: an act about much money waits until another operator approves it, refuses it, or nobody does in time."""

import msgspec

from common.clock import Clock, moment
from common.database import Connection, Row
from common.errors import Rejected
from common.principal import Principal
from processing_app.core import repairing
from processing_app.core.intent import Intent
from processing_app.service.asks.repairs import (
    ApproveProposal,
    AskProposals,
    Proposal,
    Proposals,
    RefuseProposal,
    Repair,
    Repaired,
)
from processing_app.service.asks.tasks import Done
from processing_app.service.repairs.carrying import Carrying, repaired
from processing_app.service.repairs.operators import OWN, Operators
from processing_app.store import decisions, intents
from processing_app.store import repairs as rows

LIVES_MS = 24 * 3600 * 1000
"""How long a proposal waits."""
MOST = 1000


class FourEyes:
    """Proposals, from being made to their end."""

    def __init__(self, clock: Clock, carrying: Carrying, operators: Operators) -> None:
        """Everything is given."""
        self._clock = clock
        self._carrying = carrying
        self._operators = operators

    def propose(self, db: Connection, who: Principal, before: Intent, ask: Repair) -> Repaired:
        """Keep the act, over the intent as it is, until somebody else has looked. A unit of work."""
        now = self._clock.now_ms()
        kept = msgspec.structs.replace(ask, version=before.version)
        number = rows.propose(
            db, at=now, intent_id=before.id, version=before.version, amount=before.asked.amount,
            ask=msgspec.json.encode(kept), proposer=who.id,
        )  # fmt: skip
        self._decided(db, who, "proposed", before.id, ask.reason)
        return repaired(before, number)

    def proposals(self, db: Connection, who: Principal, ask: AskProposals) -> Proposals:
        """The newest first."""
        found = [self.shown(db, row) for row in rows.latest(db, max(0, min(ask.limit, MOST)))]
        return Proposals(proposals=[one for one in found if not ask.waiting or one.state == rows.WAITING])

    def approve_proposal(self, who: Principal, ask: ApproveProposal) -> Repaired:
        """Another operator agrees: the bank is asked once more, and it is done in his name for the proposer."""
        second = self._operators.admitted(who, ask.login, ask.password)
        kept = self._carrying.database.read(lambda db: self._demand(db, second, ask.id))
        agreed = self._carrying.ask_bank(msgspec.json.decode(kept["ask"], type=Repair))
        return self._carrying.database.write(lambda db: self._approved(db, second, ask.id, agreed), "approve-proposal")

    def refuse_proposal(self, db: Connection, who: Principal, ask: RefuseProposal) -> Done:
        """It will not be done."""
        if not ask.note.strip():
            raise Rejected("reason_required", "note")
        row = self._waiting(db, ask.id)
        self._end(db, who, row, rows.REFUSED, ask.note.strip()[:200])
        return Done()

    def shown(self, db: Connection, row: Row) -> Proposal:
        """One of them as people see it; `outdated` when the intent has changed since, so that it cannot be done."""
        ask = msgspec.json.decode(row["ask"], type=Repair)
        state = intents.look(db, row["intent_id"])
        late = row["state"] == rows.WAITING and self._is_late(row)
        return Proposal(
            id=row["id"], at=moment(row["at"]), until=moment(row["at"] + LIVES_MS), intent_id=row["intent_id"],
            act=ask.act.value, words=repairing.WORDS[ask.act], amount=row["amount"], reason=ask.reason,
            proposer=row["proposer"], state=rows.EXPIRED if late else row["state"], decided_by=row["decided_by"],
            decided_at=None if row["decided_at"] is None else moment(row["decided_at"]), note=row["note"],
            outdated=state is None or state.version != row["version"],
        )  # fmt: skip

    def _approved(self, db: Connection, second: Principal, proposal_id: int, agreed: Repair) -> Repaired:
        row = self._demand(db, second, proposal_id)
        self._end(db, second, row, rows.APPROVED, "")
        return self._carrying.do(db, second, agreed, by=row["proposer"], approved_by=second.id)

    def _demand(self, db: Connection, second: Principal, proposal_id: int) -> Row:
        """A waiting proposal of another operator, and a person who was there before it.

        The computer's own login is whoever sits there, who may be the proposer himself.
        """
        row = self._waiting(db, proposal_id)
        himself = second.id in (row["proposer"], OWN)
        if himself or self._operators.since(db, second.id) > row["at"]:
            raise Rejected("second_person_needed", second.id)
        return row

    def _waiting(self, db: Connection, proposal_id: int) -> Row:
        row = rows.proposal(db, proposal_id)
        if row is None or row["state"] != rows.WAITING or self._is_late(row):
            raise Rejected("proposal_over", str(proposal_id))
        return row

    def _is_late(self, row: Row) -> bool:
        return bool(row["at"] + LIVES_MS <= self._clock.now_ms())

    def _end(self, db: Connection, who: Principal, row: Row, state: str, note: str) -> None:
        rows.decide(db, row["id"], state, by=who.id, at=self._clock.now_ms(), note=note)
        self._decided(db, who, state, row["intent_id"], note)

    def _decided(self, db: Connection, who: Principal, kind: str, intent_id: str, why: str) -> None:
        decisions.add(
            db, at=self._clock.now_ms(), payment_id=intent_id, task_id=0, kind=f"repair_{kind}",
            principal=f"{who.kind}:{who.id}", reason=why,
        )  # fmt: skip
