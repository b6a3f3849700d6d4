"""The thin bar over the page, outside full screen: bench, office, full screen, the kind of kiosk screen, look."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.status import LANGUAGE, LANGUAGE_SIGN
from common.words import Words

PRESETS = (QSize(1024, 768), QSize(1280, 1024), QSize(1920, 1080))
KEPT = "preset"
BENCH = Words("Стенд (F9)", "Bench (F9)")
OFFICE = Words("Кабинет (F10)", "Office (F10)")
FULL_SCREEN = Words("Во весь экран (F11)", "Full screen (F11)")
ANEW = Words("Открыть страницу заново", "Open the page anew")
THEME = Words("Светлая или тёмная тема", "Light or dark theme")
SIZE = Words("Размер экрана киоска", "Size of the kiosk's screen")
BAR = Words("Панель терминала", "The terminal's bar")


@dataclass(frozen=True, slots=True)
class Does:
    """What the bar's buttons do."""

    bench: Callable[[], object]
    office: Callable[[], object]
    full_screen: Callable[[], object]
    anew: Callable[[], object]
    size: Callable[[QSize], object]
    page: Callable[[], object]


class KioskBar(QFrame):
    """Its buttons take the focus by Tab only: a click here leaves the keys with the page. F6 and Esc go to the page."""

    def __init__(self, desk: Desk, does: Does) -> None:
        """With the size that was chosen last."""
        super().__init__()
        self._desk = desk
        self._does = does
        self._percent = 100
        self.setObjectName("kiosk-bar")
        spoken.named(desk, self, BAR)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(6)
        self.bench = spoken.button(desk, BENCH, does.bench, icon="test")
        self.office = spoken.button(desk, OFFICE, does.office, icon="window")
        self.full_screen = spoken.button(desk, FULL_SCREEN, does.full_screen, icon="eye")
        self.sizes = self._make_sizes()
        self.anew = spoken.tool(desk, ANEW, "refresh", does.anew)
        self.theme = spoken.tool(desk, THEME, "moon", self._switch_theme)
        self.language = spoken.button(desk, LANGUAGE_SIGN, desk.switch_language, icon="language")
        desk.languages.bind(self.language, self.language.setAccessibleName, LANGUAGE)
        desk.languages.bind(self.language, self.language.setToolTip, LANGUAGE)
        for widget in (self.bench, self.office, self.full_screen, self.sizes, self.anew):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.theme)
        row.addWidget(self.language)
        self._name()

    @property
    def size_chosen(self) -> QSize:
        """The kind of screen the page is laid out for."""
        return PRESETS[max(0, self.sizes.currentIndex())]

    def show_scale(self, percent: int) -> None:
        """By how much the page is shrunk."""
        self._percent = percent
        for index in range(len(PRESETS)):
            self.sizes.setItemText(index, self._size_text(index))

    def take_focus(self) -> None:
        """The keys are the bar's."""
        self.bench.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Back to the page."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F6):
            self._does.page()
        else:
            super().keyPressEvent(event)

    def _make_sizes(self) -> QComboBox:
        box = QComboBox()
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        spoken.named(self._desk, box, SIZE)
        self._desk.languages.bind(box, box.setToolTip, SIZE)
        for index, size in enumerate(PRESETS):
            box.addItem(self._size_text(index), size)
        kept = self._desk.keep.text(KEPT)
        box.setCurrentIndex(next((n for n, size in enumerate(PRESETS) if _told(size) == kept), 0))
        box.currentIndexChanged.connect(self._choose)
        box.activated.connect(lambda _: self._does.page())
        return box

    def _choose(self, index: int) -> None:
        self._desk.keep.put(KEPT, _told(PRESETS[index]))
        self.show_scale(self._percent)
        self._does.size(PRESETS[index])

    def _size_text(self, index: int) -> str:
        """The one that is shown says how it is shown."""
        size = PRESETS[index]
        told = f"{size.width()} × {size.height()}"
        shrunk = self._percent != 100 and hasattr(self, "sizes") and index == self.sizes.currentIndex()
        return f"{told} · {self._percent} %" if shrunk else told

    def _switch_theme(self) -> None:
        theme = self._desk.theme
        theme.use("light" if theme.dark else "dark")
        self._desk.keep.put("theme", theme.choice)

    def _name(self) -> None:
        for name in ("bench", "office", "full_screen", "sizes", "anew", "theme", "language"):
            widget: QWidget = getattr(self, name)
            widget.setObjectName(f"bar-{name}")
            widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)


def _told(size: QSize) -> str:
    return f"{size.width()}x{size.height()}"
