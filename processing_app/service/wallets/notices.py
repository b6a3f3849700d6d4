"""Receivers of notices of payments: wallets and providers say where; the operator sees what waits and why."""

from collections.abc import Callable

import msgspec

from common.clock import Clock, moment
from common.credentials import LONGEST_LOGIN
from common.database import Connection, Row
from common.errors import ContractFault, Rejected
from common.http_client import trust
from common.principal import Principal
from common.protocol.consumer import Notify
from common.protocol.wallets.notices import NoticesSet, SetNotices
from common.words import Words
from processing_app.service.asks import notices as asks
from processing_app.service.wallets.notice_post import NoticePost
from processing_app.store import behind
from processing_app.store import notices as rows
from processing_app.wording import reason

PAGE = 500
NOTHING = Words("", "")
TROUBLES = {
    "no_answer": Words("Получатель не ответил", "The receiver did not answer"),
    "no_connection": Words("Нет связи с получателем", "No connection to the receiver"),
    "not_trusted": Words("Сертификат получателя не подтверждён", "The receiver's certificate is not trusted"),
    "unreadable_answer": Words("Ответ получателя не распознан", "The receiver's answer was not understood"),
    "internal_error": Words("Внутренний сбой у получателя", "An internal failure at the receiver"),
    "busy": Words("Получатель занят", "The receiver is busy"),
}
"""What elsewhere is a provider's trouble is a receiver's here."""


