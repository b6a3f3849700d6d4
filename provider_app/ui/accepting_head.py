"""Who takes payments here: the name that buyers see, what the centre owes, whether it lets us take payments."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.table import Shown
from common.qt.theme import Token
from common.words import Words
from provider_app.service.messages import AcceptanceState

OURS = Words("Приём по QR и штрихкоду", "QR and barcode acceptance")
UNDER = Words("Поставщик {number} · {centre} · {url}", "Provider {number} · {centre} · {url}")
OWED, NEVER = Words("К выплате", "Owed to us"), Words("баланс ещё не получен", "balance not known yet")
AS_OF = Words("{owed} на {at}", "{owed} as of {at}")
WORKS = Shown("ok", Words("Принимаем", "Taking payments"), Token.OK)
CLOSED = Shown("block", Words("Центр закрыл приём", "Closed by the centre"), Token.ERROR)
SILENT = Shown("attention", Words("Центр не отвечает", "The centre is silent"), Token.ERROR)
BLIND = Shown("waiting", Words("Уведомления ещё не настроены", "Notices not set up yet"), Token.WAITING)
NO_SUM = Words("—", "—")
SIDE = 18


class Head(QFrame):
    """Always over the rest of the tab."""

    def __init__(self, desk: Desk) -> None:
        """Filled by `show_state`."""
        super().__init__()
        self.desk = desk
        self.setProperty("card", True)
        self.setObjectName("acceptance-head")
        self._state = AcceptanceState(imported=False)
        self.name = spoken.label(desk, self._name, "title", wrap=True)
        self.under = spoken.label(desk, self._under, "hint", wrap=True)
        self.sign = QLabel()
        self.look = spoken.label(desk, lambda: self._look().words)
        self.look.setObjectName("acceptance-look")
        self.why = spoken.label(desk, self._why, "waiting", wrap=True)
        self.balance = spoken.label(desk, self._balance, "figure")
        self.balance.setObjectName("acceptance-balance")
        self.as_of = spoken.label(desk, self._as_of, "hint")
        desk.theme.keep(self, self._paint)
        self._lay_out()

    def show_state(self, state: AcceptanceState) -> None:
        """What is true now."""
        if state == self._state:
            return
        self._state = state
        for line, words in (
            (self.name, self._name), (self.under, self._under), (self.why, self._why), (self.balance, self._balance),
            (self.as_of, self._as_of),
        ):  # fmt: skip
            self.desk.languages.bind(line, line.setText, words)
        self.desk.languages.bind(self.look, self.look.setText, self._look().words)
        self.why.setVisible(bool(self._why().ru))
        self._paint()

    def _paint(self) -> None:
        look, side = self._look(), self.desk.theme.scaled(SIDE)
        self.sign.setPixmap(self.desk.theme.picture(look.icon, look.token, side))

    def _lay_out(self) -> None:
        state = QHBoxLayout()
        state.setSpacing(6)
        state.addWidget(self.sign)
        state.addWidget(self.look)
        state.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(3)
        for part in (self.name, self.under):
            left.addWidget(part)
        left.addLayout(state)
        left.addWidget(self.why)
        right = QVBoxLayout()
        right.setSpacing(3)
        for one in (self.balance, self.as_of):
            one.setAlignment(Qt.AlignmentFlag.AlignRight)
            right.addWidget(one)
        right.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 8, 12, 8)
        line.setSpacing(16)
        line.addLayout(left, 1)
        line.addLayout(right)

    def _look(self) -> Shown:
        state = self._state
        if state.trouble is not None:
            return SILENT
        if not state.active:
            return CLOSED
        return WORKS if state.told else BLIND

    def _why(self) -> Words:
        return self._state.trouble or self._state.notices or Words("", "")

    def _name(self) -> Words:
        name = self._state.name
        return Words(name, name) if name else OURS

    def _under(self) -> Words:
        said = self._state
        centre = said.centre
        return Words(
            UNDER.ru.format(number=said.number, centre=centre.ru, url=said.url),
            UNDER.en.format(number=said.number, centre=centre.en, url=said.url),
        )

    def _balance(self) -> Words:
        if self._state.asked_at is None:
            return NO_SUM
        return Words(wording.money(self._state.balance, "ru"), wording.money(self._state.balance, "en"))

    def _as_of(self) -> Words:
        at = self._state.asked_at
        if at is None:
            return NEVER
        return Words(*(AS_OF.of(one).format(owed=OWED.of(one), at=wording.time(at)) for one in ("ru", "en")))
