"""What shops do with their receivers, by the doors of /v2: subscribe, look, unsubscribe."""

import msgspec

from common import ids
from common.clock import Clock
from common.database import Connection, Row
from common.errors import ContractFault, Rejected
from common.principal import Principal
from common.protocol.shop.doors import AskShops
from common.protocol.shop.payments import Accepted
from common.protocol.shop.webhooks import AskWebhook, CreateWebhook, Webhook, Webhooks
from processing_app.service.webhooks.post import Post
from processing_app.store import behind
from processing_app.store import webhooks as rows

SHOP = "shop"
MOST = 16
"""Receivers of one POS: each event is sent to all of them."""


class Subscriptions:
    """Each shop sees its own; what is another's does not exist."""

    def __init__(self, clock: Clock, post: Post) -> None:
        """Everything is in the database."""
        self._clock = clock
        self._post = post

    def add(self, db: Connection, who: Principal, ask: CreateWebhook) -> Webhook:
        """Tell an address of what happens from now on. A unit of work; the secret is told here and never again."""
        pos = self._post.pos(db, ask.shop_id)
        if pos.shop_id != _shop(who):
            raise ContractFault("not_found")
        self._post.demand(db, pos, ask.url)
        if not ask.event_types:
            raise Rejected("wrong_value", "eventTypes")
        present = [row for row in rows.of_shop(db, pos.shop_id) if row["pos_id"] == pos.id]
        if any(row["url"] == ask.url for row in present):
            raise Rejected("already_exists", ask.url)
        if len(present) >= MOST:
            raise Rejected("wrong_value", f"webhooks > {MOST}")
        webhook_id, now = ids.short_id(), self._clock.now_ms()
        rows.add(
            db, webhook_id=webhook_id, shop_id=pos.shop_id, pos_id=pos.id, url=ask.url,
            event_types=msgspec.json.encode(sorted(set(ask.event_types))), since=behind.last(db), made=now,
            state=rows.ACTIVE, reason="", changed=now, generation=1, rotated=now,
        )  # fmt: skip
        row = rows.one(db, webhook_id)
        assert row is not None
        return msgspec.structs.replace(shown(row), secret=self._post.keys.secret(webhook_id, 1))

    def list(self, db: Connection, who: Principal, ask: AskShops) -> Webhooks:
        """All of them, without secrets."""
        return Webhooks(webhooks=[shown(row) for row in rows.of_shop(db, _shop(who))])

    def end(self, db: Connection, who: Principal, ask: AskWebhook) -> Accepted:
        """Nothing more is sent there. A unit of work."""
        row = rows.one(db, ask.webhook_id)
        if row is None or row["shop_id"] != _shop(who) or row["state"] == rows.ENDED:
            raise ContractFault("not_found")
        rows.set_state(db, ask.webhook_id, rows.ENDED, "", self._clock.now_ms())
        rows.drop(db, ask.webhook_id)
        return Accepted()


def shown(row: Row) -> Webhook:
    """A receiver as its shop sees it."""
    return Webhook(
        id=row["webhook_id"], shop_id=row["pos_id"], url=row["url"],
        event_types=msgspec.json.decode(row["event_types"]), active=row["state"] == rows.ACTIVE,
        disabled_reason=row["reason"],
    )  # fmt: skip


def _shop(who: Principal) -> str:
    """Whose key it is; nobody else has receivers."""
    kind, name = who.acts_as
    if kind != SHOP:
        raise ContractFault("not_found")
    return name
