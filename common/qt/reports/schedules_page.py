"""The page «По расписанию»: which reports are made by themselves, when the next one is, and who gets it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from common.errors import OplataError
from common.qt import spoken
from common.qt.buttons import Buttons
from common.qt.desk import Desk
from common.qt.reports.schedule_form import schedule
from common.qt.table import Column, Empty, Kind, LedgerTable, Shown
from common.qt.tokens import Token
from common.reporting.asks import Said, ScheduleId, ScheduleRow, Schedules, SetSchedule
from common.words import Words, same

NOUN = Words("расписаний", "schedules")
NOTHING = Words(
    "Расписаний ещё нет. По расписанию отчёт делается сам и уходит тем, кого вы назовёте.",
    "No schedules yet. By a schedule a report is made by itself and goes to those you name.",
)
NEW = Words("Новое расписание…", "New schedule…")
EDIT, PAUSE, RESUME, END = (
    Words("Изменить…", "Edit…"),
    Words("Приостановить", "Pause"),
    Words("Возобновить", "Resume"),
    Words("Убрать", "End"),
)
CHOOSE = Words("Выберите расписание в списке.", "Choose a schedule in the list.")
ON = Shown("ok", Words("работает", "works"), Token.OK)
OFF = Shown("stopped", Words("на паузе", "paused"), Token.NEUTRAL)
NOBODY = Words("никому", "nobody")
ADDING, EDITING = Words("новое расписание", "new schedule"), Words("изменение расписания", "edit of a schedule")
PAUSING, RESUMING = Words("пауза расписания", "pause of a schedule"), Words("пуск расписания", "resuming a schedule")
ENDING = Words("удаление расписания", "end of a schedule")
ENDED = Words("Расписание убрано. Готовые отчёты остались.", "The schedule is ended. Reports that were made stay.")


class SchedulesPage(QWidget):
    """Few rows, all of them at once; everything here can be taken back."""

    def __init__(self, desk: Desk) -> None:
        """An empty list."""
        super().__init__()
        self._desk = desk
        self._wanted = 0
        self.setObjectName("schedules-page")
        self.table = LedgerTable(
            desk, "schedules", COLUMNS, noun=NOUN, key=lambda row: row.id,
            empty=Empty(NOTHING, NEW, self.new, "history"), sentence=_sentence,
        )  # fmt: skip
        self.table.opened.connect(lambda _: self.edit())
        self.table.chosen.connect(self._chosen)
        self._new = spoken.button(desk, NEW, self.new, icon="new")
        self._edit = spoken.button(desk, EDIT, self.edit, icon="edit")
        self._pause = spoken.button(desk, PAUSE, self.pause, icon="stop")
        self._resume = spoken.button(desk, RESUME, self.resume, icon="start")
        self._end = spoken.button(desk, END, self.end, icon="delete")
        for name, one in (
            ("new", self._new), ("edit", self._edit), ("pause", self._pause), ("resume", self._resume),
            ("end", self._end),
        ):  # fmt: skip
            one.setObjectName(f"schedule-{name}")
        self._buttons = Buttons(self._new, self._edit, self._pause, self._resume, self._end)
        self._buttons.setProperty("pane", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 8, 4, 4)
        column.setSpacing(8)
        column.addWidget(self._buttons)
        column.addWidget(self.table, 1)
        self._chosen(None)

    @property
    def chosen(self) -> ScheduleRow | None:
        """The one the list stands on."""
        return self.table.current()  # type: ignore[no-any-return]

    def refresh(self) -> None:
        """All of them, as they are now."""
        self.table.wait()
        self._desk.ask(self, "schedules", then=self._show, failed=self.table.fail, key="schedules")

    def new(self) -> None:
        """One more; taking it back ends it."""
        schedule(self._desk, self, None, self._added)

    def edit(self) -> None:
        """Other terms of the chosen one."""
        row = self.chosen
        if row is not None:
            schedule(self._desk, self, row, lambda after: self._changed(EDITING, row, after))

    def pause(self) -> None:
        """It waits until it is resumed."""
        self._switch(PAUSING, active=False)

    def resume(self) -> None:
        """It goes on."""
        self._switch(RESUMING, active=True)

    def end(self) -> None:
        """It goes; taken back, it is made anew with the same terms."""
        row = self.chosen
        if row is None:
            return

        def ended(_: Said) -> None:
            _Ended(self._desk, self, row)
            self.refresh()

        self._desk.ask(self, "end-schedule", ScheduleId(id=row.id), then=ended)

    def none_chosen(self) -> Words | None:
        """Why nothing can be edited."""
        return None if self.chosen is not None else CHOOSE

    def _switch(self, words: Words, *, active: bool) -> None:
        row = self.chosen
        if row is not None:
            question = terms(row, edition=row.edition, active=active)
            self._desk.ask(self, "set-schedule", question, then=lambda after: self._changed(words, row, after))

    def _added(self, row: ScheduleRow) -> None:
        self._wanted = row.id
        _Ended(self._desk, self, row, added=True)
        self.refresh()

    def _changed(self, words: Words, before: ScheduleRow, after: ScheduleRow) -> None:
        """Never over what somebody else has made of it since."""

        def put(row: ScheduleRow, over: ScheduleRow) -> None:
            question = terms(row, edition=over.edition, active=row.active)
            self._desk.ask(self, "set-schedule", question, then=lambda _: self.refresh(), failed=failed)

        def failed(error: OplataError) -> None:
            step.drop()
            self._desk.show_error(error)

        step = self._desk.undo.push(words, lambda: put(before, after), lambda: put(after, before))
        self.refresh()

    def _show(self, found: Schedules) -> None:
        self.table.show_rows(found.schedules)
        if self._wanted and self.table.select(self._wanted):
            self._wanted = 0
        self._chosen(self.chosen)

    def _chosen(self, row: ScheduleRow | None) -> None:
        for one, seen in (
            (self._edit, row is not None), (self._pause, row is not None and row.active),
            (self._resume, row is not None and not row.active), (self._end, row is not None),
        ):  # fmt: skip
            one.setVisible(seen)
        self._buttons.updateGeometry()


class _Ended:
    """The step of ending a schedule, or of adding one: made anew it has another id, which the way back has to know."""

    def __init__(self, desk: Desk, page: SchedulesPage, row: ScheduleRow, *, added: bool = False) -> None:
        self._desk, self._page, self._row = desk, page, row
        if added:
            self._step = desk.undo.push(ADDING, self._end, self._make)
        else:
            self._step = desk.undo.push(ENDING, self._make, self._end, done=ENDED)

    def _make(self) -> None:
        question = terms(self._row, edition="", active=self._row.active, number=0)
        self._desk.ask(self._page, "set-schedule", question, then=self._made, failed=self._failed)

    def _end(self) -> None:
        question = ScheduleId(id=self._row.id)
        self._desk.ask(self._page, "end-schedule", question, then=lambda _: self._page.refresh(), failed=self._failed)

    def _made(self, row: ScheduleRow) -> None:
        self._row = row
        self._page.refresh()

    def _failed(self, error: OplataError) -> None:
        self._step.drop()
        self._desk.show_error(error)


def terms(row: ScheduleRow, *, edition: str, active: bool, number: int | None = None) -> SetSchedule:
    """A schedule's terms as a question that sets them."""
    return SetSchedule(
        id=row.id if number is None else number, kind=row.kind, subject=row.subject, every=row.every, at=row.at,
        day=row.day, working_days=row.working_days, language=row.language, csv=row.csv, mail=row.mail, active=active,
        edition=edition,
    )  # fmt: skip


def _state(row: ScheduleRow) -> Shown:
    return ON if row.active else OFF


def _recipients(row: ScheduleRow) -> Words:
    return same(", ".join(row.mail.recipients)) if row.mail.recipients else NOBODY


def _sentence(row: ScheduleRow) -> Words:
    name = f": {row.name}" if row.name else ""
    return Words(f"{row.title.ru}{name}, {row.words.ru}", f"{row.title.en}{name}, {row.words.en}")


COLUMNS = (
    Column("state", Words("Состояние", "State"), _state, Kind.STATUS, 115),
    Column("title", Words("Отчёт", "Report"), lambda row: row.title, width=170),
    Column("name", Words("О ком", "About"), lambda row: row.name, width=160),
    Column("words", Words("Когда делается", "When it is made"), lambda row: row.words, width=260),
    Column("due", Words("Следующий", "Next"), lambda row: row.due if row.active else None, Kind.MOMENT, 140),
    Column("recipients", Words("Кому", "To"), _recipients, width=200),
    Column("covered", Words("Готово по", "Made up to"), lambda row: row.covered, Kind.MOMENT, 140, True),
    Column("id", Words("№", "No."), lambda row: row.id, Kind.NUMBER, 60, True),
)
