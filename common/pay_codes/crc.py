"""CRC-16/CCITT-FALSE, the checksum of EMVCo codes and SBP links: polynomial 1021, start FFFF, nothing reflected."""

from binascii import crc_hqx

START = 0xFFFF
LENGTH = 4


def checksum(data: bytes) -> str:
    """Four upper-case hexadecimal digits: of "123456789" they are 29B1."""
    return f"{crc_hqx(data, START):04X}"
