"""The wallet service: its own balance and statement of every wallet, made behind the log (seed 001).

What a page of events does to wallets and the position in the log are one commit: after a crash it reads on from there,
and nothing is taken twice or left out. It never asks the ledger, so that the two can be compared.
"""

from collections.abc import Iterator

from common import ids
from common.clock import milliseconds, moment
from common.database import Connection, Database, Row
from common.principal import Principal
from common.protocol.wallets.wallet import AskStatement, Statement, StatementLine
from processing_app.core import ledger
from processing_app.core.events import PaymentCancelled
from processing_app.core.wallet_events import WalletPaymentStarted, WalletToppedUp, WalletTopUpReversed
from processing_app.service.asks.wallets import AskWalletStatement
from processing_app.service.following import Follower, Look
from processing_app.service.wallets.accounts import known_wallet
from processing_app.store import behind, log, wallet_book, wallets
from processing_app.store.wallet_book import Movement

NAME = "wallet book"
AT_ONCE = 1_000
PAGE = 200
LAST = 1 << 62


class Book:
    """Follows the log, and answers from what it has made of it."""

    def __init__(self, database: Database) -> None:
        """Where it is stands in the database."""
        self._follower = Follower(database, NAME, _reading(behind.BeginningsOf(WalletPaymentStarted)), wallet_book.add)

    def turn(self) -> bool:
        """Enter what was committed since; whether there may be more at once."""
        return self._follower.turn() == AT_ONCE

    def statement(self, db: Connection, who: Principal, ask: AskStatement) -> Statement:
        """A page of the asker's own statement."""
        contract = wallets.wallet(db, who.id)
        assert contract is not None
        return self._page(db, contract, ask)

    def wallet_statement(self, db: Connection, who: Principal, ask: AskWalletStatement) -> Statement:
        """A page of anybody's, for the operator; Rejected `unknown_wallet`."""
        contract = known_wallet(db, ask.number)
        return self._page(db, contract, AskStatement(before=ask.before, limit=ask.limit))

    def _page(self, db: Connection, contract: Row, ask: AskStatement) -> Statement:
        wallet_id, limit = contract["wallet_id"], max(1, min(ask.limit, PAGE))
        since = milliseconds(ask.since) if ask.since else 0
        until = milliseconds(ask.until) if ask.until else LAST
        found = wallet_book.page(db, wallet_id, before=ask.before, since=since, until=until, limit=limit + 1)
        return Statement(
            lines=[
                StatementLine(
                    line=row["line"], payment_id=row["payment_id"], code=ids.payment_code(row["payment_id"]),
                    at=moment(row["at"]), way=row["way"], amount=row["amount"], balance=row["balance"],
                    with_whom=row["with_whom"], returned=bool(row["returned"]),
                )
                for row in found[:limit]
            ],
            balance=wallet_book.balance(db, wallet_id)[0], currency=contract["currency"], more=len(found) > limit,
            behind=self._follower.behind(db),
        )  # fmt: skip

    def rebuild(self, db: Connection) -> None:
        """Drop it and read the log from the beginning. A unit of work."""
        wallet_book.clear(db)
        self._follower.rebuild(db, _reading(behind.BeginningsOf(WalletPaymentStarted)))

    def behind(self, db: Connection) -> int:
        """How many events it has yet to read."""
        return self._follower.behind(db)


def _reading(began: behind.BeginningsOf[WalletPaymentStarted]) -> Look[list[Movement]]:
    def look(db: Connection, after: str) -> tuple[behind.Page, list[Movement]]:
        page = behind.read(db, after, AT_ONCE)
        return page, [one for stored in page.events for one in moved(db, stored, began)]

    return look


def moved(db: Connection, stored: log.Stored, began: behind.BeginningsOf[WalletPaymentStarted]) -> Iterator[Movement]:
    """What an event does to wallets; nothing, of most."""
    changes: dict[str, int] = {}
    for posting in stored.event.postings:
        for account, amount in ((posting.source, -posting.amount), (posting.destination, posting.amount)):
            if account.startswith(ledger.WALLET):
                changes[account] = changes.get(account, 0) + amount
    if not changes:
        return
    way, payment_id, sender, recipient = _what(db, stored, began)
    for account, amount in changes.items():
        if amount:
            wallet_id = account.split(":")[1]
            returned = isinstance(stored.event, PaymentCancelled)
            whom = recipient if amount < 0 or returned else sender
            yield Movement(wallet_id, stored.position, payment_id, stored.at, way, amount, whom, returned)


def _what(
    db: Connection, stored: log.Stored, began: behind.BeginningsOf[WalletPaymentStarted]
) -> tuple[str, str, str, str]:
    """Way, payment, the names of its sender and its recipient; a kiosk has none."""
    event = stored.event
    if isinstance(event, WalletToppedUp):
        return "top_up", event.payment_id, "", ""
    if isinstance(event, WalletTopUpReversed):
        return "top_up_reversed", event.payment_id, "", ""
    beginning = began.of(db, stored)
    assert beginning is not None, stored.stream
    return beginning.way, beginning.payment_id, beginning.sender_name, beginning.recipient_name
