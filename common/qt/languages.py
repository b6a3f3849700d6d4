"""The language of a window: switched while it is open, and everything shown follows."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal
from shiboken6 import isValid

from common.words import Language, Words

Shown = Words | Callable[[], Words]
TIDY_AT = 2000
LANGUAGE_KEY = "Ctrl+Shift+L"


class Languages(QObject):
    """Russian or English now; `changed` tells those who draw their texts themselves."""

    changed = Signal()

    def __init__(self, language: Language = "ru") -> None:
        """Begin with a language."""
        super().__init__()
        self.current: Language = language
        self._bound: dict[tuple[int, str], tuple[QObject, Callable[[str], Any], Shown]] = {}
        self._tidy_at = TIDY_AT
        self._of_qt = QTranslator(self)
        self._settle()

    def say(self, words: Words) -> str:
        """The text in the current language."""
        return words.of(self.current)

    def use(self, language: Language) -> None:
        """Switch: every bound text is shown again, then `changed` rings."""
        if language == self.current:
            return
        self.current = language
        self._settle()
        self._tidy()
        for _, show, words in tuple(self._bound.values()):
            show(self._text(words))
        self.changed.emit()

    def bind(self, owner: QObject, show: Callable[[str], Any], words: Shown) -> None:
        """Show a text now and at each switch, as long as its owner lives; once more for the same method replaces it."""
        if len(self._bound) > self._tidy_at:
            self._tidy()
        self._bound[id(owner), getattr(show, "__name__", repr(show))] = (owner, show, words)
        show(self._text(words))

    def _text(self, words: Shown) -> str:
        return self.say(words if isinstance(words, Words) else words())

    def _tidy(self) -> None:
        self._bound = {key: kept for key, kept in self._bound.items() if isValid(kept[0])}
        self._tidy_at = max(TIDY_AT, 2 * len(self._bound))

    def _settle(self) -> None:
        """Qt's own texts (of the file dialogs) and its way to write numbers."""
        QLocale.setDefault(QLocale("ru_RU" if self.current == "ru" else "en_GB"))
        QCoreApplication.removeTranslator(self._of_qt)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self.current == "ru" and self._of_qt.load("qtbase_ru", folder):
            QCoreApplication.installTranslator(self._of_qt)
