"""Under the order of a comparison: for which of its days a register's file is there, and a way to load one more."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.facts import NOTHING
from common.qt.reports.asking import Asking
from common.qt.reports.import_form import load
from common.qt.reports.period_field import PeriodField
from common.reporting.asks import AskImports, ImportRow, Imports
from common.words import Words

ALL_THERE = Words("Файлы реестров есть за все эти дни.", "There are register files of all these days.")
SOME = Words(
    "Файлы реестров: есть за {there}, нет за {missing}.", "Register files: there are {there}, missing {missing}."
)
NONE = Words(
    "Файлов реестров за эти дни нет: всё наше окажется «нет в файле».",
    "There are no register files of these days: all of ours would be missing in the file.",
)
MORE = Words("{days} и ещё {n}", "{days} and {n} more")
LOAD = Words("Загрузить файл реестра…", "Load a register's file…")
NAMED, MOST = 4, 500


class RegistersHint(QWidget):
    """Seen only while a comparison about somebody is being ordered."""

    def __init__(self, desk: Desk, asking: Asking, period: PeriodField) -> None:
        """Nothing to say yet."""
        super().__init__()
        self._desk, self._asking, self._period = desk, asking, period
        self._days: frozenset[date] = frozenset()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.words = spoken.label(desk, NOTHING, "hint", wrap=True)
        self.words.setObjectName("registers-hint")
        self.link = spoken.link(desk, LOAD, self._load)
        self.link.setObjectName("load-here")
        column.addWidget(self.words)
        column.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        asking.kind.changed.connect(self.look)
        for field in asking.subjects.values():
            field.chosen.connect(lambda _: self.look())
        period.changed.connect(self._show)
        self.hide()

    def look(self) -> None:
        """Ask which files there are of the chosen one."""
        kind = self._asking.chosen
        subject = self._asking.values()["subject"]
        seen = kind is not None and kind.compares and bool(subject)
        self.setVisible(seen)
        if seen:
            question = AskImports(subject=subject, limit=MOST)
            self._desk.ask(self, "imports", question, then=self._came, failed=lambda _: None, key="imports")

    def _came(self, found: Imports) -> None:
        self._days = frozenset(date.fromisoformat(one.day) for one in found.imports)
        self._show()

    def _show(self) -> None:
        first, last = self._period.days()
        days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
        there, missing = ([one for one in days if (one in self._days) is wanted] for wanted in (True, False))
        words = NONE if not there else SOME if missing else ALL_THERE
        if there and missing:
            words = Words(
                SOME.ru.format(there=_listed(there).ru, missing=_listed(missing).ru),
                SOME.en.format(there=_listed(there).en, missing=_listed(missing).en),
            )
        self._desk.languages.bind(self.words, self.words.setText, words)

    def _load(self) -> None:
        kind = self._asking.chosen
        if kind is not None:
            load(self._desk, self.window(), kind, self._loaded, subject=self._asking.values()["subject"])

    def _loaded(self, _: ImportRow) -> None:
        self.look()


def _listed(days: Sequence[date]) -> Words:
    named = ", ".join(f"{one:%d.%m}" for one in days[:NAMED])
    return MORE.format(days=named, n=len(days) - NAMED) if len(days) > NAMED else Words(named, named)
