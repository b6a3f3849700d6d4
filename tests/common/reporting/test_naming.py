"""Names of files: sortable, ASCII, without spaces, and never empty where a name could not be written."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from common.clock import milliseconds
from common.reporting.naming import ascii_word, file_name
from common.reporting.order import Order


def order(until: datetime, **more: Any) -> Order:
    """Of some days."""
    values: dict[str, Any] = {
        "id": 1, "kind": "register", "subject": "4", "name": "МегаФон", "since": milliseconds(until) - 86_400_000,
        "until": milliseconds(until), "language": "ru", "csv": False, "issuer": "ПЦ «Учебный»", "who": "",
        "now": 0, "database": "", "folder": "",
    }  # fmt: skip
    return Order(**{**values, **more})


def test_a_name_tells_the_last_day_the_kind_whom_it_is_about_and_whose_it_is() -> None:
    midnight = datetime(2026, 11, 21).astimezone()

    assert file_name(order(midnight), "reestr") == "2026-11-20_reestr_MegaFon_PC-uchebny.xlsx"
    assert file_name(order(midnight + timedelta(hours=1)), "reestr", ".csv") == (
        "2026-11-21_reestr_MegaFon_PC-uchebny.csv"
    )


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Щукинский Юг", "Schukinski-Yug"), ("ЁЖИК", "EZhIK"), ("=1+1", "1-1"), ("../../etc", "etc"), ("«»", ""),
        ("Café №5", "Caf-5"), ("a" * 100, "a" * 40), ("con", "con"), ("Подъезд", "Podezd"),
    ],
)  # fmt: skip
def test_any_name_becomes_latin_letters_digits_and_hyphens(name: str, word: str) -> None:
    assert ascii_word(name) == word


def test_a_name_of_which_nothing_is_left_gives_way_to_the_number() -> None:
    midnight = datetime(2026, 11, 21, tzinfo=UTC)

    assert file_name(order(midnight, name="«»", issuer="日本"), "reestr")[10:] == "_reestr_4.xlsx"
    assert file_name(order(midnight, name="", subject="", issuer=""), "itogi")[10:] == "_itogi.xlsx"
