"""What stands on a paper, whatever prints it: texts, pairs of a name and a value, rules, a QR code."""

from collections.abc import Iterable
from dataclasses import dataclass

from common.words import Language

WIDTHS = (32, 42, 48)
"""Characters a line of the usual receipt printers: 58 mm, 80 mm with the large and with the small gap."""

INDENT = "  "


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; `large` is twice as high and wide."""

    words: str
    centred: bool = False
    bold: bool = False
    large: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A name at the left edge, its value at the right one, or below it if that is long; `large` is twice as high."""

    name: str
    value: str
    large: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the paper."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Some room."""


@dataclass(frozen=True, slots=True)
class Square:
    """A QR code of this text."""

    text: str


Part = Text | Pair | Rule | Gap | Square


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper from its top to where it is cut; `title` names its file."""

    title: str
    language: Language
    parts: tuple[Part, ...]


def plain(sheet: Sheet, width: int) -> str:
    """The whole paper as text of so many columns; its QR code is left out."""
    return "\n".join(line for part in sheet.parts for line in rows(part, width))


def rows(part: Part, width: int) -> list[str]:
    """A part as lines of at most so many columns, sums at the right edge; what is large and wide takes two columns."""
    match part:
        case Text(words=words, centred=centred, large=large):
            found = wrapped(words, width // 2 if large else width)
            return [line.center(width).rstrip() for line in found] if centred else found
        case Pair(name=name, value=value):
            return _pair(name, value, width)
        case Rule():
            return ["-" * width]
        case Gap():
            return [""]
        case Square():
            return []


def wrapped(words: str, width: int) -> list[str]:
    """Words a line as they fit; a word that is longer than a line is broken where the line ends."""
    found: list[str] = []
    for line in words.splitlines():
        found += _filled(_pieces(line.split(" "), width), width)
    return found


def _pieces(words: Iterable[str], width: int) -> Iterable[str]:
    for word in words:
        yield from (word[start : start + width] for start in range(0, len(word), width))


def _filled(pieces: Iterable[str], width: int) -> list[str]:
    found: list[str] = []
    for piece in pieces:
        if found and len(found[-1]) + 1 + len(piece) <= width:
            found[-1] += f" {piece}"
        else:
            found.append(piece)
    return found


def _pair(name: str, value: str, width: int) -> list[str]:
    """On one line if they fit; else the value goes below: at the right edge, or a little in if it takes several."""
    names = wrapped(name, width)
    if names and len(names[-1]) + 1 + len(value) <= width:
        last = names.pop()
        return [*names, last + value.rjust(width - len(last))]
    if len(value) <= width:
        return [*names, value.rjust(width)]
    return [*names, *(INDENT + line for line in wrapped(value, width - len(INDENT)))]
