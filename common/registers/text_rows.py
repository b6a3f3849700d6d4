"""Rows of a register that is a text: its encoding and its separator are found out, not asked for."""

import codecs
import csv
import io
import itertools
from collections.abc import Iterator
from pathlib import Path

from common.registers.cells import BadCell
from common.words import Words

SEPARATORS = "\t;,"
SEARCHED, FEWEST = 10, 3
AT_ONCE = 1 << 20
LONGEST_LINE = 100_000
NOT_TEXT = Words(
    "Это не текст: файл .csv, .tsv или .txt не содержит двоичных данных",
    "This is no text: a .csv, .tsv or .txt file holds no binary data",
)
ENDLESS = Words(
    "В файле строка длиннее 100 000 знаков, в реестрах таких не бывает",
    "A line of the file is longer than 100,000 characters, no register has such",
)
CELLS = Words(
    "кавычки или разделители в строке расставлены неверно", "quotes or separators of the line are not as they should be"
)
Row = tuple[int, list[str]]


def rows_of(path: Path) -> Iterator[Row]:
    """Every line that is not blank, with its number in the file, cut into cells without spaces around."""
    with path.open(encoding=encoding_of(path), newline=None) as file:
        separator = _separator(file)
        file.seek(0)
        yield from _plain(file) if separator == "\t" else _quoted(file, separator)


def encoding_of(path: Path) -> str:
    """UTF-8 with or without its mark, UTF-16 with it, else the Russian one of Windows; BadCell when it is no text."""
    with path.open("rb") as file:
        first = file.read(4)
        if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return _demand(path, "utf-16")
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while part := file.read(AT_ONCE):
                if b"\0" in part:
                    raise BadCell(NOT_TEXT)
                decoder.decode(part)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return _demand(path, "cp1251")
    return "utf-8-sig" if first.startswith(codecs.BOM_UTF8) else "utf-8"


def _demand(path: Path, encoding: str) -> str:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while part := file.read(AT_ONCE):
                if "\0" in decoder.decode(part):
                    raise BadCell(NOT_TEXT)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            raise BadCell(NOT_TEXT) from None
    return encoding


def _separator(file: io.TextIOBase) -> str:
    """TAB, `;` or `,`: what cuts most of the first lines into three cells or more."""
    first = list(itertools.islice((line for line in _lines(file) if line.strip()), SEARCHED))
    return max(SEPARATORS, key=lambda one: sum(line.count(one) >= FEWEST - 1 for line in first))


def _lines(file: io.TextIOBase) -> Iterator[str]:
    """Each line; BadCell at one that would fill the memory with its cells."""
    for line in file:
        if len(line) > LONGEST_LINE:
            raise BadCell(ENDLESS)
        yield line


def _plain(file: io.TextIOBase) -> Iterator[Row]:
    for number, line in enumerate(_lines(file), 1):
        if line.strip():
            yield number, [cell.strip() for cell in line.split("\t")]


def _quoted(file: io.TextIOBase, separator: str) -> Iterator[Row]:
    reader = csv.reader(_lines(file), delimiter=separator, strict=True)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield reader.line_num, []
            return
        if any(cells):
            yield reader.line_num, [cell.strip() for cell in cells]
