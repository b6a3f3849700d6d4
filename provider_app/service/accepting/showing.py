"""A payment by QR or barcode as its list and its result show it."""

from common.clock import moment
from common.protocol import codes
from common.words import Words
from provider_app.core.accepting import Taken
from provider_app.service.dealings import code_of
from provider_app.service.messages import AcceptedShown

UNKNOWN = "…"


def shown(one: Taken, *, stranded: bool = False) -> AcceptedShown:
    """All that people may know of it."""
    return AcceptedShown(
        payment_id=one.payment_id,
        code=code_of(one.payment_id),
        way=one.way,
        state=one.state.value,
        amount=one.amount,
        currency=one.currency,
        order=one.purpose,
        payer=one.payer,
        wallet=one.wallet,
        barcode=one.mask,
        reason=one.reason,
        why=why(one.reason),
        at=moment(one.made_at),
        changed_at=moment(one.changed_at),
        waits_until=moment(one.waits_until) if one.waits_until else None,
        stranded=stranded and not one.final,
        trace=one.trace,
    )


def why(code: str) -> Words | None:
    """A code in words, where there is one; what the centre knows more of it stands nowhere here."""
    if not code:
        return None
    said = codes.words(code, UNKNOWN)
    return Words(*(text.replace(f" ({UNKNOWN})", "") for text in (said.ru, said.en)))
