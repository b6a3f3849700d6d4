"""A fault of one's own: on which arrow, at which door, what, how likely, how often, for how long."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from common.qt.desk import Desk
from common.qt.form.body import Done, FormBody
from common.qt.form.choice import ChoiceField
from common.qt.form.form import Form
from common.qt.form.number import NumberField
from common.words import Words
from launcher_app.faults.doors import door_words, of_arrow
from launcher_app.faults.setting import Setting
from launcher_app.faults.wording import ONE_PERCENT, arrow_words
from launcher_app.feed.hop import ARROWS
from launcher_app.proxy.faults import WHOLE, WORDS, FaultKind

VERB = Words("Включить сбой", "Switch the fault on")
ARROW, DOOR = Words("Стрелка", "Arrow"), Words("Точка входа", "Door")
KIND, CHANCE = Words("Что случится", "What happens"), Words("Вероятность", "Chance")
TIMES, SECONDS = Words("Сколько раз", "How many times"), Words("Сколько секунд", "For how many seconds")
DELAY = Words("Задержка", "Delay")
PERCENT, MS = Words("%", "%"), Words("мс", "ms")
NO_END = Words("пусто — без конца", "empty: without end")
KINDS = {
    kind: Words(words.ru[:1].upper() + words.ru[1:], words.en[:1].upper() + words.en[1:])
    for kind, words in WORDS.items()
}
MOST_TIMES, MOST_SECONDS, MOST_MS = 10_000, 24 * 60 * 60, 10 * 60 * 1000
FIRST_DELAY_MS = 2_000


class SettingPage(QWidget):
    """The form; `add` gets what was chosen."""

    def __init__(self, desk: Desk, add: Callable[[Setting], object]) -> None:
        """The first arrow is the one to the provider: most lessons begin there."""
        super().__init__()
        self._add = add
        self.form = Form(desk, "fault", drafts=False)
        self._build()
        self.form.changed.connect(self._fit)
        self.form.fill({"arrow": ARROWS[2], "door": "", "share": WHOLE, "milliseconds": FIRST_DELAY_MS})
        self._fit()
        self.body = FormBody(desk, self.form, VERB, self._save, cancel=None)
        self.body.save_button.setObjectName("add-fault")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.body)

    def _build(self) -> None:
        form = self.form
        self._arrow = form.add(
            ChoiceField("arrow", ARROW, options=[(one, arrow_words(one)) for one in ARROWS], required=True)
        )
        self._door = form.add(ChoiceField("door", DOOR, required=True))
        self._kind = form.add(ChoiceField("kind", KIND, options=list(KINDS.items()), required=True))
        form.add(NumberField("milliseconds", DELAY, minimum=1, maximum=MOST_MS, suffix=MS, step=500, required=True))
        form.add(
            NumberField(
                "share",
                CHANCE,
                decimals=2,
                minimum=1,
                maximum=WHOLE,
                suffix=PERCENT,
                step=10 * ONE_PERCENT,
                required=True,
            )
        )
        form.add(NumberField("times", TIMES, minimum=1, maximum=MOST_TIMES, step=1, hint=NO_END))
        form.add(NumberField("seconds", SECONDS, minimum=1, maximum=MOST_SECONDS, step=10, hint=NO_END))

    def _fit(self) -> None:
        """The doors are those of the arrow; only a delay is so long."""
        arrow = self._arrow.value()
        doors = ["", *(of_arrow(arrow) if arrow else [])]
        if [value for value, _ in self._door.options] != doors:
            self._door.set_options([(door, door_words(arrow.receiver if arrow else "", door)) for door in doors])
            if self._door.value() is None:
                self._door.fill("")
        self.form.show_field("milliseconds", self._kind.value() is FaultKind.DELAY)

    def _save(self, values: dict[str, Any], done: Done, _failed: object) -> None:
        self._add(
            Setting(
                arrow=values["arrow"],
                kind=values["kind"],
                path=values["door"],
                share=values["share"],
                times=values["times"] or 0,
                seconds=values["seconds"] or 0,
                milliseconds=values["milliseconds"] or FIRST_DELAY_MS,
            )
        )
        done()
