"""«Обмены»: stories with their hops as a tree, filters over it, and what can be done with an exchange."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.table.overlay import Overlay
from common.qt.table.strip import Strip
from common.qt.tokens import Token
from common.words import Words
from launcher_app.feed.hop import Hop
from launcher_app.stories.query import Query
from launcher_app.stories.story import Story
from launcher_app.ui.chosen import Chosen
from launcher_app.ui.exchanges.acting import Acting
from launcher_app.ui.exchanges.filters import ExchangeFilters
from launcher_app.ui.exchanges.marking import Marking
from launcher_app.ui.exchanges.model import ExchangeModel, Row, Source, hop_key
from launcher_app.ui.exchanges.sorting import Order, arranged
from launcher_app.ui.exchanges.tree import ExchangeTree

if TYPE_CHECKING:
    from launcher_app.launcher import Launcher

LOOK_MS = 250
REST = 2
"""A search that took long is followed by a rest so many times as long: the machine belongs to the network."""
TREE = Words("Обмены по платежам", "Exchanges by payment")
NOTHING_RUNS = Words(
    "Сеть не запущена, и обменов в ней ещё не было. Запустите её кнопкой «Запустить всё» (F5).",
    "The network does not run, and there were no exchanges in it yet. Start it by “Start all” (F5).",
)
NOTHING_YET = Words(
    "Обменов ещё не было: роли пока не обращались друг к другу. Здесь появится каждый запрос.",
    "No exchanges yet: the roles have not turned to each other. Every request will appear here.",
)
DEMO = Words("Запустить показ (2 мин)", "Start the demo (2 min)")
NOTHING_FITS = Words("Нет обменов с такими условиями", "No exchanges match")
CLEAR = Words("Сбросить фильтры", "Clear filters")
TRIMMED = Words(
    "Показаны последние обмены. Более ранних: {n}. В списке их больше нет, они остались в журналах ролей.",
    "The latest exchanges are shown. Earlier ones: {n}. They left this list and are still in the roles' logs.",
)
UNDERSTOOD = Words("Понятно", "Got it")


class ExchangesTab(QWidget):
    """`counted` rings when other numbers are shown; the others ask the window for what is not here."""

    counted = Signal()
    show_asked = Signal()
    """Begin the demo of two minutes."""
    diagram_asked = Signal()
    journal_asked = Signal()
    raw_asked = Signal()
    entered = Signal()
    """Into the exchange that is chosen."""
    cleared = Signal()
    """Every filter was dropped: the search box has nothing to say any more."""

    def __init__(self, desk: Desk, launcher: "Launcher", chosen: Chosen) -> None:
        """Empty at first."""
        super().__init__()
        self.setObjectName("exchanges")
        self._desk = desk
        self._launcher = launcher
        self._chosen = chosen
        self.shown = 0
        self.total = 0
        """Exchanges in the list, and all there are."""
        self._seen: tuple[object, ...] = ()
        self._asked: Query | None = None
        self._shown: Query | None = None
        self._is_looking = False
        self._is_showing = False
        self._order = Order()
        self._trimmed_seen = 0
        self.marking = Marking(desk, launcher, self._marked)
        self.model = ExchangeModel(desk, Source(self._hop, lambda story: story.repeats, self.marking.of))
        self.tree = spoken.named(desk, ExchangeTree(desk, self.model), TREE)
        self.filters = ExchangeFilters(desk)
        self.trimmed = Strip(desk, "info", UNDERSTOOD, self._understood)
        self._overlay = Overlay(desk, self.tree)
        self.acting = Acting(desk, self, launcher)
        self._lay_out()
        self._connect()
        self._rest = QTimer(self)
        self._rest.timeout.connect(self.look)
        self._rest.start(LOOK_MS)
        self.look()

    def search(self, text: str) -> None:
        """Only stories that hold these words."""
        self.filters.search(text)

    def hop_of(self, row: Row) -> Hop | None:
        """The hop of a row; None of a story's."""
        return self._hop(row.number) if row.number else None

    def toggle_pause(self) -> None:
        """Stop to show what is said, or go on; nothing of what is said meanwhile is lost."""
        self._launcher.feed.paused = not self._launcher.feed.paused
        self.look()

    def look(self) -> None:
        """Show what has changed, if anything has; a search that is under way is waited for."""
        launcher = self._launcher
        self.filters.show_pause(paused=launcher.feed.paused)
        changes = (launcher.stories.changes, launcher.feed.changes, launcher.session.changes)
        now = (launcher.network, launcher.board.at_rest, *changes)
        if self._is_looking or (now == self._seen and self._asked == self.filters.query):
            return
        self._seen, self._asked, self._is_looking = now, self.filters.query, True
        self.filters.begin()
        query, stories, session = self._asked, launcher.stories, launcher.session

        def find() -> tuple[list[Story], int, int]:
            began = self._desk.clock.monotonic()
            found = stories.find(query)
            if query.only_starred:
                starred = session.stories_with_stars()
                found = [one for one in found if one.key in starred]
            total = sum(len(one.hops) for one in stories.all())
            return found, total, int(1000 * (self._desk.clock.monotonic() - began))

        self._desk.work(self, find, then=self._show, failed=self._failed, key="find")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.filters)
        column.addWidget(self.trimmed)
        column.addWidget(self.tree, 1)

    def _connect(self) -> None:
        self.filters.changed.connect(self.look)
        self.filters.cleared.connect(self.cleared)
        self.filters.pause_asked.connect(self.toggle_pause)
        self.tree.row_chosen.connect(self._row_chosen)
        self.tree.pressed_key.connect(self.acting.on_key)
        self.tree.menu_asked.connect(self.acting.show_menu)
        self.tree.pointed.connect(self._chosen.point)
        self.tree.header().sectionClicked.connect(self._sort)
        self._chosen.changed.connect(self._follow)
        self._chosen.pointed.connect(self._point)
        self._show_order()

    def _show(self, found: tuple[list[Story], int, int]) -> None:
        stories, self.total, spent = found
        self._is_looking = False
        self._rest.setInterval(max(LOOK_MS, REST * spent))
        self.shown = sum(len(one.hops) for one in stories)
        self._put(stories)
        self.tree.escapable = self.filters.narrowed
        self.filters.end(self.shown, self.total)
        self._show_state(bool(stories))
        self._show_trimmed()
        self._show_order()
        self.tree.viewport().update()
        self.counted.emit()
        self.look()

    def _put(self, stories: list[Story]) -> None:
        """Into the list; what is chosen stays chosen, also while a filter hides it."""
        place, newest = self.tree.keep_place(), self._newest
        self._order = self._order.turned(newest_first=self.filters.newest_first)
        self._is_showing = True
        self.model.show_stories(arranged(stories, self._order))
        self._open_newest(newest)
        self._go_to_chosen(show=False)
        self._is_showing = False
        place.back()
        fresh = self.model.take_fresh()
        if self._asked == self._shown:
            self.tree.flash(fresh)
        self._shown = self._asked

    def _failed(self, error: object) -> None:
        self._is_looking = False
        self._desk.show_error(error)  # type: ignore[arg-type]

    @property
    def _newest(self) -> str:
        index = self.model.index(0, 0)
        row = self.model.row(index)
        return row.key if row is not None else ""

    def _open_newest(self, before: str) -> None:
        """A payment that has just begun is opened; one that a person closed stays closed."""
        row = self.model.row(self.model.index(0, 0))
        if row is None or row.key == before or not row.story.payment_id or self.filters.narrowed:
            return
        self.tree.expand(self.model.index(0, 0))

    def _show_state(self, some: bool) -> None:
        if some:
            self._overlay.clear()
        elif self.filters.narrowed and self.total:
            self._overlay.say("filter", Token.NEUTRAL, NOTHING_FITS, CLEAR, self.filters.clear)
        elif not self._launcher.board.at_rest:
            self._overlay.say("exchange", Token.NEUTRAL, NOTHING_YET)
        else:
            self._overlay.say("exchange", Token.NEUTRAL, NOTHING_RUNS, DEMO, self.show_asked.emit)

    def _show_trimmed(self) -> None:
        count = self._launcher.feed.trimmed
        if count > self._trimmed_seen:
            self.trimmed.say(TRIMMED.format(n=count))
        elif not count:
            self._trimmed_seen = 0
            self.trimmed.hide()

    def _understood(self) -> None:
        self._trimmed_seen = 2 * self._launcher.feed.trimmed
        self.trimmed.hide()

    def _sort(self, column: int) -> None:
        self._order = self._order.pressed(column)
        self.filters.newest_first = self._order.newest_first
        self._again()

    def _again(self) -> None:
        self._asked = None
        self.look()

    def _show_order(self) -> None:
        self.tree.header().setSortIndicator(self._order.column, self._order.direction)

    def _marked(self) -> None:
        self.tree.viewport().update()
        self.look()

    def _row_chosen(self) -> None:
        row = self.tree.current()
        if row is not None and not self._is_showing:
            self._chosen.choose(row.story.key, row.number)

    def _follow(self) -> None:
        """Something was chosen elsewhere: it is the current row here, too, if it is in the list."""
        story = self._launcher.stories.of(self._chosen.story)
        if story is not None and self.model.fetch_to(story.key):
            self._go_to_chosen(show=True)

    def _go_to_chosen(self, *, show: bool) -> None:
        story, hop = self._launcher.stories.of(self._chosen.story), self._chosen.hop
        current = self.tree.current()
        if story is None or (current is not None and (current.story.key, current.number) == (story.key, hop)):
            return
        if not self.tree.go_to(hop_key(story.key, hop) if hop else story.key, show=show) and not show:
            self.tree.clearSelection()

    def _point(self) -> None:
        self.tree.under = self._chosen.under
        self.tree.viewport().update()

    def _hop(self, number: int) -> Hop | None:
        return self._launcher.feed.hop(number)
