"""A schedule as a form: which report, how often, at what time, who gets it; mistakes are said as each field is left."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from common.errors import OplataError
from common.protocol.mistake import Mistake, Mistakes
from common.qt.desk import Desk
from common.qt.form import CheckField, ChoiceField, Form, FormDialog, NumberField, RadioField, TextField
from common.qt.reports.asking import Asking
from common.reporting.asks import KindRow, ReportKinds, ScheduleRow, SetSchedule
from common.words import Words

NEW, EDIT = Words("Отчёт по расписанию", "A report by schedule"), Words("Расписание: {title}", "Schedule: {title}")
SAVE = Words("Сохранить", "Save")
EVERY = Words("Как часто", "How often")
OFTEN = [
    ("daily", Words("каждый день, за прошлый день", "every day, for the day before")),
    ("weekly", Words("каждую неделю, за прошлую неделю", "every week, for the week before")),
    ("monthly", Words("каждый месяц, за прошлый месяц", "every month, for the month before")),
]
WEEKDAY, MONTHDAY = Words("День недели", "Day of the week"), Words("Число месяца", "Day of the month")
WEEKDAYS = [
    (1, Words("понедельник", "Monday")), (2, Words("вторник", "Tuesday")), (3, Words("среда", "Wednesday")),
    (4, Words("четверг", "Thursday")), (5, Words("пятница", "Friday")), (6, Words("суббота", "Saturday")),
    (7, Words("воскресенье", "Sunday")),
]  # fmt: skip
AT = Words("Время", "Time")
AT_HINT = Words("часы:минуты этого компьютера, например 06:00", "hours:minutes of this computer, for example 06:00")
WORKING = Words("Только по рабочим дням", "On working days only")
LAST_MONTHDAY = 28


class ScheduleForm(Form):
    """The fields of one schedule, new or there already."""

    def __init__(self, desk: Desk, kinds: Sequence[KindRow], row: ScheduleRow | None, kind: str, subject: str) -> None:
        """`row` is the one to change; else `kind` and `subject` may be filled in already."""
        super().__init__(desk, f"schedule-{row.id}" if row is not None else "schedule")
        self._row = row
        self.asking = Asking(desk, self, kinds)
        self.asking.begin()
        self.every = self.add(RadioField("every", EVERY, options=OFTEN))
        self.weekday = self.add(ChoiceField("weekday", WEEKDAY, options=WEEKDAYS, required=True))
        self.monthday = self.add(
            NumberField("monthday", MONTHDAY, minimum=1, maximum=LAST_MONTHDAY, step=1, required=True)
        )
        self.add(TextField("at", AT, hint=AT_HINT, required=True, longest=5))
        self.add(CheckField("working_days", WORKING))
        self.asking.end()
        self.every.changed.connect(self._often_chosen)
        self.asking.fill(row.kind if row else kind, row.subject if row else subject, _values(row))
        self._often_chosen()
        for name, one in self.rows.items():
            one.left.connect(partial(self._try, name))

    def question(self) -> SetSchedule:
        """The schedule as it is typed."""
        typed, row = self.values(), self._row
        day = {"weekly": typed["weekday"], "monthly": typed["monthday"]}.get(typed["every"])
        return SetSchedule(
            id=row.id if row is not None else 0, edition=row.edition if row is not None else "",
            active=row.active if row is not None else True, every=typed["every"], at=typed["at"] or "", day=day or 1,
            working_days=typed["working_days"], mail=self.asking.mail(), **self.asking.values(),
        )  # fmt: skip

    def placed(self, found: Mistakes) -> list[Mistake]:
        """Each mistake of the service with the field it is shown at."""
        return [Mistake(field=self._place(one.field), words=one.words) for one in found.mistakes]

    def _place(self, field: str) -> str:
        if field == "day":
            return "monthday" if self.every.value() == "monthly" else "weekday"
        return self.asking.place(field)

    def _often_chosen(self) -> None:
        self.show_field("weekday", self.every.value() == "weekly")
        self.show_field("monthday", self.every.value() == "monthly")

    def _try(self, name: str) -> None:
        """What the service has against a field that was filled in and left."""
        if not self.fields[name].filled() or self.fields[name].mistake() is not None:
            return

        def tried(found: Mistakes) -> None:
            said = next((one.words for one in self.placed(found) if one.field == name), None)
            self.say_mistake(name, said)

        self.desk.ask(self, "try-schedule", self.question(), then=tried, failed=_later, key=name)


def schedule(
    desk: Desk,
    parent: QWidget,
    row: ScheduleRow | None,
    then: Callable[[ScheduleRow], object],
    *,
    kind: str = "",
    subject: str = "",
) -> None:
    """Ask what can be ordered, then open the form."""

    def known(found: ReportKinds) -> None:
        form = ScheduleForm(desk, found.kinds, row, kind, subject)

        def check(_values: dict[str, Any], told: Any, failed: Any) -> None:
            desk.ask(
                dialog, "try-schedule", form.question(), then=lambda found: told(form.placed(found)), failed=failed
            )

        def save(_values: dict[str, Any], done: Any, failed: Any) -> None:
            desk.ask(dialog, "set-schedule", form.question(), then=done, failed=failed)

        title = NEW if row is None else Words(EDIT.ru.format(title=row.title.ru), EDIT.en.format(title=row.title.en))
        dialog = FormDialog(desk, title, form, SAVE, save, check=check, parent=parent)
        dialog.setObjectName("schedule-dialog")
        dialog.saved.connect(then)
        dialog.open()

    desk.ask(parent, "report-kinds", then=known)


def _values(row: ScheduleRow | None) -> dict[str, Any]:
    if row is None:
        return {"at": "06:00", "weekday": 1, "monthday": 1}
    return {
        "every": row.every, "at": row.at, "working_days": row.working_days, "language": row.language, "csv": row.csv,
        "weekday": row.day if row.every == "weekly" else 1, "monthday": row.day if row.every == "monthly" else 1,
        "recipients": row.mail.recipients, "empty_too": row.mail.empty_too,
    }  # fmt: skip


def _later(_: OplataError) -> None:
    """It is asked once more when the form is saved."""
