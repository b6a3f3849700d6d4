"""What all questions of a centre or a subscriber share: whose contract it is, and the «no» that stays a «no».

A «no» under an id is final (DESIGN 8), so it is written down: a doubled request that arrives late, when the subscriber
is no longer blocked, gets the same «no» and not the money.
"""

from common import ids
from common.database import Connection
from common.errors import ContractFault, Rejected
from common.principal import Principal
from provider_app.core import payments as rules
from provider_app.core.payments import Booked
from provider_app.service.messages import Dialect
from provider_app.service.part import Part
from provider_app.store import contracts, subscribers, tasks
from provider_app.store import operations as store


class DealingPart(Part):
    """A part that others ask about money. Each caller sees its own ids only."""

    def booked(self, db: Connection, who: Principal, done: Booked) -> None:
        """What follows from a row that moved money: the balance, and news where somebody wants to hear of it."""
        subscribers.set_balance(db, done.account, done.balance)
        found = subscribers.find(db, done.account)
        if found is not None and found.news_url:
            tasks.put(db, str(done.id), done.account, now=done.at, trace=who.trace)
        self.log.quiet(f"payment {done.kind.value}", who.trace, code_of(done.payment_id))

    def contract_with(self, db: Connection, who: Principal, dialect: Dialect) -> contracts.Contract:
        """The caller's contract; it speaks one dialect, since an id of one means nothing in another."""
        found = contracts.find(db, int(who.id))
        if found is None or found.dialect != dialect.value:
            raise ContractFault("forbidden")
        return found

    def demand_in_force(self, contract: contracts.Contract) -> None:
        rules.demand_in_force(
            contract.id, blocked=contract.blocked, valid_until=contract.valid_until, now=self.clock.now_ms()
        )

    def refused(self, db: Connection, kind: str, who: Principal, operation_id: str, content: str) -> Rejected | None:
        said = store.refusal(db, kind, owner(who), operation_id)
        if said is None:
            return None
        rules.demand_same(said.content, content, operation_id)
        return Rejected(said.code, said.detail)

    def refuse(
        self, db: Connection, kind: str, who: Principal, operation_id: str, content: str, no: Rejected
    ) -> Rejected:
        said = store.Refusal(content, no.code, no.detail)
        store.refuse(db, kind, owner(who), operation_id, said, at=self.clock.now_ms(), trace=who.trace)
        return no


def owner(who: Principal) -> str:
    """Whose id it is: ids of different callers never meet."""
    return f"{who.kind}:{who.id}"


def code_of(payment_id: str) -> str:
    """The word people search a payment by; a stranger's id that is no UUID, and a number, are shown as they came."""
    return ids.payment_code(payment_id) if ids.is_uuid(payment_id) else payment_id
