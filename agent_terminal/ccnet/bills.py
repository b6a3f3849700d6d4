"""What a device says of itself and of the notes it knows: GET BILL TABLE and IDENTIFICATION."""

from dataclasses import dataclass

from agent_terminal.ccnet.codes import COUPON

RECORD = 5
TABLE_SIZES = (120, 240)
DECIMAL_PLACES = 0x80
EXPONENT = 0x7F
MINOR_DIGITS = 2
LARGEST_EXPONENT = 9
TENS = (1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 10**9, 10**10, 10**11)

CURRENCIES = {
    "RUS": "RUB",
    "UKR": "UAH",
    "USA": "USD",
    "QAT": "QAR",
    "LKA": "LKR",
    "TKM": "TMT",
    "KAZ": "KZT",
    "BLR": "BYN",
    "CHN": "CNY",
    "GBR": "GBP",
}
"""The three letters are mostly a country; where the letters are no country here, they are taken for a currency."""


@dataclass(frozen=True, slots=True)
class BillType:
    """One kind of note: its number in the device, its value in minor units, and what the device calls its money."""

    type: int
    value: int
    letters: str
    currency: str

    def is_money(self) -> bool:
        """A coupon, and a record without a value, may lie in the table and yet be worth nothing."""
        return self.value > 0 and self.type != COUPON


BillTable = dict[int, BillType]
"""Notes by type; types need not be contiguous nor sorted by value, and type 0 is a note like any other."""


def parse_table(data: bytes) -> BillTable | None:
    """The table in an answer to GET BILL TABLE, or None if this is no such answer."""
    if len(data) not in TABLE_SIZES:
        return None
    bills = (_bill(number, data[number * RECORD :][:RECORD]) for number in range(len(data) // RECORD))
    return {bill.type: bill for bill in bills if bill is not None}


def _bill(number: int, record: bytes) -> BillType | None:
    """One record: leading digits as a number, three letters, and the zeros to append or (bit 7) decimal places."""
    letters = record[1:4].decode("ascii", errors="replace").strip("\0 ")
    if not any(record) or not letters:
        return None
    return BillType(number, _minor_units(record[0], record[4]), letters, CURRENCIES.get(letters, letters))


def _minor_units(digits: int, exponent: int) -> int:
    """Integers only: 19H 81H is 2.50. What is no whole number of minor units, or absurdly big, counts as nothing."""
    places = exponent & EXPONENT
    if places > LARGEST_EXPONENT:
        return 0
    if not exponent & DECIMAL_PLACES:
        return digits * TENS[places + MINOR_DIGITS]
    value, rest = divmod(digits * TENS[MINOR_DIGITS], TENS[places])
    return 0 if rest else value


def pack_table(bills: BillTable) -> bytes:
    """The 120 bytes a device answers with, for whole major units."""
    return b"".join(_record(bills.get(number)) for number in range(TABLE_SIZES[0] // RECORD))


def _record(bill: BillType | None) -> bytes:
    if bill is None:
        return bytes(RECORD)
    digits, zeros = bill.value // TENS[MINOR_DIGITS], 0
    while digits and digits % 10 == 0:
        digits, zeros = digits // 10, zeros + 1
    return bytes((digits,)) + bill.letters.encode("ascii") + bytes((zeros,))


@dataclass(frozen=True, slots=True)
class Identification:
    """Who the device is: its part number's head tells the model."""

    part: str
    serial: str
    asset: str


def parse_identification(data: bytes) -> Identification | None:
    """15 letters of part number, 12 of serial number, 7 binary bytes; clones bend the limits, so any tail may be short.

    A status or a receipt, which is shorter than the part number alone, is no identification.
    """
    if len(data) < 15:
        return None
    return Identification(_text(data[:15]), _text(data[15:27]), data[27:34].hex().upper())


def _text(data: bytes) -> str:
    return "".join(chr(byte) if 0x20 <= byte < 0x7F else "·" for byte in data).strip()
