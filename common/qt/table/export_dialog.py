"""The question before an export: which rows, which kind of file; then where to."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QButtonGroup, QDialog, QFileDialog, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.file_dialog import file_dialog
from common.words import Words

TITLE = Words("Сохранить таблицу", "Save the table")
WHICH, KIND = Words("Что сохранить", "What to save"), Words("В какой файл", "Into which file")
SHOWN = Words("То, что показано: строк {n}", "What is shown: {n} rows")
EVERYTHING = Words("Всё, без фильтров и поиска", "Everything, without filters and search")
EXCEL = Words("Excel (.xlsx), с итогами", "Excel (.xlsx), with totals")
CSV = Words("CSV: точка с запятой, UTF-8", "CSV: semicolons, UTF-8")
SAVE, CANCEL = Words("Сохранить как…", "Save as…"), Words("Отмена", "Cancel")
FOLDER = "export/folder"
LEAST_WIDTH = 360
Chosen = Callable[[Path, bool], object]


class ExportDialog(QDialog):
    """`then(path, everything)`; the choice of everything is there only when something is left out."""

    def __init__(
        self, desk: Desk, parent: QWidget, name: str, shown: int, now: datetime, *, narrowed: bool, then: Chosen
    ) -> None:
        """`name` begins the file's name after the day."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("export")
        self._desk = desk
        self._name = f"{wording.local(now):%Y-%m-%d}_{name}"
        self._then = then
        desk.languages.bind(self, self.setWindowTitle, TITLE)
        self.setMinimumWidth(desk.theme.scaled(LEAST_WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        count = wording.number(shown, "ru"), wording.number(shown, "en")
        seen = Words(SHOWN.ru.format(n=count[0]), SHOWN.en.format(n=count[1]))
        self.shown, self.everything = self._choice(column, WHICH, seen, EVERYTHING)
        self.everything.setVisible(narrowed)
        self.excel, self.csv = self._choice(column, KIND, EXCEL, CSV)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        self.save = spoken.button(desk, SAVE, self._ask_where, icon="save", primary=True)
        self.save.setDefault(True)
        buttons.addWidget(self.save)
        buttons.addWidget(spoken.button(desk, CANCEL, self.reject))
        column.addLayout(buttons)

    def file_name(self) -> str:
        """ASCII, sorted by day."""
        return f"{self._name}.{'csv' if self.csv.isChecked() else 'xlsx'}"

    def _choice(self, column: QVBoxLayout, title: Words, *options: Words) -> list[QRadioButton]:
        column.addWidget(spoken.label(self._desk, title, "title"))
        group = QButtonGroup(self)
        made = []
        for words in options:
            radio = QRadioButton()
            self._desk.languages.bind(radio, radio.setText, words)
            spoken.named(self._desk, radio, words)
            group.addButton(radio)
            column.addWidget(radio)
            made.append(radio)
        made[0].setChecked(True)
        return made

    def _ask_where(self) -> None:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = self._desk.keep.text(FOLDER, documents)
        mask = "CSV (*.csv)" if self.csv.isChecked() else "Excel (*.xlsx)"
        dialog = file_dialog(self._desk, self, TITLE, folder, mask)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv" if self.csv.isChecked() else "xlsx")
        dialog.selectFile(self.file_name())
        dialog.fileSelected.connect(self._chosen)
        dialog.open()

    def _chosen(self, path: str) -> None:
        everything = self.everything.isChecked()
        self._desk.keep.put(FOLDER, str(Path(path).parent))
        self.accept()
        self._then(Path(path), everything)
