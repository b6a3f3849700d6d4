"""A paper in the language of receipt printers: ESC/POS with a Cyrillic code page, the printer's own QR, and a cut."""

import unicodedata
from dataclasses import replace
from functools import partial

from escpos.printer import Dummy

from agent_terminal.printer.lines import Pair, Part, Sheet, Square, Text, rows
from common.words import Language, Words

ENCODINGS = {"cp866": 17, "cp1251": 46}
"""How letters become bytes, and under which number Epson's printers know that code page; others number it anew."""
SIMPLE = str.maketrans(
    {
        **dict.fromkeys("«»“”„", '"'),
        **dict.fromkeys("’‘", "'"),
        **dict.fromkeys("–—−", "-"),
        **dict.fromkeys("\u00a0\u2009\u202f", " "),
        "…": "...",
        "×": "x",
        "≤": "<=",
        "≥": ">=",
    }
)
"""Signs that no code page of a receipt printer has, as people write them without."""
ROUBLE, ROUBLES = "₽", Words("руб.", "RUB")
DOTS = 8
"""Dots a square of the QR code: one centimetre holds three of them at 203 dots an inch."""


def encoded(sheet: Sheet, *, columns: int, encoding: str = "cp866", code_page: int = 0) -> bytes:
    """The bytes that print a paper and cut it off; code page 0 is the number usual for the encoding."""
    printer = Dummy()
    printer.hw("INIT")
    printer._raw(b"\x1bt" + bytes([code_page or ENCODINGS[encoding]]))
    said = partial(simple, encoding=encoding, language=sheet.language)
    for part in sheet.parts:
        _print(printer, _said(part, said), columns, encoding)
    printer.cut()
    made: bytes = printer.output
    return made


def simple(text: str, *, encoding: str, language: Language) -> str:
    """A text with signs of this code page only: «№» stays, «₽» becomes a word, what nobody knows a question mark."""
    told = text.replace(ROUBLE, ROUBLES.of(language)).translate(SIMPLE)
    return "".join(_letter(sign, encoding) for sign in told)


def _letter(sign: str, encoding: str) -> str:
    for tried in (sign, unicodedata.normalize("NFKD", sign)[:1]):
        try:
            tried.encode(encoding)
        except UnicodeEncodeError:
            continue
        return tried
    return "?"


def _said(part: Part, said: "partial[str]") -> Part:
    """Before lines are filled: a word instead of a sign takes more columns."""
    match part:
        case Text():
            return replace(part, words=said(part.words))
        case Pair():
            return replace(part, name=said(part.name), value=said(part.value))
        case _:
            return part


def _print(printer: Dummy, part: Part, columns: int, encoding: str) -> None:
    centred = large = wide = bold = False
    match part:
        case Square():
            printer.set(align="center", normal_textsize=True)
            printer.qr(part.text, native=True, size=DOTS)
            return
        case Text():
            centred, bold, large, wide = part.centred, part.bold, part.large, part.large
        case Pair():
            bold = large = part.large
    align = "center" if centred else "left"
    printer.set(align=align, bold=bold, normal_textsize=True, double_height=large, double_width=wide)
    for line in rows(part, columns):
        printer._raw((line.strip() if centred else line).encode(encoding) + b"\n")
