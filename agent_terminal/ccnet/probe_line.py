"""A line whose bytes are counted and shown on their way: what tells silence, noise and wrong checksums apart."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from agent_terminal.ccnet import frames, probe_words, words
from agent_terminal.ccnet.codes import Command
from agent_terminal.ccnet.port import Line
from common.words import Words

Show = Callable[[Words], None]


@dataclass
class Ears:
    """What was heard from the other end; `show` gets every frame in words, ours too."""

    show: Show | None = None
    heard_bytes: int = 0
    good: int = 0
    garbled: int = 0
    _asked: int = Command.POLL
    _said: bytes = b""
    _decoder: frames.Decoder = field(default_factory=frames.Decoder)

    def say(self, data: bytes) -> None:
        """The host's word: what came of an answer before is over."""
        self._take(self._decoder.gap())
        self._said = data
        payload = data[3:-2]
        if payload not in (frames.ACK, frames.NAK):
            self._asked = payload[0]
        self._tell(">", data, words.command(payload))

    def hear(self, data: bytes) -> None:
        """Bytes from the line."""
        self.heard_bytes += len(data)
        self._take(self._decoder.feed(data))

    def _take(self, found: list[frames.Frame | frames.Garbled]) -> None:
        for one in found:
            if isinstance(one, frames.Garbled):
                self.garbled += 1
                self._tell("<", one.raw, probe_words.BAD_FRAME)
            elif frames.pack(one.payload, head=1) != self._said:
                self.good += 1
                self._tell("<", frames.pack(one.payload), words.answer(one.payload, self._asked))

    def _tell(self, way: str, raw: bytes, what: Words) -> None:
        if self.show is not None:
            shown = raw.hex(" ").upper()
            self.show(Words(f"{way} {shown}   {what.ru}", f"{way} {shown}   {what.en}"))


@dataclass(frozen=True)
class ProbeLine(Line):
    """A line that is listened to."""

    ears: Ears = field(default_factory=Ears)

    def open(self, gap: float) -> Any:
        """The port, with ears on it."""
        return HeardPort(super().open(gap), self.ears)


class HeardPort:
    """A port that tells what goes through it; all else it leaves to the port itself."""

    def __init__(self, port: Any, ears: Ears) -> None:
        self._inner = port
        self._ears = ears

    def write(self, data: bytes) -> Any:
        """Send."""
        self._ears.say(data)
        return self._inner.write(data)

    def read(self, size: int) -> bytes:
        """What came in time."""
        data: bytes = self._inner.read(size)
        self._ears.hear(data)
        return data

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)
