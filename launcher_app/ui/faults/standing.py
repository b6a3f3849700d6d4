"""What is on: a card for each fault, with how often it was met, what is left of it, and the button that ends it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.scrolled import scroll
from common.qt.theme import Token
from common.words import Words
from launcher_app.faults.active import Active
from launcher_app.faults.wording import chance_words, joined, kind_words, place_words, state_words

NOTHING = Words("Всё исправно: сбоев нет.", "Everything works: there are no faults.")
OFF, REMOVE = Words("Выключить", "Switch off"), Words("Убрать", "Remove")
NAME = Words("{verb}: {what}", "{verb}: {what}")
ALL_OFF = Words("Выключить все сбои", "Switch all faults off")
SIGN = 18


class StandingCard(QFrame):
    """One fault."""

    def __init__(self, desk: Desk, active: Active, off: Callable[[int], object]) -> None:
        """The first look at it."""
        super().__init__()
        self._desk = desk
        self._active = active
        self.setProperty("card", True)
        self.setObjectName(f"fault-{active.id}")
        setting = active.setting
        grid = QGridLayout(self)
        grid.setContentsMargins(10, 6, 8, 6)
        grid.setVerticalSpacing(2)
        grid.addWidget(self._picture(), 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(spoken.label(desk, place_words(setting), wrap=True), 0, 1, 1, 2)
        grid.addWidget(spoken.label(desk, joined(kind_words(setting), chance_words(setting)), wrap=True), 1, 1, 1, 2)
        self._state = spoken.label(desk, lambda: state_words(self._active), "hint", wrap=True)
        grid.addWidget(self._state, 2, 1)
        self._button = spoken.button(desk, self._verb, lambda: off(active.id))
        self._button.setObjectName(f"off-{active.id}")
        spoken.named(desk, self._button, self._name)
        grid.addWidget(self._button, 2, 2)
        grid.setColumnStretch(1, 1)

    def show_active(self, active: Active) -> None:
        """How it stands now."""
        if active != self._active:
            self._active = active
            self._state.setText(self._desk.say(state_words(active)))
            self._button.setText(self._desk.say(self._verb()))
            self._button.setAccessibleName(self._desk.say(self._name()))
            self._paint()

    def _verb(self) -> Words:
        return OFF if self._active.on else REMOVE

    def _name(self) -> Words:
        verb, setting = self._verb(), self._active.setting
        what = joined(place_words(setting), kind_words(setting))
        return Words(NAME.ru.format(verb=verb.ru, what=what.ru), NAME.en.format(verb=verb.en, what=what.en))

    def _picture(self) -> QLabel:
        self._sign = QLabel()
        self._desk.theme.keep(self._sign, self._paint)
        return self._sign

    def _paint(self) -> None:
        """A bolt while it is on, a tick when it has done what it was to do."""
        theme, on = self._desk.theme, self._active.on
        side = theme.scaled(SIGN)
        self._sign.setPixmap(theme.picture("bolt" if on else "ok", Token.WAITING if on else Token.NEUTRAL, side))


class StandingPage(QWidget):
    """All of them, in their order of precedence; `off` gets the number of one, `all_off` ends every one."""

    def __init__(self, desk: Desk, off: Callable[[int], object], all_off: Callable[[], object]) -> None:
        """None yet."""
        super().__init__()
        self._desk = desk
        self._off = off
        self._cards: dict[int, StandingCard] = {}
        self._nothing = spoken.label(desk, NOTHING, "hint", wrap=True)
        self._all = spoken.button(desk, ALL_OFF, all_off)
        self._all.setObjectName("all-off")
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        whole = QVBoxLayout()
        whole.setContentsMargins(0, 8, 4, 8)
        whole.setSpacing(8)
        whole.addWidget(self._nothing)
        whole.addLayout(self._column)
        whole.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addStretch(1)
        scroll(self, whole)

    def show_all(self, found: list[Active]) -> None:
        """Cards come and go; those that stay keep the focus."""
        known = {one.id for one in found}
        for number in [number for number in self._cards if number not in known]:
            gone = self._cards.pop(number)
            gone.hide()
            gone.deleteLater()
        for active in found:
            if active.id not in self._cards:
                self._cards[active.id] = StandingCard(self._desk, active, self._off)
                self._column.addWidget(self._cards[active.id])
            self._cards[active.id].show_active(active)
        self._nothing.setVisible(not found)
        self._all.setVisible(bool(found))
