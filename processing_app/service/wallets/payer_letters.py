"""A letter for each payment out of a wallet that has an e-mail: a thief of its login cannot keep it from arriving."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from common.clock import Clock
from common.database import Connection, Database
from common.words import Language, Words
from processing_app.core.events import PaymentCaptured
from processing_app.core.wallet_events import WalletPaymentStarted
from processing_app.service.following import Follower
from processing_app.service.wallets.notice_words import WALLET, money, tellings
from processing_app.store import behind, wallets

NAME = "wallet-letters"
AT_ONCE = 500
SKIPPED = 1_000
"""While no wallet has an e-mail, nothing is read; from so far behind the position is moved on."""
OLDEST_MS = 24 * 3600 * 1000
SUBJECT = Words("Из кошелька ушло {sum}", "{sum} left the wallet")
NOT_YOU = Words(
    "Если это были не вы, позвоните в процессинговый центр и попросите закрыть кошелёк.",
    "If it was not you, call the processing centre and ask to block the wallet.",
)
WHY = Words(
    "Вы получили его, потому что этот адрес записан за кошельком. Отвечать на него не нужно.",
    "You received it because this address belongs to the wallet. There is no need to answer.",
)
Write = Callable[[Connection, str, Language, Words, Sequence[Words], Words], bool]
"""(db, address, language, subject, lines, why): puts a letter, unless that is no address."""


class Paid(NamedTuple):
    """A payment that left a wallet."""

    wallet_id: str
    began: WalletPaymentStarted


class PayerLetters:
    """Follows the log while any wallet has an e-mail. A simulation calls `turn` itself."""

    def __init__(self, database: Database, clock: Clock, language: Language) -> None:
        """Letters are put where `write` says; before that nothing is read."""
        self._clock = clock
        self._language = language
        self._began = behind.BeginningsOf(WalletPaymentStarted)
        self._follower = Follower(database, NAME, self._look, self._keep)
        self.write: Write | None = None

    def turn(self) -> bool:
        """Put letters for what was committed since; whether there may be more at once."""
        return self.write is not None and self._follower.turn() == AT_ONCE

    def _look(self, db: Connection, before: str) -> tuple[behind.Page, list[Paid]]:
        if not wallets.any_email(db):
            last = behind.last(db)
            return behind.Page([], str(last) if last - int(before or 0) >= SKIPPED else before), []
        page = behind.read(db, before, AT_ONCE)
        since = self._clock.now_ms() - OLDEST_MS
        found = []
        for stored in page.events:
            if isinstance(stored.event, PaymentCaptured) and stored.at >= since:
                began = self._began.of(db, stored)
                if began is not None:
                    found.append(Paid(began.sender.removeprefix(WALLET), began))
        return page, found

    def _keep(self, db: Connection, paid: list[Paid]) -> None:
        """The letters and the position in one commit."""
        assert self.write is not None
        for one in paid:
            row = wallets.wallet(db, one.wallet_id)
            if row is not None and row["email"]:
                began = one.began
                done = PaymentCaptured(payment_id=began.payment_id, reference="")
                sums = money(began.amount, began.currency)
                subject = Words(SUBJECT.ru.format(sum=sums.ru), SUBJECT.en.format(sum=sums.en))
                lines = [tellings(done, began)[0].words, NOT_YOU]
                self.write(db, row["email"], self._language, subject, lines, WHY)
