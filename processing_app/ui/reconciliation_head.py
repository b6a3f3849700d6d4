"""The head of the reconciliation: which period, how far it is, and the sums of the three registers side by side."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QDateEdit, QFrame, QGridLayout, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from common.clock import moment
from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.facts import NOTHING, sum_words
from common.qt.form.choice import CalmComboBox
from common.qt.form.day import FORMATS, CalmDateEdit
from common.qt.table.flow import Flow
from common.qt.tokens import Token
from common.words import Words, same
from processing_app.service.asks.providers import ProviderContract
from processing_app.service.asks.registers import ReconciliationRow, Totals

COMPARE, COMPARING = Words("Сверить", "Reconcile"), Words("Сверяем…", "Comparing…")
FROM, TO = Words("С", "From"), Words("По", "To")
FROM_DAY, TO_DAY = Words("Период с", "The period from"), Words("Период по", "The period to")
PROVIDER, ALL = Words("Поставщик", "Provider"), Words("Все поставщики", "All providers")
EARLIER = Words("Прошлые сверки", "Earlier reconciliations")
REGISTERS = (
    ("agent", Words("Агент", "Agent")),
    ("centre", Words("Процессинг", "Centre")),
    ("provider", Words("Поставщик", "Provider")),
)
SUMS = (
    ("payments", Words("Платежей", "Payments")),
    ("credited", Words("Зачислено", "Credited")),
    ("in_path", Words("В пути", "In path")),
    ("returned", Words("Возвращено", "Returned")),
)
MATCHES = Words(
    "Сходится. Одинаковых платежей: {agreed}, в пути: {in_path}", "It matches. Agreed: {agreed}, in path: {in_path}"
)
EMPTY_MATCH = Words("За этот период платежей нет", "There are no payments in this period")
DIFFERS = Words(
    "Расхождений: {differences}. Одинаковых платежей: {agreed}, в пути: {in_path}",
    "Differences: {differences}. Agreed: {agreed}, in path: {in_path}",
)
WITHOUT = Words("Без реестра поставщика «{name}»: {why}", "Without the register of {name}: {why}")
SILENT = Words(
    "Терминалы, которые не рассказали свой реестр целиком: {names}. По ним сверены ПЦ и поставщик.",
    "Terminals that have not told their whole register: {names}. For them centre and provider were compared.",
)
CUT = Words("Показаны первые {kept}.", "The first {kept} are shown.")
MORE = Words("Что ещё важно знать: {number}", "What else to know: {number}")


class Asked(NamedTuple):
    """What is to be compared: [since, until), one provider or (0) all."""

    since: datetime
    until: datetime
    provider_id: int


class ReconciliationHead(QFrame):
    """`compare(asked)` begins one, `show(number)` opens an earlier one."""

    def __init__(self, desk: Desk, compare: Callable[[Asked], object], show: Callable[[int], object]) -> None:
        """Today, all providers."""
        super().__init__()
        self.desk = desk
        self._compare, self._show = compare, show
        self._providers: list[int] = [0]
        self._earlier: list[ReconciliationRow] = []
        self._listed_at = moment(desk.clock.now_ms())
        self.setObjectName("reconciliation-head")
        self.setProperty("card", True)
        self.setProperty("pane", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        column.addWidget(self._build_question())
        self.bar = spoken.named(desk, QProgressBar(), COMPARING)
        self.bar.setObjectName("reconciliation-progress")
        self.bar.setMaximum(100)
        self.bar.hide()
        column.addWidget(self.bar)
        column.addLayout(self._build_answer())
        self.notes = spoken.label(desk, NOTHING, "hint", wrap=True)
        self.notes.setObjectName("reconciliation-notes")
        self.notes.hide()
        column.addWidget(self.notes)
        desk.languages.changed.connect(self._speak)
        self._speak()

    def press(self) -> None:
        """The button, or its key."""
        since, until = self._day(self.since), self._day(self.until) + timedelta(days=1)
        asked = Asked(_begins(since), _begins(until), self._providers[max(0, self.provider.currentIndex())])
        self._compare(asked)

    def begin(self) -> None:
        """A comparison was asked for."""
        self.button.setEnabled(False)
        self.bar.setValue(0)
        self.bar.show()

    def end(self) -> None:
        """None is under way any more."""
        self.button.setEnabled(True)
        self.bar.hide()

    def show_summary(self, found: ReconciliationRow) -> None:
        """How far it is, or what came of it."""
        running = found.state == "running"
        self.begin() if running else self.end()
        self.bar.setValue(found.percent)
        self._show_verdict(found)
        self._grid.setVisible(found.state == "done")
        for name, totals in (("agent", found.agent), ("centre", found.centre), ("provider", found.provider)):
            self._show_totals(name, totals)
        self._show_notes(_notes(found) if not running else [])
        self._mark(found.id)

    def offer_providers(self, providers: Sequence[ProviderContract]) -> None:
        """Which providers may be compared alone."""
        numbers = [0, *(one.provider_id for one in providers)]
        if numbers == self._providers and self.provider.count() == len(numbers):
            return
        chosen = self._providers[max(0, self.provider.currentIndex())]
        self._providers = numbers
        self.provider.clear()
        self.provider.addItems([self.desk.say(ALL), *(one.name for one in providers)])
        self.provider.setCurrentIndex(numbers.index(chosen) if chosen in numbers else 0)

    def offer_earlier(self, rows: Sequence[ReconciliationRow], now: datetime) -> None:
        """The comparisons that were made."""
        self._earlier, self._listed_at = list(rows), now
        self._speak_earlier()

    def _build_question(self) -> QWidget:
        box = QWidget()
        line = Flow(box)
        self.since = self._day_editor("since", FROM_DAY)
        self.until = self._day_editor("until", TO_DAY)
        self.provider = spoken.named(self.desk, CalmComboBox(), PROVIDER)
        self.provider.setObjectName("reconcile-provider")
        self.provider.addItem("")
        self.button = spoken.button(self.desk, COMPARE, self.press, icon="reconcile", primary=True)
        self.button.setObjectName("reconcile")
        self.earlier = spoken.named(self.desk, CalmComboBox(), EARLIER)
        self.earlier.setObjectName("earlier")
        self.earlier.setSizeAdjustPolicy(CalmComboBox.SizeAdjustPolicy.AdjustToContents)
        self.earlier.activated.connect(lambda place: self._show(self._earlier[place].id))
        for words, editor in ((FROM, self.since), (TO, self.until)):
            line.addWidget(_pair(spoken.label(self.desk, words), editor))
        for widget in (self.provider, self.button, self.earlier):
            line.addWidget(widget)
        return box

    def _day_editor(self, name: str, words: Words) -> CalmDateEdit:
        editor = spoken.named(self.desk, CalmDateEdit(), words)
        editor.setObjectName(f"reconcile-{name}")
        editor.setCalendarPopup(True)
        today = wording.local(moment(self.desk.clock.now_ms())).date()
        editor.setDate(QDate(today.year, today.month, today.day))
        self.desk.languages.bind(editor, editor.speak, FORMATS)
        return editor

    def _build_answer(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(24)
        verdict = QGridLayout()
        verdict.setHorizontalSpacing(8)
        verdict.setColumnStretch(1, 1)
        verdict.setRowStretch(2, 1)
        self._sign = QLabel()
        self.verdict = spoken.label(self.desk, NOTHING, "title", wrap=True)
        self.verdict.setObjectName("reconciliation-verdict")
        self.more = spoken.link(self.desk, MORE, self._toggle_notes)
        self.more.setObjectName("reconciliation-more")
        self.more.hide()
        top = Qt.AlignmentFlag.AlignTop
        verdict.addWidget(self._sign, 0, 0, top)
        verdict.addWidget(self.verdict, 0, 1, top)
        verdict.addWidget(self.more, 1, 1, Qt.AlignmentFlag.AlignLeft)
        line.addLayout(verdict, 1)
        line.addWidget(self._build_grid())
        return line

    def _build_grid(self) -> QWidget:
        self._grid = QWidget()
        grid = QGridLayout(self._grid)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(2)
        self.totals: dict[tuple[str, str], QLabel] = {}
        right = Qt.AlignmentFlag.AlignRight
        for column, (_, words) in enumerate(SUMS, 1):
            grid.addWidget(spoken.label(self.desk, words, "hint"), 0, column, right)
        for row, (name, words) in enumerate(REGISTERS, 1):
            grid.addWidget(spoken.label(self.desk, words), row, 0)
            for column, (sum_name, _) in enumerate(SUMS, 1):
                figure = spoken.label(self.desk, NOTHING)
                figure.setObjectName(f"total-{name}-{sum_name}")
                self.totals[name, sum_name] = figure
                grid.addWidget(figure, row, column, right)
        self._grid.hide()
        return self._grid

    def _show_verdict(self, found: ReconciliationRow) -> None:
        icon, token, words = _verdict(found)
        self.desk.theme.keep_picture(self._sign, icon, token, 22)
        self.desk.languages.bind(self.verdict, self.verdict.setText, words)

    def _show_totals(self, name: str, totals: Totals) -> None:
        values = {
            "payments": same(str(totals.payments)),
            "credited": sum_words(totals.credited),
            "in_path": sum_words(totals.in_path),
            "returned": sum_words(totals.returned),
        }
        for sum_name, words in values.items():
            figure = self.totals[name, sum_name]
            self.desk.languages.bind(figure, figure.setText, words)

    def _show_notes(self, notes: list[Words]) -> None:
        """Folded behind a link: the list of differences needs the room more."""
        words = Words("\n".join(one.ru for one in notes), "\n".join(one.en for one in notes))
        self.desk.languages.bind(self.notes, self.notes.setText, words)
        self.desk.languages.bind(self.more, self.more.setText, MORE.format(number=len(notes)))
        self.desk.languages.bind(self.more, self.more.setAccessibleName, MORE.format(number=len(notes)))
        self.more.setVisible(bool(notes))
        self.notes.setVisible(bool(notes) and self.notes.isVisible())

    def _toggle_notes(self) -> None:
        self.notes.setVisible(not self.notes.isVisible())

    def _mark(self, number: int) -> None:
        numbers = [one.id for one in self._earlier]
        if number in numbers:
            self.earlier.setCurrentIndex(numbers.index(number))

    def _speak(self) -> None:
        self.provider.setItemText(0, self.desk.say(ALL))
        self._speak_earlier()

    def _speak_earlier(self) -> None:
        chosen = self.earlier.currentIndex()
        quiet = self.earlier.blockSignals(True)
        self.earlier.clear()
        self.earlier.addItems([self._earlier_text(one) for one in self._earlier])
        self.earlier.setCurrentIndex(min(max(chosen, 0), len(self._earlier) - 1))
        self.earlier.blockSignals(quiet)
        self.earlier.setVisible(bool(self._earlier))

    def _earlier_text(self, one: ReconciliationRow) -> str:
        words = _verdict(one)[2] if one.state != "done" else SHORT[bool(one.differences)].format(n=one.differences)
        return f"{wording.moment(one.started, self._listed_at)} · {one.who} · {self.desk.say(words)}"

    def _day(self, editor: QDateEdit) -> date:
        chosen = editor.date()
        return date(chosen.year(), chosen.month(), chosen.day())


SHORT = {True: Words("расхождений {n}", "{n} differences"), False: Words("сходится", "matches")}


def _begins(day: date) -> datetime:
    """When a day begins on this computer."""
    return datetime.combine(day, time()).astimezone()


def _verdict(found: ReconciliationRow) -> tuple[str, Token, Words]:
    if found.state == "running":
        return "running", Token.RUNNING, found.progress
    if found.state != "done":
        return "failed", Token.ERROR, found.problem or found.progress
    if found.differences:
        return (
            "failed",
            Token.ERROR,
            DIFFERS.format(differences=found.differences, agreed=found.agreed, in_path=found.in_path),
        )
    if not found.agreed and not found.in_path:
        return "created", Token.NEUTRAL, EMPTY_MATCH
    return "ok", Token.OK, MATCHES.format(agreed=found.agreed, in_path=found.in_path)


def _pair(label: QWidget, editor: QWidget) -> QWidget:
    """An editor with its label before it, as one thing that is not parted at a line's end."""
    box = QWidget()
    line = QHBoxLayout(box)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(label)
    line.addWidget(editor)
    return box


def _notes(found: ReconciliationRow) -> list[Words]:
    """What a person should know of the registers themselves."""
    notes: list[Words] = []
    notes += [
        Words(WITHOUT.ru.format(name=one.name, why=one.words.ru), WITHOUT.en.format(name=one.name, why=one.words.en))
        for one in found.without_register
    ]
    if found.silent_terminals:
        notes.append(SILENT.format(names=", ".join(found.silent_terminals)))
    if found.kept < sum(found.counts.values()):
        notes.append(CUT.format(kept=found.kept))
    return notes
