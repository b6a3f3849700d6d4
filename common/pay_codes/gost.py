"""Bills as QR codes by GOST R 56042-2014: a header with version and encoding, then `Key=Value` with a separator."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from common.errors import Rejected
from common.money import LARGEST
from common.pay_codes import requisites
from common.pay_codes.gost_keys import ENCODINGS, KEYS, OBLIGATORY

START = "ST"
VERSION = "0001"
HEADER = 7
"""Characters before the separator: ST, four of the version, one of the encoding."""
BLOCK = 300
"""Bytes of the obligatory fields with their keys and separators."""
NAMED = re.compile(r"([A-Za-z][A-Za-z0-9_]*)=(.*)", re.DOTALL)
SEPARATORS = "|~^#;`"
"""What `write` tries in turn when the values hold the habitual one."""


class Part(NamedTuple):
    """A piece between two separators; without a key when it is no `Key=Value`."""

    key: str
    value: str


class Bill(NamedTuple):
    """A bill as it is written; `encoding` is the one that its header names."""

    version: str
    encoding: str
    separator: str
    parts: tuple[Part, ...]

    def value(self, key: str) -> str:
        """What stands under a key, empty when it is not there."""
        return next((part.value for part in self.parts if part.key == key), "")


def looks_so(data: bytes) -> bool:
    """Does it begin as a bill does?"""
    return re.match(rb"ST[0-9]{4}[0-9]", data) is not None


def encoding_of(data: bytes) -> str:
    """The encoding that the header names; Rejected `qr_unreadable` when it names none."""
    named = chr(data[HEADER - 1]) if looks_so(data) else ""
    if named not in ENCODINGS:
        raise Rejected("qr_unreadable", f"{START}{VERSION}?")
    return ENCODINGS[named]


def read(data: bytes) -> Bill:
    """The parts of a bill; of their values nothing is checked.

    Rejected `qr_unreadable`: no header, or bytes that are no text in the encoding that the header names.
    """
    named = encoding_of(data)
    try:
        return parse(data.decode(named))
    except UnicodeDecodeError as problem:
        raise Rejected("qr_unreadable", named) from problem


def parse(text: str) -> Bill:
    """The same of a text, whatever its bytes were."""
    separator = text[HEADER : HEADER + 1]
    pieces = text[HEADER + 1 :].split(separator) if separator else []
    if pieces and not pieces[-1].strip():
        pieces.pop()  # many programs end the last field with a separator, too
    return Bill(text[2:6], ENCODINGS[text[HEADER - 1]], separator, tuple(_part(piece) for piece in pieces))


def write(fields: Sequence[tuple[str, str]], encoding: str = "utf-8", separator: str = "") -> bytes:
    """A bill of these keys and values: the obligatory ones come first and in their order, empty ones are left out.

    Rejected `wrong_value`: a key that the standard does not know, a field that is missing, too long or does not fit
    the encoding, an account that does not fit the BIC, a sum that is not whole kopecks.
    """
    values = {key: value for key, value in fields if value}
    for key, value in values.items():
        _check(key, value)
    missing = [key for key in OBLIGATORY if key not in values]
    if missing or len(values) != sum(1 for _, value in fields if value):
        raise Rejected("wrong_value", ", ".join(missing) or "2 ×")
    _check_accounts(values)
    separator = separator or _free(values)
    pieces = _pieces(values)
    if len(separator) != 1 or any(separator in piece for piece in pieces):
        raise Rejected("wrong_value", f"«{separator}»")
    try:
        if len(separator.join(pieces[: len(OBLIGATORY)]).encode(encoding)) > BLOCK:
            raise Rejected("wrong_value", f"> {BLOCK}")
        return joined(values, encoding, separator).encode(encoding)
    except UnicodeEncodeError as problem:
        raise Rejected("wrong_value", f"{encoding}: {problem.object[problem.start : problem.end][:20]}") from problem


def joined(values: Mapping[str, str], encoding: str = "utf-8", separator: str = "") -> str:
    """The text of a bill, whatever is in it: to be looked at before it is written."""
    separator = separator or _free(values)
    digit = next(digit for digit, name in ENCODINGS.items() if name == encoding)
    return START + VERSION + digit + separator + separator.join(_pieces(values))


def kopecks(text: str) -> int:
    """The sum as it must be written; -1 for anything else than digits above zero."""
    right = text.isascii() and text.isdecimal() and len(text) <= 18 and 0 < int(text) <= LARGEST
    return int(text) if right else -1


def _pieces(values: Mapping[str, str]) -> list[str]:
    ordered = [*(key for key in OBLIGATORY if key in values), *(key for key in values if key not in OBLIGATORY)]
    return [f"{key}={values[key]}" for key in ordered]


def _part(piece: str) -> Part:
    named = NAMED.fullmatch(piece)
    return Part(named[1], named[2]) if named else Part("", piece)


def _check(key: str, value: str) -> None:
    fits = key in KEYS and len(value) <= KEYS[key].longest and value.isprintable()
    if not fits or (key == "Sum" and kopecks(value) < 0):
        raise Rejected("wrong_value", f"{key}={value[:40]}")


def _check_accounts(values: dict[str, str]) -> None:
    account, bic, other = values["PersonalAcc"], values["BIC"], values["CorrespAcc"]
    if not requisites.is_bic(bic) or not requisites.is_account(account):
        raise Rejected("wrong_value", f"{account} / {bic}")
    if not requisites.of_treasury(account) and not requisites.account_fits(account, bic):
        raise Rejected("wrong_value", f"PersonalAcc={account}")
    if other != "0" and not requisites.of_treasury(other) and not requisites.correspondent_fits(other, bic):
        raise Rejected("wrong_value", f"CorrespAcc={other}")
    for key in ("PayeeINN", "PayerINN"):
        if key in values and not requisites.inn_fits(values[key]):
            raise Rejected("wrong_value", f"{key}={values[key]}")


def _free(values: Mapping[str, str]) -> str:
    """A separator that no value holds."""
    said = "".join(values.values())
    return next((one for one in SEPARATORS if one not in said), SEPARATORS[0])
