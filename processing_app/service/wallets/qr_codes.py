"""Static QR codes of providers: made and signed here, read here; only what the centre has signed can be paid.

Whom a code pays is told by the directory, never by the text in the code.
"""

from typing import NamedTuple

import msgspec

from common.database import Connection, Row
from common.errors import Rejected
from common.money import LARGEST
from common.pay_codes import emv, link, signed_emv, signing
from common.pay_codes.explain import format_of
from common.pay_codes.explained import NAMES
from common.pay_codes.signing import Said
from common.principal import Principal
from common.protocol.card import Card
from common.protocol.codes import rejected
from common.protocol.wallets import codes
from processing_app.core.wallet_shown import shown
from processing_app.service.wallets.naming import demand_taking
from processing_app.service.wallets.qr_keys import QrKeyring
from processing_app.store import contracts

WEB = ("https://", "http://")
ELSEWHERE = ("cpm", "gost", "sbp", "barcode")
"""What codes are that are paid in another place, or in another way."""


class _Found(NamedTuple):
    said: Said
    signature: str
    names: tuple[str, str] = ("", "")


class QrCodes:
    """Codes of one centre."""

    def __init__(self, keys: QrKeyring) -> None:
        """They are signed, and trusted, by these keys."""
        self._keys = keys

    def make(self, db: Connection, who: Principal, ask: codes.AskQr) -> codes.QrMade:
        """A code of the asking provider. Rejected: provider_closed, wrong_currency, amount_out_of_range, wrong_value.

        An EMVCo code takes an order of 25 Latin letters and digits at most, our own link whatever a payment takes.
        """
        provider_id = int(who.id)
        name = demand_taking(db, provider_id)
        _demand_fit(contracts.provider(db, provider_id), ask)
        key_id, secret = self._keys.signing(db)
        said = Said(ask.form, provider_id, ask.amount, ask.currency, ask.order, key_id)
        if ask.form == "emv":
            text = signed_emv.build(self._keys.centre, secret, said, name)
        else:
            text = link.build(said, signing.sign(secret, self._keys.centre, said))
        return codes.QrMade(
            text=text, form=ask.form, key_id=key_id, name=name, amount=ask.amount, order=ask.order
        )  # fmt: skip

    def look(self, db: Connection, who: Principal, ask: codes.LookAtQr) -> codes.LookedAtQr:
        """Whom a scanned code pays; what `read` raises is raised."""
        return self.read(db, ask.qr)

    def read(self, db: Connection, text: str) -> codes.LookedAtQr:
        """A code whose signature fits. Rejected: qr_unreadable, qr_not_signed, qr_not_ours, qr_unknown_key,
        qr_wrong_signature, provider_closed. Takes some 0.2 ms.
        """
        found = _understood(text.strip())
        said = found.said
        public = self._keys.public(db, said.key_id)
        if not signing.verifies(public, self._keys.centre, said, found.signature):
            raise Rejected("qr_wrong_signature")
        name = demand_taking(db, said.provider_id)
        return codes.LookedAtQr(
            provider_id=said.provider_id, name=name, amount=said.amount, order=said.order, currency=said.currency,
            key_id=said.key_id,
            shown=shown(f"provider:{said.provider_id}", name, said.amount, said.currency, said.order),
            text_differs=_differs(found.names, name, said.provider_id),
        )  # fmt: skip


def _understood(text: str) -> _Found:
    """What a text says, whether it is true or not."""
    if text.startswith(link.SCHEME):
        read = link.parse(text)
        if read is None:
            raise Rejected("qr_unreadable", link.SCHEME)
        return _Found(read.said, read.signature)
    if emv.looks_so(text):
        code = emv.read(text)
        if not signed_emv.is_signed(code):
            raise Rejected("qr_not_signed", "EMVCo")
        return _Found(*signed_emv.parse(code))
    kind = format_of(text)
    if kind not in ELSEWHERE and not text.startswith(WEB):
        raise rejected("qr_unreadable", kind, NAMES[kind])
    raise rejected("qr_not_ours", kind, NAMES[kind])


def _demand_fit(contract: Row | None, ask: codes.AskQr) -> None:
    assert contract is not None
    card = msgspec.json.decode(contract["card"], type=Card)
    if ask.currency != card.currency:
        raise Rejected("wrong_currency", ask.currency[:20])
    if ask.amount and not max(1, card.minimum) <= ask.amount <= min(card.maximum, LARGEST):
        raise Rejected("amount_out_of_range", f"{card.minimum}–{card.maximum}")
    if ask.order != ask.order.strip() or not ask.order.isprintable():
        raise Rejected("wrong_value", f"order: {ask.order!r:.40}")


def _differs(names: tuple[str, str], name: str, provider_id: int) -> str:
    """What a code calls its provider, where the directory calls it otherwise by now."""
    latin, own = names
    if not latin or names == signed_emv.names_of(name, provider_id):
        return ""
    return own or latin
