"""What the operator asks about news on its way to subscribers' programs."""

from datetime import datetime

from common.protocol.endpoint import Message
from provider_app.service.messages.shared import Id


class NewsTask(Message, frozen=True):
    """News on its way to a subscriber's program; `reason` is why it is not there yet."""

    task: int
    number: str
    operation: str
    state: str
    attempts: int
    reason: str
    due: datetime


class NewsTasks(Message, frozen=True):
    """News on its way, at most a thousand, and the dead letters."""

    tasks: list[NewsTask]


class OneTask(Message, frozen=True):
    """Which task."""

    task: Id
