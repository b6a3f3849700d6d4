"""One exchange in full: request and reply, what it means, and how to ask the same from a command line."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from common.qt import panes, spoken
from common.qt.desk import Desk
from common.words import Words, same
from launcher_app.feed.hop import Hop
from launcher_app.stories.story import Story
from launcher_app.ui.chosen import Chosen
from launcher_app.ui.exchanges import lines
from launcher_app.ui.exchanges.hop_tabs import HopTabs
from launcher_app.ui.exchanges.marking import span_of
from launcher_app.ui.exchanges.summary import StorySummary

if TYPE_CHECKING:
    from launcher_app.launcher import Launcher

LOOK_MS, LOW = 250, 180
NOTHING_CHOSEN = Words(
    "Выберите платёж или обмен в списке: здесь будут его запрос, ответ и объяснение.",
    "Choose a payment or an exchange in the list: its request, reply and explanation will be here.",
)
GONE = Words("Этого обмена больше нет в списке.", "This exchange is no longer in the list.")
NOTED = Words("Заметка: {text}", "Note: {text}")
NOTHING = Words("", "")


class HopPane(QWidget):
    """Shows the chosen hop, or the chosen story as a whole."""

    def __init__(self, desk: Desk, launcher: "Launcher", chosen: Chosen) -> None:
        """Nothing is chosen."""
        super().__init__()
        self.setObjectName("hop-pane")
        self._desk = desk
        self._launcher = launcher
        self._chosen = chosen
        self._seen: tuple[object, ...] = ()
        self.title = spoken.label(desk, NOTHING_CHOSEN, wrap=True)
        self.title.setObjectName("hop-title")
        self.note = spoken.label(desk, NOTHING, "hint", wrap=True)
        self.note.setObjectName("hop-note")
        self.tabs = HopTabs(desk, launcher)
        self.summary = StorySummary(desk, launcher)
        self._pages = QStackedWidget()
        for page in (QWidget(), self.summary, self.tabs):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 4)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.note)
        column.addWidget(self._pages, 1)
        raw = QShortcut(QKeySequence("F4"), self, self.toggle_raw)
        raw.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        chosen.changed.connect(self.refresh)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.refresh)
        self._timer.start(LOOK_MS)
        self.refresh()

    def refresh(self) -> None:
        """Show what is known now, if it is anything new."""
        launcher, chosen = self._launcher, self._chosen
        story = launcher.stories.of(chosen.story) if chosen.story else None
        hop = launcher.feed.hop(chosen.hop) if chosen.hop else None
        now = (chosen.story, chosen.hop, story, hop, launcher.session.changes)
        if now == self._seen:
            return
        self._seen = now
        self._show_note(story, hop)
        if story is not None and hop is not None:
            self._show_hop(story, hop)
        elif story is not None and not chosen.hop:
            self._show_story(story)
        else:
            self._show_title(GONE if chosen.story else NOTHING_CHOSEN, "hint")
            self._pages.setCurrentIndex(0)
        self._show_or_hide_title()

    def toggle_raw(self) -> None:
        """Headers and bodies as they went, or laid out."""
        self.tabs.toggle_raw()

    def take_focus(self) -> None:
        """The keyboard is here now."""
        target = panes.first(self._pages)
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is room, request and reply are seen at once; elsewhere the list names them."""
        super().resizeEvent(event)
        self.tabs.fit(self.width(), self.height())
        self._show_or_hide_title()

    def _show_hop(self, story: Story, hop: Hop) -> None:
        arrow, what = lines.arrow(hop), lines.what(hop)
        head = f"{lines.clock(hop.at_ms)}  "
        self._show_title(Words(f"{head}{arrow.ru}: {what.ru}", f"{head}{arrow.en}: {what.en}"), "text")
        self.tabs.show_hop(story, hop)
        self._pages.setCurrentWidget(self.tabs)

    def _show_story(self, story: Story) -> None:
        self._show_title(story.words, "text")
        last = self._launcher.feed.hop(story.hops[-1]) if story.hops else None
        self.summary.show_story(story, last)
        self._pages.setCurrentWidget(self.summary)

    def _show_or_hide_title(self) -> None:
        is_low = self.height() < self._desk.theme.scaled(LOW)
        self.title.setVisible(not is_low or self._pages.currentWidget() is not self.tabs)

    def _show_title(self, words: Words, role: spoken.LabelRole) -> None:
        self.title.setProperty("role", role)
        self.title.style().unpolish(self.title)
        self.title.style().polish(self.title)
        self._desk.theme.keep(self.title, lambda: self.title.setFont(self._desk.theme.font(bold=role == "text")))
        self._desk.languages.bind(self.title, self.title.setText, words)

    def _show_note(self, story: Story | None, hop: Hop | None) -> None:
        session = self._launcher.session
        text = session.note(story.key, span_of(hop)) if story is not None and hop is not None else ""
        starred = story is not None and hop is not None and session.starred(story.key, span_of(hop))
        star = same("★ ") if starred else NOTHING
        told = NOTED.format(text=text) if text else lines.STARRED if starred else NOTHING
        words = Words(star.ru + told.ru, star.en + told.en)
        self._desk.languages.bind(self.note, self.note.setText, words)
        self.note.setVisible(bool(words.ru))
