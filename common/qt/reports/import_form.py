"""«Загрузить файл реестра»: whose it is, where it lies; its day is asked for only where the file does not tell it."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from common.errors import OplataError
from common.qt import given
from common.qt.desk import Desk
from common.qt.form import DayField, Form, FormDialog
from common.qt.reports.asking import ABOUT
from common.qt.reports.path_field import PathField
from common.qt.reports.subject_field import SubjectField
from common.reporting.asks import ImportRegister, ImportRow, KindRow
from common.words import Words, same

TITLE, VERB = Words("Загрузить файл реестра", "Load a register's file"), Words("Загрузить", "Load")
FILE = Words("Файл", "File")
FILE_HINT = Words(".csv, .tsv, .txt или .xlsx; его можно бросить сюда", ".csv, .tsv, .txt or .xlsx; or drop it here")
MASK = Words("Реестры (*.csv *.tsv *.txt *.xlsx);;Все файлы (*)", "Registers (*.csv *.tsv *.txt *.xlsx);;All files (*)")
DAY = Words("День реестра", "Day of the register")
DAY_HINT = Words("за какой день этот файл", "the day this file is of")


class ImportDialog(FormDialog):
    """A form that also takes a file that is dropped on it."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file is welcome."""
        given.welcome(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Its path is written in."""
        event.acceptProposedAction()
        given.take(event.mimeData(), file=self.form.fields["path"].fill, picture=lambda _: None, text=lambda _: None)


def load(
    desk: Desk, parent: QWidget, kind: KindRow, then: Callable[[ImportRow], object], *, subject: str = ""
) -> ImportDialog:
    """`kind` is the comparison that the register is for."""
    form = Form(desk, "import-register", drafts=False)
    about = form.add(SubjectField("subject", ABOUT.get(kind.about, same(kind.about)), kind=kind.name, required=True))
    form.add(PathField("path", FILE, mask=MASK, hint=FILE_HINT, required=True))
    form.add(DayField("day", DAY, hint=DAY_HINT))
    form.show_field("day", False)
    if subject:
        about.fill(subject)
    else:
        about.offer()

    def save(values: dict[str, Any], done: Any, failed: Any) -> None:
        asked = form.lines.isRowVisible(form.rows["day"])
        day = values["day"].isoformat() if asked and values["day"] else ""

        def refused(error: OplataError) -> None:
            if error.code == "wrong_value" and error.detail.startswith("day:"):
                form.show_field("day", True)
            failed(error)

        question = ImportRegister(subject=values["subject"], path=values["path"], day=day)
        desk.ask(dialog, "import-register", question, then=done, failed=refused)

    dialog = ImportDialog(desk, TITLE, form, VERB, save, parent=parent)
    dialog.setObjectName("import-dialog")
    dialog.setAcceptDrops(True)
    dialog.saved.connect(then)
    dialog.open()
    return dialog


def comparing(kinds: Sequence[KindRow]) -> KindRow | None:
    """The kind that compares registers with our books."""
    return next((one for one in kinds if one.compares), None)
