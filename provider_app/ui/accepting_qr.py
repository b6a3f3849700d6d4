"""«QR-код поставщика»: a code that the centre signs, as a picture, as a text, and as a sheet for the wall."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QVBoxLayout

from common.durable import write_whole
from common.errors import OplataError
from common.pay_codes import emv
from common.protocol.wallets.codes import QrMade
from common.protocol.wallets.payments import LONGEST_TEXT
from common.qt import spoken
from common.qt.cards import QrView
from common.qt.desk import Desk
from common.qt.file_dialog import file_dialog
from common.qt.form import ChoiceField, Failure, Form, MoneyField, TextField
from common.qt.messages import Act, Notice, NoticeKind
from common.qt.reports.opening import open_file
from common.words import Words, same
from provider_app.service.messages import AskAcceptanceQr, AskSheet, QrSheet

AMOUNT, ORDER, FORM = Words("Сумма", "Sum"), Words("Заказ", "Order"), Words("Вид кода", "Kind of code")
HINT = Words("Пустая: сумму введёт покупатель", "Empty: the buyer types it")
EMV = "emv"
FORMS = ((EMV, same("EMVCo")), ("link", Words("Ссылка", "Link")))
NOT_IN_EMV = Words(
    "Латиница и цифры, до 25 знаков. Иначе выберите вид «Ссылка».",
    "Latin letters and digits, at most 25. Otherwise choose Link.",
)
COPY = Words("Копировать текст", "Copy the text")
SAVE, SHEET = Words("Сохранить PNG…", "Save a PNG…"), Words("Лист A6 (PDF)…", "A6 sheet (PDF)…")
PICTURES, SHEETS = Words("Картинки (*.png)", "Pictures (*.png)"), Words("Листы (*.pdf)", "Sheets (*.pdf)")
COPIED = Words("Код скопирован.", "The code was copied.")
SAVED, OPEN = Words("Сохранено: {path}", "Saved: {path}"), Words("Открыть", "Open")
NOT_SAVED = Words(
    "Файл {path} не записан. Выберите другую папку или освободите место.",
    "File {path} was not written. Choose another folder or free some space.",
)
NONE_YET = Words("Кода ещё нет: дождитесь ответа центра.", "There is no code yet: the centre has not answered.")
AGAIN = Words("Повторить", "Try again")
PAUSE_MS = 400
SIDE = 292
SECONDS = 10.0


class QrPart(QFrame):
    """Follows what is typed; a code of other words than those that are seen is never shown."""

    def __init__(self, desk: Desk) -> None:
        """The first code is asked for by `follow`."""
        super().__init__()
        self.desk = desk
        self.setProperty("card", True)
        self.setProperty("pane", True)
        self.setObjectName("qr-part")
        self.made: QrMade | None = None
        self._whose = ""
        self.form = Form(desk, "acceptance-qr", drafts=False)
        self.amount = self.form.add(MoneyField("qr-amount", AMOUNT, hint=HINT))
        self.order = self.form.add(TextField("qr-order", ORDER, longest=LONGEST_TEXT))
        self.kind = self.form.add(ChoiceField("qr-form", FORM, options=FORMS))
        self.form.fill({"qr-form": EMV})
        self.qr = QrView(desk, "", side=SIDE)
        self.failure = Failure(desk)
        self.again = spoken.link(desk, AGAIN, self.ask)
        self.again.setObjectName("qr-again")
        self.again.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.ask)
        self.form.changed.connect(self._changed)
        self._lay_out()

    def follow(self, whose: str) -> None:
        """The card in force; another one has another code."""
        if whose != self._whose:
            self._whose = whose
            self.ask()

    def ask(self) -> None:
        """Have the code signed."""
        self._forget()
        if not self._whose or self.form.check():
            return
        if self.kind.value() == EMV and not emv.holds_order(self.order.value()):
            self.form.say_mistake(self.order.name, NOT_IN_EMV)
        else:
            self.desk.ask(self, "acceptance-qr", self._question(), then=self._show, failed=self._failed, key="qr")

    def copy_text(self) -> None:
        """The text of the code."""
        if self._is_there() and self.made is not None:
            QGuiApplication.clipboard().setText(self.made.text)
            self.desk.messages.ok(COPIED)

    def save_picture(self) -> None:
        """As a PNG; the window does not wait for the choice of a place."""
        if self._is_there():
            self._choose(SAVE, "QR.png", PICTURES, "png", self.save_picture_to)

    def save_picture_to(self, path: str) -> None:
        """Written beside the window."""
        image = self.qr.image()

        def write() -> str:
            return "" if image.save(path) else path

        self.desk.work(self, write, then=partial(self._written, path))

    def save_sheet(self) -> None:
        """A sheet of A6 in the window's language, to be printed."""
        if self._is_there():
            self.desk.ask(self, "acceptance-sheet", self.sheet_asked(), then=self._choose_sheet, key="sheet")

    def sheet_asked(self) -> AskSheet:
        """The code that is seen, on paper, in the window's language."""
        asked, language = self._question(), self.desk.languages.current
        return AskSheet(amount=asked.amount, order=asked.order, form=asked.form, language=language)

    def save_sheet_to(self, sheet: QrSheet, path: str) -> None:
        """Written whole or not at all."""

        def write() -> str:
            try:
                write_whole(Path(path), sheet.pdf)
            except OSError as problem:
                return str(problem)
            return ""

        self.desk.work(self, write, then=partial(self._written, path))

    def _question(self) -> AskAcceptanceQr:
        return AskAcceptanceQr(amount=self.amount.value() or 0, order=self.order.value(), form=self.kind.value())

    def _changed(self) -> None:
        self._forget()
        self._pause.start()

    def _show(self, made: QrMade) -> None:
        self.made = made
        self.qr.show_text(made.text)

    def _failed(self, error: OplataError) -> None:
        self.failure.show_error(error)
        self.again.show()

    def _forget(self) -> None:
        self.made = None
        self.form.say_mistake(self.order.name, None)
        self.qr.show_text("")
        self.failure.clear()
        self.again.hide()

    def _is_there(self) -> bool:
        if self.made is None:
            self.desk.messages.tell(Notice(NoticeKind.INFO, NONE_YET, seconds=SECONDS, key="no-qr"))
        return self.made is not None

    def _choose_sheet(self, sheet: QrSheet) -> None:
        self._choose(SHEET, sheet.name, SHEETS, "pdf", partial(self.save_sheet_to, sheet))

    def _choose(self, title: Words, name: str, mask: Words, suffix: str, then: Callable[[str], None]) -> None:
        dialog = file_dialog(self.desk, self, title, name, self.desk.say(mask))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.fileSelected.connect(then)
        dialog.open()

    def _written(self, path: str, problem: str) -> None:
        if problem:
            self.failure.show_words(NOT_SAVED.format(path=path), problem)
            return
        act = Act(OPEN, lambda: open_file(self.desk, Path(path)))
        self.desk.messages.tell(
            Notice(NoticeKind.OK, SAVED.format(path=path), acts=(act,), seconds=SECONDS, key="qr-saved")
        )

    def _lay_out(self) -> None:
        buttons = QGridLayout()
        buttons.setSpacing(8)
        for name, words, icon, run, place in (
            ("qr-copy", COPY, "copy", self.copy_text, (0, 0, 1, 1)),
            ("qr-save", SAVE, "save", self.save_picture, (0, 1, 1, 1)),
            ("qr-sheet", SHEET, "print", self.save_sheet, (1, 0, 1, 2)),
        ):
            made = spoken.button(self.desk, words, run, icon=icon)
            made.setObjectName(name)
            buttons.addWidget(made, *place)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addWidget(self.form)
        column.addWidget(self.failure)
        column.addWidget(self.again)
        column.addWidget(self.qr)
        column.addLayout(buttons)
