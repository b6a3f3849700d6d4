"""A payer sees enough of a name to recognise it, and no more."""

import pytest

from provider_app.core.people import masked


@pytest.mark.parametrize(
    ("full_name", "shown"),
    [
        ("Иванов Иван Иванович", "Иванов И*** И."),
        ("Сидорова Мария", "Сидорова М***"),
        ("Мадонна", "Мадонна"),
        ("Гарсия Маркес Габриэль Хосе", "Гарсия М*** Г. Х."),
    ],
)
def test_a_name_is_masked(full_name: str, shown: str) -> None:
    assert masked(full_name) == shown
