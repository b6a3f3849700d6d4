"""What can be done with the chosen rows: by keys while the list has the focus, and by its menu."""

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu

from common.qt.desk import Desk
from common.qt.messages import Notice, NoticeKind
from common.qt.table.context_menu import JSON
from common.qt.table.copier import COPIED
from common.words import Words
from launcher_app import replaying
from launcher_app.feed.hop import Hop
from launcher_app.ui.exchanges import curl, lines
from launcher_app.ui.exchanges.compare import CompareDialog
from launcher_app.ui.exchanges.model import Row
from launcher_app.ui.exchanges.replay_dialog import ReplayDialog

if TYPE_CHECKING:
    from launcher_app.launcher import Launcher
    from launcher_app.ui.exchanges.tab import ExchangesTab

STAR, NOTE = Words("Звёздочка", "Star"), Words("Заметка…", "Note…")
REPLAY = Words("Повторить…", "Send again…")
COMPARE = Words("Сравнить два выбранных", "Compare the two selected")
COPY, HEADERS = Words("Копировать", "Copy"), Words("Копировать с заголовками", "Copy with headers")
CURL, CODE = Words("Копировать cURL", "Copy cURL"), Words("Копировать код платежа", "Copy the payment's code")
JOURNAL, DIAGRAM = Words("Показать в журнале", "Show in the log"), Words("Показать на диаграмме", "Show in the diagram")
RAW, PAUSE = Words("Как есть, без оформления", "As it is, not laid out"), Words("Пауза записи", "Pause the recording")
NOT_A_HOP = Words(
    "Повторить можно один обмен, а не весь платёж: раскройте платёж и выберите строку обмена.",
    "One exchange can be sent again, not a whole payment: open the payment and choose one of its lines.",
)
NOT_TWO = Words(
    "Сравнить можно два обмена: выберите две строки (вторую — с клавишей Ctrl).",
    "Two exchanges can be compared: choose two lines (the second one with Ctrl held).",
)
NO_CODE = Words("У этой строки нет кода платежа.", "This line has no payment's code.")
NO_ROW = Words("Строка не выбрана.", "No line is chosen.")
REASON_SECONDS = 8.0


class Deed(NamedTuple):
    """A line of the menu."""

    name: str
    words: Words
    icon: str
    keys: str
    run: Callable[[], object]


