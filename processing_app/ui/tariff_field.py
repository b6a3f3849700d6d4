"""The rows of a commission: up to which sum, how many percent, what besides; from and to the service's own ranges."""

from collections.abc import Sequence
from typing import Any

from common.money import Range
from common.qt.form import FormField, MoneyField, MultiField, NumberField
from common.words import Words

TARIFF = Words("Комиссия процессинга", "Processing commission")
HINT = Words(
    "С зачисляемой суммы. Строк несколько, если комиссия зависит от суммы; пустое «до» — без верхней границы.",
    "Of the credited sum. Several rows where it depends on the sum; an empty “up to” has no upper bound.",
)
ADD = Words("Добавить границу суммы", "Add a bound of sums")
PERCENT = Words("%", "%")


def tariff_field() -> MultiField:
    """A field of rows, filled by `rows_of` and read by `ranges_of`."""
    return MultiField("tariff", TARIFF, columns=_columns, add=ADD, hint=HINT, required=True)


def rows_of(tariff: Sequence[Range]) -> list[dict[str, Any]]:
    """Ranges as rows."""
    return [
        {
            "up_to": one.up_to,
            "basis_points": one.basis_points,
            "fixed": one.fixed or None,
            "minimum": one.minimum or None,
            "maximum": one.maximum,
        }
        for one in tariff
    ]


def ranges_of(rows: Sequence[dict[str, Any]]) -> tuple[Range, ...]:
    """Rows as ranges: each begins where the one before it ends."""
    found: list[Range] = []
    above = 0
    for row in rows:
        found.append(
            Range(
                above=above,
                up_to=row["up_to"],
                basis_points=row["basis_points"] or 0,
                fixed=row["fixed"] or 0,
                minimum=row["minimum"] or 0,
                maximum=row["maximum"],
            )
        )
        above = row["up_to"] or above
    return tuple(found)


def _columns() -> Sequence[FormField]:
    return (
        MoneyField("up_to", Words("До суммы", "Up to")),
        NumberField("basis_points", Words("Процент", "Percent"), decimals=2, minimum=0, suffix=PERCENT, required=True),
        MoneyField("fixed", Words("Плюс", "Plus"), minimum=0),
        MoneyField("minimum", Words("Не меньше", "At least"), minimum=0),
        MoneyField("maximum", Words("Не больше", "At most"), minimum=0),
    )
