"""What people do with receivers: see what waits and why, send again, disable, enable, change a secret, try."""

from collections.abc import Callable

import msgspec

from common.clock import Clock, moment
from common.credentials import OVERLAP_MS
from common.database import Connection, Database, Row
from common.errors import ContractFault, Rejected
from common.principal import Principal
from common.protocol.shop.webhooks import Ping
from common.words import Words
from processing_app.service.asks.webhooks import (
    AskDeliveries,
    AskWebhooks,
    Deliveries,
    DeliveryRow,
    DisableWebhook,
    NotificationId,
    WebhookId,
    WebhookRow,
    WebhookRows,
    WebhookSecret,
    WebhookTested,
)
from processing_app.service.webhooks.post import Post
from processing_app.store import webhooks as rows
from processing_app.wording import reason

PAGE = 500
LONGEST_REASON = 200
BY_HAND = "by_hand"
NEVER = Words("", "")


class WebhookDesk:
    """The operator's side of webhooks."""

    def __init__(self, database: Database, clock: Clock, post: Post) -> None:
        """Everything is in the database."""
        self._database = database
        self._clock = clock
        self._post = post

    def webhooks(self, db: Connection, who: Principal, ask: AskWebhooks) -> WebhookRows:
        """All receivers, and how much waits for each."""
        counts = rows.counts(db)
        shown = [row for row in rows.every(db) if ask.pos_id in ("", row["pos_id"])]
        return WebhookRows(webhooks=[_webhook(row, counts.get(row["webhook_id"], {})) for row in shown])

    def webhook_deliveries(self, db: Connection, who: Principal, ask: AskDeliveries) -> Deliveries:
        """A page of notifications."""
        limit = max(1, min(ask.limit, PAGE))
        found = rows.page(
            db, webhook_id=ask.webhook_id, intent_id=ask.intent_id, state=ask.state, before=ask.before, limit=limit + 1
        )
        return Deliveries(deliveries=[_delivery(row) for row in found[:limit]], more=len(found) > limit)

    def resend_notification(self, db: Connection, who: Principal, ask: NotificationId) -> DeliveryRow:
        """Send one now, whether it arrived before or not. A unit of work.

        One that waits for another goes when that has gone; a receiver that has taken it before refuses it as a repeat.
        """
        row = rows.by_name(db, ask.notification_id)
        if row is None:
            raise ContractFault("not_found")
        if row["state"] not in (rows.SENT, rows.WAITING):
            raise Rejected("wrong_value", f"notification_id: {row['state']}")
        rows.again(db, row["id"], self._clock.now_ms())
        again = rows.notification(db, row["id"])
        assert again is not None
        return _delivery(again)

    def enable_webhook(self, db: Connection, who: Principal, ask: WebhookId) -> WebhookRow:
        """Send again, beginning with what waits. A unit of work."""
        row, now = _found(db, ask.webhook_id), self._clock.now_ms()
        if row["state"] == rows.DISABLED:
            rows.set_state(db, ask.webhook_id, rows.ACTIVE, "", now)
            rows.all_again(db, ask.webhook_id, now)
        return self._one(db, ask.webhook_id)

    def disable_webhook(self, db: Connection, who: Principal, ask: DisableWebhook) -> WebhookRow:
        """Send nothing until it is enabled; what happens meanwhile waits. A unit of work."""
        _found(db, ask.webhook_id)
        if not ask.reason.strip():
            raise Rejected("reason_required", "reason")
        why = f"{BY_HAND}: {ask.reason.strip()[:LONGEST_REASON]}"
        rows.set_state(db, ask.webhook_id, rows.DISABLED, why, self._clock.now_ms())
        return self._one(db, ask.webhook_id)

    def rotate_webhook_secret(self, db: Connection, who: Principal, ask: WebhookId) -> WebhookSecret:
        """A new secret; for a day each notification is signed by both. A unit of work."""
        row, now = _found(db, ask.webhook_id), self._clock.now_ms()
        rows.rotate(db, ask.webhook_id, now)
        return WebhookSecret(
            webhook_id=ask.webhook_id, secret=self._post.keys.secret(ask.webhook_id, row["generation"] + 1),
            both_until=moment(now + OVERLAP_MS),
        )  # fmt: skip

    def test_webhook(self, who: Principal, ask: WebhookId) -> WebhookTested:
        """Send a signed trial, which is about no intent, and say what was heard."""
        now = self._clock.now_ms()

        def addressed(db: Connection) -> Callable[[], tuple[bool, str]]:
            row = _found(db, ask.webhook_id)
            ping = Ping(webhook_id=ask.webhook_id, shop_id=row["pos_id"], occurred_at=moment(now))
            letter = self._post.letter(db, row, msgspec.json.encode(ping))
            return lambda: self._post.send(letter)

        send = self._database.read(addressed)
        started = self._clock.monotonic()
        taken, heard = send()
        return WebhookTested(taken=taken, heard=_outcome(heard), ms=int((self._clock.monotonic() - started) * 1000))

    def _one(self, db: Connection, webhook_id: str) -> WebhookRow:
        return _webhook(_found(db, webhook_id), rows.counts(db).get(webhook_id, {}))


def _found(db: Connection, webhook_id: str) -> Row:
    row = rows.one(db, webhook_id)
    if row is None or row["state"] == rows.ENDED:
        raise ContractFault("not_found")
    return row


def _webhook(row: Row, counts: dict[str, Row]) -> WebhookRow:
    open_ = [counts[state] for state in (rows.WAITING, rows.BEHIND) if state in counts]
    return WebhookRow(
        webhook_id=row["webhook_id"], shop_id=row["shop_id"], pos_id=row["pos_id"], url=row["url"],
        event_types=msgspec.json.decode(row["event_types"]), state=row["state"], reason=_outcome(row["reason"]),
        since=moment(row["made"]), waiting=sum(one["number"] for one in open_),
        oldest=moment(min(one["oldest"] for one in open_)) if open_ else None,
        sent=counts[rows.SENT]["number"] if rows.SENT in counts else 0,
    )  # fmt: skip


def _delivery(row: Row) -> DeliveryRow:
    return DeliveryRow(
        row=row["id"], notification_id=row["notification_id"], webhook_id=row["webhook_id"],
        intent_id=row["intent_id"], event_type=row["event_type"], event_id=row["version"], sequence=row["sequence"],
        at=moment(row["at"]), state=row["state"], attempts=row["attempts"],
        due=moment(row["due"]) if row["state"] == rows.WAITING else None,
        tried=moment(row["tried"]) if row["tried"] else None, outcome=_outcome(row["outcome"]),
    )  # fmt: skip


def _outcome(heard: str) -> Words:
    """A status as it is, anything else in words."""
    if heard.isdigit():
        return Words(f"HTTP {heard}", f"HTTP {heard}")
    code, _, detail = heard.partition(": ")
    return Words(detail, detail) if code == BY_HAND and detail else reason(heard)
