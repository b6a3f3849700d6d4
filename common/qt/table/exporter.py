"""Export of a table as a person meets it: the question, the progress under the rows, the file at the end."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from common import excel
from common.clock import moment
from common.errors import OplataError
from common.qt import wording
from common.qt.messages import Act, Notice, NoticeKind
from common.qt.table import exporting
from common.qt.table.export_dialog import ExportDialog
from common.qt.table.exporting import Exporting
from common.words import Words

if TYPE_CHECKING:
    from common.qt.table.ledger_table import LedgerTable

RUNNING = Words("Сохраняем «{file}»: {done} из {total} строк", "Saving {file}: {done} of {total} rows")
BEGINNING = Words("Сохраняем «{file}»…", "Saving {file}…")
SAVED = Words("Файл «{file}» сохранён, строк: {n}.", "File {file} is saved, rows: {n}.")
OPEN, FOLDER = Words("Открыть файл", "Open the file"), Words("Показать в папке", "Show in the folder")
ALREADY = Words("Таблица уже сохраняется. Дождитесь конца или прервите.", "The table is being saved. Wait or stop it.")
MADE = Words("Сформировано {at} ({zone})", "Made at {at} ({zone})")
EVERYTHING = Words("Без фильтров", "No filters")
SHORT = 8.0


class Exporter(QObject):
    """One export at a time."""

    def __init__(self, table: "LedgerTable") -> None:
        """For one table."""
        super().__init__(table)
        self._table = table
        self._under_way: Exporting | None = None

    def ask(self) -> None:
        """Which rows, which kind of file, where to."""
        table = self._table
        if self._under_way is not None:
            table.desk.messages.tell(Notice(NoticeKind.INFO, ALREADY, seconds=SHORT, key="why-not"))
            return
        ExportDialog(
            table.desk, table, table.name, table.model.total, moment(table.desk.clock.now_ms()),
            narrowed=table.narrowed, then=lambda path, everything: self.start(path, everything=everything),
        ).open()  # fmt: skip

    def start(self, path: Path, *, everything: bool) -> Exporting:
        """Write the rows that are shown, or all of them, in the order and the columns that are seen."""
        table = self._table
        under_way = self._under_way = Exporting(
            table.desk, path, self._sheet(everything=everything), table.seen_columns(),
            table.source(everything=everything), table,
        )  # fmt: skip
        under_way.progressed.connect(lambda done, total: self._say(path, done, total))
        under_way.finished.connect(lambda rows: self._saved(path, rows))
        under_way.failed.connect(self._failed)
        under_way.over.connect(under_way.deleteLater)
        table.footer.say(BEGINNING.format(file=path.name))
        under_way.start()
        return under_way

    def stop(self) -> None:
        """Leave it; no file is made."""
        if self._under_way is not None:
            self._under_way.stop()
            self._over()

    def _sheet(self, *, everything: bool) -> excel.Sheet:
        table = self._table
        language = table.desk.languages.current
        now = moment(table.desk.clock.now_ms())
        about = [EVERYTHING] if everything else table.about()
        made = MADE.format(at=wording.moment(now), zone=f"UTC{wording.local(now):%z}")
        return excel.Sheet(
            table.title.of(language),
            table.title.of(language),
            " · ".join(words.of(language) for words in (*about, made)),
            exporting.fields(table.seen_columns(), table.seen_widths(), language),
            language,
        )

    def _say(self, path: Path, done: int, total: int) -> None:
        ru = RUNNING.ru.format(file=path.name, done=wording.number(done, "ru"), total=wording.number(total, "ru"))
        en = RUNNING.en.format(file=path.name, done=wording.number(done, "en"), total=wording.number(total, "en"))
        self._table.footer.say(Words(ru, en))

    def _saved(self, path: Path, rows: int) -> None:
        self._over()
        words = Words(
            SAVED.ru.format(file=path.name, n=wording.number(rows, "ru")),
            SAVED.en.format(file=path.name, n=wording.number(rows, "en")),
        )
        acts = (Act(OPEN, lambda: _open(path)), Act(FOLDER, lambda: _open(path.parent)))
        self._table.desk.messages.tell(Notice(NoticeKind.OK, words, acts, seconds=SHORT))

    def _failed(self, error: OplataError) -> None:
        self._over()
        self._table.desk.show_error(error)

    def _over(self) -> None:
        self._under_way = None
        self._table.footer.hide()


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
