"""Which document a person means by its code, and what stands on its paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from agent_terminal.printer.lines import Sheet
from agent_terminal.service import kept, receipt, sheets
from agent_terminal.service.messages.printing import DocumentKind
from agent_terminal.service.sheets import Copy, Voice
from agent_terminal.store import papers, payments, sessions
from agent_terminal.store.papers import Slip, SlipState
from agent_terminal.store.prints import PrintKind
from common import ids, searching
from common.database import Connection
from common.errors import Rejected
from common.words import Language


@dataclass(frozen=True, slots=True)
class Document:
    """A receipt, or a claim slip; `id` is the payment's id, or the slip's number."""

    kind: PrintKind
    id: str
    session_id: str
    code: str


def named(db: Connection, text: str, kind: DocumentKind | None) -> Document:
    """By a payment's id, its code or a slip's code; Rejected `unknown_payment`, `wrong_value` where several have it.

    Where a payment and a slip go by one code, an open slip is meant.
    """
    typed = text.strip()
    code = typed.upper().replace(" ", "").replace("-", "")
    slips = [] if kind == "receipt" else papers.slips_by_code(db, f"{code[:4]}-{code[4:]}")
    paid = [] if kind == "slip" else _paid(db, typed)
    standing = [slip for slip in slips if slip.state is SlipState.OPEN]
    if standing or (slips and not paid):
        return _of_slip((standing or slips)[-1])
    if not paid:
        raise Rejected("unknown_payment", typed[:80])
    if len(paid) > 1:
        raise Rejected("wrong_value", f"{typed[:80]}: {', '.join(paid)}")
    return of(db, PrintKind.RECEIPT, paid[0])


def of(db: Connection, kind: PrintKind, document: str) -> Document:
    """The document of a paper that was asked for before."""
    if kind is PrintKind.SLIP:
        slip = papers.slip(db, int(document))
        assert slip is not None, document
        return _of_slip(slip)
    payment = payments.find(db, document)
    assert payment is not None, document
    return Document(PrintKind.RECEIPT, document, payment.session_id, ids.payment_code(document))


def language(db: Connection, session_id: str) -> Language:
    """The one its payer chose; Russian where there was none."""
    session = sessions.find(db, session_id)
    return "en" if session is not None and session.language == "en" else "ru"


def sheet(db: Connection, document: Document, voice: Voice, copy: Copy | None) -> Sheet:
    """What stands on its paper; Rejected `slip_closed` for a slip whose cash is nobody's claim any more."""
    if document.kind is PrintKind.RECEIPT:
        found = papers.receipt(db, document.id)
        assert found is not None, document.id
        return sheets.of_receipt(receipt.read(found.body), voice, copy)
    slip = papers.slip(db, int(document.id))
    assert slip is not None, document.id
    if slip.state is not SlipState.OPEN:
        raise Rejected("slip_closed", slip.code)
    payment = payments.find(db, slip.payment_id) if slip.payment_id else None
    return sheets.of_slip(slip, payment, kept.agent(db), _terminal(db), voice, copy)


def trial(db: Connection, columns: int, at: datetime, voice: Voice) -> Sheet:
    """A paper that tells whether the printer is set up well."""
    return sheets.of_trial(kept.agent(db), _terminal(db), columns, at, voice)


def _paid(db: Connection, typed: str) -> Sequence[str]:
    patterns = [typed.lower()] if ids.is_uuid(typed.lower()) else [searching.code_start(typed)]
    return [found for pattern in patterns if pattern for found in papers.paid_like(db, pattern)]


def _of_slip(slip: Slip) -> Document:
    return Document(PrintKind.SLIP, str(slip.id), slip.session_id, slip.code)


def _terminal(db: Connection) -> str:
    contract = kept.contract(db)
    return "" if contract is None else contract.terminal
