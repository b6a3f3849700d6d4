"""Notices are made behind the log: what an event means to the sides of a wallet's payment, written down once."""

from typing import NamedTuple, TypeGuard

import msgspec

from common.clock import Clock, moment
from common.database import Connection, Database, Row
from common.protocol.consumer import Notify
from processing_app.core.events import Event, PaymentCancelled, PaymentCaptured
from processing_app.core.intent_events import PaymentFailed
from processing_app.core.wallet_events import WalletPaymentStarted, WalletToppedUp, WalletTopUpReversed
from processing_app.service.following import Follower
from processing_app.service.wallets.notice_words import Telling, asked, tellings
from processing_app.store import behind, log
from processing_app.store import notices as rows

NAME = "notices"
AT_ONCE = 500
KEPT_MS = 90 * 24 * 3600 * 1000
"""How long a notice that arrived, or was dropped, can be looked at; the payment itself stays for ever."""
FORGOTTEN_AT_ONCE, SWEEP_MS = 1_000, 60_000
OF_TOP_UPS = (WalletToppedUp, WalletTopUpReversed)
TOLD: tuple[type[Event], ...] = (PaymentCaptured, PaymentFailed, PaymentCancelled, *OF_TOP_UPS)


class Note(NamedTuple):
    """What a side will be told of the event at a position."""

    telling: Telling
    position: int
    at: int
    trace: str


class Noting:
    """Follows the log while anybody wants notices. A simulation calls `turn` itself."""

    def __init__(self, database: Database, clock: Clock, uid: str) -> None:
        """`uid` is this centre's: a part of every notice's id."""
        self._clock = clock
        self._uid = uid
        self._swept = 0
        self._began = behind.BeginningsOf(WalletPaymentStarted)
        self._follower = Follower(database, NAME, self._look, self._keep)

    def turn(self) -> bool:
        """Write down what was committed since; whether there was something."""
        return self._follower.turn() > 0

    def _look(self, db: Connection, before: str) -> tuple[behind.Page, list[Note]]:
        """Without a receiver nothing is read: a new one is told of what comes after it."""
        since = rows.since(db)
        if since is None:
            return behind.Page([], before), []
        page = behind.read(db, behind.at_least(before, since), AT_ONCE)
        notes = [
            Note(telling, stored.position, stored.at, stored.trace)
            for stored in page.events
            for telling in told(db, stored, self._began)
            if _wants(rows.receiver(db, telling.receiver), stored.position)
        ]
        return page, notes

    def _keep(self, db: Connection, notes: list[Note]) -> None:
        """Each under its receiver's next number; a repeat is told by the event's position in the log."""
        now = self._clock.now_ms()
        if not 0 <= now - self._swept < SWEEP_MS:
            self._swept = now
            rows.forget(db, now - KEPT_MS, FORGOTTEN_AT_ONCE)
        for note in notes:
            row = rows.receiver(db, note.telling.receiver)
            if _wants(row, note.position):
                news = self._news(note, row["sequence"] + 1)
                rows.note(
                    db, row, position=note.position, now=now, body=msgspec.json.encode(news),
                    payment_id=note.telling.payment_id, trace=note.trace, kind=note.telling.kind.value,
                )  # fmt: skip

    def _news(self, note: Note, sequence: int) -> Notify:
        telling = note.telling
        number = telling.receiver.partition(":")[2]
        return Notify(
            news_id=f"{self._uid}-{telling.receiver.replace(':', '-')}-{sequence}", kind=telling.kind, number=number,
            at=moment(note.at), text=telling.words, amount=telling.amount, currency=telling.currency,
            payment_id=telling.payment_id, sequence=sequence,
        )  # fmt: skip


def _wants(row: Row | None, position: int) -> TypeGuard[Row]:
    return row is not None and row["state"] != rows.ENDED and position > row["since"]


def told(db: Connection, stored: log.Stored, began: behind.BeginningsOf[WalletPaymentStarted]) -> list[Telling]:
    """What an event of the log means to the sides of a wallet's payment; nothing of any other."""
    event = stored.event
    if isinstance(event, WalletPaymentStarted):
        return asked(event, stored.at)
    if not isinstance(event, TOLD):
        return []
    return tellings(event, None if isinstance(event, OF_TOP_UPS) else began.of(db, stored))
