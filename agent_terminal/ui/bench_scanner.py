"""The bench's scanner: a typed code, or the QR code of a picture, read as a scanner on a line of its own would."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QLineEdit

from agent_terminal.ui.bench_hands import Hands
from agent_terminal.ui.card import Card
from common.qr import read_picture
from common.qt import given, spoken
from common.qt.cards.pictures import grey, load
from common.qt.desk import Desk
from common.qt.file_dialog import file_dialog
from common.words import Words

SCANNER = Words("Сканер", "Scanner")
CODE = Words("Код, номер или текст из QR", "A code, a number, or a QR's text")
DROP = Words("или перетащите сюда картинку с QR-кодом", "or drop a picture with a QR code here")
SCAN, PICTURE = Words("Сканировать", "Scan"), Words("Картинка…", "Picture…")
PASTE = Words("Из буфера", "From the clipboard")
PICTURES = Words(
    "Картинки (*.png *.jpg *.jpeg *.bmp *.gif *.webp);;Все файлы (*)",
    "Pictures (*.png *.jpg *.jpeg *.bmp *.gif *.webp);;All files (*)",
)
NO_CODE = Words("На картинке не нашлось QR-кода.", "No QR code was found in the picture.")
NO_PICTURE = Words("Это не картинка: {name}", "This is no picture: {name}")
NOTHING_COPIED = Words("В буфере обмена нет ни текста, ни картинки.", "The clipboard holds neither text nor picture.")
NOTHING_TYPED = Words("Введите код или выберите картинку.", "Type a code, or choose a picture.")
LONGEST_CODE = 4000


class ScannerCard(Card):
    """Reads what is typed, dropped or copied, and hands it to the terminal as a scanner would."""

    def __init__(self, desk: Desk, hands: Hands) -> None:
        """Nothing to read yet."""
        super().__init__(desk, "bench-scanner", SCANNER)
        self._hands = hands
        self.setAcceptDrops(True)
        self.code = spoken.named(desk, QLineEdit(), CODE)
        self.code.setObjectName("bench-code")
        self.code.setMaxLength(LONGEST_CODE)
        desk.languages.bind(self.code, self.code.setPlaceholderText, CODE)
        self.code.returnPressed.connect(self.scan)
        self.add(self.code)
        self.scan_button = spoken.button(desk, SCAN, self.scan)
        self.picture_button = spoken.button(desk, PICTURE, self.choose_file)
        self.paste_button = spoken.button(desk, PASTE, self.paste)
        buttons = {"scan": self.scan_button, "picture": self.picture_button, "paste": self.paste_button}
        for name, one in buttons.items():
            one.setObjectName(f"bench-{name}")
        self.flow(*buttons.values())
        self.add(spoken.label(desk, DROP, "hint", wrap=True))

    def scan(self) -> None:
        """What is typed."""
        text = self.code.text().strip()
        if text:
            self._hands.scan(text)
        else:
            self._hands.tell(NOTHING_TYPED, good=False)

    def choose_file(self) -> None:
        """A picture from the disk; the bench does not wait for the choice."""
        dialog = file_dialog(self.desk, self, PICTURE, "", self.desk.say(PICTURES))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.take_file)
        dialog.open()

    def take_file(self, path: str) -> None:
        """A picture in a file."""
        image = load(path)
        if image.isNull():
            name = path.replace("\\", "/").rpartition("/")[2]
            self._hands.tell(NO_PICTURE.format(name=name), good=False)
        else:
            self.take_picture(image)

    def take_picture(self, image: QImage) -> None:
        """Read it beside the window."""
        points = grey(image)
        self.desk.work(self, lambda: read_picture(*points), then=self._read, failed=self._hands.refuse, key="picture")

    def paste(self) -> None:
        """A text, a picture, or a copied file."""
        if not self._take(QGuiApplication.clipboard().mimeData()):
            self._hands.tell(NOTHING_COPIED, good=False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files, pictures and texts are welcome."""
        given.welcome(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        event.acceptProposedAction()
        if not self._take(event.mimeData()):
            self._hands.tell(NOTHING_COPIED, good=False)

    def _take(self, data: QMimeData | None) -> bool:
        return given.take(data, file=self.take_file, picture=self.take_picture, text=self._take_text)

    def _take_text(self, text: str) -> None:
        self._use(text.strip()[:LONGEST_CODE])

    def _read(self, texts: list[str]) -> None:
        if texts:
            self._use(texts[0])
        else:
            self._hands.tell(NO_CODE, good=False)

    def _use(self, text: str) -> None:
        """The text of a card has lines of its own; a line edit shows it as one, the terminal gets it whole."""
        self.code.setText(text)
        self.code.setCursorPosition(0)
        self._hands.scan(text)
