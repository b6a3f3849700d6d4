"""«Оплатить по QR…»: a code from a picture, the clipboard, the screen, a scanner; whom it pays, as the centre says."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QImageWriter,
    QKeySequence,
    QPixmap,
    QShortcut,
)
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from common.errors import OplataError, Rejected
from common.protocol.wallets.codes import LookedAtQr
from common.qr import read_image
from common.qt import given, screen_part
from common.qt.desk import Desk
from common.qt.file_dialog import file_dialog
from common.qt.form import Failure, Form, MoneyField
from common.qt.growing import GrowingDialog
from common.qt.spoken import button, label, named
from common.qt.theme import Token
from common.words import Words
from consumer_app import messages
from consumer_app.ui.wallet import telling
from consumer_app.ui.wallet.paying import Paying

TITLE = Words("Оплатить по QR", "Pay by QR")
DROP_HERE = Words(
    "Перетащите сюда картинку с QR-кодом продавца, вставьте её или текст кода из буфера или снимите часть экрана.",
    "Drop a picture of the seller's QR code here, paste it or the code's text, or take a part of the screen.",
)
FILE, PASTE, SCREEN = (
    Words("Выбрать картинку…", "Choose a picture…"),
    Words("Вставить из буфера", "Paste"),
    Words("Часть экрана…", "Part of the screen…"),
)
TEXT, CHECK = Words("Текст кода", "The code's text"), Words("Проверить", "Check")
SCAN = Words("Сканер печатает сюда", "A scanner types here")
READING = Words("Читаем код…", "Reading the code…")
FILTER = Words("Картинки (*.png *.jpg *.jpeg *.bmp *.gif *.webp);;Все файлы (*)",
               "Pictures (*.png *.jpg *.jpeg *.bmp *.gif *.webp);;All files (*)")  # fmt: skip
NOTHING_COPIED = Words(
    "В буфере обмена нет ни картинки, ни текста. Скопируйте код и попробуйте ещё раз.",
    "The clipboard holds neither a picture nor a text. Copy the code and try again.",
)
NO_SCREEN = Words(
    "Эта система не даёт снимать экран. Сохраните картинку с кодом и откройте её здесь.",
    "This system does not let a program see the screen. Save the picture of the code and open it here.",
)
PAYS = Words("Получатель по справочнику центра", "The payee, by the centre's directory")
DIFFERS = Words(
    "Сам код называет себя иначе: «{text}». Верьте имени выше: его проверил центр.",
    "The code calls itself otherwise: “{text}”. Trust the name above: the centre has checked it.",
)
ORDER = Words("За что: {order}", "What for: {order}")
AMOUNT = Words("Сумма", "Sum")
PAY, PAY_SUM = Words("Заплатить", "Pay"), Words("Заплатить {amount}", "Pay {amount}")
PAYING_NOW = Words("Платим…", "Paying…")
LEFT = Words("В кошельке {balance}.", "{balance} in the wallet.")
CLOSE = Words("Закрыть", "Close")
CANNOT = Words("По этому коду заплатить нельзя", "This code cannot be paid")
SAYS = Words(
    "Что написано в самом коде (это ничем не подтверждено):", "What the code itself says (nobody vouches for it):"
)
MOST_LINES = 10


class PayQrDialog(GrowingDialog):
    """Closes once the payment is with the centre, or once nobody knows."""

    def __init__(self, desk: Desk, parent: QWidget, paying: Paying, state: messages.WalletState) -> None:
        """No code was read yet."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("pay-qr-dialog")
        self.setAcceptDrops(True)
        self.desk = desk
        self.text = ""
        self.paid: LookedAtQr | None = None
        self._paying = paying
        self._state = state
        self._busy = False
        desk.languages.bind(self, self.setWindowTitle, TITLE)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(10)
        column.addLayout(self._build_invitation())
        column.addLayout(self._build_sources())
        column.addLayout(self._build_line())
        self.note = label(desk, READING, "hint")
        self.note.hide()
        column.addWidget(self.note)
        column.addWidget(self._build_payee())
        column.addWidget(self._build_refusal())
        self.failure = Failure(desk)
        column.addWidget(self.failure)
        column.addStretch(1)
        column.addLayout(self._build_buttons())
        self._forget()
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self).activated.connect(self.paste)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_text(self, text: str) -> None:
        """A code as its text: whom does it pay?"""
        plain = text.strip()
        if not plain or self._busy:
            return
        self._forget()
        self.line.setText(plain)
        self.line.setCursorPosition(0)
        self.text = plain
        self.note.show()
        ask = messages.ReadPayCode(code_text=plain, wallet=self._state.wallet)
        self.desk.ask(self, "read-pay-code", ask, then=self._read, failed=self._refuse, key="code")

    def take_file(self, path: str) -> None:
        """A picture in a file."""
        self._work(lambda: _file(path))

    def take_picture(self, image: QImage) -> None:
        """A picture."""
        data = png(image)
        self._work(lambda: data)

    def paste(self) -> None:
        """Whatever the clipboard holds: a picture, a file that was copied, a text."""
        if not self._take(QGuiApplication.clipboard().mimeData()):
            self.failure.show_words(NOTHING_COPIED)

    def choose_file(self) -> None:
        """The system's file dialog; this window does not wait for it."""
        dialog = file_dialog(self.desk, self, TITLE, "", self.desk.say(FILTER))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.take_file)
        dialog.open()

    def take_screen(self) -> None:
        """A part of the screen; our own windows step aside."""
        parent = self.parentWidget()
        windows: list[QWidget] = [self, *([parent.window()] if parent is not None else [])]
        screen_part.take(self.desk, windows, self._taken, lambda: self.failure.show_words(NO_SCREEN))

    def pay(self) -> None:
        """Pay what was shown, and nothing else: the digest of what was seen goes with it."""
        paid = self.paid
        if paid is None or self._busy:
            return
        mistakes = self.form.check() if not paid.amount else []
        self.form.mistakes(mistakes)
        if mistakes:
            return
        self._be_busy(True)
        self.failure.clear()
        ask = messages.PayByQr(
            code_text=self.text,
            amount=paid.amount or self.amount.value(),
            shown=paid.shown,
            told=paid.name,
            wallet=self._state.wallet,
        )
        self._paying.pay("pay-by-qr", ask, lambda _: self._if_here(self.accept), self._not_paid)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files, pictures and texts are welcome."""
        given.welcome(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        event.acceptProposedAction()
        if not self._take(event.mimeData()):
            self.failure.show_words(NOTHING_COPIED)

    def _take(self, data: object) -> bool:
        return given.take(data, file=self.take_file, picture=self.take_picture, text=self.take_text)  # type: ignore[arg-type]

    def _taken(self, part: QPixmap | None) -> None:
        if part is not None:
            self.take_picture(part.toImage())

    def _work(self, data: Callable[[], bytes]) -> None:
        if self._busy:
            return
        self._forget()
        self.line.clear()
        self.note.show()
        self.desk.work(self, lambda: _code_in(data()), then=self.take_text, failed=self._refuse, key="code")

    def _read(self, read: messages.PayCodeRead) -> None:
        self.note.hide()
        if read.paid is None:
            self._show_refusal(read)
            return
        paid = self.paid = read.paid
        bind = self.desk.languages.bind
        bind(self.name, self.name.setText, telling.same(telling.breakable(paid.name)))
        bind(self.order, self.order.setText, ORDER.format(order=telling.breakable(paid.order)))
        self.order.setVisible(bool(paid.order))
        bind(self.sum, self.sum.setText, telling.sum_words(paid.amount, paid.currency))
        self.sum.setVisible(paid.amount > 0)
        self.form.setVisible(paid.amount == 0)
        bind(self.differs, self.differs.setText, DIFFERS.format(text=telling.breakable(paid.text_differs)))
        self.differs.setVisible(bool(paid.text_differs))
        self.payee.show()
        self.pay_button.show()
        self._name_button()
        if not paid.amount:
            self.form.go_to("amount")

    def _show_refusal(self, read: messages.PayCodeRead) -> None:
        bind = self.desk.languages.bind
        bind(self.why, self.why.setText, read.why or CANNOT)
        lines = read.explained[:MOST_LINES]
        said = Words("\n".join(one.ru for one in lines), "\n".join(one.en for one in lines))
        bind(self.says, self.says.setText, said)
        self.says.setVisible(bool(lines))
        self.says_title.setVisible(bool(lines))
        self.refusal.show()

    def _refuse(self, error: OplataError) -> None:
        self.note.hide()
        self.failure.show_error(error)

    def _not_paid(self, error: OplataError) -> None:
        def show() -> None:
            self._be_busy(False)
            self.failure.show_error(error)

        self._if_here(show)

    def _if_here(self, run: Callable[[], object]) -> None:
        """The dialog may have been closed while the payment was under way."""
        if self.isVisible():
            run()

    def _forget(self) -> None:
        """Another code is read: nothing of the one before can be paid."""
        self.paid, self.text = None, ""
        self.failure.clear()
        for one in (self.payee, self.refusal, self.pay_button, self.note):
            one.hide()
        self.form.fill({"amount": None})

    def _be_busy(self, busy: bool) -> None:
        self._busy = busy
        for one in (*self._sources, self.line, self.check_button, self.pay_button, self.form):
            one.setEnabled(not busy)
        self._name_button()

    def _name_button(self) -> None:
        paid = self.paid
        fixed = paid is not None and paid.amount > 0
        words = PAY
        if self._busy:
            words = PAYING_NOW
        elif fixed and paid is not None:
            words = telling.filled(PAY_SUM, amount=telling.sum_words(paid.amount, paid.currency))
        for show in (self.pay_button.setText, self.pay_button.setAccessibleName):
            self.desk.languages.bind(self.pay_button, show, words)

    def _build_invitation(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(12)
        picture = QLabel()
        theme = self.desk.theme
        theme.keep_picture(picture, "qr", Token.NEUTRAL, 40)
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        words = label(self.desk, DROP_HERE, wrap=True)
        words.setMinimumWidth(theme.scaled(400))
        line.addWidget(words, 1)
        return line

    def _build_sources(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self._sources = []
        for name, words, icon, run in (
            ("qr-file", FILE, "folder", self.choose_file),
            ("qr-paste", PASTE, "copy", self.paste),
            ("qr-screen", SCREEN, "window", self.take_screen),
        ):
            made = button(self.desk, words, run, icon=icon)
            made.setObjectName(name)
            self._sources.append(made)
            line.addWidget(made)
        line.addStretch(1)
        return line

    def _build_line(self) -> QHBoxLayout:
        """Typed text, and what a scanner types: it ends with Enter."""
        line = QHBoxLayout()
        self.line = named(self.desk, QLineEdit(), TEXT)
        self.line.setObjectName("qr-text")
        self.line.setMaxLength(4_000)
        self.desk.languages.bind(self.line, self.line.setPlaceholderText, SCAN)
        self.line.returnPressed.connect(lambda: self.take_text(self.line.text()))
        self.check_button = button(self.desk, CHECK, lambda: self.take_text(self.line.text()))
        self.check_button.setObjectName("qr-check")
        line.addWidget(label(self.desk, TEXT))
        line.addWidget(self.line, 1)
        line.addWidget(self.check_button)
        return line

    def _build_payee(self) -> QFrame:
        desk = self.desk
        self.payee = QFrame()
        self.payee.setProperty("notice", "ok")
        column = QVBoxLayout(self.payee)
        column.addWidget(label(desk, PAYS, "hint"))
        self.name = label(desk, telling.NOTHING, "figure", wrap=True)
        self.name.setObjectName("qr-name")
        self.order = label(desk, telling.NOTHING, wrap=True)
        self.differs = label(desk, telling.NOTHING, "waiting", wrap=True)
        self.differs.setObjectName("qr-differs")
        self.sum = label(desk, telling.NOTHING, "figure")
        self.sum.setObjectName("qr-sum")
        self.form = Form(desk, "wallet-qr", drafts=False)
        self.amount = self.form.add(MoneyField("amount", AMOUNT, currency=self._state.currency, required=True))
        state = self._state
        left = telling.filled(LEFT, balance=telling.sum_words(state.balance, state.currency))
        for one in (self.name, self.order, self.differs, self.sum, self.form, label(desk, left, "hint")):
            column.addWidget(one)
        return self.payee

    def _build_refusal(self) -> QFrame:
        desk = self.desk
        self.refusal = QFrame()
        self.refusal.setProperty("notice", "warn")
        column = QVBoxLayout(self.refusal)
        column.addWidget(label(desk, CANNOT, "title", wrap=True))
        self.why = label(desk, CANNOT, wrap=True)
        self.why.setObjectName("qr-why")
        self.says_title = label(desk, SAYS, "hint", wrap=True)
        self.says = label(desk, telling.NOTHING, wrap=True)
        self.says.setObjectName("qr-says")
        for one in (self.why, self.says_title, self.says):
            column.addWidget(one)
        return self.refusal

    def _build_buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(button(self.desk, CLOSE, self.reject))
        self.pay_button = button(self.desk, PAY, self.pay, primary=True)
        self.pay_button.setObjectName("qr-pay")
        line.addWidget(self.pay_button)
        return line


def _file(path: str) -> bytes:
    """The file's bytes; Rejected `picture_without_code` when it cannot be read."""
    try:
        return Path(path).read_bytes()
    except OSError as problem:
        raise Rejected("picture_without_code", problem.strerror or "") from problem


def png(image: QImage) -> bytes:
    """A picture as the bytes of a file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def _code_in(data: bytes) -> str:
    """The text of the code in a picture: a QR code before bars."""
    found = sorted(read_image(data), key=lambda one: one.kind != "qr")
    return found[0].text
