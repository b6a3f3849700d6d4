"""Rows as text for the clipboard: lines with tabs, and JSON."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from common.qt.table import cells
from common.qt.table.column import Column
from common.words import Language


def lines(columns: Sequence[Column], rows: Iterable[Any], language: Language, *, headers: bool = False) -> str:
    """A line per row and a tab between cells, as spreadsheets take it."""
    said = ["\t".join(column.words.of(language) for column in columns)] if headers else []
    said += ["\t".join(cells.plain(column, row, language) for column in columns) for row in rows]
    return "\n".join(said)


def as_json(columns: Sequence[Column], rows: Sequence[Any], language: Language) -> str:
    """One object for one row, a list for several; every column by its name, also those that are hidden."""
    objects = [{column.name: cells.as_json(column, row, language) for column in columns} for row in rows]
    return json.dumps(objects[0] if len(objects) == 1 else objects, ensure_ascii=False, indent=2)
