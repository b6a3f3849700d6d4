"""The menus and the keys of a window: each action once, with its icon, its keys and its words in both languages."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWhatsThis

from common.qt import help_pages, settings_dialog
from common.qt.languages import LANGUAGE_KEY
from common.qt.messages import Notice, NoticeKind
from common.qt.screen import Command, Screen
from common.qt.table import ListAndDetails
from common.qt.theme import STEP, Choice
from common.words import Words

if TYPE_CHECKING:
    from common.qt.window import AppWindow

Run = Callable[[], object]
FILE, EDIT, VIEW = Words("Файл", "File"), Words("Правка", "Edit"), Words("Вид", "View")
HERE, SERVER, HELP = Words("Действия", "Actions"), Words("Сервер", "Server"), Words("Справка", "Help")
THEMES = {
    Choice.SYSTEM: Words("Как в системе", "As the system"),
    Choice.LIGHT: Words("Светлая", "Light"),
    Choice.DARK: Words("Тёмная", "Dark"),
}


class Actions:
    """All actions of a window; those of the open tab change with it."""

    def __init__(self, window: "AppWindow") -> None:
        """Build the menus."""
        self._window = window
        self._desk = window.desk
        self.every: list[QAction] = []
        self._of_screen: list[QAction] = []
        self._menus = [self._menu(words) for words in (FILE, EDIT, VIEW, HERE, SERVER, HELP)]
        file, edit, view, self._here, server, about = self._menus
        self._file(file)
        self._edit(edit)
        self._view(view)
        self._server(server)
        self._help(about)
        for number in range(1, min(9, len(window.screens)) + 1):
            self._key(f"Ctrl+{number}", lambda n=number: window.tabs.setCurrentIndex(n - 1))  # type: ignore[misc]

    def of_screen(self, screen: Screen) -> None:
        """The open tab's own commands: in the toolbar, in the menu, under their keys."""
        for action in self._of_screen:
            self._here.removeAction(action)
            self._window.removeAction(action)
            self.every.remove(action)
            action.deleteLater()
        commands = screen.commands()
        self._of_screen = [self._of_command(command) for command in commands]
        self._here.addActions(self._of_screen)
        self._here.menuAction().setVisible(bool(self._of_screen))
        shown = [a for a, command in zip(self._of_screen, commands, strict=True) if command.in_toolbar]
        self._window.commands.show_commands([*shown, self.refresh])

    def _of_command(self, command: Command) -> QAction:
        def run() -> None:
            reason = command.why_not()
            if reason is not None:
                self._desk.messages.tell(Notice(NoticeKind.INFO, reason, seconds=8, key="why-not"))
            else:
                command.run()

        action = self._action(command.name, command.words, run, command.icon, command.keys)
        action.setAutoRepeat(False)  # a key held down must not go on to the row that comes next
        return action

    def _file(self, menu: QMenu) -> None:
        window = self._window
        menu.addAction(self._action("export", Words("Excel…", "Excel…"), self._export, "excel", ("Ctrl+E",)))
        menu.addSeparator()
        words = Words("Настройки…", "Settings…")
        menu.addAction(self._action("settings", words, self._settings, "settings", ("Ctrl+,",)))
        menu.addSeparator()
        menu.addAction(self._action("quit", window.leave, window.close, "quit", ("Ctrl+Q",)))

    def _edit(self, menu: QMenu) -> None:
        window, undo = self._window, self._desk.undo
        for made, icon in ((undo.undo_action(window), "undo"), (undo.redo_action(window), "redo")):
            self._desk.theme.keep(made, lambda a=made, i=icon: a.setIcon(self._desk.theme.icon(i)))  # type: ignore[misc]
            self.every.append(made)
            menu.addAction(made)
        menu.addSeparator()
        copy = Words("Копировать", "Copy")
        menu.addAction(self._action("copy", copy, lambda: self._table("copy"), "copy", ("Ctrl+C",)))
        headers = Words("Копировать с заголовками", "Copy with headers")
        run = lambda: self._table("copy_with_headers")  # noqa: E731 - one of a row of actions
        menu.addAction(self._action("copy-headers", headers, run, "copy", ("Ctrl+Shift+C",)))
        menu.addSeparator()
        find = Words("Найти", "Find")
        menu.addAction(self._action("find", find, self._find, "search", ("Ctrl+F", "F3")))
        clear = Words("Сбросить фильтры и поиск", "Clear filters and search")
        menu.addAction(self._action("clear-filters", clear, self._clear, "filter", ("Ctrl+Shift+F",)))

    def _view(self, menu: QMenu) -> None:
        window = self._window
        words = Words("Обновить", "Refresh")
        self.refresh = self._action("refresh", words, window.refresh, "refresh", ("F5", "Ctrl+R"))
        menu.addAction(self.refresh)
        details = Words("Подробности", "Details")
        menu.addAction(self._action("details", details, self._details, "details", ("F9",)))
        pane, back = Words("Следующая область", "Next pane"), Words("Предыдущая область", "Previous pane")
        menu.addAction(self._action("next-pane", pane, window.next_pane, "", ("F6",)))
        menu.addAction(self._action("previous-pane", back, lambda: window.next_pane(back=True), "", ("Shift+F6",)))
        menu.addSeparator()
        theme = self._desk.theme
        for name, words, percent, keys in (
            ("larger", Words("Крупнее", "Larger"), lambda: theme.percent + STEP, ("Ctrl+=", "Ctrl++")),
            ("smaller", Words("Мельче", "Smaller"), lambda: theme.percent - STEP, ("Ctrl+-",)),
            ("normal", Words("Обычный размер", "Normal size"), lambda: 100, ("Ctrl+0",)),
        ):
            run = lambda p=percent: window.zoom(p())  # noqa: E731
            menu.addAction(self._action(name, words, run, "", keys))
        menu.addSeparator()
        themes = menu.addMenu("")
        self._desk.languages.bind(themes, themes.setTitle, Words("Тема", "Theme"))
        group = QActionGroup(window)
        for choice, words in THEMES.items():
            one = self._action(f"theme-{choice}", words, lambda c=choice: window.use_theme(c), "", ())  # type: ignore[misc]
            one.setCheckable(True)
            theme.keep(one, lambda a=one, c=choice: a.setChecked(theme.choice is c))  # type: ignore[misc]
            group.addAction(one)
            themes.addAction(one)
        words = Words("Язык: English", "Language: русский")
        menu.addAction(self._action("language", words, window.desk.switch_language, "language", (LANGUAGE_KEY,)))

    def _server(self, menu: QMenu) -> None:
        window = self._window
        start, stop = Words("Запустить сервер", "Start the server"), Words("Остановить сервер", "Stop the server")
        menu.addAction(self._action("server-start", start, window.start_server, "start", ()))
        menu.addAction(self._action("server-stop", stop, window.stop_server, "stop", ()))
        menu.addSeparator()
        words = Words("Сервер и журнал", "Server and log")
        menu.addAction(self._action("server-tab", words, window.show_server_tab, "server", ()))

    def _help(self, menu: QMenu) -> None:
        window, desk = self._window, self._desk
        page = Words("Справка по этой странице", "Help on this page")
        show = lambda: help_pages.show_page(desk, window, window.screen_shown)  # noqa: E731
        menu.addAction(self._action("help", page, show, "help", ("F1",)))
        what = Words("Что это?", "What's this?")
        menu.addAction(self._action("whats-this", what, self._whats_this, "", ("Shift+F1",)))
        keys = Words("Клавиши", "Keys")
        menu.addAction(
            self._action("keys", keys, lambda: help_pages.show_keys(desk, window, self.every), "", ("Ctrl+F1",))
        )
        words = Words("Словарь", "Glossary")
        menu.addAction(self._action("glossary", words, lambda: help_pages.show_glossary(desk, window), "", ()))

    def _menu(self, words: Words) -> QMenu:
        menu = self._window.menuBar().addMenu("")
        self._desk.languages.bind(menu, menu.setTitle, Words(f"&{words.ru}", f"&{words.en}"))
        return menu

    def _action(self, name: str, words: Words, run: Run, icon: str, keys: tuple[str, ...]) -> QAction:
        action = QAction(self._window)
        action.setObjectName(name)
        action.setShortcuts([QKeySequence(key) for key in keys])
        shown = Words(f"{words.ru} ({keys[0]})", f"{words.en} ({keys[0]})") if keys else words
        self._desk.languages.bind(action, action.setText, words)
        self._desk.languages.bind(action, action.setToolTip, shown)
        if icon:
            self._desk.theme.keep(action, lambda: action.setIcon(self._desk.theme.icon(icon)))
        action.triggered.connect(lambda *_: run())
        self._window.addAction(action)
        self.every.append(action)
        return action

    def _key(self, key: str, run: Run) -> None:
        action = QAction(self._window)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda *_: run())
        self._window.addAction(action)

    def _table(self, do: str) -> None:
        table = self._window.screen_shown.table
        if table is not None:
            getattr(table, do)()

    def _export(self) -> None:
        if self._window.screen_shown.table is None:
            words = Words("На этой странице нет таблицы.", "There is no table on this page.")
            self._desk.messages.tell(Notice(NoticeKind.INFO, words, seconds=6, key="why-not"))
        else:
            self._table("export")

    def _find(self) -> None:
        self._window.commands.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._window.commands.box.selectAll()

    def _clear(self) -> None:
        self._window.commands.box.clear()
        self._table("clear")

    def _details(self) -> None:
        """Of the list that is seen: a list inside the details comes after the one they belong to."""
        lists = self._window.screen_shown.findChildren(ListAndDetails)
        seen = next((one for one in lists if one.isVisible()), None)
        if seen is not None:
            seen.toggle_details()

    def _settings(self) -> None:
        settings_dialog.show(self._desk, self._window)

    def _whats_this(self) -> None:
        QWhatsThis.enterWhatsThisMode()
