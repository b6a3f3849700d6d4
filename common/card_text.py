"""A connection card as one short text without spaces: what a QR code holds and what is copied.

    OPLATA1:<the card's JSON, packed with zlib, two bytes in three letters>

Its 41 letters are of a QR code's dense alphabet (alphanumeric mode), and none is a space or one that a messenger or
an address line changes, so the text survives a letter, a chat and a scanner.
"""

import zlib

import msgspec

from common.errors import Rejected
from common.protocol import card
from common.protocol.card import Card

PREFIX = "OPLATA1:"
LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*+-./"
_PLACES = {letter: place for place, letter in enumerate(LETTERS)}
_BASE = len(LETTERS)


def card_text(shown: Card) -> str:
    """The card in one line."""
    return PREFIX + _spelt(zlib.compress(msgspec.json.encode(shown), 9))


def card_from_text(text: str) -> Card:
    """The card in a text: our short form or the file's JSON; Rejected `wrong_card` says what is wrong with it."""
    plain = text.strip().removeprefix("\ufeff")
    if plain.startswith("{"):
        return card.decode(plain.encode("utf-8", "replace"))
    packed = "".join(plain.split()).upper()
    if not packed.startswith(PREFIX):
        raise Rejected("wrong_card", f"«{plain[:20]}»")
    return card.decode(_unpacked(packed.removeprefix(PREFIX)))


def looks_like_card(text: str) -> bool:
    """Whether a text is worth trying: the clipboard holds many things that are none of ours."""
    plain = text.strip().removeprefix("\ufeff")
    return plain.upper().startswith(PREFIX) or (plain.startswith("{") and '"kind"' in plain and '"login"' in plain)


def _spelt(data: bytes) -> str:
    """Two bytes as three letters, a last lonely byte as two."""
    text = []
    for start in range(0, len(data), 2):
        pair = data[start : start + 2]
        number = int.from_bytes(pair, "big")
        for _ in range(len(pair) + 1):
            number, place = divmod(number, _BASE)
            text.append(LETTERS[place])
    return "".join(text)


def _unpacked(letters: str) -> bytes:
    try:
        return _inflated(_read(letters))
    except (KeyError, OverflowError, ValueError, zlib.error) as problem:
        raise Rejected("wrong_card", "текст обрезан или изменён · the text was cut or changed") from problem


def _read(letters: str) -> bytes:
    data = bytearray()
    for start in range(0, len(letters), 3):
        places = [_PLACES[letter] for letter in letters[start : start + 3]]
        if len(places) == 1:
            raise ValueError(letters[start:])
        number = sum(place * _BASE**power for power, place in enumerate(places))
        data += number.to_bytes(len(places) - 1, "big")
    return bytes(data)


def _inflated(packed: bytes) -> bytes:
    """Never more than a card may hold: a small text can unpack into a whole memory."""
    engine = zlib.decompressobj()
    data = engine.decompress(packed, card.MAX_BYTES + 1)
    if not engine.eof and len(data) <= card.MAX_BYTES:
        raise ValueError("cut short")
    return data
