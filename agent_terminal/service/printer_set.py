"""The receipt printer as it is set: its kind, its place, how it writes."""

from pathlib import Path

import msgspec

from agent_terminal.printer.files import Folder
from agent_terminal.printer.lines import WIDTHS
from agent_terminal.printer.target import Outlet, outlet
from agent_terminal.service.messages.printing import PaperLanguage, PrinterKind, SetPrinter
from agent_terminal.store import settings
from common.database import Connection
from common.errors import Rejected
from common.words import Language

ENCODINGS = ("cp866", "cp1251")
LARGEST_CODE_PAGE = 255
FOLDER = "receipts"
DRAWN = ("training", "pdf-a4")
"""Printers whose papers are PDF files."""


class Printer(msgspec.Struct, frozen=True):
    """A terminal that was never told otherwise prints for training: files, and a roll that a student may take out."""

    kind: PrinterKind = "training"
    target: str = ""
    columns: int = 42
    encoding: str = "cp866"
    code_page: int = 0
    language: PaperLanguage = "payer"

    def folder(self, beside: Path) -> Path:
        """Where its PDF files lie."""
        return Path(self.target) if self.target else beside / FOLDER

    def outlet(self, beside: Path) -> Outlet:
        """The way to it; Rejected `wrong_value` for a target that is none."""
        return Folder(self.folder(beside)) if self.kind in DRAWN else outlet(self.target)

    def languages(self, payers: Language) -> tuple[Language, ...]:
        """Which languages a paper speaks."""
        return ("ru", "en") if self.language == "both" else (payers,)


def read(db: Connection) -> Printer:
    """The printer in force."""
    text = settings.value(db, "printer")
    return Printer() if text is None else msgspec.json.decode(text, type=Printer)


def keep(db: Connection, printer: Printer) -> None:
    """Another one from now on."""
    settings.put(db, "printer", msgspec.json.encode(printer).decode())


def has_roll(db: Connection) -> bool:
    """Whether there is paper in the training printer."""
    return settings.value(db, "no_roll") is None


def keep_roll(db: Connection, inside: bool) -> None:
    """A roll was put into the training printer, or taken out."""
    if inside:
        settings.remove(db, "no_roll")
    else:
        settings.put(db, "no_roll", "true")


def sane(ask: SetPrinter) -> Printer:
    """What was asked for, if it can be; Rejected `wrong_value` says what cannot."""
    if ask.columns not in WIDTHS:
        raise Rejected("wrong_value", f"columns: {', '.join(map(str, WIDTHS))}")
    if ask.encoding not in ENCODINGS:
        raise Rejected("wrong_value", f"encoding: {', '.join(ENCODINGS)}")
    if not 0 <= ask.code_page <= LARGEST_CODE_PAGE:
        raise Rejected("wrong_value", f"code_page: 0–{LARGEST_CODE_PAGE}")
    target = ask.target.strip()
    if ask.kind in DRAWN and target and not Path(target).is_absolute():
        raise Rejected("wrong_value", f"target: {target[:80]}: нужен полный путь к папке / a folder's full path")
    made = Printer(ask.kind, "" if ask.kind == "none" else target)
    made = msgspec.structs.replace(
        made, columns=ask.columns, encoding=ask.encoding, code_page=ask.code_page, language=ask.language
    )
    if made.kind == "escpos":
        outlet(made.target)
    return made
