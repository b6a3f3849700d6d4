"""«Штрихкод покупателя»: a sum, and the code that a scanner types; one press, one scan, one charge."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from common import qr
from common.errors import OplataError, Rejected
from common.protocol import codes
from common.protocol.wallets.payments import LONGEST_TEXT
from common.qt import given, spoken
from common.qt.desk import Desk
from common.qt.file_dialog import file_dialog
from common.qt.form import Form, MoneyField, TextField
from common.words import Words
from provider_app.service.messages import AcceptedShown, Charge
from provider_app.ui.accepting_result import ChargeResult

AMOUNT, ORDER = Words("Сумма", "Sum"), Words("Заказ", "Order")
BARCODE = Words("Штрихкод", "Barcode")
SCAN_IT = Words("Считайте сканером или введите 18 цифр", "Scan it, or type its 18 digits")
CHARGE, BUSY = Words("Списать", "Charge"), Words("Списываем…", "Charging…")
PICTURE = Words("Открыть картинку…", "Open a picture…")
PASTE = Words("Из буфера", "From the clipboard")
PICTURES = Words(
    "Картинки (*.png *.jpg *.jpeg *.bmp *.gif *.webp);;Все файлы (*)",
    "Pictures (*.png *.jpg *.jpeg *.bmp *.gif *.webp);;All files (*)",
)
NOT_OURS = Words(
    "Код прочитан, но это не штрихкод кошелька. Ничего не списано. Попросите покупателя открыть штрихкод.",
    "The code was read, but it is no wallet's barcode. Nothing was charged. Ask the buyer to open the barcode.",
)
NOTHING_COPIED = Words("В буфере обмена нет ни цифр, ни картинки.", "The clipboard holds neither digits nor a picture.")
BOUNCE_SECONDS = 5.0
"""The same code typed again so soon is the scanner's second thought, not the seller's."""
LONGEST_CODE = 64
WALLETS_DIGITS = 18


class BarcodePart(QFrame):
    """The till: `charged` rings when a charge was begun or refused."""

    charged = Signal()

    def __init__(self, desk: Desk) -> None:
        """Nothing is charged yet."""
        super().__init__()
        self.desk = desk
        self.setProperty("card", True)
        self.setProperty("pane", True)
        self.setObjectName("barcode-part")
        self.setAcceptDrops(True)
        self.busy = False
        self._last = ("", 0.0)
        self.form = Form(desk, "charge", drafts=False)
        self.amount = self.form.add(MoneyField("charge-amount", AMOUNT, required=True))
        self.order = self.form.add(TextField("charge-order", ORDER, longest=LONGEST_TEXT))
        self.code = self.form.add(
            TextField("charge-barcode", BARCODE, required=True, hint=SCAN_IT, longest=LONGEST_CODE)
        )
        for before in (self.amount.line, self.order.line):
            before.returnPressed.connect(partial(self._go_on, before))
        self.code.line.returnPressed.connect(self.charge)
        self.result = ChargeResult(desk)
        self._lay_out()

    def charge(self) -> None:
        """Take the sum, once: while an answer is awaited, and for a bounce of the scanner, nothing more is asked."""
        digits = "".join(self.code.line.text().split())
        if self.busy or (digits and self._bounced(digits)):
            self.code.line.clear()
            if not self.busy and self.amount.value() is None:
                self.form.go_to(self.amount.name)
            return
        mistakes = self.form.check()
        for one in mistakes:
            self.form.say_mistake(one.field, one.words)
        if mistakes:
            self.form.go_to(mistakes[0].field)
            return
        ask = Charge(barcode=digits, amount=self.amount.value(), order=self.order.value())
        self._last = (digits, self.desk.clock.monotonic())
        self.code.line.clear()
        self._be_busy(True)
        self.desk.ask(self, "charge", ask, then=self._begun, failed=self._refused)

    def choose_file(self) -> None:
        """A picture from the disk; the window does not wait for the choice."""
        dialog = file_dialog(self.desk, self, PICTURE, "", self.desk.say(PICTURES))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.take_file)
        dialog.open()

    def take_file(self, path: str) -> None:
        """A picture in a file: the code of it goes into the field, and a person presses."""
        self._read(lambda: _bytes_of(Path(path)))

    def take_picture(self, image: QImage) -> None:
        """A picture that was copied or dropped."""
        data = _encoded(image)
        self._read(lambda: data)

    def paste(self) -> None:
        """Digits, a picture, or a copied file."""
        if not given.take(
            QGuiApplication.clipboard().mimeData(), file=self.take_file, picture=self.take_picture, text=self._fill
        ):
            self.form.say_mistake(self.code.name, NOTHING_COPIED)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files, pictures and texts are welcome."""
        given.welcome(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        event.acceptProposedAction()
        given.take(event.mimeData(), file=self.take_file, picture=self.take_picture, text=self._fill)

    def _go_on(self, line: QLineEdit) -> None:
        """Enter in a field before the code. A scanner types wherever the cursor is: its digits are never a sum."""
        typed = "".join(line.text().split())
        if not _is_barcode(typed):
            self.code.line.setFocus()
            return
        line.clear()
        if not (self.busy or self._bounced(typed)):
            self.code.fill(typed)
            self.charge()

    def _bounced(self, digits: str) -> bool:
        last, at = self._last
        return digits == last and self.desk.clock.monotonic() - at < BOUNCE_SECONDS

    def _read(self, data: Callable[[], bytes]) -> None:
        self.form.say_mistake(self.code.name, None)
        self.desk.work(self, lambda: qr.read_image(data()), then=self._found, failed=self._unread, key="picture")

    def _found(self, found: list[qr.Found]) -> None:
        ours = [one.text for one in found if _is_barcode(one.text)]
        if ours:
            self._fill(ours[0])
        else:
            self.form.say_mistake(self.code.name, NOT_OURS)

    def _unread(self, error: OplataError) -> None:
        self.form.say_mistake(self.code.name, codes.words_of(error))

    def _fill(self, text: str) -> None:
        self.code.fill(text.strip()[:LONGEST_CODE])
        self.charge_button.setFocus()

    def _begun(self, one: AcceptedShown) -> None:
        self._be_busy(False)
        self.result.show_payment(one)
        if one.state == "failed":
            self._last = ("", 0.0)
        else:
            self.form.fill({self.amount.name: None, self.order.name: ""})
        scans = bool(self.code.line.text())  # the rest of a scan that is under way would be typed into the sum
        self.form.go_to(self.code.name if one.state == "failed" or scans else self.amount.name)
        self.charged.emit()

    def _refused(self, error: OplataError) -> None:
        self._be_busy(False)
        self._last = ("", 0.0)
        self.result.show_error(error)
        self.form.go_to(self.code.name)

    def _be_busy(self, busy: bool) -> None:
        self.busy = busy
        for show in (self.charge_button.setText, self.charge_button.setAccessibleName):
            self.desk.languages.bind(self.charge_button, show, BUSY if busy else CHARGE)

    def _lay_out(self) -> None:
        self.charge_button = spoken.button(self.desk, CHARGE, self.charge, icon="money", primary=True)
        self.picture_button = spoken.button(self.desk, PICTURE, self.choose_file, icon="folder")
        self.paste_button = spoken.button(self.desk, PASTE, self.paste, icon="copy")
        named = {
            "charge": self.charge_button, "barcode-picture": self.picture_button, "barcode-paste": self.paste_button,
        }  # fmt: skip
        for name, one in named.items():
            one.setObjectName(name)
        others = QHBoxLayout()
        others.addWidget(self.picture_button, 1)
        others.addWidget(self.paste_button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addWidget(self.form)
        column.addWidget(self.charge_button)
        column.addLayout(others)
        column.addWidget(self.result)


def _is_barcode(text: str) -> bool:
    return len(text) == WALLETS_DIGITS and text.isascii() and text.isdigit()


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise Rejected("picture_without_code", str(problem)) from problem


def _encoded(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # its stub wants bytes, it takes none
    return bytes(buffer.data().data())
