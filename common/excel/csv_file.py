"""Tables as .csv, the way a Russian spreadsheet opens them."""

import contextlib
import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from common.excel.disk import beside, words_for_disk
from common.excel.moments import wall
from common.excel.sheet import Kind, Sheet, Value
from common.excel.text import harmless


class CsvFile:
    """UTF-8 with its mark, `;` between cells and a comma in sums: Excel of a Russian computer opens it by a click."""

    def __init__(self, path: Path, sheet: Sheet) -> None:
        """Begin a file beside the one it will become."""
        self._path = path
        self._kinds = [field.kind for field in sheet.fields]
        self._half = beside(path)
        self._file = self._half.open("w", encoding="utf-8-sig", newline="")
        self._lines = csv.writer(self._file, delimiter=";", lineterminator="\r\n")
        self._lines.writerow([harmless(field.title) for field in sheet.fields])

    def add(self, rows: Iterable[Sequence[Value]]) -> None:
        """More rows; file_not_written when the disk has no room."""
        with words_for_disk(self._path):
            self._lines.writerows(
                [_as_text(kind, value) for kind, value in zip(self._kinds, row, strict=True)] for row in rows
            )

    def finish(self) -> None:
        """The file gets its name."""
        with words_for_disk(self._path):
            self._file.close()
            self._half.replace(self._path)

    def abandon(self) -> None:
        """Leave nothing behind."""
        with contextlib.suppress(OSError):
            self._file.close()
        self._half.unlink(missing_ok=True)


def _as_text(kind: Kind, value: Any) -> str:
    if value is None:
        return ""
    if kind in (Kind.MONEY, Kind.SHARE):
        whole, part = divmod(abs(value), 100)
        return f"{'-' if value < 0 else ''}{whole},{part:02d}"
    if kind is Kind.MOMENT:
        return f"{wall(value):%d.%m.%Y %H:%M:%S}"
    if kind is Kind.DAY:
        return f"{value:%d.%m.%Y}"
    return str(value) if kind is Kind.COUNT else harmless(str(value))
