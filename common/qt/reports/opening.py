"""Files of this computer given to whatever opens them, and their folders shown."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from common.qt.desk import Desk
from common.qt.messages import Notice, NoticeKind
from common.words import Words

GONE = Words(
    "Файла «{name}» больше нет на месте: {folder}. Сформируйте отчёт заново.",
    "File {name} is no longer in its place: {folder}. Make the report again.",
)
NO_PROGRAM = Words(
    "Файл «{name}» нечем открыть. Он лежит в папке {folder}.",
    "There is no program for file {name}. It lies in folder {folder}.",
)
NO_FOLDER = Words(
    "Папки {folder} ещё нет: она появится с первым файлом.", "There is no folder {folder} yet: it comes with a file."
)
SHORT = 10.0


def open_file(desk: Desk, path: Path) -> None:
    """With the program this computer has for it; says so when the file or the program is missing."""
    if not path.exists():
        _tell(desk, GONE, path)
    elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        _tell(desk, NO_PROGRAM, path)


def show_folder(desk: Desk, folder: Path) -> None:
    """In the computer's own window of files."""
    if folder.exists():
        open_file(desk, folder)
    else:
        words = NO_FOLDER.format(folder=folder)
        desk.messages.tell(Notice(NoticeKind.INFO, words, seconds=SHORT, key="opening"))


def _tell(desk: Desk, words: Words, path: Path) -> None:
    filled = words.format(name=path.name, folder=path.parent)
    desk.messages.tell(Notice(NoticeKind.WARN, filled, seconds=SHORT, key="opening"))
