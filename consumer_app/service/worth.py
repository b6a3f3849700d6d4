"""What a contract is worth: what happened under it, what it cost this month, how to top it up."""

from common.clock import milliseconds, moment
from common.database import Connection
from common.errors import Rejected
from common.principal import Principal
from common.protocol.consumer import NewsKind
from common.protocol.invoice import Invoice, invoice_text
from consumer_app import messages
from consumer_app.core import UseState
from consumer_app.service.means import Means
from consumer_app.service.showing import news_shown, use_shown
from consumer_app.store import history as store
from consumer_app.store import news, uses
from consumer_app.store.contracts import Contract

PAGE = 500
POINTS = 60
SIGNS = {NewsKind.CREDITED: 1, NewsKind.REVERSED: -1}
"""Which way a piece of news moves the balance; the others tell of it without moving it."""


class WorthService:
    """Reads what uses and news left behind."""

    def __init__(self, means: Means) -> None:
        """Nothing is read before it is asked for."""
        self._means = means

    def history(self, db: Connection, who: Principal, ask: messages.AskHistory) -> messages.History:
        """A page of uses and news, newest first."""
        contract = self._contract(ask.contract)
        page = store.page(db, contract.id, max(0, ask.offset), max(1, min(ask.limit, PAGE)))
        rows = [
            _from_use(db, contract, one) if kind == store.USE else _from_news(db, contract, one) for kind, one in page
        ]
        return messages.History(rows=rows, count=store.size(db, contract.id))

    def contract_summary(self, db: Connection, who: Principal, ask: messages.AskSummary) -> messages.ContractSummary:
        """Sums of a period, and the balances that were heard of."""
        contract = self._contract(ask.contract)
        since, until = milliseconds(ask.since), milliseconds(ask.until)
        spent, count = uses.spent(db, contract.id, since, until)
        heard = [news_shown(row) for row in news.between(db, contract.id, since, until)]
        return messages.ContractSummary(
            spent=spent,
            uses=count,
            unknown=uses.open_ones(db, contract.id),
            credited=sum(SIGNS.get(one.kind, 0) * (one.amount or 0) for one in heard),
            currency=contract.currency,
            points=_points(db, contract),
        )

    def top_up_code(self, db: Connection, who: Principal, ask: messages.AskTopUp) -> messages.TopUpCode:
        """The text of the code that a terminal's scanner reads."""
        contract = self._means.contract(ask.contract)
        invoice = Invoice(
            account=contract.number,
            provider=contract.issuer,
            name=contract.name.ru,
            amount=ask.amount,
            currency=contract.currency,
        )
        return messages.TopUpCode(text=invoice_text(invoice), amount=ask.amount, currency=contract.currency)

    def _contract(self, word: str) -> Contract:
        """A deleted contract's history can still be read, by its id."""
        try:
            return self._means.contract(word)
        except Rejected:
            return self._means.contract(word, deleted=True)


def _from_use(db: Connection, contract: Contract, use_id: str) -> messages.HistoryRow:
    found = uses.find(db, use_id)
    assert found is not None, use_id
    use = use_shown(found, contract)
    return messages.HistoryRow(
        id=use_id,
        at=use.made_at,
        amount=-use.cost if use.state is UseState.DONE and use.cost is not None else None,
        balance=use.balance,
        currency=use.currency,
        use=use,
    )


def _from_news(db: Connection, contract: Contract, news_id: str) -> messages.HistoryRow:
    found = news.find(db, contract.id, news_id)
    assert found is not None, news_id
    heard = news_shown(found)
    sign = SIGNS.get(heard.kind)
    return messages.HistoryRow(
        id=news_id,
        at=heard.heard_at,
        amount=sign * heard.amount if sign is not None and heard.amount is not None else None,
        balance=heard.balance,
        currency=heard.currency,
        news=heard,
    )


def _points(db: Connection, contract: Contract) -> list[messages.BalancePoint]:
    """The latest balances in the order of their moments."""
    known = [(moment(at), balance) for at, balance in uses.balances(db, contract.id, POINTS)]
    for row in news.newest(db, contract.id, POINTS):
        heard = news_shown(row)
        if heard.balance is not None:
            known.append((heard.at, heard.balance))
    known.sort(key=lambda point: point[0])
    return [messages.BalancePoint(at=at, balance=balance) for at, balance in known[-POINTS:]]
