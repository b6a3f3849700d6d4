"""Receipts on paper: what waits to be printed, and what the payer is told of it."""

from agent_terminal.core.session import Session
from agent_terminal.core.stages import Stage
from agent_terminal.service import printer_set
from agent_terminal.service.ground import Ground
from agent_terminal.service.messages.printing import PrintShown
from agent_terminal.store import papers, prints
from agent_terminal.store.papers import SlipState
from agent_terminal.store.prints import Print, PrintKind, PrintState
from common.database import Connection
from common.errors import Rejected

PAYER = "payer"
SHOWN = {
    PrintState.WAITING: "printing",
    PrintState.PRINTING: "printing",
    PrintState.PRINTED: "printed",
    PrintState.DOUBTFUL: "failed",
    PrintState.FAILED: "failed",
}


def queue_receipt(db: Connection, session: Session, payment_id: str, now: int) -> None:
    """A receipt is to be printed; in the unit of work that takes the cash."""
    _queue(db, PrintKind.RECEIPT, payment_id, session, now)


def queue_slip(db: Connection, session: Session, slip_id: int, now: int) -> None:
    """A claim slip is to be printed; in the unit of work that makes it."""
    _queue(db, PrintKind.SLIP, str(slip_id), session, now)


def about(ground: Ground, db: Connection, session_id: str) -> PrintShown:
    """What this session's payer is told of paper."""
    paper, printer = ground.printer.will_print, ground.printer
    mine = _latest(db, session_id)
    if not mine or not printer.configured:
        return PrintShown(copies_left=0, printed="none", paper=paper)
    return PrintShown(copies_left=int(_may_copy(mine)), printed=SHOWN[mine[-1].state], paper=paper)


def copy(ground: Ground, db: Connection, session_id: str) -> None:
    """Print the last receipt or slip of the session once more; Rejected `too_early` for a second time.

    It is marked as a copy unless the first one never came out.
    """
    mine = _latest(db, session_id)
    if not mine or not _may_copy(mine) or not ground.printer.configured:
        raise Rejected("too_early", "print")
    last = mine[-1]
    prints.add(db, last.kind, last.document, session_id=session_id, now=ground.now(), wanted_by=PAYER)


def _queue(db: Connection, kind: PrintKind, document: str, session: Session, now: int) -> None:
    """Nobody stands before a terminal whose session is over: a paper left in it would be the next payer's."""
    if session.stage is not Stage.ENDED and printer_set.read(db).kind != "none":
        prints.add(db, kind, document, session_id=session.id, now=now)


def _latest(db: Connection, session_id: str) -> list[Print]:
    """All papers of the session's last document; a slip whose cash was put to another number is none any more."""
    mine = [one for one in prints.of_session(db, session_id) if _stands(db, one)]
    return [one for one in mine if (one.kind, one.document) == (mine[-1].kind, mine[-1].document)]


def _stands(db: Connection, paper: Print) -> bool:
    if paper.kind is not PrintKind.SLIP:
        return True
    slip = papers.slip(db, int(paper.document))
    return slip is not None and slip.state is SlipState.OPEN


def _may_copy(mine: list[Print]) -> bool:
    """Not while a paper is on its way, and one copy only; one that never came out does not count."""
    asked = [one for one in mine if one.wanted_by == PAYER and one.state is not PrintState.FAILED]
    return not asked and mine[-1].state not in (PrintState.WAITING, PrintState.PRINTING)
