"""The QR that a buyer shows, by EMVCo «Consumer-Presented Mode» 1.1: BER-TLV in base64, made by his card's app."""

import base64
import binascii
import re
from collections.abc import Sequence
from typing import NamedTuple

from common.errors import Rejected

FORMAT = "85"
VERSION = b"CPV01"
START = "hQVDUFYwMWE"
"""What every such code begins with: 85 05 CPV01 61."""
TEMPLATES = frozenset({"61", "62", "63", "64"})
APPLICATION, COMMON, SECRET, COMMON_SECRET = "61", "62", "63", "64"
LONGEST = 512
DEEPEST = 3
TEXTS = frozenset({"50", "5F20", "5F2D", "5F50", "9F12", "85"})
"""Tags whose values are letters; others are shown as hexadecimal digits."""
AID = re.compile(r"([0-9A-F]{2}){5,16}")
NUMBER = re.compile(r"[0-9]{12,19}")


class Item(NamedTuple):
    """A tag in hexadecimal, its bytes, how deep it stands, and whether it holds others."""

    tag: str
    value: bytes
    depth: int


class Split(NamedTuple):
    """What could be read, templates before their contents; `whole` when nothing was left over."""

    items: tuple[Item, ...]
    whole: bool


def looks_so(text: str) -> bool:
    """Does it begin as such a code must?"""
    return text.startswith(START[:9])


def unpacked(text: str) -> bytes:
    """The bytes in the base64; Rejected `qr_unreadable` when it is none."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as problem:
        raise Rejected("qr_unreadable", "base64") from problem


def split(data: bytes, depth: int = 0) -> Split:
    """Every item as far as it can be read; it never raises."""
    items: list[Item] = []
    at = 0
    while at < len(data):
        tag = _tag(data, at)
        found = _length(data, at + len(tag) // 2)
        if not tag or found is None or found[1] + found[0] > len(data):
            return Split(tuple(items), whole=False)
        length, begin = found
        value = data[begin : begin + length]
        items.append(Item(tag, value, depth))
        if tag in TEMPLATES and depth < DEEPEST:
            inner = split(value, depth + 1)
            items += inner.items
            if not inner.whole:
                return Split(tuple(items), whole=False)
        at = begin + length
    return Split(tuple(items), whole=True)


def read(text: str) -> tuple[Item, ...]:
    """All items of a whole code; Rejected `qr_unreadable` otherwise."""
    items, whole = split(unpacked(text)) if len(text) <= LONGEST else ((), False)
    if not whole or not items or items[0][:2] != (FORMAT, VERSION) or APPLICATION not in {item.tag for item in items}:
        raise Rejected("qr_unreadable", "EMVCo CPM")
    return items


def write(application: Sequence[tuple[str, bytes]], secret: Sequence[tuple[str, bytes]] = ()) -> str:
    """A code with one application; `secret` are the items of its cryptogram. Rejected `wrong_value` when too long."""
    inside = list(application)
    if secret:
        inside.append((SECRET, b"".join(_item(tag, value) for tag, value in secret)))
    template = b"".join(_item(tag, value) for tag, value in inside)
    text = base64.b64encode(_item(FORMAT, VERSION) + _item(APPLICATION, template)).decode()
    if len(text) > LONGEST:
        raise Rejected("wrong_value", f"QR: {len(text)} > {LONGEST}")
    return text


def packed(digits: str) -> bytes:
    """A number in half bytes, an odd count filled up with F."""
    return bytes.fromhex(digits + "F" * (len(digits) % 2))


def _tag(data: bytes, at: int) -> str:
    size = 2 if data[at] & 0x1F == 0x1F else 1
    return data[at : at + size].hex().upper() if at + size <= len(data) else ""


def _length(data: bytes, at: int) -> tuple[int, int] | None:
    """The length and where the value begins; None when it is cut off or longer than any code."""
    if at >= len(data):
        return None
    if data[at] < 0x80:
        return data[at], at + 1
    count = data[at] & 0x7F
    if not 1 <= count <= 2 or at + 1 + count > len(data):
        return None
    return int.from_bytes(data[at + 1 : at + 1 + count]), at + 1 + count


def _item(tag: str, value: bytes) -> bytes:
    assert len(value) < 0x10000, "no code holds that much"
    size = len(value)
    head = bytes([size]) if size < 0x80 else bytes([0x81, size]) if size < 0x100 else b"\x82" + size.to_bytes(2)
    return bytes.fromhex(tag) + head + value
