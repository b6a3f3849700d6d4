"""What a role's exchange log still holds of one trace: its files are read from their ends, and only so far."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from common.exchange import Exchange

BLOCK = 1024 * 1024
MOST_BYTES = 24 * BLOCK
"""How much is looked through at the most: some minutes of full load, days of a lesson."""
KEPT = 5
END = b"\n"


class Found(NamedTuple):
    """The exchanges of a trace, the newest last; `whole` when nothing was left unread."""

    exchanges: list[Exchange]
    whole: bool


class ExchangeLog:
    """The exchange lines of one instance: `<name>.exchanges.jsonl` and the files it was rotated into."""

    def __init__(self, folder: Path, name: str) -> None:
        """Nothing is opened before it is asked for."""
        self._path = folder / f"{name}.exchanges.jsonl"
        self._decoder = msgspec.json.Decoder(Exchange)

    def of_trace(self, trace: str, limit: int, most_bytes: int = MOST_BYTES) -> Found:
        """The newest exchanges of a trace."""
        needle = b'"trace":' + msgspec.json.encode(trace)
        found: list[Exchange] = []
        left = most_bytes
        for path in self._files():
            for block in _backwards(path):
                if len(found) >= limit or left <= 0:
                    return Found(found[limit - 1 :: -1] if limit else [], False)
                left -= len(block)
                found += [one for line in _lines_with(block, needle) if (one := self._read(line, trace))]
        return Found(found[:limit][::-1], len(found) <= limit)

    def _files(self) -> list[Path]:
        numbered = [self._path.with_name(f"{self._path.name}.{number}") for number in range(1, KEPT + 1)]
        return [path for path in (self._path, *numbered) if path.exists()]

    def _read(self, line: bytes, trace: str) -> Exchange | None:
        """A torn line, or one that only has the trace in its body, is none of them."""
        try:
            one = self._decoder.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return None
        return one if one.trace == trace else None


def _backwards(path: Path) -> Iterator[bytes]:
    """A file's whole lines, a block at a time, the last block first."""
    rest = b""
    try:
        with path.open("rb") as file:
            place = file.seek(0, 2)
            while place > 0:
                size = min(BLOCK, place)
                place -= size
                file.seek(place)
                block = file.read(size) + rest
                cut = block.find(END) + 1 if place else 0
                rest, block = block[:cut], block[cut:]
                yield block
    except OSError:
        return  # rotated away while it was read: what was read counts


def _lines_with(block: bytes, needle: bytes) -> Iterator[bytes]:
    """The lines that hold the needle, the last first."""
    end = len(block)
    while (place := block.rfind(needle, 0, end)) >= 0:
        start = block.rfind(END, 0, place) + 1
        stop = block.find(END, place)
        yield block[start : stop if stop >= 0 else len(block)]
        end = start
