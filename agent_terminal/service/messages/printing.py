"""What is asked and answered about receipts and their printer."""

from datetime import datetime
from typing import Literal

from common.protocol.endpoint import Message
from common.words import Words

PrinterKind = Literal["none", "training", "pdf-a4", "escpos"]
"""No printer; PDF files of an 80 mm roll, or of A4, in a folder; a receipt printer that speaks ESC/POS."""
PaperLanguage = Literal["payer", "both"]
DocumentKind = Literal["receipt", "slip"]


class PrintShown(Message, frozen=True):
    """What the payer's screen tells of paper: `printed` is printed, printing, failed or none."""

    copies_left: int
    printed: str
    paper: bool


class SetPrinter(Message, frozen=True):
    """Where receipts are printed.

    `target` is a folder for PDF files (empty: `receipts` beside the data), for ESC/POS a device, a COM port with its
    rate, host:9100, a file or a folder. `columns`, `encoding` (cp866, cp1251) and `code_page` (its number in the
    printer, 0: as Epson's) matter to ESC/POS only. `language` is the payer's own one, or both.
    """

    kind: PrinterKind
    target: str = ""
    columns: int = 42
    encoding: str = "cp866"
    code_page: int = 0
    language: PaperLanguage = "payer"


class PrinterShown(Message, frozen=True):
    """The printer as it is set, and what is known of it; `place` is where its papers go, in full."""

    kind: PrinterKind
    target: str
    columns: int
    encoding: str
    code_page: int
    language: PaperLanguage
    configured: bool
    paper: bool
    problem: Words | None
    waiting: int
    place: str
    folder: str


class Paper(Message, frozen=True):
    """A roll in the training printer, or none."""

    inside: bool


class AskPrints(Message, frozen=True):
    """How many of the latest."""

    limit: int = 50


class PrintRow(Message, frozen=True):
    """A paper; `copy` is 0 for the first one of its document, `why` says why nobody holds it in hands.

    `wanted_by` is empty where the terminal printed by itself, `payer`, or a member of the staff.
    """

    id: int
    at: datetime
    kind: str
    means: Words
    code: str
    copy: int
    state: str
    told: Words
    why: Words | None
    file: str
    wanted_by: str


class Prints(Message, frozen=True):
    """Papers, newest first."""

    prints: list[PrintRow]


class Reprint(Message, frozen=True):
    """Print a document once more: by a payment's code or id, or by a claim slip's code. `kind` where both have one."""

    code: str
    kind: DocumentKind | None = None


class ShowReceipt(Message, frozen=True):
    """A document to look at, found as `Reprint` finds it."""

    code: str
    kind: DocumentKind | None = None


class ReceiptShown(Message, frozen=True):
    """What stands on its paper, line by line; `qr` are rows of 1 (dark) and 0; `papers` may be out already."""

    kind: DocumentKind
    code: str
    text: Words
    qr: list[str]
    papers: int
