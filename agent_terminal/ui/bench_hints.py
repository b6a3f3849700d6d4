"""Hints for a student: the last news of the acceptor, each with the reason why it is so."""

from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout

from agent_terminal.service.messages.bench import Happened
from agent_terminal.ui.bench_reasons import reason
from agent_terminal.ui.card import Card, Saying
from common.qt import wording
from common.qt.desk import Desk
from common.words import Words

TITLE = Words("Подсказки для студента", "Hints for a student")
SHOW = Words("Показывать", "Show")
WAITING = Words(
    "Здесь появится, что происходит на линии и почему терминал поступает так.",
    "What happens on the line will be told here, and why the terminal does what it does.",
)
ROWS = 5
KEPT = "bench-hints"


class HintsCard(Card):
    """The newest on top; nothing of this is ever inside the page."""

    def __init__(self, desk: Desk) -> None:
        """As it was left."""
        super().__init__(desk, "bench-hints", TITLE)
        self.shown = QCheckBox()
        self.shown.setObjectName("bench-hints-on")
        desk.languages.bind(self.shown, self.shown.setText, SHOW)
        desk.languages.bind(
            self.shown, self.shown.setAccessibleName, Words(f"{SHOW.ru}: {TITLE.ru}", f"{SHOW.en}: {TITLE.en}")
        )
        self.shown.setChecked(desk.keep.text(KEPT, "1") == "1")
        self.head.addWidget(self.shown)
        self._last = 0
        self.waiting = Saying(desk, "hint")
        self.waiting.say(WAITING)
        self.add(self.waiting.label)
        self.rows = [Hint(desk) for _ in range(ROWS)]
        for row in self.rows:
            row.hide()
            self.add(row)
        self.shown.toggled.connect(self._turn)
        self.body.setVisible(self.shown.isChecked())

    def show_news(self, happened: list[Happened]) -> None:
        """The last ones that have a reason worth telling, each reason once."""
        if not happened or happened[-1].number == self._last:
            return
        self._last = happened[-1].number
        told: dict[Words, Happened] = {}
        for one in reversed(happened):
            why = reason(one)
            if why is not None and len(told) < ROWS:
                told.setdefault(why, one)
        self.waiting.label.setVisible(not told)
        for row, (why, one) in zip(self.rows, told.items(), strict=False):
            row.tell(one, why)
            row.show()

    def _turn(self, on: bool) -> None:
        self.desk.keep.put(KEPT, "1" if on else "0")
        self.body.setVisible(on)


class Hint(QFrame):
    """What happened, and under it why."""

    def __init__(self, desk: Desk) -> None:
        """Empty."""
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.what, self.why = Saying(desk), Saying(desk, "hint")
        column.addWidget(self.what.label)
        column.addWidget(self.why.label)

    def tell(self, one: Happened, why: Words) -> None:
        """This."""
        at = wording.time(one.at)
        self.what.say(Words(f"{at}  {one.words.ru}", f"{at}  {one.words.en}"))
        self.why.say(why)
