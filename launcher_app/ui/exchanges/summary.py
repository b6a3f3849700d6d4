"""A story as a whole: its code, how it stands, where its money is, what was marked at it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from common.clock import moment
from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.facts import Facts
from common.qt.tokens import Token
from common.shown_status import where_money_is
from common.words import Words, same
from launcher_app.feed.hop import Hop
from launcher_app.stories.story import Story
from launcher_app.stories.wallet_words import MONEY
from launcher_app.ui.exchanges import lines

if TYPE_CHECKING:
    from launcher_app.launcher import Launcher

ICON = 18
FACTS = (
    ("money", Words("Где деньги", "Where the money is")),
    ("inserted", Words("Внесено", "Inserted")),
    ("amount", Words("К зачислению", "To be credited")),
    ("account", Words("Лицевой счёт", "Account")),
    ("payment_id", Words("Номер платежа", "Payment id")),
    ("began", Words("Начало", "Began")),
    ("hops", Words("Обменов", "Exchanges")),
    ("repeats", Words("Из них повторов", "Of these, retries")),
    ("note", Words("Заметка", "Note")),
)
OF_PAYMENT = ("money", "inserted", "amount", "payment_id")
COPY = Words("Копировать код", "Copy the code")
COPIED = Words("Код платежа скопирован: {code}", "The payment's code was copied: {code}")
HINT = Words(
    "Раскройте строку и выберите обмен, чтобы увидеть запрос и ответ.",
    "Open the line and choose an exchange to see its request and reply.",
)
NOTHING = Words("", "")


class StorySummary(QScrollArea):
    """Facts, and the code at hand."""

    def __init__(self, desk: Desk, launcher: "Launcher") -> None:
        """No story yet."""
        super().__init__()
        self._desk = desk
        self._launcher = launcher
        self._code = ""
        self.setObjectName("story-summary")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sign = QLabel()
        self._picture = ("info", Token.NEUTRAL)
        self.state = spoken.label(desk, NOTHING, "title", wrap=True)
        self.copy = spoken.button(desk, COPY, self._copy, icon="copy")
        self.copy.setObjectName("copy-code")
        self.facts = Facts(desk, FACTS)
        self.setWidget(self._inside())
        desk.theme.keep(self, self._paint)

    def show_story(self, story: Story, last: Hop | None) -> None:
        """How it is now."""
        self._code = story.code
        told = lines.state(story, last)
        self._picture = (told.icon, told.token) if told is not None else ("info", Token.NEUTRAL)
        words = told.words if told is not None else NOTHING
        self._desk.languages.bind(self.state, self.state.setText, words)
        self.copy.setVisible(bool(story.code))
        self.facts.show_values(self._values(story))
        self.facts.show_lines(OF_PAYMENT, seen=bool(story.payment_id))
        self._paint()

    def _values(self, story: Story) -> dict[str, Words]:
        texts = {
            "account": story.account,
            "payment_id": story.payment_id,
            "began": wording.moment(moment(story.began_ms)),
            "hops": str(len(story.hops)),
            "repeats": str(len(story.repeats)),
            "note": self._launcher.session.note(story.key),
        }
        values = {name: same(text) for name, text in texts.items() if text}
        sums = {"inserted": story.inserted, "amount": story.amount}
        values |= {name: _sum(value, story.currency) for name, value in sums.items() if value is not None}
        if story.status is not None:
            own = MONEY.get(story.status) if story.of_wallet else None
            values["money"] = own or where_money_is(story.status)
        return values

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._code)
        self._desk.messages.ok(COPIED.format(code=self._code))

    def _paint(self) -> None:
        side = self._desk.theme.scaled(ICON)
        self._sign.setPixmap(self._desk.theme.picture(*self._picture, side))

    def _inside(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(4, 8, 4, 8)
        column.setSpacing(8)
        line = QHBoxLayout()
        line.addWidget(self._sign)
        line.addWidget(self.state, 1)
        line.addWidget(self.copy)
        column.addLayout(line)
        column.addWidget(self.facts)
        column.addWidget(spoken.label(self._desk, HINT, "hint", wrap=True))
        column.addStretch(1)
        return made


def _sum(amount: int, currency: str) -> Words:
    return Words(wording.money(amount, "ru", currency), wording.money(amount, "en", currency))
