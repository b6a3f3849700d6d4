"""What every screen works with: operations of its role, languages, theme, messages, undo, and what it remembers."""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from common.clock import Clock
from common.errors import OplataError
from common.exchange import Exchange
from common.protocol import codes
from common.protocol.endpoint import Message, Nothing
from common.qt.background import Background
from common.qt.keep import Keep
from common.qt.languages import Languages
from common.qt.messages import Messages, Notice, NoticeKind
from common.qt.theme import Theme
from common.qt.undo import Undo
from common.words import Language, Words

PULSE_MS, LONGEST_REST_MS = 400, 1000
REST = 3
"""A refresh that cost much is followed by a rest so many times as long: most of the machine is the role's."""


class Server(Protocol):
    """The role's HTTP server, as its window sees it."""

    url: str

    @property
    def page_url(self) -> str:
        """Where a page inside the window finds it."""

    @property
    def running(self) -> bool:
        """Whether it answers."""

    def start(self) -> None:
        """Answer again; Broken `port_in_use` when somebody has the port."""

    def stop(self) -> None:
        """Finish what is under way and close the port."""


class Inside(Protocol):
    """The running role behind a window."""

    @property
    def role(self) -> str:
        """provider, processing, terminal or consumer."""

    @property
    def profile(self) -> str:
        """The instance's name."""

    @property
    def server(self) -> Server:
        """Its HTTP server."""

    def carry_out(self, operation: str, question: Message) -> Any:
        """What the operator's door and the command of this name do; waits; raises one of the four errors."""

    def commits(self) -> int:
        """A number that grows with each commit of the role's database."""

    def exchanges(self) -> list[Exchange]:
        """The last exchanges with other roles, the newest last."""

    def exchanged(self) -> int:
        """How many exchanges there were since the start."""

    def refused_logins(self) -> list[Exchange]:
        """The last requests whose login or password did not fit, the newest last."""

    def log_path(self) -> str:
        """The file of the role's log."""

    def unexpected(self, error: BaseException) -> None:
        """Write down what nobody foresaw."""


class Desk(QObject):
    """One window's desk."""

    changed = Signal()

    def __init__(self, inside: Inside, languages: Languages, theme: Theme, keep: Keep, clock: Clock) -> None:
        """Connect the parts; `changed` rings when the role's database was written to, after 0.4 s, under load 1 s."""
        super().__init__()
        self.inside = inside
        self.languages = languages
        self.theme = theme
        self.keep = keep
        self.clock = clock
        self.background = Background(inside.unexpected)
        self.messages = Messages(clock)
        self.undo = Undo(self)
        self._newest: dict[tuple[int, str], int] = {}
        self._seen = inside.commits()
        self._since_refresh = QElapsedTimer()
        self._since_refresh.start()
        self._spent_before = 0
        self._pulse = QTimer(self)
        self._pulse.timeout.connect(self._look)
        self._pulse.start(PULSE_MS)

    def say(self, words: Words) -> str:
        """In the language that is on."""
        return self.languages.say(words)

    def ask(
        self,
        owner: QObject,
        operation: str,
        question: Message | None = None,
        *,
        then: Callable[[Any], object],
        failed: Callable[[OplataError], object] | None = None,
        key: str = "",
    ) -> None:
        """Carry out an operation of the role beside the window and hand over its answer here.

        Without `failed` the error's words are shown. With `key` only the newest question of this owner is answered.
        """
        asked = Nothing() if question is None else question
        self.work(owner, lambda: self.inside.carry_out(operation, asked), then=then, failed=failed, key=key)

    def work(
        self,
        owner: QObject,
        work: Callable[[], Any],
        *,
        then: Callable[[Any], object],
        failed: Callable[[OplataError], object] | None = None,
        key: str = "",
    ) -> None:
        """The same for work that is no operation: files, pictures."""
        then, wrong = self.undo.watched(then, failed or self.show_error)
        if not key:
            self.background.run(owner, work, then, wrong)
            return
        place = (id(owner), key)
        if place not in self._newest:
            owner.destroyed.connect(lambda: self._newest.pop(place, None))
        mine = self._newest.get(place, 0) + 1
        self._newest[place] = mine

        def only_newest(tell: Callable[[Any], object]) -> Callable[[Any], object]:
            return lambda value: tell(value) if self._newest.get(place) == mine else None

        self.background.run(owner, work, only_newest(then), only_newest(wrong))

    def show_error(self, error: OplataError) -> None:
        """The words of an error, below the content; its code is for an engineer."""
        self.messages.tell(Notice(NoticeKind.ERROR, codes.words_of(error), details=str(error)))

    def use_language(self, language: Language) -> None:
        """At once, and remembered."""
        self.languages.use(language)
        self.keep.put("language", language)

    def switch_language(self) -> None:
        """The other one."""
        self.use_language("en" if self.languages.current == "ru" else "ru")

    def close(self) -> None:
        """Wait for what is under way."""
        self._pulse.stop()
        self.background.close()

    def _look(self) -> None:
        now = self.inside.commits()
        spent = self.background.spent_ms - self._spent_before
        if now != self._seen and self._since_refresh.elapsed() >= min(LONGEST_REST_MS, REST * spent):
            self._seen = now
            self._since_refresh.restart()
            self._spent_before = self.background.spent_ms
            self.changed.emit()
