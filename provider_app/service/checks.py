"""Checks of numbers before a payment; each is a row with its result, apart from the books."""

from collections.abc import Callable

from common import fields
from common.database import Connection
from common.errors import ContractFault, OplataError, Rejected
from common.principal import Principal
from common.protocol.provider import AccountFound, CheckAccount
from provider_app.core import payments as rules
from provider_app.core.people import masked
from provider_app.service.dealings import DealingPart
from provider_app.service.messages import Dialect
from provider_app.store import contracts, subscribers, uses

FOUND = "found"
LONGEST_SHOWN = 200


class CheckPart(DealingPart):
    """Whether an account may be credited."""

    def check(self, who: Principal, ask: CheckAccount) -> AccountFound:
        """Whether an account exists and may be credited; every check is written down with its result."""
        return self.checked(who, ask, Dialect.JSON)

    def checked(self, who: Principal, ask: CheckAccount, dialect: Dialect, amount: int = 0) -> AccountFound:
        """A check in any dialect; `amount` is 0 where no sum is known yet."""

        def work(db: Connection) -> AccountFound | OplataError:
            contract = self.contract_with(db, who, dialect)
            outcome = _said(lambda: self._look(db, contract, ask, amount))
            result = outcome.code if isinstance(outcome, OplataError) else FOUND
            uses.add_check(
                db,
                contract.id,
                ask.payment_id[: rules.LONGEST_ID],
                ask.account[:LONGEST_SHOWN],
                result,
                at=self.clock.now_ms(),
                trace=who.trace,
            )
            return outcome

        return self.decided(work, "check")

    def _look(self, db: Connection, contract: contracts.Contract, ask: CheckAccount, amount: int) -> AccountFound:
        self.demand_in_force(contract)
        rules.demand_currency(ask.currency)
        if amount:
            rules.demand_amount(amount, minimum=contract.minimum, maximum=contract.maximum)
        fields.demand(contract.fields, ask.account, ask.fields)
        found = subscribers.find(db, ask.account)
        account = rules.payable(found and found.account, ask.account)
        assert found is not None
        return AccountFound(account=account.number, subscriber=masked(found.full_name), balance=account.balance)


def _said(question: Callable[[], AccountFound]) -> AccountFound | OplataError:
    try:
        return question()
    except (Rejected, ContractFault) as no:
        return no
