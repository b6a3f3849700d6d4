"""What the window tells a person: notices below the content and the last two hundred of them behind the bell."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from common.clock import Clock, moment
from common.qt.theme import Token
from common.words import Words

KEPT = 200
SHORT_SECONDS, UNDO_SECONDS = 6.0, 10.0


class NoticeKind(StrEnum):
    """How much it matters."""

    INFO = "info"
    OK = "ok"
    WARN = "warn"
    ERROR = "error"


ICONS = {NoticeKind.INFO: "info", NoticeKind.OK: "ok", NoticeKind.WARN: "attention", NoticeKind.ERROR: "failed"}
TOKENS = {
    NoticeKind.INFO: Token.RUNNING,
    NoticeKind.OK: Token.OK,
    NoticeKind.WARN: Token.WAITING,
    NoticeKind.ERROR: Token.ERROR,
}
KINDS = {
    NoticeKind.INFO: Words("Сообщение", "Message"),
    NoticeKind.OK: Words("Готово", "Done"),
    NoticeKind.WARN: Words("Внимание", "Attention"),
    NoticeKind.ERROR: Words("Не получилось", "Not done"),
}


@dataclass(frozen=True, slots=True)
class Act:
    """A button on a notice."""

    words: Words
    run: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Notice:
    """A fact, where the money is, what to do; `details` are for an engineer. `key`: a newer one replaces the older.

    `seconds`: how long it stays; 0 until a person closes it (errors always do).
    """

    kind: NoticeKind
    words: Words
    acts: tuple[Act, ...] = ()
    details: str = ""
    seconds: float = 0.0
    key: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A notice and when it was told."""

    notice: Notice
    at: datetime = field(compare=False)


class Messages(QObject):
    """Everything told since the window opened."""

    told = Signal(object)
    dropped = Signal(str)
    counted = Signal(int)

    def __init__(self, clock: Clock) -> None:
        """Nothing was told yet."""
        super().__init__()
        self._clock = clock
        self.recent: deque[Told] = deque(maxlen=KEPT)
        self.unread = 0

    def tell(self, notice: Notice) -> None:
        """Show it, and keep it behind the bell."""
        self.recent.append(Told(notice, moment(self._clock.now_ms())))
        self.unread += 1
        self.told.emit(notice)
        self.counted.emit(self.unread)

    def drop(self, key: str) -> None:
        """What was told under this key is over: it leaves the screen and stays behind the bell."""
        self.dropped.emit(key)

    def read(self) -> None:
        """A person has looked behind the bell."""
        self.unread = 0
        self.counted.emit(0)

    def ok(self, words: Words) -> None:
        """It is done; goes away by itself."""
        self.tell(Notice(NoticeKind.OK, words, seconds=SHORT_SECONDS))
