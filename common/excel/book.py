"""A workbook of several sheets: made in a folder beside its place, named when it is whole."""

import contextlib
import re
from pathlib import Path
from typing import Any, Self

import xlsxwriter

from common.excel import disk, top
from common.excel.cells import NOTHING
from common.excel.chart import Chart
from common.excel.lines import Lines
from common.excel.page import Page
from common.excel.sheet import Heading, Sheet
from common.excel.style import Styles
from common.excel.summary import Summary
from common.excel.text import fit
from common.words import Words

LONGEST_NAME = 31
UNFIT = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class Book:
    """Sheets stand in the order in which they were made, and may be filled in turn; left by an error it is abandoned.

    Money is exact to the kopeck up to 15 digits (9 999 999 999 999,99): a spreadsheet knows no more.
    """

    def __init__(self, path: Path, heading: Heading) -> None:
        """Begin a workbook that will be there when it is finished."""
        self._path = path
        self._heading = heading
        self._folder = disk.folder_beside(path)
        self._half = self._folder / "whole.xlsx"
        self._book = xlsxwriter.Workbook(str(self._half), {**OPTIONS, "tmpdir": str(self._folder)})
        about = {"title": fit(heading.title), "author": fit(heading.author), "subject": fit(heading.about)}
        self._book.set_properties({**about, "comments": top.TRAINING.of(heading.language)})
        self._styles = Styles(self._book)
        self._sheets: list[Page | Summary] = []
        self._names: set[str] = set()
        self._charts: list[Chart] = []
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self.abandon()

    def table(self, sheet: Sheet, *, empty: Words = NOTHING) -> Page:
        """A sheet with one table; `empty` is said in it when it got no rows."""
        page = Page(self._add(sheet.name), self._styles, self._path, sheet, empty)
        self._sheets.append(page)
        return page

    def summary(self, name: str) -> Summary:
        """A sheet of figures, small tables and charts."""
        page = Summary(self._book, self._add(name), self._styles, self._path, self._heading, self._charts)
        self._sheets.append(page)
        return page

    def finish(self) -> None:
        """Complete what is not complete yet; the file gets its name."""
        for sheet in self._sheets:
            sheet.finish()
        with disk.words_for_disk(self._path, xlsxwriter.exceptions.XlsxWriterException):
            self._book.close()
            self._closed = True
            self._half.replace(self._path)
        disk.forget(self._folder)

    def abandon(self) -> None:
        """Leave nothing behind; after `finish` there is nothing to leave."""
        if not self._closed:
            self._closed = True
            for page in self._book.worksheets():
                with contextlib.suppress(OSError):
                    page.row_data_fh.close()
            self._book.fileclosed = True
        disk.forget(self._folder)

    def _add(self, name: str) -> Any:
        with disk.words_for_disk(self._path):
            return self._book.add_worksheet(self._fit_name(name), worksheet_class=Lines)

    def _fit_name(self, name: str) -> str:
        """At most 31 letters, none of those that a sheet's name cannot hold, unlike the other sheets' names."""
        fitting = UNFIT.sub(" ", fit(name)).strip(" '")[:LONGEST_NAME].strip(" '") or "1"
        made, number = fitting, 1
        while made.lower() in self._names or made.lower() == "history":
            number += 1
            made = f"{fitting[: LONGEST_NAME - len(str(number)) - 1]} {number}"
        self._names.add(made.lower())
        return made
