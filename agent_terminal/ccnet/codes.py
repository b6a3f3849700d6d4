"""The numbers of CCNET for a banknote validator: commands, what POLL answers, and which of them mean what."""

from enum import IntEnum


class Command(IntEnum):
    """What the host may ask a banknote validator."""

    RESET = 0x30
    GET_STATUS = 0x31
    SET_SECURITY = 0x32
    POLL = 0x33
    ENABLE_BILL_TYPES = 0x34
    STACK = 0x35
    RETURN = 0x36
    IDENTIFICATION = 0x37
    HOLD = 0x38
    SET_BARCODE_PARAMETERS = 0x39
    EXTRACT_BARCODE_DATA = 0x3A
    GET_BILL_TABLE = 0x41
    DOWNLOAD = 0x50
    GET_CRC32 = 0x51
    MODULE_DOWNLOAD = 0x52
    MODULE_IDENTIFICATION = 0x54
    GET_CRC16 = 0x56
    GET_CRC32_OF_PART = 0x57
    GET_CRC16_OF_PART = 0x58
    SET_ESCROW_TIMEOUTS = 0x5A
    GET_STACKED_COUNT = 0x5B
    GET_RELEASE_DATE = 0x5C
    REQUEST_STATISTICS = 0x60
    SET_OPTIONS = 0x68
    GET_OPTIONS = 0x69
    DIAGNOSTIC = 0xF0


class Status(IntEnum):
    """The first byte of an answer to POLL, as far as a banknote validator sends it."""

    POWER_UP = 0x10
    POWER_UP_BILL_IN_VALIDATOR = 0x11
    POWER_UP_BILL_IN_STACKER = 0x12
    INITIALIZE = 0x13
    IDLING = 0x14
    ACCEPTING = 0x15
    STACKING = 0x17
    RETURNING = 0x18
    DISABLED = 0x19
    HOLDING = 0x1A
    BUSY = 0x1B
    REJECTING = 0x1C
    CASSETTE_FULL = 0x41
    CASSETTE_OUT = 0x42
    JAMMED = 0x43
    CASSETTE_JAMMED = 0x44
    CHEATED = 0x45
    PAUSE = 0x46
    FAILURE = 0x47
    ESCROW = 0x80
    STACKED = 0x81
    RETURNED = 0x82
    SUSPECTED = 0x84
    COUNTERFEIT_HELD = 0x90


POWERED_UP = frozenset({Status.POWER_UP, Status.POWER_UP_BILL_IN_VALIDATOR, Status.POWER_UP_BILL_IN_STACKER})
BROKEN = frozenset(
    {
        Status.CASSETTE_FULL,
        Status.CASSETTE_OUT,
        Status.JAMMED,
        Status.CASSETTE_JAMMED,
        Status.CHEATED,
        Status.PAUSE,
        Status.FAILURE,
    }
)
OUT_OF_ORDER = BROKEN - {Status.CHEATED, Status.PAUSE}
"""These end only by a person's hand, and with the masks cleared."""
EVENTS = frozenset({Status.STACKED, Status.RETURNED, Status.CHEATED})
"""Repeated by the device until they are ACKed (CCNET 4)."""
NOTE_INSIDE = frozenset({Status.ACCEPTING, Status.STACKING, Status.RETURNING, Status.HOLDING, Status.ESCROW})
EMPTY = frozenset({Status.IDLING, Status.DISABLED})

COUPON = 23
"""The type of a barcode coupon, worth nothing by itself."""
ALL_TYPES = 24
NO_TYPES = frozenset[int]()


def mask(types: frozenset[int]) -> bytes:
    """Types as the three bytes of a map: type n is bit n % 8, types 23–16 first."""
    return sum(1 << number for number in types).to_bytes(3, "big")


def types_of(bitmap: bytes) -> frozenset[int]:
    """The types whose bits are set in a map, high types first."""
    bits = int.from_bytes(bitmap, "big")
    return frozenset(number for number in range(bits.bit_length()) if bits >> number & 1)


def enable(types: frozenset[int]) -> bytes:
    """ENABLE BILL TYPES with escrow on for every type it lets in, so that no note is swallowed unasked."""
    return bytes((Command.ENABLE_BILL_TYPES,)) + mask(types) * 2
