"""A report's period in words: whole months by name, and of one that goes on, until when."""

from datetime import datetime
from typing import Any

import msgspec

from common.clock import milliseconds
from common.reporting import period
from common.reporting.order import Order


def order(now: datetime, **more: Any) -> Order:
    """Of November."""
    values: dict[str, Any] = {
        "id": 1, "kind": "register", "subject": "4", "name": "МегаФон", "language": "ru", "csv": False,
        "since": milliseconds(datetime(2026, 11, 1).astimezone()),
        "until": milliseconds(datetime(2026, 12, 1).astimezone()),
        "issuer": "ПЦ", "who": "", "now": milliseconds(now), "database": "", "folder": "",
    }  # fmt: skip
    return Order(**{**values, **more})


def test_a_period_that_has_ended_is_named() -> None:
    asked = order(datetime(2026, 12, 1).astimezone())

    assert period.words(asked) == "ноябрь 2026"
    assert period.about(asked).startswith("ноябрь 2026 · UTC")


def test_of_a_period_that_goes_on_it_is_said_until_when() -> None:
    asked = order(datetime(2026, 11, 28, 9, 45).astimezone())
    english = msgspec.structs.replace(asked, language="en")

    assert period.words(asked) == "ноябрь 2026, пока по 28.11.2026 09:45"
    assert period.words(english) == "November 2026, so far until 28.11.2026 09:45"
