"""Contracts, uses and news as people are shown them, from what is kept and what was heard."""

import msgspec

from common import ids
from common.clock import moment
from common.database import Row
from common.edition import edition
from common.protocol.consumer import Notify
from common.words import Words
from consumer_app import messages
from consumer_app.service.means import Means
from consumer_app.service.reached import Exchanged
from consumer_app.store.contracts import Contract
from consumer_app.store.uses import UseRow


def contract_shown(
    means: Means, contract: Contract, address: tuple[str, str] | None, balance: tuple[int, int] | None
) -> messages.ContractShown:
    """A contract; `address` is what its provider was told of us and what was in the way, `balance` and its moment."""
    url, code = address or ("", "")
    told = "told" if url == means.url else "waiting"
    known = means.reached.known.get(contract.id)
    return messages.ContractShown(
        id=contract.id,
        name=contract.name,
        number=contract.number,
        url=contract.url,
        dialect=contract.dialect,
        login=contract.login,
        currency=contract.currency,
        services=contract.services,
        posting=contract.posting,
        deleted=contract.deleted_at is not None,
        edited_at=moment(contract.edited_at),
        news=code or told,
        balance=balance[0] if balance is not None else None,
        balance_at=moment(balance[1]) if balance is not None else None,
        title=contract.title,
        issuer=contract.issuer,
        subscriber=known.full_name if known is not None else "",
        tariff=known.tariff if known is not None else None,
        blocked=known is not None and known.blocked,
        reach=reach_shown(means.reached.last.get(contract.id)),
        edition=edition_of(contract),
    )


def edition_of(contract: Contract) -> str:
    """What an edit may change; the services are the provider's word."""
    return edition(contract.name, contract.number, contract.url, contract.login, contract.posting, contract.title)


def reach_shown(last: Exchanged | None) -> messages.Reach | None:
    """The last exchange, if there was one."""
    if last is None:
        return None
    return messages.Reach(at=moment(last.at), ms=last.ms, code=last.code, words=last.words)


def use_shown(use: UseRow, contract: Contract | None, *, repeated: bool = False) -> messages.UseKnown:
    """A use; its service is named as the contract names it today, by its code where the contract does no more."""
    services = contract.services if contract is not None else []
    service = next((one for one in services if one.code == use.service), None)
    return messages.UseKnown(
        use_id=use.use_id,
        contract=use.contract,
        number=use.number,
        service=use.service,
        quantity=use.quantity,
        state=use.state,
        made_at=moment(use.made_at),
        attempts=use.attempts,
        code=use.code,
        words=Words(use.ru, use.en) if use.ru else None,
        cost=use.cost,
        balance=use.balance,
        currency=use.currency,
        label=service.label if service is not None else None,
        unit=service.unit if service is not None else None,
        trace=ids.payment_code(use.use_id),
        repeated=repeated,
    )


def news_shown(row: Row) -> messages.NewsHeard:
    """A piece of news as people see it."""
    told = msgspec.json.decode(row["body"], type=Notify)
    return messages.NewsHeard(
        contract=row["contract"],
        news_id=told.news_id,
        kind=told.kind,
        at=told.at,
        heard_at=moment(row["heard_at"]),
        text=told.text,
        amount=told.amount,
        balance=told.balance,
        currency=told.currency,
    )
