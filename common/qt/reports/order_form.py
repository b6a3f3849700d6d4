"""«Сформировать отчёт»: which, about whom, for which days, in which language, and who gets it by e-mail."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QWidget

from common.qt.desk import Desk
from common.qt.form import Form, FormDialog
from common.qt.going import go
from common.qt.messages import Notice, NoticeKind
from common.qt.reports.asking import Asking
from common.qt.reports.awaiting import Awaiting
from common.qt.reports.period_field import PeriodField
from common.qt.reports.registers_hint import RegistersHint
from common.reporting.asks import KindRow, OrderReport, ReportKinds, ReportRow
from common.words import Words

TITLE, VERB = Words("Сформировать отчёт", "Build a report"), Words("Сформировать", "Build")
REPORT, REPORT_KEYS = Words("Отчёт…", "Report…"), ("Shift+F4",)
"""The command by which other tabs open the form, filled in with what is chosen there."""
PERIOD = Words("Период", "Period")
PERIOD_HINT = Words("дни этого компьютера, последний день входит", "days of this computer, the last one included")
NOTHING_TO_ORDER = Words("Здесь пока нечего формировать.", "There is nothing to build here yet.")
TAB = "reports"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is filled in already; the others are as usual. `period` are moments, or a preset's name."""

    kind: str = ""
    subject: str = ""
    period: tuple[datetime, datetime] | str = ""
    language: str = ""
    csv: bool = False


class OrderForm(Form):
    """The fields."""

    def __init__(self, desk: Desk, kinds: Sequence[KindRow], wanted: Wanted) -> None:
        """As wanted; for the rest the first kind, yesterday, the window's language."""
        super().__init__(desk, "order-report")
        self.asking = Asking(desk, self, kinds)
        self.asking.begin()
        self.period = self.add(PeriodField("period", PERIOD, hint=PERIOD_HINT))
        self.registers = RegistersHint(desk, self.asking, self.period)
        self.lines.addRow("", self.registers)
        self.asking.end()
        rest: dict[str, Any] = {"csv": wanted.csv}
        if wanted.period:
            rest["period"] = wanted.period
        if wanted.language:
            rest["language"] = wanted.language
        self.asking.fill(wanted.kind, wanted.subject, rest)
        self.registers.look()

    def question(self) -> OrderReport:
        """The order; it does not wait for the report."""
        since, until = self.period.value()
        mail = self.asking.mail()
        return OrderReport(
            since=since, until=until, mail=mail if mail.recipients else None, wait=False, **self.asking.values()
        )


def order(
    desk: Desk, parent: QWidget, wanted: Wanted | None = None, then: Callable[[ReportRow], object] | None = None
) -> None:
    """Ask what can be ordered, then open the form. `then` is told the order; without it the reports' tab shows it."""

    def known(found: ReportKinds) -> None:
        if found.kinds:
            _open(desk, parent, found.kinds, wanted or Wanted(), then or (lambda row: go(parent, TAB, str(row.id))))
        else:
            desk.messages.tell(Notice(NoticeKind.INFO, NOTHING_TO_ORDER, seconds=8, key="why-not"))

    desk.ask(parent, "report-kinds", then=known)


def _open(
    desk: Desk, parent: QWidget, kinds: Sequence[KindRow], wanted: Wanted, then: Callable[[ReportRow], object]
) -> FormDialog:
    form = OrderForm(desk, kinds, wanted)

    def save(_values: dict[str, Any], done: Any, failed: Any) -> None:
        desk.ask(dialog, "report", form.question(), then=done, failed=failed)

    def ordered(row: ReportRow) -> None:
        Awaiting(desk, parent.window(), row)
        then(row)

    dialog = FormDialog(desk, TITLE, form, VERB, save, parent=parent)
    dialog.saved.connect(ordered)
    dialog.open()
    return dialog
