"""The device's side of the line: bytes in, bytes out; which command is legal when, and which ACK is for what."""

from collections import deque
from collections.abc import Callable

from agent_terminal.ccnet import frames, words
from agent_terminal.ccnet.bills import pack_table
from agent_terminal.ccnet.codes import BROKEN, COUPON, EVENTS, POWERED_UP, Command, Status, mask, types_of
from agent_terminal.ccnet.simulator.faults import Chunk, Faults
from agent_terminal.ccnet.simulator.mechanics import Event, Mechanics
from agent_terminal.ccnet.simulator.memory import Memory, forget
from agent_terminal.ccnet.simulator.options import Options

QUIET = POWERED_UP | {Status.INITIALIZE, Status.DISABLED} | BROKEN
"""Where a device tells of itself: GET BILL TABLE and IDENTIFICATION are illegal elsewhere."""
ENABLE_DATA = 6
SECURITY_DATA = 3
FRAMES_KEPT = 60


class Device:
    """A banknote validator at address 03. It never speaks first."""

    def __init__(
        self,
        options: Options | None = None,
        *,
        now: float = 0.0,
        memory: Memory | None = None,
        keep: Callable[[Memory], None] = forget,
    ) -> None:
        self.options = options or Options()
        self.faults = Faults()
        self.mechanics = Mechanics(self.options, memory or Memory(), now, keep)
        self.plugged = True
        """Whether its cable is in the computer: pulled out, it is silent, and lives on."""
        self.spoken: deque[tuple[str, str, str]] = deque(maxlen=FRAMES_KEPT)
        """The last frames: who spoke, hex, words."""
        self._decoder = frames.Decoder(commands=True)
        self._heard_at = now
        self._last_event: Event | None = None
        """Set while the last frame sent was an event: an ACK belongs to the last frame sent, to no other."""

    @property
    def memory(self) -> Memory:
        """What the device really holds."""
        return self.mechanics.memory

    def receive(self, data: bytes, now: float) -> list[Chunk]:
        """What the device sends in reply to these bytes."""
        self.mechanics.advance(now)
        if not self.mechanics.powered or not self.plugged:
            self._decoder.gap()
            return []
        found = self._decoder.gap() if now - self._heard_at > self.options.gap_seconds else []
        self._heard_at = now
        found += self._decoder.feed(data)
        chunks = [(0.0, data)] if self.options.echo else []
        for frame in found:
            chunks += self._reply(frame, now)
        return chunks

    def _reply(self, frame: frames.Frame | frames.Garbled, now: float) -> list[Chunk]:
        if frame.address != frames.VALIDATOR or not self.mechanics.powered:
            return []
        if isinstance(frame, frames.Garbled):
            return self._send(frames.NAK, Command.POLL)
        if frame.payload in (frames.ACK, frames.NAK):
            self._take_receipt(frame.payload, now)
            return []
        if self.faults.spend("lost_commands"):
            return []
        self._note_down("H", frame.payload, words.command(frame.payload).ru)
        self._last_event = None
        if self.faults.spend("naks"):
            return self._send(frames.NAK, frame.payload[0])
        return self._answer(frame.payload, now)

    def _take_receipt(self, receipt: bytes, now: float) -> None:
        if self.faults.spend("lost_acks"):
            return
        self._note_down("H", receipt, words.command(receipt).ru)
        event, self._last_event = self._last_event, None
        if event and receipt == frames.ACK:
            self.mechanics.acked(event, now)

    def _answer(self, payload: bytes, now: float) -> list[Chunk]:
        """Exactly one answer; extra bytes on a command without data are left alone, as real units do."""
        code, data = payload[0], payload[1:]
        answer = ANSWERS.get(code)
        if answer is None or code in self.options.unknown_commands:
            return self._send(frames.ILLEGAL, code)
        chunks = self._send(answer(self, data, now), code)
        if self._last_event is not None and self._last_event[0] is Status.STACKED:
            self.mechanics.receipt_sent(now)
        return chunks

    def _send(self, payload: bytes, asked: int) -> list[Chunk]:
        self._note_down("D", payload, words.answer(payload, asked).ru)
        return self.faults.on_the_wire(frames.pack(payload), self.options)

    def _note_down(self, who: str, payload: bytes, what: str) -> None:
        self.spoken.append((who, frames.pack(payload, head=1 if who == "H" else 0).hex(" ").upper(), what))

    def _poll(self, _data: bytes, now: float) -> bytes:
        if now < self.faults.busy_until:
            return bytes((Status.BUSY,)) + self._busy_tenths()
        status, detail = event = self.mechanics.to_report()
        if status in EVENTS:
            self._last_event = event
        answer = bytes((status,)) if detail is None else bytes((status, detail))
        return answer.ljust(3, b"\0") if self.options.padded else answer

    def _busy_tenths(self) -> bytes:
        return b"" if self.faults.busy_tenths is None else bytes((self.faults.busy_tenths,))

    def _reset(self, _data: bytes, now: float) -> bytes:
        self.mechanics.reset(now)
        return frames.ACK

    def _status(self, _data: bytes, _now: float) -> bytes:
        """Only types that exist read back as enabled, and the coupon's bit."""
        existing = frozenset(self.options.bills) | {COUPON}
        return mask(self.mechanics.enabled & existing) + mask(self.mechanics.security & existing)

    def _security(self, data: bytes, _now: float) -> bytes:
        if len(data) != SECURITY_DATA:
            return frames.ILLEGAL
        self.mechanics.security = types_of(data)
        return frames.ACK

    def _enable(self, data: bytes, _now: float) -> bytes:
        if len(data) != ENABLE_DATA:
            return frames.ILLEGAL
        self.mechanics.enable(types_of(data[:3]), types_of(data[3:]))
        return frames.ACK

    def _stack(self, _data: bytes, now: float) -> bytes:
        return frames.ACK if self.mechanics.stack(now) else frames.ILLEGAL

    def _return(self, _data: bytes, now: float) -> bytes:
        return frames.ACK if self.mechanics.give_back(now) else frames.ILLEGAL

    def _hold(self, _data: bytes, now: float) -> bytes:
        return frames.ACK if self.mechanics.hold(now) else frames.ILLEGAL

    def _barcode(self, data: bytes, _now: float) -> bytes:
        return frames.ACK if len(data) == 2 else frames.ILLEGAL

    def _identification(self, _data: bytes, _now: float) -> bytes:
        if self.mechanics.status not in QUIET:
            return frames.ILLEGAL
        names = self.options.part.ljust(15)[:15] + self.options.serial.ljust(12)[:12]
        return names.encode("ascii") + self.options.asset

    def _table(self, _data: bytes, _now: float) -> bytes:
        return pack_table(self.options.bills) if self.mechanics.status in QUIET else frames.ILLEGAL


ANSWERS: dict[int, Callable[[Device, bytes, float], bytes]] = {
    Command.RESET: Device._reset,
    Command.GET_STATUS: Device._status,
    Command.SET_SECURITY: Device._security,
    Command.POLL: Device._poll,
    Command.ENABLE_BILL_TYPES: Device._enable,
    Command.STACK: Device._stack,
    Command.RETURN: Device._return,
    Command.IDENTIFICATION: Device._identification,
    Command.HOLD: Device._hold,
    Command.SET_BARCODE_PARAMETERS: Device._barcode,
    Command.GET_BILL_TABLE: Device._table,
}
"""Everything else is ILLEGAL, as on old firmware."""
