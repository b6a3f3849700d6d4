"""The bench's notes: buttons with their sums, and the ways in which a note may be a bad one."""

from functools import partial

from PySide6.QtWidgets import QCheckBox, QGridLayout, QPushButton

from agent_terminal.ccnet.reasons import REJECTS
from agent_terminal.service.messages.bench import BenchState
from agent_terminal.ui.bench_hands import Hands
from agent_terminal.ui.card import Card
from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.form.choice import CalmComboBox
from common.words import Words

VALUES = (1_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000)
IN_ROW = 4
TITLE = Words("Купюры (клавиши 1…8)", "Notes (keys 1…8)")
CALLED = Words("Вставить {sum}, клавиша {key}", "Push {sum} in, key {key}")
CRUMPLED = Words("Мятая: прибор вернёт её, потому что…", "Crumpled: the device gives it back, as…")
REASON = Words("Причина возврата", "Reason of the return")
HASTY = Words("Не ждать: вторая купюра вслед за первой", "No waiting: a second note behind the first")
STRANGE = Words("Чужая бумажка", "A strange paper")
FIRST_REASON = 0x65


class NotesCard(Card):
    """Eight buttons; what is ticked below holds for the next notes, too."""

    def __init__(self, desk: Desk, hands: Hands) -> None:
        """Whole and patient notes."""
        super().__init__(desk, "bench-notes", TITLE)
        self._hands = hands
        self.buttons: list[QPushButton] = []
        grid = QGridLayout()
        grid.setSpacing(6)
        for place, value in enumerate(VALUES):
            grid.addWidget(self._note(place, value), place // IN_ROW, place % IN_ROW)
            grid.setColumnStretch(place % IN_ROW, 1)
        self.lines.addLayout(grid)
        self.crumpled = _tick(desk, CRUMPLED, "bench-crumpled")
        self.reason_box = spoken.named(desk, CalmComboBox(), REASON)
        self.reason_box.setObjectName("bench-reason")
        self.reason_box.setSizeAdjustPolicy(CalmComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.reason_box.setMinimumContentsLength(12)
        for code in REJECTS:
            self.reason_box.addItem("", code)
        self.reason_box.setCurrentIndex(self.reason_box.findData(FIRST_REASON))
        self.reason_box.activated.connect(lambda _: self.crumpled.setChecked(True))
        desk.languages.changed.connect(self._speak)
        self._speak()
        self.hasty = _tick(desk, HASTY, "bench-hasty")
        self.strange = spoken.button(desk, STRANGE, self._push_strange, icon="note")
        self.strange.setObjectName("bench-strange")
        self.add(self.crumpled)
        self.row(self.reason_box, self.strange, stretch=False).setStretch(0, 1)
        self.add(self.hasty)

    def push(self, place: int) -> None:
        """A note, as a click or its key does."""
        if self.body.isEnabled():
            self._hands.do("insert", value=VALUES[place], **self._ways())

    def show_state(self, seen: BenchState) -> None:
        """Whether there is a mouth to push notes into."""
        self.out_of_reach(seen.why_not)

    def _push_strange(self) -> None:
        self._hands.do("insert", **self._ways())

    def _ways(self) -> dict[str, object]:
        ways: dict[str, object] = {"reason": self.reason_box.currentData()} if self.crumpled.isChecked() else {}
        return {**ways, "too_early": True} if self.hasty.isChecked() else ways

    def _note(self, place: int, value: int) -> QPushButton:
        short = Words(_sum(value, "ru"), _sum(value, "en"))
        made = spoken.button(self.desk, short, partial(self.push, place))
        made.setObjectName(f"bench-note-{value}")
        called = Words(CALLED.ru.format(sum=short.ru, key=place + 1), CALLED.en.format(sum=short.en, key=place + 1))
        spoken.named(self.desk, made, called)
        self.desk.languages.bind(made, made.setToolTip, called)
        self.buttons.append(made)
        return made

    def _speak(self) -> None:
        for place, (code, words) in enumerate(REJECTS.items()):
            self.reason_box.setItemText(place, f"{code:02X} · {self.desk.say(words)}")


def _sum(value: int, language: str) -> str:
    return f"{wording.number(value // 100, 'en' if language == 'en' else 'ru')}{wording.BREAK}₽"


def _tick(desk: Desk, words: Words, name: str) -> QCheckBox:
    made = QCheckBox()
    made.setObjectName(name)
    desk.languages.bind(made, made.setText, words)
    return made
