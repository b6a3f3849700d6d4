"""A stand with a printer: what lies in its folder, what was written down, and a printer that dies when a test wants."""

from pathlib import Path
from typing import Any

from agent_terminal.service.messages.printing import AskPrints, PrintRow, PrintShown, SetPrinter
from agent_terminal.service.print_desk import PrintDesk
from agent_terminal.service.printing import about, copy
from agent_terminal.store import sessions
from common.errors import Unavailable
from tests.agent_terminal.printer.pdf_text import text_of
from tests.agent_terminal.stand import OPERATOR, Stand


class Died(BaseException):
    """The process is gone; no `except Exception` on its way may bring it back."""


class Dying:
    """Dies at one paper, before or after it came out."""

    answers = False

    def __init__(self, folder: Path, *, after: bool) -> None:
        self._folder = folder
        self._after = after

    def send(self, data: bytes, name: str) -> str:
        if self._after:
            (self._folder / name).write_bytes(data)
        raise Died

    def has_paper(self) -> bool | None:
        return None


class Away:
    """A printer that nobody finds, or that stops taking data: by this error, until `back`."""

    answers = False

    def __init__(self, code: str = "printer_absent") -> None:
        self._code = code
        self.tried = 0
        self.papers: list[bytes] = []
        self.back = False

    def send(self, data: bytes, name: str) -> str:
        self.tried += 1
        if not self.back:
            raise Unavailable(self._code, "tests")
        self.papers.append(data)
        return "somewhere"

    def has_paper(self) -> bool | None:
        return None


def desk(stand: Stand) -> PrintDesk:
    """The printer's operations."""
    return stand.service.printing


def turn(stand: Stand) -> None:
    """What the printing thread does in its next moment."""
    desk(stand).press.turn()


def use(stand: Stand, outlet: Any) -> None:
    """Another way to the printer."""
    desk(stand).press._outlet = outlet


def set_printer(stand: Stand, kind: Any, **values: Any) -> None:
    desk(stand).set_printer(OPERATOR, SetPrinter(kind=kind, **values))


def folder(stand: Stand) -> Path:
    """Where the training printer's papers lie."""
    found = stand.folder / "receipts"
    found.mkdir(exist_ok=True)
    return found


def texts(stand: Stand) -> list[str]:
    """What stands on the papers that came out, in the order of their names."""
    return [text_of(path.read_bytes()) for path in sorted(folder(stand).glob("*.pdf"))]


def rows(stand: Stand) -> list[PrintRow]:
    """The papers as the office sees them, oldest first."""
    return stand.database.read(lambda db: desk(stand).prints(db, OPERATOR, AskPrints())).prints[::-1]


def states(stand: Stand) -> list[str]:
    return [row.state for row in rows(stand)]


def told(stand: Stand) -> PrintShown:
    """What the payer at the terminal is told of paper."""
    return stand.database.read(lambda db: about(stand.ground, db, _session(stand)))


def want_copy(stand: Stand) -> None:
    """The payer touches «print once more»."""
    session = _session(stand)
    stand.database.write(lambda db: copy(stand.ground, db, session))


def _session(stand: Stand) -> str:
    session = stand.database.read(sessions.active)
    assert session is not None
    return session.id
