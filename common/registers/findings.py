"""Differences as a report keeps them, and as windows show them."""

from typing import Any

from common import ids
from common.clock import moment
from common.registers.compared import Found, sums
from common.registers.reasons import ALSO_ACCOUNT, KINDS, MEANINGS, WRITE, Reason
from common.reporting.asks import FindingRow
from common.reporting.order import Finding
from common.words import Words


def kept(found: Found, them: str) -> Finding:
    """A difference with everything that its words need; `them` is the other side: `provider` or `centre`.

    Who paid under another contract is nothing that this side, to whom it is mailed, may know.
    """
    ours, theirs = found.ours, found.theirs
    is_told = found.reason is not Reason.OTHER_SIDE
    here, there = sums(found)
    data = {
        "reason": found.reason.value,
        "them": them,
        "key": found.key,
        "payment_id": ours.payment_id if ours is not None else "",
        "at": found.at if found.key else 0,
        "day": found.day.isoformat(),
        "account": ours.account if ours is not None and is_told else "",
        "their_account": theirs.account if theirs is not None else "",
        "amount": here,
        "their_amount": there,
        "other": found.other,
        "also_account": found.also_account,
    }
    return Finding(found.kind.value, data)


def finding_row(number: int, kind: str, data: dict[str, Any]) -> FindingRow:
    """A kept difference in words; a missing file has no moment, its day is in the words."""
    payment_id = data["payment_id"]
    return FindingRow(
        number=number, kind=kind, kind_words=KINDS[MEANINGS[Reason(data["reason"])].kind], words=reason_words(data),
        action_words=action_words(data), payment_id=payment_id, code=code_of(payment_id), key=data["key"],
        at=moment(data["at"]) if data["at"] else None, account=data["account"], their_account=data["their_account"],
        amount=data["amount"], their_amount=data["their_amount"],
    )  # fmt: skip


def reason_words(data: dict[str, Any]) -> Words:
    """Why it probably is so."""
    day = ".".join(reversed(data["day"].split("-")))
    words = MEANINGS[Reason(data["reason"])].words.format(other=data["other"], day=day)
    return Words(words.ru + ALSO_ACCOUNT.ru, words.en + ALSO_ACCOUNT.en) if data["also_account"] else words


def action_words(data: dict[str, Any]) -> Words:
    """What a person does about it."""
    action, write = MEANINGS[Reason(data["reason"])].action, WRITE[data["them"]]
    return Words(_filled(action.ru, write.ru), _filled(action.en, write.en))


def code_of(payment_id: str) -> str:
    """The word that people search a payment by; ids of other networks have none."""
    return ids.payment_code(payment_id) if ids.is_uuid(payment_id) else ""


def _filled(action: str, write: str) -> str:
    """The sentence, and each of its parts that begins with whom one writes to, begins with a capital."""
    capital = write[0].upper() + write[1:]
    if action.startswith("{write}"):
        action = action.replace("{write}", capital, 1)
    return action.replace(". {write}", f". {capital}").replace("{write}", write)
