"""Charts: flat, at most two a workbook, their unit in the title, their numbers kept in the file for previews."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from common.excel.grid import Reference
from common.excel.text import fit

COLORS = ("#1A776D", "#012570", "#744A1E", "#A619CC", "#7A4B00", "#4C5A67", "#0B57A4", "#A8201A")
"""The roles' colours first (provider, centre, agent, consumer): told apart by people who see fewer colours."""
TEXT, LINES = "#14202B", "#C9D0D7"
MOST, MOST_NAMES = 2, 16
PLACE = re.compile(r"!(?=\$?[A-Z])")


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: `title` says the unit («Зачислено по дням, ₽»), `alt` tells those who do not see it.

    `values` are (name, column) pairs; `color` is of a single series.
    """

    kind: Literal["column", "line", "bar"]
    title: str
    categories: Reference
    values: Sequence[tuple[str, Reference]]
    alt: str
    stacked: bool = False
    color: str = ""


def drawn(book: Any, chart: Chart, width: int, height: int) -> Any:
    """The chart as the writer knows it."""
    made = book.add_chart({"type": chart.kind, **({"subtype": "stacked"} if chart.stacked else {})})
    for number, (name, column) in enumerate(chart.values):
        made.add_series(_series(chart, number, name, column))
    title = {"name": fit(chart.title), "overlay": False, "name_font": {"size": 12, "bold": True, "color": TEXT}}
    made.set_title(title)
    made.set_size({"width": width, "height": height})
    made.set_legend({"none": True} if len(chart.values) == 1 else {"position": "bottom"})
    made.set_chartarea({"border": {"color": LINES}})
    _axes(made, chart)
    return made


def _series(chart: Chart, number: int, name: str, column: Reference) -> dict[str, Any]:
    color = chart.color if chart.color and len(chart.values) == 1 else COLORS[number % len(COLORS)]
    series = {
        "name": _text(name),
        "categories": chart.categories.formula,
        "values": column.formula,
        "categories_data": chart.categories.data,
        "values_data": column.data,
    }
    if chart.kind == "line":
        return {**series, "line": {"color": color, "width": 2.25}}
    return {**series, "fill": {"color": color}, "gap": 60, **({"overlap": 100} if chart.stacked else {})}


def _text(name: str) -> str:
    """The writer takes «Sheet!A1» for a place whose text is the name: what a stranger is called must not be one."""
    return PLACE.sub("! ", fit(name))


def _axes(made: Any, chart: Chart) -> None:
    """Names of the categories stay below when values do; the line of zero is always seen."""
    font = {"size": 9, "color": TEXT}
    names: dict[str, Any] = {"label_position": "low", "num_font": font, "line": {"color": TEXT}}
    names |= {"text_axis": True, "num_format": chart.categories.numbers}
    values: dict[str, Any] = {"num_format": "#,##0", "num_font": font, "major_gridlines": {"visible": True}}
    values["major_gridlines"]["line"] = {"color": LINES, "width": 0.75}
    lowest = min((value for _, column in chart.values for value in column.data), default=0)
    if lowest >= 0:
        values["min"] = 0
    names["interval_unit"] = -(-len(chart.categories.data) // MOST_NAMES)
    if chart.kind == "bar":
        names["reverse"] = True  # the first one on top
        values["label_position"] = "high"
    (made.set_y_axis if chart.kind == "bar" else made.set_x_axis)(names)
    (made.set_x_axis if chart.kind == "bar" else made.set_y_axis)(values)
