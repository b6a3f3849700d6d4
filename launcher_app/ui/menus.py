"""The launcher's menus and keys: each action once, with its icon, its keys and its words in both languages."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from common.qt import help_pages
from common.qt.actions import HELP, THEMES, VIEW
from common.qt.languages import LANGUAGE_KEY, Shown
from common.qt.theme import STEP
from common.words import Words
from launcher_app.ui.parts import TABS

if TYPE_CHECKING:
    from launcher_app.ui.window import LauncherWindow

Run = Callable[[], object]
NETWORK, WATCH, LESSON = Words("Сеть", "Network"), Words("Наблюдение", "Watching"), Words("Занятие", "Lesson")
START_ALL, STOP_ALL = Words("Запустить всё", "Start all"), Words("Остановить всё", "Stop all")
SCENARIO, FAULTS = Words("Сценарий…", "Scenario…"), Words("Сбои", "Faults")
GRADE, REPORT = Words("Проверить и оценить…", "Check and grade…"), Words("Отчёт…", "Report…")
TO_START = Words("К началу…", "To the start page…")
FIND = Words("Найти обмен", "Find an exchange")
EXCHANGE = Words("Выбранный обмен", "The chosen exchange")
PAUSE = Words("Пауза записи обменов", "Pause the recording")
MOTION = Words("Движение на карте", "Motion on the map")
CHECKLIST = Words("Список дел", "Checklist")
ALL_OFF = Words("Выключить все сбои", "Turn all faults off")


class Menus:
    """`every` holds all actions: the list of keys is made of them; `bar` are those of the toolbar."""

    def __init__(self, window: "LauncherWindow") -> None:
        """Build them."""
        self._window = window
        self._desk = window.desk
        self.every: list[QAction] = []
        self.bar: list[QAction] = []
        self._network()
        self._watching()
        self._lesson()
        self._view()
        self._help()

    def _network(self) -> None:
        window, menu = self._window, self._menu(NETWORK)
        self.start = self._add(menu, "start-all", START_ALL, window.start_all, "start", "F5", bar=True)
        self.stop = self._add(menu, "stop-all", STOP_ALL, window.stop_all, "stop", "Shift+F5", bar=True)
        menu.addSeparator()
        self._add(menu, "to-start", TO_START, window.leave_network, "back")
        folder = Words("Папка данных", "Data folder")
        self._add(menu, "data-folder", folder, window.open_folder, "folder")
        menu.addSeparator()
        settings = Words("Настройки…", "Settings…")
        self._add(menu, "settings", settings, window.show_settings, "settings", "Ctrl+,")
        self._add(menu, "quit", Words("Выход", "Quit"), window.close, "quit", "Ctrl+Q")

    def _watching(self) -> None:
        window, menu = self._window, self._menu(WATCH)
        self._add(menu, "find", FIND, window.find_exchange, "search", "Ctrl+F", "F3")
        self.pause = self._add(menu, "pause", PAUSE, window.pause, "stop")
        self.pause.setCheckable(True)
        menu.addSeparator()
        undo = self._desk.undo
        self._take(menu, (undo.undo_action(window), undo.redo_action(window)))
        chosen = menu.addMenu("")
        self._desk.languages.bind(chosen, chosen.setTitle, EXCHANGE)
        self._take(chosen, window.parts.exchanges.acting.actions())
        menu.addSeparator()
        for number, (name, words) in enumerate(TABS.items(), 1):
            run = lambda name=name: window.show_tab(name)  # noqa: E731 - one of a row of actions
            self._add(menu, f"tab-{name}", words, run, "", f"Ctrl+{number}")

    def _lesson(self) -> None:
        window, menu = self._window, self._menu(LESSON)
        self._add(menu, "lessons", SCENARIO, lambda: window.docks.turn("lessons"), "file", "F7", bar=True)
        self._add(menu, "checklist", CHECKLIST, lambda: window.docks.turn("checklist"), "check", "Ctrl+D")
        menu.addSeparator()
        self._add(menu, "faults", FAULTS, lambda: window.docks.turn("faults"), "bolt", "Ctrl+B", bar=True)
        self._take(menu, window.parts.fault_bar.pace.in_menu)
        self._add(menu, "faults-off", ALL_OFF, window.clear_faults, "close")
        menu.addSeparator()
        self._add(menu, "grade", GRADE, window.grade, "check", "F8", bar=True)
        self._add(menu, "report", REPORT, window.report, "save", "Ctrl+Shift+R", bar=True)

    def _view(self) -> None:
        window, theme, menu = self._window, self._desk.theme, self._menu(VIEW)
        self._add(menu, "next-pane", Words("Следующая область", "Next pane"), window.next_pane, "", "F6")
        back = Words("Предыдущая область", "Previous pane")
        self._add(menu, "previous-pane", back, lambda: window.next_pane(back=True), "", "Shift+F6")
        menu.addSeparator()
        for name, words, percent, keys in (
            ("larger", Words("Крупнее", "Larger"), lambda: theme.percent + STEP, ("Ctrl+=", "Ctrl++")),
            ("smaller", Words("Мельче", "Smaller"), lambda: theme.percent - STEP, ("Ctrl+-",)),
            ("normal", Words("Обычный размер", "Normal size"), lambda: 100, ("Ctrl+0",)),
        ):
            run = lambda p=percent: window.zoom(p())  # noqa: E731
            self._add(menu, name, words, run, "", *keys)
        menu.addSeparator()
        themes = menu.addMenu("")
        self._desk.languages.bind(themes, themes.setTitle, Words("Тема", "Theme"))
        group = QActionGroup(window)
        for choice, words in THEMES.items():
            one = self._add(themes, f"theme-{choice}", words, lambda c=choice: window.use_theme(c), "")  # type: ignore[misc]
            one.setCheckable(True)
            theme.keep(one, lambda a=one, c=choice: a.setChecked(theme.choice is c))  # type: ignore[misc]
            group.addAction(one)
        motion = self._add(menu, "motion", MOTION, lambda: window.map.traffic.use_motion(on=motion.isChecked()), "")
        motion.setCheckable(True)
        motion.setChecked(window.map.traffic.moves)
        words = Words("Язык: English", "Language: русский")
        self._add(menu, "language", words, self._desk.switch_language, "language", LANGUAGE_KEY)

    def _help(self) -> None:
        window, desk, menu = self._window, self._desk, self._menu(HELP)
        page = Words("Справка по этой странице", "Help on this page")
        self._add(menu, "help", page, window.show_help, "help", "F1")
        keys = lambda: help_pages.show_keys(desk, window, self.every)  # noqa: E731
        self._add(menu, "keys", Words("Клавиши", "Keys"), keys, "", "Ctrl+F1")
        self._add(menu, "glossary", Words("Словарь", "Glossary"), lambda: help_pages.show_glossary(desk, window), "")

    def _take(self, menu: QMenu, actions: Sequence[QAction]) -> None:
        """Actions that another part has made."""
        for action in actions:
            self._window.addAction(action)
            menu.addAction(action)
            self.every.append(action)

    def _menu(self, words: Words) -> QMenu:
        menu = self._window.menuBar().addMenu("")
        self._desk.languages.bind(menu, menu.setTitle, Words(f"&{words.ru}", f"&{words.en}"))
        return menu

    def _add(self, menu: QMenu, name: str, words: Shown, run: Run, icon: str, *keys: str, bar: bool = False) -> QAction:
        action = QAction(self._window)
        action.setObjectName(name)
        action.setShortcuts([QKeySequence(key) for key in keys])
        self._desk.languages.bind(action, action.setText, words)
        self._desk.languages.bind(action, action.setToolTip, lambda: _with_key(words, keys))
        if icon:
            self._desk.theme.keep(action, lambda: action.setIcon(self._desk.theme.icon(icon)))
        action.triggered.connect(lambda *_: run())
        self._window.addAction(action)
        menu.addAction(action)
        self.every.append(action)
        if bar:
            self.bar.append(action)
        return action


def _with_key(words: Shown, keys: tuple[str, ...]) -> Words:
    said = words if isinstance(words, Words) else words()
    return Words(f"{said.ru} ({keys[0]})", f"{said.en} ({keys[0]})") if keys else said
