"""Every code an answer may carry: its HTTP status, which of the four errors it is, and its words in both languages.

A code is never renamed. `{detail}` in a text is filled by what the raiser adds; it never holds a secret.
The pattern of a text is: the fact, where the money is, what to do.
"""

import msgspec

from common.errors import Broken, ContractFault, OplataError, Rejected, Unavailable
from common.protocol.codes.broken import TABLE as OF_EVERYBODY
from common.protocol.codes.code import Code
from common.protocol.codes.contract_faults import TABLE as OF_CONTRACTS
from common.protocol.codes.rejected import TABLE as OF_PAYMENTS
from common.protocol.codes.reports import NOT_MADE, REFUSED
from common.protocol.codes.shop import CANNOT_BE, LATER, NOT_LET_IN
from common.protocol.codes.shop import REFUSED as BY_CENTRE
from common.protocol.codes.unavailable import TABLE as NOBODY_KNOWS
from common.protocol.codes.wallets import CANNOT_BE as OF_NOTICES
from common.protocol.codes.wallets import LATER as NOT_SO_FAST
from common.protocol.codes.wallets import REFUSED as OF_WALLETS
from common.words import Words

__all__ = [
    "BROKEN",
    "CODES",
    "CONTRACT_FAULTS",
    "KINDS",
    "REJECTED",
    "UNAVAILABLE",
    "Code",
    "ErrorAnswer",
    "answer",
    "raised",
    "rejected",
    "status_of",
    "words",
    "words_of",
]


class ErrorAnswer(msgspec.Struct, frozen=True):
    """The body of every answer that is not a yes; `message` is the Russian text, `detail` what fills it."""

    code: str
    message: str
    messages: Words
    retryable: bool
    trace_id: str = ""
    detail: str = ""


REJECTED: dict[str, Code] = OF_PAYMENTS | REFUSED | BY_CENTRE | OF_WALLETS
CONTRACT_FAULTS: dict[str, Code] = OF_CONTRACTS | NOT_LET_IN
BROKEN: dict[str, Code] = OF_EVERYBODY | CANNOT_BE | OF_NOTICES
UNAVAILABLE: dict[str, Code] = NOBODY_KNOWS | NOT_MADE | LATER | NOT_SO_FAST
CODES: dict[str, Code] = REJECTED | CONTRACT_FAULTS | BROKEN | UNAVAILABLE
KINDS: dict[str, type[OplataError]] = {
    **dict.fromkeys(REJECTED, Rejected),
    **dict.fromkeys(CONTRACT_FAULTS, ContractFault),
    **dict.fromkeys(BROKEN, Broken),
    **dict.fromkeys(UNAVAILABLE, Unavailable),
}


def words(code: str, detail: str = "") -> Words:
    """The text of a code in both languages; a stranger's code is shown as it came."""
    known = CODES.get(code)
    if known is None:
        shown = f"{code}: {detail}" if detail else code
        return Words(shown, shown)
    return Words(known.ru.replace("{detail}", detail), known.en.replace("{detail}", detail))


def words_of(error: OplataError) -> Words:
    """What to show for an error: the words another role said, else those of its code."""
    return error.heard if isinstance(error.heard, Words) else words(error.code, error.detail)


def rejected(code: str, detail: str, said: Words) -> Rejected:
    """A «no» whose texts are filled by `said`, each in its own language; `detail` is for programs."""
    error = Rejected(code, detail)
    error.heard = Words(words(code, said.ru).ru, words(code, said.en).en)
    return error


def answer(error: OplataError, trace_id: str = "") -> tuple[int, ErrorAnswer]:
    """The HTTP status and the body that tell a caller about an error."""
    said = words_of(error)
    body = ErrorAnswer(error.code, said.ru, said, isinstance(error, Unavailable), trace_id, error.detail)
    return status_of(error), body


def status_of(error: OplataError) -> int:
    """The HTTP status of an error; a stranger's code gets the status of its kind."""
    known = CODES.get(error.code)
    if known is not None and KINDS[error.code] is type(error):
        return known.status
    return {Rejected: 422, ContractFault: 403, Broken: 409}.get(type(error), 503)


def raised(status: int, body: ErrorAnswer) -> OplataError:
    """The error that another role's answer means here: the status decides, the code only names it.

    Only a 422 with a code of our table is a «no» (DESIGN 8): a word that nobody declared may mean anything.
    """
    if status == 422 and body.code not in REJECTED:
        error: OplataError = Unavailable("unreadable_answer", f"HTTP 422 {body.code[:80]}: {body.message}")
    else:
        error = _kind(status)(body.code, body.detail)
    error.heard = body.messages
    return error


def _kind(status: int) -> type[OplataError]:
    if status == 422:
        return Rejected
    if status in (401, 403, 404, 405):
        return ContractFault
    if status in (400, 409, 413, 415, 431):
        return Broken
    return Unavailable
