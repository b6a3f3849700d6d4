"""The show as it is told: nine scenes with what came of each, pause, hurry, stop; afterwards what can be looked at."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.main_window import MainWindow
from common.words import Words
from launcher_app.first_use.scenes import SCENES
from launcher_app.first_use.show import Show, ShowState
from launcher_app.ui.first_use.step_list import AHEAD, DONE, NOTHING, NOW, StepLine, StepList

if TYPE_CHECKING:
    from launcher_app.launcher import Launcher

TITLE = Words("Показ", "Demo")
OF = Words("{n} из {all}", "{n} of {all}")
LEAD = Words(
    "Две минуты: от пустой сети до звонка. Смотрите на карту и список обменов.",
    "Two minutes: from an empty network to a call. Watch the map and the list of exchanges.",
)
PAUSE, GO_ON = Words("Пауза", "Pause"), Words("Дальше", "Go on")
FASTER, AS_BEFORE = Words("Быстрее", "Faster"), Words("Обычно", "Normal")
STOP, AGAIN = Words("Прервать", "Stop"), Words("Показать снова", "Show again")
BEGIN = Words("Начать показ", "Begin the demo")
SCENES_NAME = Words("Сцены показа", "Scenes of the demo")


class ShowPanel(QWidget):
    """Shows how far the show is whenever `refresh` finds news."""

    title = TITLE

    def __init__(self, desk: Desk, launcher: "Launcher") -> None:
        """Nothing is played yet."""
        super().__init__()
        self._desk = desk
        self.show_of = Show(launcher)
        self._seen = -1
        self._begun = False
        self._bar = spoken.named(desk, QProgressBar(), TITLE)
        self._bar.setRange(0, len(SCENES))
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(8)
        self._count = spoken.label(desk, NOTHING, "hint")
        self._list = StepList(desk, SCENES_NAME)
        self._last = spoken.label(desk, NOTHING, wrap=True)
        self._last.setObjectName("show-last")
        self.pause_button = spoken.button(desk, PAUSE, self._pause)
        self.faster_button = spoken.button(desk, FASTER, self._hurry)
        self.stop_button = spoken.button(desk, STOP, self._stop)
        self.again_button = spoken.button(desk, AGAIN, self.begin, primary=True)
        self._build()
        self.refresh()

    def begin(self) -> None:
        """Play it."""
        self.show_of.begin()
        self.refresh()

    def refresh(self) -> None:
        """What is told now."""
        if self.show_of.changes == self._seen:
            return
        self._seen = self.show_of.changes
        self._come_up()
        show, desk = self.show_of, self._desk
        self._list.fill(self._lines())
        self._bar.setValue(sum(1 for one in show.told if one.result != NOTHING))
        desk.languages.bind(self._count, self._count.setText, OF.format(n=len(show.told), all=len(SCENES)))
        paused = show.state is ShowState.PAUSED
        said = {
            self.pause_button: GO_ON if paused else PAUSE,
            self.faster_button: AS_BEFORE if show.hurried else FASTER,
            self.again_button: BEGIN if show.state is ShowState.RESTING else AGAIN,
        }
        for button, words in said.items():
            desk.languages.bind(button, button.setText, words)
            desk.languages.bind(button, button.setAccessibleName, words)
        for button in (self.pause_button, self.faster_button, self.stop_button):
            button.setVisible(show.playing)
        self.again_button.setVisible(not show.playing)
        desk.languages.bind(self._last, self._last.setText, show.last if show.told else LEAD)
        self._last.setVisible(not show.playing)

    def _come_up(self) -> None:
        """Once all roles have their windows, this one comes before them again."""
        begun = len(self.show_of.told) > 1
        window = self.window()
        if begun and not self._begun and isinstance(window, MainWindow):
            window.bring_up()
        self._begun = begun

    def _lines(self) -> list[StepLine]:
        told = {one.number: one for one in self.show_of.told}
        lines = []
        for number, scene in enumerate(SCENES, 1):
            one = told.get(number)
            newest = number == len(told) and self.show_of.playing
            state = AHEAD if one is None else NOW if newest else DONE
            lines.append(StepLine(str(number), state, scene.words, one.result if one is not None else NOTHING))
        return lines

    def _pause(self) -> None:
        self.show_of.pause(on=self.show_of.state is ShowState.RUNNING)
        self.refresh()

    def _hurry(self) -> None:
        self.show_of.hurry(on=not self.show_of.hurried)
        self.refresh()

    def _stop(self) -> None:
        self.show_of.interrupt()

    def _build(self) -> None:
        for name in ("pause", "faster", "stop", "again"):
            getattr(self, f"{name}_button").setObjectName(f"show-{name}")
        head = QHBoxLayout()
        head.addWidget(spoken.label(self._desk, TITLE, "title"), 1)
        head.addWidget(self._count)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for button in (self.pause_button, self.faster_button, self.stop_button, self.again_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.addLayout(head)
        column.addWidget(self._bar)
        column.addWidget(self._list, 1)
        column.addWidget(self._last)
        column.addLayout(buttons)
