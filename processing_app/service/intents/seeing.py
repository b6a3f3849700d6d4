"""Who may see an intent: its shop all of it, its payer's token what its scopes say. To others it does not exist."""

from common.database import Connection, Row
from common.errors import Broken, ContractFault
from common.principal import Principal
from processing_app.store import intent_rows

SHOP, PAYER = "shop", "intent"
READ = "paymentIntents.{}:read"
READ_PAYMENTS = "paymentIntents.{}.payments:read"
WRITE_PAYMENTS = "paymentIntents.{}.payments:write"


def seen(db: Connection, who: Principal, intent_id: str, scope: str = READ) -> Row:
    """The row of an intent that this principal may see; ContractFault `not_found` alike for foreign and unknown.

    Broken `intent_stopped` when nothing moves any more.
    """
    row = intent_rows.one(db, intent_id)
    if row is None:
        raise ContractFault("not_found")
    demand(who, intent_id, row["shop_id"], scope)
    if row["stopped"]:
        raise Broken("intent_stopped", intent_id)
    return row


def demand(who: Principal, intent_id: str, shop_id: str, scope: str = READ) -> None:
    """Refuse whoever may not see this intent, or may not do this with it.

    ContractFault: `not_found` of an intent of others, `forbidden` where a token's scopes lack one.
    """
    kind, mine = who.acts_as
    if kind == SHOP and mine == shop_id:
        return
    if kind == PAYER and mine == intent_id:
        if scope.format(intent_id) not in who.scopes:
            raise ContractFault("forbidden")
        return
    raise ContractFault("not_found")
