"""3-D Secure between the simulated bank and its page: what the payer's browser carries there (PaReq) and back (PaRes).

Both are base64 of zlib-compressed JSON, as version 1 had it with XML. Neither is believed: the bank compares every
word with what it keeps, and the proof in a PaRes is a secret that only its own page has given out.
"""

import base64
import binascii
import hmac
import zlib
from collections.abc import Mapping
from typing import TypeVar

import msgspec

from common.protocol.shop.parts import BrowserPost, FormField, Redirect
from processing_app.bank.simulated.store import Heard

MD = "COM_MPI-"
PAGE = "/bank/acs"
CALLBACKS = "/v2/callbacks/"
BACK = "{?termination_uri}"
MOST = 4096


class PaReq(msgspec.Struct, frozen=True):
    """What the page is asked to prove."""

    challenge: str
    payment: str
    amount: int
    currency: str
    merchant: str


class PaRes(msgspec.Struct, frozen=True):
    """What the page says: `status` Y or N, as in 3-D Secure."""

    payment: str
    amount: int
    currency: str
    status: str
    proof: str


Message = TypeVar("Message", PaReq, PaRes)


def interaction(url: str, heard: Heard) -> Redirect:
    """The form that the payer's browser posts to the page; field for field as in seed 003."""
    asked = PaReq(heard.challenge, heard.id, heard.amount, heard.currency, heard.shop)
    form = [
        FormField(key="TermUrl", template=f"{url}{CALLBACKS}{heard.tag}{BACK}"),
        FormField(key="PaReq", template=packed(asked)),
        FormField(key="MD", template=MD + heard.id),
    ]
    return Redirect(request=BrowserPost(uri_template=url + PAGE, form=form))


def answer(heard: Heard) -> str:
    """The PaRes of a payer who has said who he is, or has failed to."""
    return packed(PaRes(heard.id, heard.amount, heard.currency, "Y" if heard.proven else "N", heard.proof))


def proves(heard: Heard, form: Mapping[str, str]) -> bool:
    """Whether this form is the page's own yes to this payment and this sum."""
    said = unpacked(form.get("PaRes", ""), PaRes)
    if said is None or not heard.proof or form.get("MD") != MD + heard.id:
        return False
    same = (said.payment, said.amount, said.currency) == (heard.id, heard.amount, heard.currency)
    genuine = hmac.compare_digest(said.proof.encode(), heard.proof.encode())
    return same and genuine and heard.proven and said.status == "Y"


def packed(message: PaReq | PaRes) -> str:
    """As the form carries it."""
    return base64.b64encode(zlib.compress(msgspec.json.encode(message))).decode()


def unpacked(text: str, kind: type[Message]) -> Message | None:
    """What a form carried; None for anything that is no such message."""
    if len(text) > MOST:
        return None
    try:
        unzipping = zlib.decompressobj()
        data = unzipping.decompress(base64.b64decode(text, validate=True), MOST)
        return msgspec.json.decode(data, type=kind)
    except (binascii.Error, ValueError, zlib.error, msgspec.MsgspecError):
        return None
