"""«Где деньги»: the chosen payment's money along the four places, and the sum of its postings."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout

from common.errors import OplataError
from common.qt import spoken
from common.qt.desk import Desk
from common.words import Words, same
from launcher_app.network.seat import Player
from launcher_app.stories.money import SILENT, Money, Places, Sight, Stop
from launcher_app.stories.story import StoryKind
from launcher_app.ui.chosen import Chosen

if TYPE_CHECKING:
    from launcher_app.launcher import Launcher

ASK_MS = 2_000
NARROW = 760
VERDICT = 2
"""The column of the sum of postings."""
NAME = Words("Где деньги", "Where is the money")
WHOLE = Words("вся сеть", "the whole network")
COPY = Words("Копировать «Где деньги»", "Copy “Where is the money”")
COPIED = Words("Скопировано: {text}", "Copied: {text}")
NOT_RUNNING = Words("роли не запущены, спросить некого", "the roles do not run, nobody can be asked")
ARROW = "→"
ROLES = {
    "terminal": Words("терминал", "terminal"),
    "agent": Words("агент", "agent"),
    "processing": Words("ПЦ", "centre"),
    "provider": Words("поставщик", "provider"),
    "consumer": Words("кошелёк", "wallet"),
    "recipient": Words("кошелёк получателя", "recipient's wallet"),
    "bank": Words("банк", "bank"),
}
ROLE_OF = {True: "ok", False: "mistake", None: "hint"}
MARKS = {True: "✓", False: "✖", None: "?"}
NOTHING = Money((), same(""), None)


class MoneyStrip(QFrame):
    """Without a chosen payment: the sums of the whole network. Asked again every two seconds while it is seen."""

    def __init__(self, desk: Desk, launcher: "Launcher", chosen: Chosen) -> None:
        """Nothing is known yet."""
        super().__init__()
        self._desk = desk
        self._launcher = launcher
        self.chosen = chosen
        self.money = NOTHING
        self._of = WHOLE
        self.setObjectName("money")
        self.setProperty("money", True)
        spoken.named(desk, self, self._words)
        self._title = spoken.label(desk, self._whose)
        self._text, self._verdict = (spoken.label(desk, same(""), wrap=True) for _ in range(2))
        self._text.setObjectName("money-way")
        self._verdict.setObjectName("money-sum")
        self.copy_button = spoken.tool(desk, COPY, "copy", self.copy)
        self.copy_button.setProperty("compact", True)
        self.copy_button.setObjectName("money-copy")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 1, 6, 1)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(0)
        self._narrow: bool | None = None
        self._arrange(narrow=False)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.ask)
        chosen.changed.connect(self.ask)
        desk.theme.keep(self, self._paint)
        self._show(WHOLE, NOTHING)

    def ask(self) -> None:
        """Of whom the chosen payment concerns, beside the window; only while the strip is seen."""
        if not self.isVisible() or self.window().isMinimized() or not self._launcher.network:
            return
        board = self._launcher.board
        seats = [(one.role, one.name, one.player is Player.OURS) for one in board.seats]
        places = Places(board.ask, seats)
        story = self._launcher.stories.of(self.chosen.story)
        if story is not None and story.kind is StoryKind.PAYMENT:
            which, of = story.payment_id or story.code, same(story.code)
            work = lambda: places.of_payment(which)  # noqa: E731 - one of two ways to ask
        else:
            of, work = WHOLE, places.of_network
        self._desk.work(self, work, then=lambda money: self._show(of, money), failed=self._unheard, key="money")

    def text(self) -> str:
        """All of it as one line."""
        return self._desk.say(self._words())

    def copy(self) -> None:
        """Into the clipboard."""
        QGuiApplication.clipboard().setText(self.text())
        self._desk.messages.ok(COPIED.format(text=self.text()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the way stands in a line of its own."""
        super().resizeEvent(event)
        self._arrange(narrow=self.width() < self._desk.theme.scaled(NARROW))

    def showEvent(self, event: QShowEvent) -> None:
        """Seen: what is true now?"""
        super().showEvent(event)
        self._timer.start(ASK_MS)
        self.ask()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody sees it: nobody is asked."""
        super().hideEvent(event)
        self._timer.stop()

    def _arrange(self, *, narrow: bool) -> None:
        if narrow is self._narrow:
            return
        self._narrow = narrow
        self._grid.addWidget(self._title, 0, 0)
        self._grid.addWidget(self._text, *((1, 0, 1, 4) if narrow else (0, 1)))
        for place, widget in enumerate((self._verdict, self.copy_button), VERDICT):
            self._grid.addWidget(widget, 0, place)
        self._stretch()

    def _stretch(self) -> None:
        """A difference is a longer sentence than a sum."""
        self._grid.setColumnStretch(1, 0 if self._narrow else 3)
        self._grid.setColumnStretch(VERDICT, 2 if self.money.good is False or self._narrow else 0)
        side = Qt.AlignmentFlag.AlignRight if self._narrow else Qt.AlignmentFlag.AlignLeft
        self._verdict.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)

    def _show(self, of: Words, money: Money) -> None:
        self.money, self._of = money, of
        bind = self._desk.languages.bind
        bind(self._title, self._title.setText, self._whose)
        bind(self._text, self._text.setText, self._way)
        bind(self._verdict, self._verdict.setText, self._sum)
        bind(self, self.setAccessibleName, self._words)
        self._verdict.setWordWrap(money.good is False)
        self._stretch()
        self.copy_button.setEnabled(bool(money.stops))
        self._paint()

    @property
    def _silent(self) -> bool:
        """Whether nobody was there to be asked."""
        stops = self.money.stops
        return bool(stops) and all(stop.why is SILENT for stop in stops)

    def _unheard(self, _: OplataError) -> None:
        """Every place says by itself why it is unknown."""

    def _paint(self) -> None:
        self._title.setFont(self._desk.theme.font(bold=True))
        self._verdict.setProperty("role", ROLE_OF[self.money.good])
        self._verdict.style().unpolish(self._verdict)
        self._verdict.style().polish(self._verdict)

    def _whose(self) -> Words:
        return Words(f"{NAME.ru}, {self._of.ru}:", f"{NAME.en}, {self._of.en}:")

    def _way(self) -> Words:
        stops = self.money.stops
        if self._silent:
            return NOT_RUNNING
        ru = f" {ARROW} ".join(_said(stop).ru for stop in stops)
        en = f" {ARROW} ".join(_said(stop).en for stop in stops)
        return Words(ru or "…", en or "…")

    def _sum(self) -> Words:
        verdict, mark = self.money.verdict, MARKS[self.money.good]
        if not self.money.stops or self._silent:
            return same("")
        return Words(f"{verdict.ru} {mark}", f"{verdict.en} {mark}")

    def _words(self) -> Words:
        whose, way, total = self._whose(), self._way(), self._sum()
        return Words(f"{whose.ru} {way.ru}. {total.ru}".strip(), f"{whose.en} {way.en}. {total.en}".strip())


def _said(stop: Stop) -> Words:
    who = ROLES[stop.role]
    mark = "↻ " if stop.sight is Sight.WAITING else ""
    return Words(f"{who.ru} {mark}{stop.words.ru}", f"{who.en} {mark}{stop.words.en}")
