"""The host's side of a CCNET conversation: what to say, and what the answers mean; no I/O and no clock of its own.

The line's driver repeats: `say`, write it, and if it waits for an answer, one of `hear`, `garbled`, `silence`.
Nothing is repeated blindly: a command whose answer was lost is said again only if the next POLL shows that it is still
wanted, so a STACK is never said twice to a device that has begun to stack.
"""

from dataclasses import dataclass

from agent_terminal.ccnet import frames
from agent_terminal.ccnet.codes import BROKEN, EMPTY, EVENTS, NOTE_INSIDE, OUT_OF_ORDER, Command, Status
from agent_terminal.ccnet.handler import CashHandler
from agent_terminal.ccnet.happenings import (
    Happening,
    InitializeOverdue,
    LineEchoes,
    Offline,
    Online,
    Refused,
)
from agent_terminal.ccnet.inquiry import Inquiry
from agent_terminal.ccnet.meaning import Meaning
from agent_terminal.ccnet.timing import Timing

POLL = bytes((Command.POLL,))
RESET = bytes((Command.RESET,))
LONGEST_POLL_ANSWER = 3
"""Z1, Z2 and the padding of some units. A longer one is a late answer to another command, as 80 00 7F 00 00 00 is."""
NOTE_COMMANDS = frozenset({Command.STACK, Command.RETURN, Command.HOLD})


@dataclass(frozen=True, slots=True)
class Said:
    """Bytes to write, and how long to wait for the first byte of the answer (0: nobody answers this)."""

    frame: bytes
    wait: float


