"""The tab «Диаграмма»: the chosen story, or the last of the whole network, as a sequence diagram that grows."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.words import Words
from launcher_app.launcher import Launcher
from launcher_app.ui.chosen import Chosen
from launcher_app.ui.diagram.gathering import Gathered, Wish, gathered
from launcher_app.ui.diagram.saving import Saving
from launcher_app.ui.diagram.view import SequenceView

LOOK_MS = 250
WHOLE = Words("Вся сеть", "Whole network")
WHOLE_TIP = Words(
    "Последние 200 обменов всей сети, без опросов", "The last 200 exchanges of the whole network, without polls"
)
CHOOSE = Words(
    "Выберите платёж на вкладке «Обмены»: здесь появится, кто, кому и что сказал.\n"
    "Или включите «Вся сеть», чтобы видеть последние обмены всех ролей.",
    "Choose a payment on the Exchanges tab: who said what to whom will appear here.\n"
    "Or turn on Whole network to see the last exchanges of all roles.",
)
SILENT = Words(
    "Роли ещё ничего друг другу не говорили.\nЗапустите сеть и проведите платёж: стрелки появятся сами.",
    "The roles have not said anything to each other yet.\nStart the network and make a payment: arrows will appear.",
)
GONE = Words(
    "Обмены этого платежа уже не хранятся: сеанс длинный. Они есть в журналах ролей.",
    "The exchanges of this payment are kept no more: the session is long. The roles' logs have them.",
)
NO_TITLE = Words("Платёж не выбран", "No payment is chosen")


class DiagramTab(QWidget):
    """`opened` rings with a hop's number when a person wants to see it whole."""

    title = Words("Диаграмма", "Diagram")
    opened = Signal(int)

    def __init__(self, desk: Desk, launcher: Launcher, chosen: Chosen) -> None:
        """Nothing is chosen yet."""
        super().__init__()
        self.setObjectName("diagram")
        self._desk, self._launcher, self._chosen = desk, launcher, chosen
        self.shown: Gathered | None = None
        self._wished: Wish | None = None
        self.view = SequenceView(desk)
        self._name = spoken.label(desk, NO_TITLE, "title", wrap=True)
        self.whole = self._toggle()
        self.saving = Saving(desk, launcher, self)
        self._empty = spoken.label(desk, CHOOSE, "hint", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Draw what is true now, unless it is what is drawn."""
        wish = self._wish()
        if wish == self._wished:
            return
        self._wished = wish
        before = self.shown
        self._desk.work(self, lambda: gathered(self._launcher, wish, before), then=self._show, key="diagram")

    def _wish(self) -> Wish:
        launcher = self._launcher
        seen = (launcher.feed.changes, launcher.stories.changes)
        story = "" if self.whole.isChecked() else self._chosen.story
        return Wish(story, self.whole.isChecked(), self._desk.languages.current, self.view.room, seen)

    def _show(self, made: Gathered) -> None:
        before = self.shown
        if made is before:
            return
        self.shown = made
        fresh = before is None or (before.wish.story, before.wish.whole) != (made.wish.story, made.wish.whole)
        self._desk.languages.bind(self._name, self._name.setText, made.title or NO_TITLE)
        self.saving.button.setEnabled(made.layout is not None)
        if made.layout is None:
            self._desk.languages.bind(self._empty, self._empty.setText, self._why_empty(made))
            self._stack.setCurrentWidget(self._empty)
            return
        self._stack.setCurrentWidget(self.view)
        self.view.show_layout(made.layout, fresh=fresh, newest=made.wish.whole)
        self.view.choose(self._chosen.hop)

    def _why_empty(self, made: Gathered) -> Words:
        if made.wish.whole:
            return SILENT
        return GONE if made.title is not None else CHOOSE

    def _picked(self, hop: int) -> None:
        """The arrow's story is chosen with it: in the whole network it may be any."""
        story = self._launcher.stories.of_hop(hop)
        self._chosen.choose(story.key if story is not None else self._chosen.story, hop)

    def _changed(self) -> None:
        self.refresh()
        self.view.choose(self._chosen.hop)

    def _toggle(self) -> QToolButton:
        made = QToolButton()
        made.setObjectName("diagram-whole")
        made.setProperty("chip", True)
        made.setCheckable(True)
        self._desk.languages.bind(made, made.setText, WHOLE)
        self._desk.languages.bind(made, made.setToolTip, WHOLE_TIP)
        made.toggled.connect(lambda *_: self.refresh())
        return spoken.named(self._desk, made, WHOLE)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(8, 6, 8, 4)
        row.addWidget(self._name, 1)
        row.addWidget(self.whole)
        row.addWidget(self.saving.button)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._chosen.changed.connect(self._changed)
        self._chosen.pointed.connect(lambda: self.view.point(self._chosen.under))
        self.view.picked.connect(self._picked)
        self.view.pointed.connect(self._chosen.point)
        self.view.opened.connect(self.opened)
        self.view.resized.connect(self.refresh)
        self._desk.languages.changed.connect(self.refresh)
        timer = QTimer(self)
        timer.timeout.connect(self._look)
        timer.start(LOOK_MS)

    def _look(self) -> None:
        """What nobody sees is drawn when it is seen."""
        if self.isVisible():
            self.refresh()
