"""The head of the reconciliation of wallets: which period, whether it runs, what came of it, and when by itself."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QDateEdit, QFrame, QGridLayout, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from common.clock import moment
from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.form.choice import CalmComboBox
from common.qt.form.day import FORMATS, CalmDateEdit
from common.qt.table.flow import Flow
from common.qt.tokens import Token
from common.words import Words
from processing_app.service.asks.wallet_reconciliation import WalletReconciliation
from processing_app.ui.wallets.words import NOTHING
from processing_app.wording import who

COMPARE = Words("Сверить", "Reconcile")
COMPARING = Words(
    "Сверяем учёт, выписки кошельков и реестры поставщиков…", "Comparing ledger, statements and registers…"
)
FROM, TO = Words("С", "From"), Words("По", "To")
FROM_DAY, TO_DAY = Words("Период с", "The period from"), Words("Период по", "The period to")
EARLIER = Words("Прошлые сверки", "Earlier reconciliations")
NEVER = Words("Кошельки ещё не сверяли", "Wallets were never reconciled")
MATCHES = Words("Сходится. Верных движений и платежей: {agreed}", "It matches. Movements and payments agreed: {agreed}")
NOTHING_MOVED = Words("За этот период ничего не двигалось", "Nothing moved in this period")
DIFFERS = Words("Расхождений: {differences}. Верных: {agreed}", "Differences: {differences}. Agreed: {agreed}")
PERIOD = Words("Период: {since} — {until}. Сверил: {who}", "Period: {since} to {until}. By {who}")
WITHOUT = Words("Без реестра поставщика {name}: {why}", "Without the register of provider {name}: {why}")
SHORT = {True: Words("расхождений {n}", "{n} differences"), False: Words("сходится", "matches")}
BY_ITSELF = Words("Автоматически: после {hour}:00 по Москве…", "Automatically: after {hour}:00 in Moscow…")
NOT_BY_ITSELF = Words("Автоматически: нет…", "Automatically: no…")
SIGN = 22


class Asked(NamedTuple):
    """What is to be compared: [since, until)."""

    since: datetime
    until: datetime


class ComparingHead(QFrame):
    """`compare(asked)` begins one, `show(number)` opens an earlier one, `schedule()` asks for another hour."""

    def __init__(
        self, desk: Desk, compare: Callable[[Asked], object], show: Callable[[int], object],
        schedule: Callable[[], object],
    ) -> None:  # fmt: skip
        """Today."""
        super().__init__()
        self.desk = desk
        self._compare, self._show = compare, show
        self._earlier: list[WalletReconciliation] = []
        self.setObjectName("wallet-reconciliation-head")
        self.setProperty("card", True)
        self.setProperty("pane", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        self.hour = spoken.link(desk, NOT_BY_ITSELF, schedule)
        self.hour.setObjectName("wallet-schedule")
        column.addWidget(self._build_question())
        self.bar = spoken.named(desk, QProgressBar(), COMPARING)
        self.bar.setObjectName("wallet-reconciliation-progress")
        self.bar.setTextVisible(False)
        self.bar.hide()
        column.addWidget(self.bar)
        column.addLayout(self._build_answer())
        desk.languages.changed.connect(self._speak_earlier)
        self._say("created", Token.NEUTRAL, NEVER, NOTHING)

    def press(self) -> None:
        """The button, or its key."""
        if self.button.isEnabled():
            since, until = _day(self.since), _day(self.until) + timedelta(days=1)
            self._compare(Asked(_begins(since), _begins(until)))

    def begin(self) -> None:
        """A comparison is under way: how far it is, nobody knows; nothing moves where people want no motion."""
        self.button.setEnabled(False)
        self.bar.setRange(0, 1 if self.desk.theme.reduced_motion() else 0)
        self.bar.show()
        self._say("running", Token.RUNNING, COMPARING, NOTHING)

    def end(self) -> None:
        """None is under way any more."""
        self.button.setEnabled(True)
        self.bar.hide()

    def show_summary(self, found: WalletReconciliation | None, providers: dict[str, str]) -> None:
        """What came of it; `providers` are the names of those whose registers may be missing."""
        if found is None:
            self._say("created", Token.NEUTRAL, NEVER, NOTHING)
            return
        self._say(*_verdict(found), _notes(found, providers))
        numbers = [one.id for one in self._earlier]
        if found.id in numbers:
            self.earlier.setCurrentIndex(numbers.index(found.id))

    def offer(self, rows: Sequence[WalletReconciliation], hour: int) -> None:
        """The comparisons that were made, and when the next one comes by itself."""
        self._earlier = list(rows)
        self._speak_earlier()
        words = BY_ITSELF.format(hour=f"{hour:02}") if hour >= 0 else NOT_BY_ITSELF
        for show in (self.hour.setText, self.hour.setAccessibleName):
            self.desk.languages.bind(self.hour, show, words)

    def _build_question(self) -> QWidget:
        box = QWidget()
        line = Flow(box)
        self.since = self._day_editor("since", FROM_DAY)
        self.until = self._day_editor("until", TO_DAY)
        self.button = spoken.button(self.desk, COMPARE, self.press, icon="reconcile", primary=True)
        self.button.setObjectName("wallet-reconcile")
        self.earlier = spoken.named(self.desk, CalmComboBox(), EARLIER)
        self.earlier.setObjectName("wallet-earlier")
        self.earlier.setSizeAdjustPolicy(CalmComboBox.SizeAdjustPolicy.AdjustToContents)
        self.earlier.activated.connect(lambda place: self._show(self._earlier[place].id))
        for words, editor in ((FROM, self.since), (TO, self.until)):
            line.addWidget(_pair(spoken.label(self.desk, words), editor))
        for widget in (self.button, self.earlier, self.hour):
            line.addWidget(widget)
        return box

    def _day_editor(self, name: str, words: Words) -> CalmDateEdit:
        editor = spoken.named(self.desk, CalmDateEdit(), words)
        editor.setObjectName(f"wallet-reconcile-{name}")
        editor.setCalendarPopup(True)
        today = wording.local(moment(self.desk.clock.now_ms())).date()
        editor.setDate(QDate(today.year, today.month, today.day))
        self.desk.languages.bind(editor, editor.speak, FORMATS)
        return editor

    def _build_answer(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        self._sign = QLabel()
        self.verdict = spoken.label(self.desk, NOTHING, "title", wrap=True)
        self.verdict.setObjectName("wallet-reconciliation-verdict")
        self.notes = spoken.label(self.desk, NOTHING, "hint", wrap=True)
        self.notes.setObjectName("wallet-reconciliation-notes")
        grid.addWidget(self._sign, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.verdict, 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.notes, 1, 1)
        return grid

    def _say(self, icon: str, token: Token, words: Words, notes: Words) -> None:
        self.desk.theme.keep_picture(self._sign, icon, token, SIGN)
        self.desk.languages.bind(self.verdict, self.verdict.setText, words)
        self.desk.languages.bind(self.notes, self.notes.setText, notes)
        self.notes.setVisible(bool(notes.ru))

    def _speak_earlier(self) -> None:
        chosen = self.earlier.currentIndex()
        quiet = self.earlier.blockSignals(True)
        self.earlier.clear()
        self.earlier.addItems([self._earlier_text(one) for one in self._earlier])
        self.earlier.setCurrentIndex(min(max(chosen, 0), len(self._earlier) - 1))
        self.earlier.blockSignals(quiet)
        self.earlier.setVisible(bool(self._earlier))

    def _earlier_text(self, one: WalletReconciliation) -> str:
        words = SHORT[bool(one.differences)].format(n=one.differences)
        return f"{wording.moment(one.started)} · {self.desk.say(who(one.who))} · {self.desk.say(words)}"


def _verdict(found: WalletReconciliation) -> tuple[str, Token, Words]:
    if found.differences:
        return "failed", Token.ERROR, DIFFERS.format(differences=found.differences, agreed=found.agreed)
    if not found.agreed:
        return "created", Token.NEUTRAL, NOTHING_MOVED
    return "ok", Token.OK, MATCHES.format(agreed=found.agreed)


def _notes(found: WalletReconciliation, providers: dict[str, str]) -> Words:
    """The period, and the providers with whom nothing was compared."""
    ends = {"since": wording.moment(found.since), "until": wording.moment(found.until)}
    by = who(found.who)
    lines = [Words(PERIOD.ru.format(who=by.ru, **ends), PERIOD.en.format(who=by.en, **ends))]
    for number, why in found.unread.items():
        name = providers.get(number, number)
        lines.append(Words(WITHOUT.ru.format(name=name, why=why.ru), WITHOUT.en.format(name=name, why=why.en)))
    return Words("\n".join(one.ru for one in lines), "\n".join(one.en for one in lines))


def _begins(day: date) -> datetime:
    """When a day begins on this computer."""
    return datetime.combine(day, time()).astimezone()


def _day(editor: QDateEdit) -> date:
    chosen = editor.date()
    return date(chosen.year(), chosen.month(), chosen.day())


def _pair(label: QWidget, editor: QWidget) -> QWidget:
    """An editor with its label before it, as one thing that is not parted at a line's end."""
    box = QWidget()
    line = QHBoxLayout(box)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(label)
    line.addWidget(editor)
    return box