class Notices:
    """One receiver for each wallet and each provider. All functions that change something are units of work."""

    def __init__(self, clock: Clock, post: NoticePost, own: tuple[str, ...]) -> None:
        """`own` are this centre's addresses: it tells itself nothing."""
        self._clock = clock
        self._post = post
        self._own = own
        self.changed: Callable[[], object] = lambda: None
        """Told when something may be sent sooner than was thought."""

    def set(self, db: Connection, who: Principal, ask: SetNotices) -> NoticesSet:
        """Tell the asker of its payments there from now on; the same address and login again change nothing.

        Another address or login begins a new secret. A paused receiver is tried again. Without an address nothing is
        told any more; numbers go on where they were if it comes back. Rejected `wrong_address`, `wrong_value`.
        """
        name = f"{who.kind}:{who.id}"
        row = rows.receiver(db, name)
        if not ask.url:
            return self._end(db, row)
        self._demand(ask)
        if row is None:
            row = self._begin(db, name, ask)
        elif not self._is_known(row, ask):
            row = self._renew(db, row, ask)
        elif row["state"] == rows.PAUSED:
            self._resume(db, row)
        db.then(self.changed)
        return NoticesSet(secret=self._post.secret(name, row["generation"]), sequence=row["sequence"])

    def end_of(self, db: Connection, name: str) -> None:
        """Its holder got another login: nothing is told at the place that was given by the former one."""
        self._end(db, rows.receiver(db, name))

    def notice_receivers(self, db: Connection, who: Principal, ask: asks.AskReceivers) -> asks.ReceiverRows:
        """Everybody who wants to be told."""
        found = [row for row in rows.listening(db) if not ask.paused or row["state"] == rows.PAUSED]
        return asks.ReceiverRows(receivers=[_receiver(db, row) for row in found])

    def notices(self, db: Connection, who: Principal, ask: asks.AskNotices) -> asks.NoticeRows:
        """A page of one receiver's notices; ContractFault `not_found`."""
        row, limit = _found(db, ask.receiver), max(1, min(ask.limit, PAGE))
        page = rows.page(db, ask.receiver, before=max(0, ask.before), state=ask.state, limit=limit + 1)
        return asks.NoticeRows(
            receiver=_receiver(db, row), notices=[_notice(one) for one in page[:limit]], more=len(page) > limit
        )

    def retry_notice(self, db: Connection, who: Principal, ask: asks.NoticeId) -> asks.NoticeRow:
        """Try one that waits now, or one that was dropped once more: its receiver says whether it is too late for it.

        ContractFault `not_found`; Rejected `wrong_value` for one that has arrived.
        """
        row = rows.one(db, ask.notice)
        if row is None:
            raise ContractFault("not_found")
        if row["state"] == rows.SENT:
            raise Rejected("wrong_value", f"{row['sequence']}: {rows.SENT}")
        now = self._clock.now_ms()
        rows.again(db, row, now)
        rows.go_on(db, row["receiver"], now)
        db.then(self.changed)
        fresh = rows.one(db, ask.notice)
        assert fresh is not None
        return _notice(fresh)

    def resume_receiver(self, db: Connection, who: Principal, ask: asks.ReceiverId) -> asks.ReceiverRow:
        """Send a paused receiver what waits for it; ContractFault `not_found`."""
        row = _found(db, ask.receiver)
        if row["state"] == rows.PAUSED:
            self._resume(db, row)
            db.then(self.changed)
        return _receiver(db, _found(db, ask.receiver))

    def _begin(self, db: Connection, name: str, ask: SetNotices) -> Row:
        now = self._clock.now_ms()
        self._post.keep(name, 1, ask.login, ask.password)
        rows.add(
            db, receiver=name, url=ask.url, generation=1, rotated=now, since=behind.last(db), state=rows.ACTIVE,
            reason="", made=now, changed=now,
        )  # fmt: skip
        return _found(db, name)

    def _renew(self, db: Connection, row: Row, ask: SetNotices) -> Row:
        """The login is kept under its generation's name, so that no address is ever sent another one's password."""
        name, now, generation = row["receiver"], self._clock.now_ms(), row["generation"] + 1
        self._post.keep(name, generation, ask.login, ask.password)
        since = behind.last(db) if row["state"] == rows.ENDED else row["since"]
        rows.change(
            db, row, url=ask.url, generation=generation, rotated=now, since=since, state=rows.ACTIVE, reason="",
            changed=now,
        )  # fmt: skip
        rows.go_on(db, name, now)
        db.then(lambda: self._post.forget(name, generation - 1))
        return _found(db, name)

    def _end(self, db: Connection, row: Row | None) -> NoticesSet:
        if row is None:
            return NoticesSet(secret="", sequence=0)
        if row["state"] != rows.ENDED:
            name, generation = row["receiver"], row["generation"]
            rows.change(db, row, url="", state=rows.ENDED, reason="", changed=self._clock.now_ms())
            rows.drop(db, name)
            db.then(lambda: self._post.forget(name, generation))
        return NoticesSet(secret="", sequence=row["sequence"])

    def _resume(self, db: Connection, row: Row) -> None:
        now = self._clock.now_ms()
        rows.change(db, row, state=rows.ACTIVE, reason="", changed=now)
        rows.go_on(db, row["receiver"], now)

    def _is_known(self, row: Row, ask: SetNotices) -> bool:
        same_place = row["state"] != rows.ENDED and row["url"] == ask.url
        return same_place and self._post.kept(row["receiver"], row["generation"]) == (ask.login, ask.password)

    def _demand(self, ask: SetNotices) -> None:
        problem = trust.mistake(ask.url, self._own)
        if problem is not None or not ask.url.isascii():
            raise Rejected("wrong_address", _both(problem) if problem is not None else ask.url[:PAGE])
        if not 0 < len(ask.login) <= LONGEST_LOGIN or ":" in ask.login or not 0 < len(ask.password) <= LONGEST_LOGIN:
            raise Rejected("wrong_value", "login, password")


def _found(db: Connection, name: str) -> Row:
    row = rows.receiver(db, name)
    if row is None:
        raise ContractFault("not_found")
    return row


def _receiver(db: Connection, row: Row) -> asks.ReceiverRow:
    return asks.ReceiverRow(
        receiver=row["receiver"], url=row["url"], state=row["state"], reason=_outcome(row["reason"]),
        sequence=row["sequence"], waiting=rows.waiting(db, row["receiver"]), changed=moment(row["changed"]),
    )  # fmt: skip


def _notice(row: Row) -> asks.NoticeRow:
    return asks.NoticeRow(
        notice=row["id"], receiver=row["receiver"], sequence=row["sequence"], payment_id=row["payment_id"],
        kind=row["kind"], text=msgspec.json.decode(row["body"], type=Notify).text, made=moment(row["made"]),
        state=row["state"], attempts=row["attempts"], tried=moment(row["tried"]) if row["tried"] else None,
        outcome=_outcome(row["outcome"]),
    )  # fmt: skip


def _outcome(heard: str) -> Words:
    return TROUBLES.get(heard.partition(":")[0]) or (reason(heard) if heard else NOTHING)


def _both(problem: Words) -> str:
    return f"{problem.ru.rstrip('.')} / {problem.en.rstrip('.')}"
