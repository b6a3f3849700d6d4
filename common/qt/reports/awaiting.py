"""A report that was ordered here is told of when it is ready, whatever tab is open by then."""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from common.errors import OplataError
from common.qt.desk import Desk
from common.qt.messages import Act, Notice, NoticeKind
from common.qt.reports import opening
from common.reporting.asks import ReportId, ReportRow, ReportState
from common.words import Words

LOOK_MS = 700
READY = Words("Готово: «{title}».", "Ready: {title}.")
NOT_MADE = Words("Не вышло: «{title}». {why}", "Not made: {title}. {why}")
OPEN, FOLDER = Words("Открыть", "Open"), Words("Показать в папке", "Show in the folder")
SECONDS = 15.0
UNENDED = frozenset({ReportState.WAITING, ReportState.RUNNING})


class Awaiting(QTimer):
    """Asks after one report now and then; goes once it has told how that ended, or cannot know."""

    def __init__(self, desk: Desk, window: QWidget, row: ReportRow) -> None:
        """It ends with its window at the latest."""
        super().__init__(window)
        self._desk = desk
        self._number = row.id
        self.setSingleShot(True)
        self.timeout.connect(self._look)
        self.start(LOOK_MS)

    def _look(self) -> None:
        self._desk.ask(self, "show-report", ReportId(id=self._number), then=self._seen, failed=self._gone)

    def _seen(self, row: ReportRow) -> None:
        if row.state in UNENDED:
            self.start(LOOK_MS)
            return
        if row.state is ReportState.DONE:
            self._desk.messages.tell(
                Notice(NoticeKind.OK, _titled(READY, row), self._acts(row), seconds=SECONDS, key=key_of(row))
            )
        elif row.state is ReportState.FAILED:
            self._desk.messages.tell(Notice(NoticeKind.ERROR, _titled(NOT_MADE, row), key=key_of(row)))
        self.deleteLater()

    def _acts(self, row: ReportRow) -> tuple[Act, ...]:
        desk, folder = self._desk, Path(row.folder)
        if not row.files:
            return ()
        return (
            Act(OPEN, lambda: opening.open_file(desk, folder / row.files[0].name)),
            Act(FOLDER, lambda: opening.show_folder(desk, folder)),
        )

    def _gone(self, _: OplataError) -> None:
        """It was removed meanwhile: there is nothing to tell."""
        self.deleteLater()


def key_of(row: ReportRow) -> str:
    """What is told of one report later takes the place of what was told before."""
    return f"report-{row.id}"


def _titled(words: Words, row: ReportRow) -> Words:
    name, why = f": {row.name}" if row.name else "", row.problem or Words("", "")
    return Words(
        words.ru.format(title=f"{row.title.ru}{name}", why=why.ru).strip(),
        words.en.format(title=f"{row.title.en}{name}", why=why.en).strip(),
    )