class Acting:
    """For one tab."""

    def __init__(self, desk: Desk, tab: "ExchangesTab", launcher: "Launcher") -> None:
        """Nothing to do yet."""
        self._desk = desk
        self._tab = tab
        self._launcher = launcher

    def deeds(self) -> Sequence[Sequence[Deed]]:
        """Everything, by groups."""
        tab = self._tab
        return (
            (
                Deed("star", STAR, "star", "Space", self.star),
                Deed("note", NOTE, "note", "N", self.note),
                Deed("replay", REPLAY, "restart", "R", self.replay),
                Deed("compare", COMPARE, "reconcile", "Ctrl+Shift+D", self.compare),
            ),
            (
                Deed("diagram", DIAGRAM, "exchange", "", tab.diagram_asked.emit),
                Deed("journal", JOURNAL, "log", "", tab.journal_asked.emit),
            ),
            (
                Deed("copy", COPY, "copy", "Ctrl+C", self.copy),
                Deed("copy-headers", HEADERS, "copy", "Ctrl+Shift+C", lambda: self.copy(headers=True)),
                Deed("copy-json", JSON, "", "", self.copy_json),
                Deed("copy-curl", CURL, "", "", self.copy_curl),
                Deed("copy-code", CODE, "", "", self.copy_code),
            ),
            (
                Deed("raw", RAW, "", "F4", tab.raw_asked.emit),
                Deed("pause", PAUSE, "stop", "P", tab.toggle_pause),
            ),
        )

    def actions(self) -> list[QAction]:
        """The same for a window's menu and its list of keys; the keys are the list's own, wherever they are shown."""
        return [self._action(deed) for group in self.deeds() for deed in group]

    def on_key(self, name: str) -> None:
        """What a key of the list asks for."""
        if name == "escape":
            self._tab.filters.clear()
        elif name == "enter":
            self._enter()
        else:
            next(deed for group in self.deeds() for deed in group if deed.name == name).run()

    def show_menu(self, at: QPoint) -> None:
        """At a place of the screen."""
        menu = QMenu(self._tab)
        menu.setObjectName("exchange-menu")
        menu.aboutToHide.connect(menu.deleteLater)
        for number, group in enumerate(self.deeds()):
            if number:
                menu.addSeparator()
            for deed in group:
                self._add(menu, deed)
        menu.popup(at)

    def star(self) -> None:
        """Put a star at each chosen row, or take it away."""
        rows = self._rows()
        if rows:
            self._tab.marking.star([(row.story, self._tab.hop_of(row)) for row in rows])

    def note(self) -> None:
        """Write one at the current row."""
        row = self._tab.tree.current()
        if row is None:
            self._tell(NO_ROW)
        else:
            self._tab.marking.edit_note(self._tab, (row.story, self._tab.hop_of(row)))

    def replay(self) -> None:
        """Send the current exchange again."""
        hop = self._hop()
        if hop is None:
            self._tell(NOT_A_HOP)
        else:
            ReplayDialog(self._desk, self._launcher, hop, self._tab).open()

    def compare(self) -> None:
        """The two chosen exchanges, the earlier one on the left."""
        hops = [hop for row in self._tab.tree.chosen_rows() if (hop := self._tab.hop_of(row)) is not None]
        if len(hops) != 2:
            self._tell(NOT_TWO)
        else:
            one, other = sorted(hops, key=lambda hop: hop.number)
            CompareDialog(self._desk, one, other, self._tab).open()

    def copy(self, *, headers: bool = False) -> None:
        """The chosen rows as lines with tabs."""
        rows = self._rows()
        said = ["\t".join(self._desk.say(words) for words in lines.COLUMNS)] if headers else []
        said += [self._line(row) for row in rows]
        self._put("\n".join(said), len(rows))

    def copy_json(self) -> None:
        """The chosen rows with everything that is known of them, secrets masked."""
        told = [msgspec.to_builtins(self._tab.hop_of(row) or row.story) for row in self._rows()]
        text = msgspec.json.format(msgspec.json.encode(told[0] if len(told) == 1 else told), indent=2).decode()
        self._put(text, len(told))

    def copy_curl(self) -> None:
        """The current exchange as a command."""
        hop = self._hop()
        if hop is None:
            self._tell(NOT_A_HOP)
            return
        say, url = self._desk.say, replaying.public_url(self._launcher, hop)
        login = replaying.login(self._launcher, hop) or say(curl.LOGIN)
        self._put(curl.command(hop, url, login, say(curl.PASSWORD), windows=sys.platform == "win32"), 1)

    def copy_code(self) -> None:
        """What people search the payment by."""
        row = self._tab.tree.current()
        if row is None or not row.story.code:
            self._tell(NO_CODE)
        else:
            self._put(row.story.code, 1)

    def _line(self, row: Row) -> str:
        hop, story = self._tab.hop_of(row), row.story
        cells = list(self._tab.model.cells(row))
        if hop is not None:
            return lines.copied(cells, hop.at_ms, hop.amount)
        cells[lines.WHO], cells[lines.WHAT] = cells[lines.WHAT], cells[lines.WHO]
        return lines.copied(cells, story.began_ms, lines.story_sum(story))

    def _hop(self) -> Hop | None:
        row = self._tab.tree.current()
        return self._tab.hop_of(row) if row is not None else None

    def _rows(self) -> list[Row]:
        rows = self._tab.tree.chosen_rows()
        if not rows:
            self._tell(NO_ROW)
        return rows

    def _enter(self) -> None:
        tree = self._tab.tree
        row = tree.current()
        if row is not None and row.number:
            self._tab.entered.emit()
            return
        tree.setExpanded(tree.currentIndex(), not tree.isExpanded(tree.currentIndex()))

    def _put(self, text: str, count: int) -> None:
        if count:
            QGuiApplication.clipboard().setText(text)
        if count > 1:
            self._desk.messages.ok(COPIED.format(n=count))

    def _tell(self, words: Words) -> None:
        self._desk.messages.tell(Notice(NoticeKind.INFO, words, seconds=REASON_SECONDS, key="why-not"))

    def _action(self, deed: Deed) -> QAction:
        action = QAction(self._tab)
        action.setObjectName(f"exchange-{deed.name}")
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        if deed.keys:
            action.setShortcut(QKeySequence(deed.keys))
        if deed.icon:
            self._desk.theme.keep(action, lambda: action.setIcon(self._desk.theme.icon(deed.icon)))
        self._desk.languages.bind(action, action.setText, deed.words)
        action.triggered.connect(lambda *_: deed.run())
        return action

    def _add(self, menu: QMenu, deed: Deed) -> None:
        keys = f"\t{deed.keys}" if deed.keys else ""
        action = menu.addAction(self._desk.say(deed.words) + keys, deed.run)
        action.setObjectName(deed.name)
        if deed.icon:
            action.setIcon(self._desk.theme.icon(deed.icon))
        if deed.name == "pause":
            action.setCheckable(True)
            action.setChecked(self._launcher.feed.paused)
