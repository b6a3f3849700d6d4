"""What a device keeps when its power is lost: notes that lie somewhere, and a receipt not yet acknowledged."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from common.durable import write_whole


class Memory(msgspec.Struct):
    """The physical truth: notes are where they are, whatever the books say."""

    stacker: list[int] = []
    """Types of the notes in the cassette, in the order they came."""
    collected: list[int] = []
    """Types of the notes taken away with earlier cassettes."""
    note: int | None = None
    """The type of the note on its way; an unknown one is not a note of any type and never gets far."""
    past_exit: bool = False
    """The note has passed the exit sensor: it cannot come back."""
    receipt: int | None = None
    """The type in an 81 that was not ACKed."""
    cassette: bool = True
    full: bool = False


def load(path: Path) -> Memory:
    """What an earlier process left, or an empty device."""
    return msgspec.json.decode(path.read_bytes(), type=Memory) if path.exists() else Memory()


def keeper(path: Path) -> Callable[[Memory], None]:
    """A function that writes the memory durably and whole."""

    def keep(memory: Memory) -> None:
        write_whole(path, msgspec.json.encode(memory))

    return keep


def forget(_memory: Memory) -> None:
    """Keep nothing beyond this process."""
