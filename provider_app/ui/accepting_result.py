"""What became of the last charge, large enough for the one at the till: where the money is, how long it may take."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from common.clock import milliseconds
from common.errors import OplataError
from common.protocol import codes
from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.table import Shown
from common.qt.theme import Token
from common.words import Words
from provider_app.service.messages import AcceptedShown
from provider_app.ui import looks

NOTHING = Words("", "")
SIDE = 30
TICK_MS = 250
SENDING = Words("Отправляем в центр…", "Sending to the centre…")
WAITING = Words("Ждём покупателя: {left}", "Waiting for the buyer: {left}")
OVER = Words("Ждём ответа центра", "Waiting for the centre")
UNDER_WAY = Words("Проводится…", "Under way…")
DONE = Words("Проведён: {sum}", "Done: {sum}")
REFUSED = Words("Отказ: {sum}", "Refused: {sum}")
NOT_BEGUN = Words("Не списано", "Nothing was charged")
CONFIRMS = Words(
    "{sum}, код {code}. Покупатель подтверждает у себя на экране. Деньги ещё не списаны.",
    "{sum}, code {code}. The buyer confirms on the own screen. No money was taken yet.",
)
WHOSE = Words("{payer}, код {code}. Деньги учтены на нашем счёте в центре.", "{payer}, code {code}. The money is ours.")
UNKNOWN = Words(
    "{sum}, код {code}. Списано ли, ещё неизвестно: спрашиваем с тем же номером, второй раз не спишется.",
    "{sum}, code {code}. Not known yet: we ask with the same id, nothing is taken twice.",
)
TOKENS = {"done": "ok", "failed": "error", "waiting_for_payer": "warn"}


class ChargeResult(QFrame):
    """Hidden until something was charged; counts a payer's seconds down."""

    def __init__(self, desk: Desk) -> None:
        """Nothing was charged yet."""
        super().__init__()
        self.desk = desk
        self.setObjectName("charge-result")
        self.shown: AcceptedShown | None = None
        self._look = looks.accepted("sending")
        self._sign = QLabel()
        self.title = spoken.label(desk, NOTHING, "figure", wrap=True)
        self.title.setObjectName("charge-title")
        self.text = spoken.label(desk, NOTHING, wrap=True)
        self.text.setObjectName("charge-text")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.text)
        line = QHBoxLayout(self)
        line.setContentsMargins(10, 8, 10, 8)
        line.setSpacing(10)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._count)
        desk.theme.keep(self, self._paint)
        self.hide()

    @property
    def open(self) -> bool:
        """Whether its end is still to come."""
        return self.shown is not None and self.shown.state not in ("done", "failed", "returned")

    def show_payment(self, one: AcceptedShown) -> None:
        """How far it has come."""
        self.shown = one
        self._tell(looks.accepted(one.state), self._title(), self._text(), TOKENS.get(one.state, "info"))
        if one.state == "waiting_for_payer":
            self._tick.start()
        else:
            self._tick.stop()

    def show_error(self, error: OplataError) -> None:
        """No charge has begun."""
        self.shown = None
        self._tick.stop()
        self._tell(Shown("failed", NOT_BEGUN, Token.ERROR), NOT_BEGUN, codes.words_of(error), "error")

    def _tell(self, look: Shown, title: Words, text: Words, notice: str) -> None:
        self._look = look
        self.desk.languages.bind(self.title, self.title.setText, title)
        self.desk.languages.bind(self.text, self.text.setText, text)
        spoken.named(self.desk, self._sign, look.words)
        self.setProperty("notice", notice)
        self.style().unpolish(self)
        self.style().polish(self)
        self._paint()
        self.show()

    def _paint(self) -> None:
        side = self.desk.theme.scaled(SIDE)
        self._sign.setPixmap(self.desk.theme.picture(self._look.icon, self._look.token, side))

    def _count(self) -> None:
        title = self._title()
        if self.title.text() != self.desk.say(title):
            self.desk.languages.bind(self.title, self.title.setText, title)

    def _title(self) -> Words:
        one = self.shown
        assert one is not None
        if one.state == "waiting_for_payer":
            until = milliseconds(one.waits_until) if one.waits_until is not None else 0
            left = until - self.desk.clock.now_ms()
            return WAITING.format(left=wording.span(left / 1000)) if left > 0 else OVER
        words = {"sending": SENDING, "done": DONE, "failed": REFUSED}.get(one.state, UNDER_WAY)
        return _filled(words, one)

    def _text(self) -> Words:
        one = self.shown
        assert one is not None
        if one.state == "failed":
            return one.why or NOTHING
        if one.state == "done":
            return _filled(WHOSE, one)
        said = _filled(CONFIRMS if one.state == "waiting_for_payer" else UNKNOWN, one)
        if one.state == "sending" and one.why is not None:
            return Words(f"{one.why.ru} {said.ru}", f"{one.why.en} {said.en}")
        return said


def _filled(words: Words, one: AcceptedShown) -> Words:
    plain = {"code": one.code, "payer": one.payer or one.wallet}
    return Words(
        words.ru.format(sum=wording.money(one.amount, "ru"), **plain),
        words.en.format(sum=wording.money(one.amount, "en"), **plain),
    )
