"""The QR that a seller shows, by EMVCo «QR Code Specification for Payment Systems, Merchant-Presented Mode» 1.1."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from common.errors import Rejected
from common.money import LARGEST
from common.pay_codes import tlv
from common.pay_codes.crc import LENGTH, checksum
from common.pay_codes.tlv import Item

FORMAT, POINT, CATEGORY, CURRENCY, AMOUNT, COUNTRY, NAME, CITY, EXTRA, CRC, LOCAL = (
    "00", "01", "52", "53", "54", "58", "59", "60", "62", "63", "64",
)  # fmt: skip
OBLIGATORY = (FORMAT, CATEGORY, CURRENCY, COUNTRY, NAME, CITY)
STATIC, DYNAMIC = "11", "12"
VERSION = "01"
LONGEST = {CATEGORY: 4, CURRENCY: 3, AMOUNT: 13, COUNTRY: 2, NAME: 25, CITY: 15, "61": 10}
"""Characters at most, by table 3.1 of the specification; the values of all other tags take up to 99."""
LONGEST_TEXT = 512
LONGEST_ORDER = 25
CURRENCIES = {
    "643": "RUB", "933": "BYN", "398": "KZT", "051": "AMD", "156": "CNY", "356": "INR", "784": "AED", "840": "USD",
    "949": "TRY", "978": "EUR",
}  # fmt: skip
"""ISO 4217, numbers to letters; all of these have a hundred minor units."""
CENTS = re.compile(r"([0-9]{1,13})(?:\.([0-9]{0,2}))?")


@dataclass(frozen=True, slots=True)
class EmvCode:
    """The items of a code in their order, without its CRC."""

    items: tuple[Item, ...]

    def value(self, tag: str) -> str:
        """What stands under a tag, empty when it is not there."""
        return next((item.value for item in self.items if item.tag == tag), "")

    def inner(self, tag: str) -> dict[str, str]:
        """The items of a template by their tags; Rejected `qr_unreadable` when it is none."""
        value = self.value(tag)
        return {item.tag: item.value for item in tlv.read(value)} if value else {}

    def without(self, *tags: str) -> str:
        """The text of all items but these, without a CRC: what a signature inside the code can be made of."""
        return tlv.write((item.tag, item.value) for item in self.items if item.tag not in tags)

    @property
    def dynamic(self) -> bool:
        """Was it made for one payment?"""
        return self.value(POINT) == DYNAMIC

    @property
    def amount(self) -> int:
        """Minor units; 0 when the payer chooses. Rejected `qr_unreadable` when the sum is none."""
        written = self.value(AMOUNT)
        return minor_units(written) if written else 0

    @property
    def currency(self) -> str:
        """Three letters of ISO 4217; the number itself when it is not among ours."""
        return CURRENCIES.get(self.value(CURRENCY), self.value(CURRENCY))


def looks_so(text: str) -> bool:
    """Does the text begin as such a code must?"""
    return text.startswith("000201")


def read(text: str) -> EmvCode:
    """A whole, undamaged code; Rejected `qr_unreadable` when torn, when its CRC is wrong or something is missing."""
    if not looks_so(text) or not 0 < len(text) <= LONGEST_TEXT:
        raise Rejected("qr_unreadable", "EMVCo")
    items = tlv.read(text)
    if items[-1].tag != CRC or len(items[-1].value) != LENGTH:
        raise Rejected("qr_unreadable", "EMVCo: CRC")
    if crc_of(text) != items[-1].value:
        raise Rejected("qr_unreadable", f"CRC {items[-1].value} ≠ {crc_of(text)}")
    missing = [tag for tag in OBLIGATORY if tag not in {item.tag for item in items}]
    if missing:
        raise Rejected("qr_unreadable", f"EMVCo: {', '.join(missing)}")
    return EmvCode(items[:-1])


def write(items: Iterable[tuple[str, str]]) -> str:
    """The text of a code from its tags and values in their order; the CRC is added. Templates are values of tlv.write.

    Rejected `wrong_value`: too long, the tag 63 among them, or other than printable ASCII outside template 64.
    """
    items = list(items)
    for tag, value in items:
        plain = tag == LOCAL or (value.isascii() and value.isprintable())
        if tag == CRC or not plain or len(value) > LONGEST.get(tag, tlv.LONGEST):
            raise Rejected("wrong_value", f"{tag}: {value[:40]}")
    text = tlv.write(items) + CRC + f"{LENGTH:02d}"
    if len(text) + LENGTH > LONGEST_TEXT:
        raise Rejected("wrong_value", f"QR: {len(text) + LENGTH} > {LONGEST_TEXT}")
    return text + checksum(text.encode())


def holds_order(text: str) -> bool:
    """Whether a code has room for it in 62.01: 25 characters of Latin, digits, signs."""
    return len(text) <= LONGEST_ORDER and text.isascii() and text.isprintable()


def crc_of(text: str) -> str:
    """What the last four characters of a code should be."""
    return checksum(text[:-LENGTH].encode("utf-8", "surrogatepass"))


def minor_units(written: str) -> int:
    """The sum "150.00" as 15000; Rejected `qr_unreadable` for a comma, a sign, three decimals, too much, or nothing."""
    cents = CENTS.fullmatch(written)
    amount = int(cents[1]) * 100 + int((cents[2] or "").ljust(2, "0")) if cents else 0
    if not 0 < amount <= LARGEST:
        raise Rejected("qr_unreadable", f"54: {written[:20]}")
    return amount


def decimal(amount: int) -> str:
    """Minor units as tag 54 holds them: 15000 as "150.00"; the largest sum of the network has no room for its cents."""
    written = f"{amount // 100}.{amount % 100:02d}"
    return written if len(written) <= LONGEST[AMOUNT] else written.removesuffix(".00")
