"""The receipt printer in the hardware tab: which one, whether it prints, a trial, and the latest papers."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QPushButton

from agent_terminal.service.messages.printing import AskPrints, PrinterShown, PrintRow, Prints, Reprint
from agent_terminal.ui import printer_form
from agent_terminal.ui.card import Card, Lamp, Saying
from agent_terminal.ui.printed_list import PrintedList
from agent_terminal.ui.printer_form import KINDS
from common.errors import OplataError
from common.qt import spoken
from common.qt.desk import Desk
from common.qt.messages import SHORT_SECONDS, Notice, NoticeKind
from common.qt.theme import Token
from common.words import Words

TITLE = Words("Принтер чеков", "Receipt printer")
SET, TRIAL = Words("Настроить…", "Set up…"), Words("Пробный чек", "Test paper")
FOLDER, AGAIN = Words("Открыть папку", "Open the folder"), Words("Напечатать ещё раз", "Print once more")
PRINTED = Words("Напечатано: {file}", "Printed: {file}")
COPY_PRINTED = Words("Напечатана копия № {copy}: {file}", "Copy No. {copy} was printed: {file}")
NOT_THERE = Words("Файла больше нет: {file}", "The file is gone: {file}")
NOT_YET = Words("Папка появится с первым чеком: {folder}", "The folder comes with the first receipt: {folder}")
READY = Words("Готов печатать", "Ready to print")
BUSY = Words("Печатает", "Printing")
NO_PAPER = Words(
    "Нет бумаги: об этом плательщику говорят до приёма денег", "No paper: the payer is told before any cash"
)
NO_PRINTER = Words("Принтера нет: чек виден только на экране", "No printer: the receipt is on the screen only")
WHERE = Words("{kind}. Чеки: {place}", "{kind}. Receipts: {place}")
LATEST = 30


class PrinterCard(Card):
    """`refresh` asks again; while it is seen it does so by itself."""

    def __init__(self, desk: Desk) -> None:
        """Nothing is known yet."""
        super().__init__(desk, "printer-card", TITLE)
        self._shown: PrinterShown | None = None
        self._row: PrintRow | None = None
        self.lamp, self.state = Lamp(desk), Saying(desk)
        self.state.label.setObjectName("printer-state")
        line = self.row(self.lamp, self.state.label, stretch=False)
        line.setStretch(1, 1)
        self.where = Saying(desk, "hint")
        self.where.label.setObjectName("printer-place")
        self.add(self.where.label)
        self.set_button = _named("set-printer", spoken.button(desk, SET, self.set_up, icon="settings"))
        self.trial_button = _named("print-test", spoken.button(desk, TRIAL, self.try_it, icon="print"))
        self.folder_button = _named("printer-folder", spoken.button(desk, FOLDER, self.open_folder, icon="folder"))
        self.row(self.set_button, self.trial_button, self.folder_button)
        self.table = PrintedList(desk)
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self._open)
        self.lines.addWidget(self.table, 1)
        self.again_button = _named("reprint", spoken.button(desk, AGAIN, self.print_again, icon="copy"))
        self.row(self.again_button)
        self._choose(None)
        for one in (self.set_button, self.trial_button, self.folder_button):
            one.setEnabled(False)
        desk.changed.connect(self._changed)

    def refresh(self) -> None:
        """Ask how it is set, and what it printed."""
        self.desk.ask(self, "printer", then=self.show_printer, key="printer")
        ask = AskPrints(limit=LATEST)
        self.desk.ask(self, "prints", ask, then=self._show_prints, failed=self.table.fail, key="prints")

    def show_printer(self, shown: PrinterShown) -> None:
        """What is true of it now."""
        self._shown = shown
        icon, token, words = _state(shown)
        self.lamp.show_state(icon, token)
        self.state.say(words, "mistake" if token is Token.ERROR else "text")
        kind = KINDS[shown.kind]
        self.where.say(
            Words(
                WHERE.ru.format(kind=kind.ru, place=shown.place),
                WHERE.en.format(kind=kind.en, place=shown.place),
            )
            if shown.place
            else kind
        )
        self.set_button.setEnabled(True)
        self.trial_button.setEnabled(shown.kind != "none")
        self.folder_button.setEnabled(True)
        self.folder_button.setVisible(bool(shown.folder))
        self._choose(self._row)

    def set_up(self) -> None:
        """Another printer, or other settings."""
        if self._shown is not None:
            printer_form.edit(self.desk, self, self._shown, self._set)

    def try_it(self) -> None:
        """Print a paper that tells whether all is well."""
        self._printing()
        self.desk.ask(self, "print-test", then=self._printed, failed=self._failed)

    def print_again(self) -> None:
        """The chosen document once more."""
        row = self._row
        if row is not None and row.code:
            self._printing()
            ask = Reprint(code=row.code, kind="slip" if row.kind == "slip" else "receipt")
            self.desk.ask(self, "reprint", ask, then=self._printed, failed=self._failed)

    def open_folder(self) -> None:
        """Where the papers lie as files."""
        folder = "" if self._shown is None else self._shown.folder
        if not Path(folder).is_dir():
            self.desk.messages.tell(Notice(NoticeKind.INFO, NOT_YET.format(folder=folder), seconds=SHORT_SECONDS))
        elif folder:
            QDesktopServices.openUrl(QUrl.fromLocalFile(folder))

    def showEvent(self, event: QShowEvent) -> None:
        """What happened while it was not seen."""
        super().showEvent(event)
        self.refresh()

    def _changed(self) -> None:
        if self.isVisible():
            self.refresh()

    def _set(self, shown: PrinterShown) -> None:
        self.show_printer(shown)
        self.refresh()

    def _show_prints(self, found: Prints) -> None:
        self.table.show_rows(found.prints)

    def _choose(self, row: PrintRow | None) -> None:
        self._row = row
        can = self._shown is not None and self._shown.kind != "none"
        self.again_button.setEnabled(can and row is not None and bool(row.code))

    def _open(self, row: PrintRow | None) -> None:
        if row is None or not row.file:
            return
        if Path(row.file).is_file():
            QDesktopServices.openUrl(QUrl.fromLocalFile(row.file))
        else:
            notice = Notice(NoticeKind.WARN, NOT_THERE.format(file=row.file), seconds=SHORT_SECONDS)
            self.desk.messages.tell(notice)

    def _printing(self) -> None:
        """Until the printer has answered, nothing else is sent to it from here."""
        for one in (self.trial_button, self.again_button):
            one.setEnabled(False)
        self.lamp.show_state("running", Token.RUNNING)
        self.state.say(BUSY, "text")

    def _printed(self, row: PrintRow) -> None:
        words = COPY_PRINTED if row.copy else PRINTED
        self.desk.messages.ok(words.format(copy=row.copy, file=row.file))
        self.refresh()

    def _failed(self, error: OplataError) -> None:
        self.desk.show_error(error)
        self.refresh()


def _state(shown: PrinterShown) -> tuple[str, Token, Words]:
    if shown.problem is not None:
        return "failed", Token.ERROR, shown.problem
    if not shown.configured:
        return "stopped", Token.NEUTRAL, NO_PRINTER
    if not shown.paper:
        return "attention", Token.WAITING, NO_PAPER
    return ("running", Token.RUNNING, BUSY) if shown.waiting else ("ok", Token.OK, READY)


def _named(name: str, made: QPushButton) -> QPushButton:
    made.setObjectName(name)
    return made
