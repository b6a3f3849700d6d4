"""Tag, length, value as EMVCo writes them: two digits, two digits of a count of characters, so many characters."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from common.errors import Rejected

HEAD = re.compile(r"([0-9]{2})([0-9]{2})")
LONGEST = 99


class Item(NamedTuple):
    """A tag of two digits with its value; `at` is where the tag stands in the text, in characters."""

    tag: str
    value: str
    at: int = 0


class Split(NamedTuple):
    """What could be read from the beginning, and the rest that could not: empty when all was understood."""

    items: tuple[Item, ...]
    rest: str


def split(text: str) -> Split:
    """As many items as there are; it never raises."""
    items: list[Item] = []
    at = 0
    while head := HEAD.match(text, at):
        length = int(head[2])
        begin = at + 4
        if not length or begin + length > len(text):
            break
        items.append(Item(head[1], text[begin : begin + length], at))
        at = begin + length
    return Split(tuple(items), text[at:])


def read(text: str) -> tuple[Item, ...]:
    """All items of a text; Rejected `qr_unreadable` where it is torn or a tag comes twice."""
    items, rest = split(text)
    if rest or not items:
        raise Rejected("qr_unreadable", f"TLV: {len(text) - len(rest)} / {len(text)}")
    if len({item.tag for item in items}) != len(items):
        raise Rejected("qr_unreadable", "TLV: 2 ×")
    return items


def write(items: Iterable[tuple[str, str]]) -> str:
    """The items one after another; Rejected `wrong_value` for a value that is empty or above 99 characters."""
    return "".join(one(tag, value) for tag, value in items)


def one(tag: str, value: str) -> str:
    """A single item as text."""
    if not re.fullmatch(r"[0-9]{2}", tag) or not 0 < len(value) <= LONGEST:
        raise Rejected("wrong_value", f"{tag}: {len(value)}")
    return f"{tag}{len(value):02d}{value}"
