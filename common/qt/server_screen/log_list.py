"""The end of the role's log as a list: by level, by words; the file itself is one press away."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from common.logs import Line
from common.qt.desk import Desk
from common.qt.table import Choice, Column, Empty, FilterBar, Kind, LedgerTable, Shown
from common.qt.theme import Token
from common.words import Words

LAST_BYTES = 400_000
NOUN = Words("строк", "lines")
EMPTY = Words("В журнале ещё ничего нет.", "Nothing in the log yet.")
LEVELS = {
    "info": Shown("info", Words("сведения", "info"), Token.NEUTRAL),
    "warning": Shown("attention", Words("внимание", "attention"), Token.WAITING),
    "error": Shown("failed", Words("сбой", "trouble"), Token.ERROR),
    "debug": Shown("more", Words("отладка", "debug"), Token.NEUTRAL),
}


class LogList(QWidget):
    """The last lines of the file, the newest first."""

    def __init__(self, desk: Desk) -> None:
        """Read when it is looked at."""
        super().__init__()
        self.setObjectName("log")
        self._desk = desk
        columns = [
            Column("at", Words("Время", "Time"), _at, Kind.MOMENT, 90),
            Column("level", Words("Важность", "Level"), lambda line: LEVELS.get(line.level), Kind.STATUS, 120),
            Column("event", Words("Событие", "Event"), lambda line: line.event, width=230),
            Column("payment", Words("Платёж", "Payment"), lambda line: line.payment or line.trace, Kind.CODE, 130),
            Column("more", Words("Подробности", "Details"), _more, width=420),
        ]
        self.table = LedgerTable(
            desk, "log", columns, noun=NOUN, key=lambda line: (line.at, line.event, _more(line)), empty=Empty(EMPTY),
            matches={"level": lambda line, level: line.level == level},
        )  # fmt: skip
        options = [(level, LEVELS[level].words) for level in ("info", "warning", "error")]
        choice = Choice("level", Words("Важность", "Level"), options)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(FilterBar(desk, [choice], self.table))
        column.addWidget(self.table, 1)

    def read(self) -> None:
        """Ask the file again."""
        path = Path(self._desk.inside.log_path())
        self._desk.work(self, lambda: last_lines(path), then=self.table.show_rows, key="log")

    def open_file(self) -> None:
        """In the program that opens such files here."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._desk.inside.log_path()))

    def show_in_folder(self) -> None:
        """The folder of the log."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._desk.inside.log_path()).parent)))


def last_lines(path: Path) -> list[Line]:
    """The sound lines at the end of a log file, the newest first; none where there is no file."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - LAST_BYTES))
            data = file.read()
    except OSError:
        return []
    lines: list[Line] = []
    for text in data.split(b"\n")[1 if size > LAST_BYTES else 0 :]:
        try:
            lines.append(msgspec.json.decode(text, type=Line))
        except msgspec.MsgspecError:
            continue  # a torn line, or the empty one at the end
    return lines[::-1]


def _at(line: Line) -> datetime:
    return datetime.fromisoformat(line.at).astimezone(UTC)


def _more(line: Line) -> str:
    return " ".join(f"{name}={value}" for name, value in line.more.items())