class Validator:
    """One conversation with one device; a restart of the program begins another."""

    def __init__(self, handler: CashHandler, currency: str = "RUB", timing: Timing | None = None) -> None:
        self.timing = timing or Timing()
        self._meaning = Meaning(handler, currency, self.timing)
        self._setup = self._meaning.setup
        self._asked: bytes | None = None
        self._receipt: bytes | None = None
        self._inquiry: Inquiry | None = None
        self._poll_at = self._free_at = float("-inf")
        self._errand = False
        self._online: bool | None = None
        self._heard_at: float | None = None
        self._reset_said_at = float("-inf")
        self._unready_since: float | None = None
        self._echo_told = False
        self._news: list[Happening] = []

    def accept(self, values: frozenset[int]) -> None:
        """Let in notes of these values (minor units), none of others; told to the device when no note is inside."""
        self._setup.accept(values)

    def reset(self) -> None:
        """An operator asks for it, say after clearing a jam."""
        self._meaning.reset_wanted = True

    def inquire(self, inquiry: Inquiry) -> None:
        """Staff asks the device something; one that nobody had asked yet is given up."""
        self._answer_inquiry(None)
        self._inquiry = inquiry

    @property
    def due(self) -> float:
        """Before this moment `say` has nothing to say, unless an answer came or somebody asked for a reset."""
        return self._free_at if self._errand else max(self._free_at, self._poll_at)

    @property
    def closed(self) -> bool:
        """The mouth is closed and no note is inside, or there is nobody to close it: the program may go."""
        shut = self._meaning.status == Status.DISABLED and not self._setup.may_be_open
        at_rest = shut and not self._meaning.note_inside()
        return self._online is not True or at_rest or self._meaning.status in OUT_OF_ORDER

    def say(self, now: float) -> Said | None:
        """What to write now, if it is the host's turn and time."""
        self._hearing_since(now)
        if self._receipt is not None:
            return self._say_receipt(now)
        if self._asked is not None or now < self._free_at:
            return None
        self._asked = self._next(now)
        if self._asked is None:
            return None
        return Said(frames.pack(self._asked, head=1), self.timing.answer_to(self._asked[0]))

    def hear(self, payload: bytes, now: float) -> list[Happening]:
        """A good frame came. If it is the host's own echo, the answer is still awaited (see `waiting`)."""
        if self._asked is None:
            return self._take_news()
        if payload == self._asked:
            return self._heard_itself()
        if payload == frames.NAK:
            self._asked_in_vain()
            return self._nothing_useful(now)
        asked, self._asked = self._asked, None
        self._present(now)
        self._free_at = now + self.timing.free
        if asked == POLL:
            self._polled(payload, now)
        else:
            self._answered(asked[0], payload, now)
        return self._look_at_the_clock(now)

    @property
    def waiting(self) -> bool:
        """Whether an answer is still awaited."""
        return self._asked is not None

    def garbled(self, now: float) -> list[Happening]:
        """A frame with a wrong CRC came: NAK it. The device does not repeat by itself, the next command asks again."""
        if self._asked is not None:
            self._asked_in_vain()
            self._receipt = frames.NAK
        return self._nothing_useful(now)

    def silence(self, now: float) -> list[Happening]:
        """No answer in time, or no port to write to."""
        self._asked_in_vain()
        return self._nothing_useful(now)

    def _asked_in_vain(self) -> None:
        """The host's own questions are asked again as long as they are wanted; staff's are not."""
        asked, self._asked = self._asked, None
        if self._inquiry is not None and asked == self._inquiry.question:
            self._answer_inquiry(None)

    def _answer_inquiry(self, payload: bytes | None) -> None:
        inquiry, self._inquiry = self._inquiry, None
        if inquiry is not None:
            inquiry.told(payload)

    def _say_receipt(self, now: float) -> Said:
        receipt, self._receipt = self._receipt, None
        self._free_at = now + self.timing.free
        assert receipt is not None
        return Said(frames.pack(receipt), 0)

    def _next(self, now: float) -> bytes | None:
        if self._errand:
            self._errand = False
            command = self._next_errand(now)
            if command is not None:
                return command
        if now < self._poll_at:
            return None
        self._poll_at = now + self.timing.poll
        if self._wants_reset(now):
            self._reset_said_at = now
            return RESET
        return POLL

    def _next_errand(self, now: float) -> bytes | None:
        """One thing to tell or ask after a POLL answer, while what it said is still true."""
        note = self._meaning.note
        if note is not None and (command := note.command(now)) is not None:
            return bytes((command,))
        if self._meaning.reset_wanted:
            return None
        return self._setup.errand(self._meaning.status) or self._inquiry_for(self._meaning.status)

    def _inquiry_for(self, status: int | None) -> bytes | None:
        inquiry = self._inquiry
        return inquiry.question if inquiry is not None and inquiry.may_be_asked(status) else None

    def _wants_reset(self, now: float) -> bool:
        """An absent device gets RESET too, but right after a POLL that it has not answered: a receipt might wait."""
        absent = self._online is False and now - self._reset_said_at >= self.timing.reset_again
        return self._meaning.reset_wanted or absent

    def _heard_itself(self) -> list[Happening]:
        if not self._echo_told:
            self._echo_told = True
            self._news.append(LineEchoes())
        return self._take_news()

    def _polled(self, payload: bytes, now: float) -> None:
        """ACK is said only if this returns: an event that the terminal could not store stays with the device."""
        if frames.Frame(payload).is_receipt() or len(payload) > LONGEST_POLL_ANSWER:
            return
        self._news += self._meaning.polled(payload, now)
        self._poll_at = max(self._poll_at, now + self._meaning.busy_seconds)
        self._receipt = frames.ACK
        self._errand = payload[0] != Status.BUSY

    def _answered(self, code: int, payload: bytes, now: float) -> None:
        if self._inquiry is not None and code == self._inquiry.command:
            self._answer_inquiry(payload)
            self._receipt = None if frames.Frame(payload).is_receipt() or _may_be_event(payload) else frames.ACK
        if payload == frames.ILLEGAL:
            self._illegal(code)
        elif payload == frames.ACK:
            self._acknowledged(code, now)
        elif (told := self._setup.told(code, payload)) is not None:
            self._news += told
            self._receipt = frames.ACK

    def _illegal(self, code: int) -> None:
        """For a note: it is no longer in escrow, or an earlier try has worked. Poll on; 81 or 82 will tell."""
        if code in NOTE_COMMANDS:
            self._news.append(Refused(code))
        else:
            self._news += self._setup.refused(code, self._meaning.status)

    def _acknowledged(self, code: int, now: float) -> None:
        if code == Command.RESET:
            self._meaning.has_been_reset(now)
        elif code in NOTE_COMMANDS:
            self._meaning.taken()
        else:
            self._news += self._setup.acknowledged(code)

    def _hearing_since(self, now: float) -> float:
        """When something was heard last; before the first time, since the talk began."""
        if self._heard_at is None:
            self._heard_at = now
        return self._heard_at

    def _present(self, now: float) -> None:
        self._heard_at = now
        if self._online is not True:
            self._online = True
            self._unready_since = now
            self._news.append(Online())

    def _nothing_useful(self, now: float) -> list[Happening]:
        """Silence, noise and NAK alike; after a while the device counts as absent, and nothing known of it holds."""
        silent = now - self._hearing_since(now)
        if self._online is not False and silent >= self.timing.absent:
            self._online = False
            self._echo_told = False
            self._news.append(Offline(silent))
            self._meaning.lost()
        return self._look_at_the_clock(now)

    def _look_at_the_clock(self, now: float) -> list[Happening]:
        self._news += self._meaning.late(now)
        self._check_start(now)
        return self._take_news()

    def _check_start(self, now: float) -> None:
        """A device that does not become ready in the time of the slowest model is told to staff and reset again."""
        status = self._meaning.status
        ready = self._setup.bills is not None and status in EMPTY
        if ready or not self._online or status in BROKEN | NOTE_INSIDE:
            self._unready_since = None
        elif self._unready_since is None:
            self._unready_since = now
        elif now - self._unready_since >= self.timing.initialize:
            self._unready_since = now
            self._news.append(InitializeOverdue())
            self.reset()

    def _take_news(self) -> list[Happening]:
        news, self._news = self._news, []
        return news


def _may_be_event(payload: bytes) -> bool:
    """A late answer to POLL, perhaps: 81 04 is a counter's value, too. An ACK to it would be a receipt for money that
    nobody has stored (CCNET 4), and no device misses one for a counter.
    """
    return len(payload) <= LONGEST_POLL_ANSWER and payload[0] in EVENTS
