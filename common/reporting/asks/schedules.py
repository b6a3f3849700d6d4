"""What is asked of schedules: which report is made by itself, when, and who gets it."""

from datetime import datetime
from typing import Literal

from common.protocol.endpoint import Message
from common.reporting.asks.mail import MailWish
from common.words import Language, Words

Every = Literal["daily", "weekly", "monthly"]


class SetSchedule(Message, frozen=True):
    """A new schedule (id 0) or a changed one. `at` is "HH:MM" of this computer's zone.

    `day` is 1…7 from Monday of a weekly one, 1…28 of a monthly one; `working_days`: on a day off it waits for the
    next working day, and covers all days since. `edition` is what was seen before the change.
    """

    kind: str
    id: int = 0
    subject: str = ""
    every: Every = "daily"
    at: str = "06:00"
    day: int = 1
    working_days: bool = False
    language: Language = "ru"
    csv: bool = False
    mail: MailWish = MailWish()
    active: bool = True
    edition: str = ""


class ScheduleId(Message, frozen=True):
    """One schedule."""

    id: int


class ScheduleRow(Message, frozen=True):
    """A schedule; `covered` is the end of the last period, `due` when the next report is made."""

    id: int
    kind: str
    title: Words
    subject: str
    name: str
    every: Every
    at: str
    day: int
    working_days: bool
    language: Language
    csv: bool
    mail: MailWish
    active: bool
    covered: datetime
    due: datetime
    words: Words
    edition: str


class Schedules(Message, frozen=True):
    """All of them."""

    schedules: list[ScheduleRow]
