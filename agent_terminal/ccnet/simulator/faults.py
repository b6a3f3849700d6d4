"""What happens to a device's words on their way to the host: each fault is armed by a count and used up."""

from dataclasses import dataclass

from agent_terminal.ccnet.simulator.options import Options

Chunk = tuple[float, bytes]
"""A pause, and the bytes that come after it."""


@dataclass(slots=True)
class Faults:
    """How many of the next answers suffer what."""

    lost_answers: int = 0
    lost_acks: int = 0
    lost_commands: int = 0
    bad_crcs: int = 0
    naks: int = 0
    splits: int = 0
    split_seconds: float = 0.01
    noise: bytes = b""
    """Comes before the next answer."""
    busy_until: float = float("-inf")
    busy_tenths: int | None = None
    """What 1B says; None: the short form that is seen in the field."""

    def spend(self, name: str) -> bool:
        """Whether one of this kind was left."""
        left = getattr(self, name)
        if left:
            setattr(self, name, left - 1)
        return bool(left)

    def on_the_wire(self, frame: bytes, options: Options) -> list[Chunk]:
        """A frame as it really goes out."""
        if self.spend("lost_answers"):
            return []
        if self.spend("bad_crcs"):
            frame = frame[:-1] + bytes((frame[-1] ^ 0x5A,))
        noise, self.noise = self.noise, b""
        chunks = [(0.0, noise)] if noise else []
        if self.spend("splits"):
            half = len(frame) // 2
            return [*chunks, (0.0, frame[:half]), (self.split_seconds, frame[half:])]
        return chunks + paced(frame, options.byte_seconds)


PACE_BYTES = 8


def paced(frame: bytes, byte_seconds: float) -> list[Chunk]:
    """A frame at the speed of its line, a few bytes at a time."""
    if not byte_seconds:
        return [(0.0, frame)]
    parts = [frame[start : start + PACE_BYTES] for start in range(0, len(frame), PACE_BYTES)]
    return [(len(part) * byte_seconds, part) for part in parts]
