"""Bytes on the line ↔ payloads: CRC, short and long frames, and a decoder that survives noise.

    short, host → device   SYNC ADR LNG CMD [SUBCMD] [DATA …] CRClo CRChi
    short, device → host   SYNC ADR LNG DATA …                CRClo CRChi
    long, no CMD           SYNC ADR  00 LH LL DATA …              CRClo CRChi
    long, CMD              SYNC ADR  00 CMD LH LL DATA …          CRClo CRChi
    long, CMD and SUBCMD   SYNC ADR  00 CMD SUBCMD LH LL DATA …   CRClo CRChi

SYNC is 02, ADR 03 for a banknote validator, LNG and LH LL count every byte from SYNC through CRChi. A payload here is
everything between LNG and the CRC, without LH LL. There is no byte stuffing: 02, 0A, 0D, 11 and 13 are data too,
so a frame is cut by its length and never by a search for the next 02.
"""

from collections.abc import Iterator
from dataclasses import dataclass

SYNC = 0x02
VALIDATOR = 0x03
OVERHEAD = 5
SHORTEST = 6
LONGEST_SHORT = 250
"""Longer frames are sent in the long form; short ones of up to 255 bytes are understood (CCNET 2.2)."""
LONGEST = 16 * 1024
"""A longer frame is taken for noise: the longest real one, statistics, has 4.4 KB."""

ACK = b"\x00"
NAK = b"\xff"
ILLEGAL = b"\x30"

DOWNLOAD = 0x50


def crc16(data: bytes) -> int:
    """CRC-16/KERMIT: polynomial 8408 reflected, start 0; of a whole good frame it is 0."""
    value = 0
    for byte in data:
        value = value >> 8 ^ TABLE[(value ^ byte) & 0xFF]
    return value


def _row(byte: int) -> int:
    for _ in range(8):
        byte = byte >> 1 ^ 0x8408 if byte & 1 else byte >> 1
    return byte


TABLE = tuple(_row(byte) for byte in range(256))


def pack(payload: bytes, head: int = 0, address: int = VALIDATOR) -> bytes:
    """A frame around a payload; in a long one the length stands after `head` bytes of it (an answer has none)."""
    assert payload, "a frame carries at least one byte"
    size = len(payload) + OVERHEAD
    if size <= LONGEST_SHORT:
        body = bytes((SYNC, address, size)) + payload
    else:
        body = bytes((SYNC, address, 0)) + payload[:head] + (size + 2).to_bytes(2, "big") + payload[head:]
    return body + crc16(body).to_bytes(2, "little")


def command_head(first: int) -> int:
    """How many bytes of a long command stand before its length: DOWNLOAD alone has a sub-command."""
    return 2 if first == DOWNLOAD else 1


def answer_head(_first: int) -> int:
    """An answer has no command byte, so its long length stands first."""
    return 0


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame whose CRC is right."""

    payload: bytes
    address: int = VALIDATOR

    def is_receipt(self) -> bool:
        """ACK, NAK and ILLEGAL are one byte long (LNG 06); the same first byte in longer data means nothing."""
        return self.payload in (ACK, NAK, ILLEGAL)


@dataclass(frozen=True, slots=True)
class Garbled:
    """A whole frame with a wrong CRC: to be answered with NAK if it came to this address."""

    address: int
    raw: bytes


class Decoder:
    """Cuts a stream of bytes into frames; `commands=True` on the device's side of the line."""

    def __init__(self, *, commands: bool = False) -> None:
        self._head = command_head if commands else answer_head
        self._kept = bytearray()

    @property
    def inside(self) -> bool:
        """Whether a frame has begun and not ended, so that a long silence now means it is broken."""
        return bool(self._kept)

    def feed(self, data: bytes) -> list[Frame | Garbled]:
        """The frames that these bytes complete."""
        self._kept += data
        return list(self._cut())

    def gap(self) -> list[Frame | Garbled]:
        """The line fell silent inside a frame: give up what began, keep a good frame that noise in front has hidden."""
        found = [] if (hidden := self._hidden(len(self._kept))) is None else [hidden]
        self._kept.clear()
        return list(found)

    def _cut(self) -> Iterator[Frame | Garbled]:
        while (size := self._size()) is not None and size <= len(self._kept):
            raw = bytes(self._kept[:size])
            frame: Frame | Garbled | None = self._open(raw)
            if frame is None:
                frame = self._hidden(size) or Garbled(raw[1], raw)
            del self._kept[:size]
            yield frame

    def _size(self) -> int | None:
        """The length of the frame at the front, dropping what cannot be one; None until enough bytes have come."""
        while self._kept:
            size = self._length_at(0)
            if self._kept[0] == SYNC and (size is None or SHORTEST <= size <= LONGEST):
                return size
            after = self._kept.find(SYNC, 1)
            del self._kept[: after if after > 0 else len(self._kept)]
        return None

    def _length_at(self, start: int) -> int | None:
        """What LNG, or LH LL, of a frame at `start` says; None while those bytes have not come."""
        kept = self._kept
        if len(kept) < start + 3:
            return None
        if kept[start + 2]:
            return kept[start + 2]
        if len(kept) < start + 4:
            return None
        at = start + 3 + self._head(kept[start + 3])
        return int.from_bytes(kept[at : at + 2], "big") if len(kept) >= at + 2 else None

    def _open(self, raw: bytes) -> Frame | None:
        if crc16(raw):
            return None
        if raw[2]:
            return Frame(raw[3:-2], raw[1])
        head = self._head(raw[3])
        payload = raw[3 : 3 + head] + raw[5 + head : -2]
        return Frame(payload, raw[1]) if len(payload) == len(raw) - OVERHEAD - 2 and payload else None

    def _hidden(self, size: int) -> Frame | None:
        """A good frame behind noise that itself looked like the beginning of one, such as a stray 02."""
        start = self._kept.find(SYNC, 1)
        while 0 < start < size:
            length = self._length_at(start)
            if length is not None and SHORTEST <= length <= size - start:
                frame = self._open(bytes(self._kept[start : start + length]))
                if frame is not None:
                    return frame
            start = self._kept.find(SYNC, start + 1)
        return None
