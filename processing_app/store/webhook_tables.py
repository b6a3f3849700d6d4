"""The tables of webhooks: receivers, and what they are sent. Times in ms UTC. No secret of a receiver is in them."""

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, String, Table, UniqueConstraint

UPGRADES: tuple[str, ...] = (
    "CREATE TABLE webhooks (webhook_id VARCHAR NOT NULL, shop_id VARCHAR NOT NULL, pos_id VARCHAR NOT NULL, url "
    "VARCHAR NOT NULL, event_types BLOB NOT NULL, since INTEGER NOT NULL, made INTEGER NOT NULL, state VARCHAR "
    "NOT NULL, reason VARCHAR NOT NULL, "
    "changed INTEGER NOT NULL, generation INTEGER NOT NULL, rotated INTEGER NOT NULL, PRIMARY KEY (webhook_id))",
    "CREATE TABLE notifications (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, notification_id VARCHAR NOT NULL, "
    "webhook_id VARCHAR NOT NULL, intent_id VARCHAR NOT NULL, sequence INTEGER NOT NULL, version INTEGER NOT NULL, "
    "event_type VARCHAR NOT NULL, at INTEGER NOT NULL, made INTEGER NOT NULL, state VARCHAR "
    "NOT NULL, due INTEGER NOT NULL, attempts INTEGER NOT NULL, tried INTEGER NOT NULL, outcome VARCHAR NOT NULL, "
    "UNIQUE (notification_id), UNIQUE (webhook_id, intent_id, sequence), "
    "UNIQUE (webhook_id, intent_id, version, event_type))",
    "CREATE INDEX notifications_to_send ON notifications (state, webhook_id, attempts DESC, due)",
    "CREATE INDEX notifications_by_due ON notifications (state, webhook_id, due)",
    "CREATE INDEX notifications_of_webhook ON notifications (webhook_id, id)",
)
"""What brings them into an older file, one statement a version."""


def tables(metadata: MetaData) -> None:
    """All of them."""
    webhooks(metadata)
    notifications(metadata)


def webhooks(metadata: MetaData) -> Table:
    """A row a receiver. It is told of what stands in the log after `since`; `state` is active, disabled or ended.

    Its secret follows from the role's own key, its id and `generation`, which was changed at `rotated`.
    """
    return Table(
        "webhooks",
        metadata,
        Column("webhook_id", String, primary_key=True),
        Column("shop_id", String, nullable=False),
        Column("pos_id", String, nullable=False),
        Column("url", String, nullable=False),
        Column("event_types", LargeBinary, nullable=False),
        Column("since", Integer, nullable=False),
        Column("made", Integer, nullable=False),
        Column("state", String, nullable=False),
        Column("reason", String, nullable=False),
        Column("changed", Integer, nullable=False),
        Column("generation", Integer, nullable=False),
        Column("rotated", Integer, nullable=False),
    )


def notifications(metadata: MetaData) -> Table:
    """A row a notification: of what an event of an intent, known by its version, means to its receiver.

    `state` is behind (one of the same intent goes before it), waiting (for `due`), sent or dropped. The body is made
    anew from the log at each sending: no row holds one. `outcome` is how the last of `attempts` ended, at `tried`.
    """
    table = Table(
        "notifications",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("notification_id", String, nullable=False),
        Column("webhook_id", String, nullable=False),
        Column("intent_id", String, nullable=False),
        Column("sequence", Integer, nullable=False),
        Column("version", Integer, nullable=False),
        Column("event_type", String, nullable=False),
        Column("at", Integer, nullable=False),
        Column("made", Integer, nullable=False),
        Column("state", String, nullable=False),
        Column("due", Integer, nullable=False),
        Column("attempts", Integer, nullable=False),
        Column("tried", Integer, nullable=False),
        Column("outcome", String, nullable=False),
        UniqueConstraint("notification_id"),
        UniqueConstraint("webhook_id", "intent_id", "sequence"),
        UniqueConstraint("webhook_id", "intent_id", "version", "event_type"),
        sqlite_autoincrement=True,
    )
    Index("notifications_to_send", table.c.state, table.c.webhook_id, table.c.attempts.desc(), table.c.due)
    Index("notifications_by_due", table.c.state, table.c.webhook_id, table.c.due)
    Index("notifications_of_webhook", table.c.webhook_id, table.c.id)
    return table
