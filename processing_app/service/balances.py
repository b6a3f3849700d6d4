"""The balance of a POS's account, for its shop and for whoever holds a token of the account."""

from common.database import Connection
from common.errors import ContractFault
from common.principal import Principal
from common.protocol.shop.accounts import AskBalance, Balance
from processing_app.core import ledger
from processing_app.service.domain import Domain
from processing_app.service.tokens import ACCOUNT, OF_ACCOUNT, SHOP
from processing_app.store import balances, intent_rows


class Balances:
    """Accounts of POS, as committed."""

    def __init__(self, domain: Domain) -> None:
        """Whose a POS is the domain says."""
        self._domain = domain

    def balance(self, db: Connection, who: Principal, ask: AskBalance) -> Balance:
        """ContractFault `not_found` alike of others' accounts and of none."""
        pos = self._domain.pos(db, ask.account_id)
        kind, mine = who.acts_as
        if kind == ACCOUNT:
            allowed = mine == pos.id and OF_ACCOUNT.format(pos.id) in who.scopes
        else:
            allowed = kind == SHOP and mine == pos.shop_id
        if not allowed:
            raise ContractFault("not_found")
        held = intent_rows.held_of(db, pos.id)
        return Balance(
            account_id=pos.id, currency=pos.currency, settlement=balances.snapshot(db, ledger.pos(pos.id)),
            refunds_held=held.refunds, chargebacks_held=held.chargebacks, authorized=held.authorized,
        )  # fmt: skip
