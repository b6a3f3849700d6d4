"""The workbench's menus and keys: each action once, with its icon, its keys and its words in both languages."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from common.qt import help_pages
from common.qt.actions import HELP, THEMES, VIEW
from common.qt.languages import LANGUAGE_KEY
from common.qt.theme import STEP
from common.words import Words

if TYPE_CHECKING:
    from launcher_app.ui.qr.window import QrWindow

CODE = Words("Код", "Code")


class Menus:
    """`every` holds all actions: the list of keys is made of them."""

    def __init__(self, window: "QrWindow") -> None:
        """Build them."""
        self._window, self._desk = window, window.desk
        self.every: list[QAction] = []
        self._code()
        self._view()
        self._help()

    def _code(self) -> None:
        window, menu = self._window, self._menu(CODE)
        self._add(menu, "open", Words("Картинка или файл…", "Picture or file…"), window.open_file, "qr", "Ctrl+O")
        self._add(menu, "paste-code", Words("Вставить код", "Paste a code"), window.paste, "copy", "Ctrl+Shift+V")
        words = Words("Ключи центра…", "The centre's keys…")
        self._add(menu, "open-keys", words, window.explain.choose_keys, "key", "Ctrl+K")
        menu.addSeparator()
        self._add(menu, "save-png", Words("Сохранить PNG…", "Save a PNG…"), window.save_made, "save", "Ctrl+S")
        menu.addSeparator()
        settings = Words("Настройки…", "Settings…")
        self._add(menu, "settings", settings, window.show_settings, "settings", "Ctrl+,")
        self._add(menu, "quit", Words("Выход", "Quit"), window.close, "quit", "Ctrl+Q")

    def _view(self) -> None:
        window, theme, menu = self._window, self._desk.theme, self._menu(VIEW)
        for number, page in enumerate(window.pages, 1):
            run = lambda name=page.name: window.show_tab(name)  # noqa: E731 - one of a row of actions
            self._add(menu, f"tab-{page.name}", page.title, run, "", f"Ctrl+{number}")
        menu.addSeparator()
        self._add(menu, "next-pane", Words("Следующая область", "Next pane"), window.next_pane, "", "F6")
        back = Words("Предыдущая область", "Previous pane")
        self._add(menu, "previous-pane", back, lambda: window.next_pane(back=True), "", "Shift+F6")
        menu.addSeparator()
        for name, words, percent, keys in (
            ("larger", Words("Крупнее", "Larger"), lambda: theme.percent + STEP, ("Ctrl+=", "Ctrl++")),
            ("smaller", Words("Мельче", "Smaller"), lambda: theme.percent - STEP, ("Ctrl+-",)),
            ("normal", Words("Обычный размер", "Normal size"), lambda: 100, ("Ctrl+0",)),
        ):
            run_zoom = lambda p=percent: window.zoom(p())  # noqa: E731
            self._add(menu, name, words, run_zoom, "", *keys)
        menu.addSeparator()
        themes = menu.addMenu("")
        self._desk.languages.bind(themes, themes.setTitle, Words("Тема", "Theme"))
        group = QActionGroup(window)
        for choice, words in THEMES.items():
            one = self._add(themes, f"theme-{choice}", words, lambda c=choice: window.use_theme(c), "")  # type: ignore[misc]
            one.setCheckable(True)
            theme.keep(one, lambda a=one, c=choice: a.setChecked(theme.choice is c))  # type: ignore[misc]
            group.addAction(one)
        words = Words("Язык: English", "Language: русский")
        self._add(menu, "language", words, self._desk.switch_language, "language", LANGUAGE_KEY)

    def _help(self) -> None:
        window, desk, menu = self._window, self._desk, self._menu(HELP)
        page = Words("Справка по этой странице", "Help on this page")
        self._add(menu, "help", page, window.show_help, "help", "F1")
        keys = lambda: help_pages.show_keys(desk, window, self.every)  # noqa: E731
        self._add(menu, "keys", Words("Клавиши", "Keys"), keys, "", "Ctrl+F1")

    def _menu(self, words: Words) -> QMenu:
        menu = self._window.menuBar().addMenu("")
        self._desk.languages.bind(menu, menu.setTitle, Words(f"&{words.ru}", f"&{words.en}"))
        return menu

    def _add(self, menu: QMenu, name: str, words: Words, run: Callable[[], object], icon: str, *keys: str) -> QAction:
        action = QAction(self._window)
        action.setObjectName(name)
        action.setShortcuts([QKeySequence(key) for key in keys])
        self._desk.languages.bind(action, action.setText, words)
        if icon:
            self._desk.theme.keep(action, lambda: action.setIcon(self._desk.theme.icon(icon)))
        action.triggered.connect(lambda *_: run())
        self._window.addAction(action)
        menu.addAction(action)
        self.every.append(action)
        return action
