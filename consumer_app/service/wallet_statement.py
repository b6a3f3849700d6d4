"""A wallet's statement and payments as its centre has them, page by page."""

import msgspec

from common.money import text
from common.principal import Principal
from common.protocol.wallets import doors, payments
from common.protocol.wallets.wallet import AskStatement, Statement, StatementLine
from consumer_app import messages
from consumer_app.service.means import Means
from consumer_app.service.wallet_showing import WAYS
from consumer_app.store.wallets import Wallet

PAGE = 200
SEARCHED = 2_000
"""Lines that a search looks through, the newest ones: ten questions at the most."""


class StatementService:
    """Nothing is kept here: the centre's wallet service has the balance after each line."""

    def __init__(self, means: Means) -> None:
        """Nothing is asked before it is wanted."""
        self._means = means

    def wallet_statement(self, who: Principal, ask: messages.AskWalletStatement) -> messages.WalletStatement:
        """A page, newest first. Lines are numbered from 1 without a gap, so that an offset is a line's number."""
        wallet, limit = self._means.wallet(ask.wallet), max(1, min(ask.limit, PAGE))
        offset = max(0, ask.offset)
        if ask.text.strip():
            return self._found(wallet, ask.text.strip().casefold(), offset, limit)
        newest = ask.newest
        if not newest and offset:
            top = self._page(wallet, 0, 1)
            newest = top.lines[0].line if top.lines else 0
        page = self._whole(wallet, max(1, newest - offset + 1) if newest else 0, limit)
        count = newest or (page.lines[0].line if page.lines else 0)
        lines = page.lines if offset < count else []
        return messages.WalletStatement(lines=lines, count=count, currency=page.currency, behind=page.behind)

    def wallet_payments(self, who: Principal, ask: messages.AskWalletPayments) -> messages.WalletPayments:
        """Own payments, those that were asked for elsewhere and charges by barcode, too."""
        wallet = self._means.wallet(ask.wallet)
        question = payments.AskPayments(before=ask.before, limit=max(1, min(ask.limit, PAGE)))
        got = self._means.centre(wallet).call(doors.OWN, question)
        return messages.WalletPayments(payments=got.payments, position=got.position, more=got.more)

    def _whole(self, wallet: Wallet, before: int, limit: int) -> Statement:
        """As many lines as were asked for, also where the centre gives fewer at once."""
        page = self._page(wallet, before, limit)
        lines = list(page.lines)
        while page.more and page.lines and len(lines) < limit:
            page = self._page(wallet, lines[-1].line, limit - len(lines))
            lines += page.lines
        return msgspec.structs.replace(page, lines=lines)

    def _page(self, wallet: Wallet, before: int, limit: int) -> Statement:
        page: Statement = self._means.centre(wallet).call(doors.STATEMENT, AskStatement(before=before, limit=limit))
        return page

    def _found(self, wallet: Wallet, wanted: str, offset: int, limit: int) -> messages.WalletStatement:
        """Those of the newest lines that hold the words."""
        page = self._page(wallet, 0, PAGE)
        looked, found = len(page.lines), [one for one in page.lines if _holds(one, wanted)]
        while page.more and page.lines and looked < SEARCHED:
            page = self._page(wallet, page.lines[-1].line, PAGE)
            looked += len(page.lines)
            found += [one for one in page.lines if _holds(one, wanted)]
        return messages.WalletStatement(
            lines=found[offset : offset + limit], count=len(found), currency=page.currency, behind=page.behind
        )


def _holds(line: StatementLine, wanted: str) -> bool:
    spelt = text(abs(line.amount)).replace("\u00a0", "")
    way = WAYS[line.way]
    return any(wanted in one.casefold() for one in (line.code, line.payment_id, line.with_whom, spelt, way.ru, way.en))
