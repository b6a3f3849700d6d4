"""The dock «Сбои»: what is on, the pace of requests, ready faults, one's own, and what every request met."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.messages import Act, Notice, NoticeKind
from common.qt.tab_fit import TabFit
from common.words import Words
from launcher_app.faults.presets import Preset
from launcher_app.faults.setting import Setting
from launcher_app.ui.faults.bar import APPLIED_KEY
from launcher_app.ui.faults.outcomes import OutcomesPage
from launcher_app.ui.faults.pace import Pace
from launcher_app.ui.faults.presets import PresetsPage
from launcher_app.ui.faults.setting_form import SettingPage
from launcher_app.ui.faults.standing import StandingPage

if TYPE_CHECKING:
    from launcher_app.launcher import Launcher

PRESET = "preset"
LOOK_MS, LEAST, USUAL = 250, 300, 340
READY, OWN = Words("Готовые", "Ready"), Words("Свой", "Own")
ON, OUTCOMES = Words("Сейчас: {n}", "Now: {n}"), Words("Исходы", "Outcomes")
TABS_NAME = Words("Какие сбои", "Which faults")
APPLIED = Words("Включено: {name}. {sees}", "Switched on: {name}. {sees}")
ADDED = Words("Сбой включён.", "The fault is on.")
DARK = Words(
    "Терминал обесточен. Деньги в нём записаны: запустите его снова и посмотрите, что он помнит.",
    "The terminal has no power. The money in it is written down: start it again and look what it remembers.",
)
NOT_RUNNING = Words(
    "Терминал не работает: обесточивать нечего. Запустите его, внесите купюру и нажмите ещё раз.",
    "The terminal does not run: there is nothing to cut off. Start it, insert a note and press again.",
)
START_AGAIN = Words("Запустить терминал", "Start the terminal")


class FaultsDock(QWidget):
    """Stands left or right of the map; at least 300 pixels wide."""

    def __init__(self, desk: Desk, launcher: "Launcher") -> None:
        """Over the launcher's desk of faults."""
        super().__init__()
        self._desk = desk
        self._launcher = launcher
        self._faults = launcher.faults
        self.setObjectName("faults-dock")
        desk.theme.keep(self, lambda: self.setMinimumWidth(desk.theme.scaled(LEAST)))
        self.standing = StandingPage(desk, self._off, self._all_off)
        self.pace = Pace(desk, self._faults, self.refresh)
        self.outcomes = OutcomesPage(desk, self._faults, self.refresh)
        self.setting = SettingPage(desk, self._add)
        self.tabs = self._tabs()
        self._lay_out()
        self._look = QTimer(self)
        self._look.timeout.connect(lambda: self.refresh() if self.isVisible() else None)
        self._look.start(LOOK_MS)
        self.refresh()

    def refresh(self) -> None:
        """Show what is true now."""
        self.standing.show_all(self._faults.all)
        self._count()
        self.pace.refresh()
        if self.tabs.currentWidget() is self.outcomes:
            self.outcomes.refresh()

    def sizeHint(self) -> QSize:
        """Beside a map there is not much room."""
        return QSize(self._desk.theme.scaled(USUAL), super().sizeHint().height())

    def _add(self, setting: Setting) -> None:
        self._faults.add(setting)
        self._desk.messages.ok(ADDED)
        self.refresh()

    def _off(self, number: int) -> None:
        self._faults.remove(number)
        self.refresh()

    def _all_off(self) -> None:
        self._faults.clear()
        self.refresh()

    def _apply(self, preset: Preset) -> None:
        """A power cut waits for the process to die: beside the window."""
        if preset.kills and not self._runs(preset.kills):
            self._tell(Notice(NoticeKind.WARN, NOT_RUNNING, key=PRESET))
            return
        self._desk.work(self, lambda: self._faults.apply(preset), then=lambda _: self._applied(preset), key=PRESET)

    def _applied(self, preset: Preset) -> None:
        if preset.kills:
            again = Act(START_AGAIN, lambda: self._start(preset.kills))
            self._tell(Notice(NoticeKind.INFO, DARK, acts=(again,), key=PRESET))
            return
        name, sees = preset.words, preset.sees
        words = Words(APPLIED.ru.format(name=name.ru, sees=sees.ru), APPLIED.en.format(name=name.en, sees=sees.en))
        self._tell(Notice(NoticeKind.INFO, words, key=APPLIED_KEY))
        self.refresh()

    def _tell(self, notice: Notice) -> None:
        self._desk.messages.tell(notice)

    def _runs(self, seat: str) -> bool:
        look = self._launcher.board.looks.get(seat)
        return look is not None and look.answers

    def _start(self, seat: str) -> None:
        self._desk.work(self, lambda: self._launcher.board.start(seat), then=lambda _: None)

    def _tabs(self) -> QTabWidget:
        tabs = QTabWidget()
        tabs.setObjectName("fault-tabs")
        tabs.setDocumentMode(True)
        tabs.tabBar().setObjectName("fault-tab-bar")
        spoken.named(self._desk, tabs, TABS_NAME)
        spoken.named(self._desk, tabs.tabBar(), TABS_NAME)
        for page, words in (
            (PresetsPage(self._desk, self._apply), READY),
            (self.setting, OWN),
            (self.standing, self._on_words),
            (self.outcomes, OUTCOMES),
        ):
            place = tabs.addTab(page, "")
            self._desk.languages.bind(page, lambda text, place=place: tabs.setTabText(place, text), words)  # type: ignore[misc]
        tabs.currentChanged.connect(lambda _: self.refresh())
        TabFit(tabs)
        return tabs

    def _count(self) -> None:
        place, text = self.tabs.indexOf(self.standing), self._desk.say(self._on_words())
        if text != self.tabs.tabText(place):
            self.tabs.setTabText(place, text)

    def _on_words(self) -> Words:
        return ON.format(n=len(self._faults.on))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 8, 4, 8)
        column.setSpacing(8)
        column.addWidget(self.pace)
        column.addWidget(self.tabs, 1)
