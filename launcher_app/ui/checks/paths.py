"""A field for a folder of this computer."""

from PySide6.QtWidgets import QFileDialog

from common.qt.file_dialog import file_dialog
from common.qt.reports.path_field import PathField
from common.words import Words

ANY = Words("Папки", "Folders")


class FolderField(PathField):
    """Its dialog offers folders only; one that is not there yet may be typed."""

    def choose(self) -> QFileDialog:
        """Ask which folder; nothing waits for the answer."""
        dialog = file_dialog(self._desk, self.line.window(), self.words, self.value(), self._desk.say(self.mask))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.fill)
        dialog.open()
        return dialog
