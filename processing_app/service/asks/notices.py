"""What the operator asks about notices of payments, and does about receivers that do not take them."""

from datetime import datetime
from typing import Literal

from common.protocol.endpoint import Message
from common.words import Words

NoticeState = Literal["waiting", "sent", "dropped"]


class AskReceivers(Message, frozen=True):
    """Who is told of its payments; only those that are paused, if wanted."""

    paused: bool = False


class ReceiverRow(Message, frozen=True):
    """`receiver` is wallet:<number> or provider:<id>; `waiting` of its `sequence` notices have not arrived.

    `reason` is why it is paused.
    """

    receiver: str
    url: str
    state: Literal["active", "paused", "ended"]
    reason: Words
    sequence: int
    waiting: int
    changed: datetime


class ReceiverRows(Message, frozen=True):
    """All of them, by their names."""

    receivers: list[ReceiverRow]


class AskNotices(Message, frozen=True):
    """One receiver's notices before a number (0: from the newest), at most `limit`."""

    receiver: str
    state: Literal["", "waiting", "sent", "dropped"] = ""
    before: int = 0
    limit: int = 100


class NoticeRow(Message, frozen=True):
    """A notice: `outcome` is how the last of its attempts ended, at `tried`; `dropped` is sent no more."""

    notice: int
    receiver: str
    sequence: int
    payment_id: str
    kind: str
    text: Words
    made: datetime
    state: NoticeState
    attempts: int
    tried: datetime | None
    outcome: Words


class NoticeRows(Message, frozen=True):
    """A page of them, the newest first; ask again with the last one's number while there are `more`."""

    receiver: ReceiverRow
    notices: list[NoticeRow]
    more: bool


class NoticeId(Message, frozen=True):
    """One notice, by its row."""

    notice: int


class ReceiverId(Message, frozen=True):
    """One receiver, as wallet:<number> or provider:<id>."""

    receiver: str
