"""Our own link in a QR code: `oplata:pay?v=1&p=3&a=15000&c=RUB&o=INV-42&k=7F3K92QD&s=<signature>`.

p: provider's id, a: minor units (0: the payer chooses), c: currency, o: order, percent-encoded UTF-8, k: key, s: its
signature (signing.py). All of them, once, in this order, in one spelling: whatever is written otherwise is no link.
"""

from typing import NamedTuple
from urllib.parse import quote, unquote

from common.pay_codes.signing import Said

SCHEME = "oplata:"
START = SCHEME + "pay?"
VERSION = "1"
NAMES = ("v", "p", "a", "c", "o", "k", "s")
LONGEST = 1200
"""Characters: an order of 140 letters of any language, and the rest."""


class Link(NamedTuple):
    """What a link says, and its signature."""

    said: Said
    signature: str


def build(said: Said, signature: str) -> str:
    """The link's text."""
    values = (
        VERSION, str(said.provider_id), str(said.amount), said.currency, quote(said.order, safe=""), said.key_id,
        signature,
    )  # fmt: skip
    return START + "&".join(f"{name}={value}" for name, value in zip(NAMES, values, strict=True))


def parse(text: str) -> Link | None:
    """What a link says; None for anything that `build` would not have written."""
    if not text.startswith(START) or len(text) > LONGEST or not text.isascii():
        return None
    values = dict(part.partition("=")[::2] for part in text.removeprefix(START).split("&"))
    if tuple(values) != NAMES or values["v"] != VERSION or not (_number(values["p"]) and _number(values["a"])):
        return None
    try:
        order = unquote(values["o"], errors="strict")
    except UnicodeDecodeError:
        return None
    said = Said("link", int(values["p"]), int(values["a"]), values["c"], order, values["k"])
    found = Link(said, values["s"])
    return found if build(*found) == text else None


def _number(text: str) -> bool:
    return text.isdigit() and len(text) <= 18
