"""«Сохранить диаграмму»: as a picture, as text for other programs, as an HTTP archive."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QBuffer, QIODevice, QObject, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QToolButton

from common import durable
from common.qt import spoken
from common.qt.desk import Desk
from common.qt.file_dialog import file_dialog
from common.qt.messages import SHORT_SECONDS, Act, Notice, NoticeKind
from common.qt.tokens import DARK, LIGHT
from common.words import Words
from launcher_app.diagram import har, mermaid, plantuml, svg
from launcher_app.diagram.layout import Layout, laid_out
from launcher_app.launcher import Launcher
from launcher_app.ui.diagram.gathering import Gathered
from launcher_app.ui.diagram.painting import image

if TYPE_CHECKING:
    from launcher_app.ui.diagram.tab import DiagramTab

FOLDER = "diagram/folder"
SAVE = Words("Сохранить", "Save")
SAVE_NAME = Words("Сохранить диаграмму в файл", "Save the diagram into a file")
TITLE = Words("Сохранить диаграмму", "Save the diagram")
COPY = Words("Копировать Mermaid", "Copy Mermaid")
COPIED = Words("Текст Mermaid скопирован: вставьте его в README или заметку.", "Mermaid is copied: paste it anywhere.")
SAVED = Words("Файл «{file}» сохранён.", "File {file} is saved.")
OPEN, SHOW = Words("Открыть файл", "Open the file"), Words("Показать в папке", "Show in the folder")
DRAWING = Words("Диаграмма обменов", "Diagram of exchanges")


class Kind(NamedTuple):
    """A kind of file."""

    name: str
    suffix: str
    words: Words
    mask: str


KINDS = (
    Kind("svg", "svg", Words("Рисунок SVG…", "SVG picture…"), "SVG (*.svg)"),
    Kind("png", "png", Words("Рисунок PNG…", "PNG picture…"), "PNG (*.png)"),
    Kind("mermaid", "mmd", Words("Текст Mermaid…", "Mermaid text…"), "Mermaid (*.mmd)"),
    Kind("plantuml", "puml", Words("Текст PlantUML…", "PlantUML text…"), "PlantUML (*.puml)"),
    Kind("har", "har", Words("Архив обменов HAR…", "HAR archive of exchanges…"), "HAR (*.har)"),
)


class Saving(QObject):
    """The button with its menu; what is saved is what the tab shows when it is pressed."""

    def __init__(self, desk: Desk, launcher: Launcher, tab: "DiagramTab") -> None:
        """Nothing is shown yet."""
        super().__init__(tab)
        self._desk, self._launcher, self._tab = desk, launcher, tab
        self.button = QToolButton()
        self.button.setObjectName("diagram-save")
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setEnabled(False)
        spoken.tinted(desk, self.button, "save")
        desk.languages.bind(self.button, self.button.setText, SAVE)
        desk.languages.bind(self.button, self.button.setToolTip, SAVE_NAME)
        spoken.named(desk, self.button, SAVE_NAME)
        self.menu = QMenu(self.button)
        for kind in KINDS:
            self._add(f"diagram-{kind.name}", kind.words, lambda kind=kind: self.ask(kind))  # type: ignore[misc]
        self.menu.addSeparator()
        self._add("diagram-copy-mermaid", COPY, self.copy)
        self.button.setMenu(self.menu)

    def ask(self, kind: Kind) -> QFileDialog | None:
        """Where to; nothing to save, nothing to ask."""
        made = self._tab.shown
        if made is None or made.layout is None:
            return None
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = file_dialog(self._desk, self._tab, TITLE, self._desk.keep.text(FOLDER, documents), kind.mask)
        dialog.setObjectName("diagram-file")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind.suffix)
        dialog.selectFile(f"{made.name}.{kind.suffix}")
        dialog.fileSelected.connect(lambda path: self.save(kind, made, Path(path)))
        dialog.open()
        return dialog

    def save(self, kind: Kind, made: Gathered, path: Path) -> None:
        """Write the file beside the window, whole or not at all."""
        self._desk.keep.put(FOLDER, str(path.parent))
        data = self.bytes_of(kind, made) if kind.name == "png" else b""

        def write() -> Path:
            content = data or self.bytes_of(kind, made)
            try:
                durable.write_whole(path, content)
            except OSError as problem:
                raise durable.not_written(problem, str(path)) from problem
            return path

        self._desk.work(self, write, then=self._saved)

    def bytes_of(self, kind: Kind, made: Gathered) -> bytes:
        """The file's content; a picture of pixels is painted where the window is."""
        language = made.wish.language
        title = (made.title or DRAWING).of(language)
        if kind.name == "har":
            return har.written(made.hops, self._address)
        if kind.name in ("mermaid", "plantuml"):
            written = mermaid.written if kind.name == "mermaid" else plantuml.written
            return written(made.sequence, title, language).encode()
        drawn = laid_out(made.sequence, language)
        if kind.name == "png":
            return _png(self._desk, drawn)
        return svg.picture(drawn, title, colours=DARK if self._desk.theme.dark else LIGHT).encode()

    def copy(self) -> None:
        """Into the clipboard."""
        made = self._tab.shown
        if made is not None and made.layout is not None:
            text = self.bytes_of(KINDS[2], made).decode()
            QGuiApplication.clipboard().setText(text)
            self._desk.messages.ok(COPIED)

    def _address(self, seat: str) -> str:
        """A seat that was taken away meanwhile answers nowhere."""
        look = self._launcher.board.looks.get(seat)
        return look.public_url if look is not None else f"http://{seat}.invalid"

    def _saved(self, path: Path) -> None:
        acts = (Act(OPEN, lambda: _open(path)), Act(SHOW, lambda: _open(path.parent)))
        words = SAVED.format(file=path.name)
        self._desk.messages.tell(Notice(NoticeKind.OK, words, acts, seconds=SHORT_SECONDS))

    def _add(self, name: str, words: Words, run: Callable[[], object]) -> None:
        action = self.menu.addAction("")
        action.setObjectName(name)
        self._desk.languages.bind(action, action.setText, words)
        action.triggered.connect(lambda *_: run())


def _png(desk: Desk, drawn: Layout) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image(drawn, desk.theme).save(buffer, "PNG")  # type: ignore[call-overload]  # its stub wants bytes, it takes none
    return bytes(buffer.data().data())


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
