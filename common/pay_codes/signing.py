"""What the centre signs of a static QR code, and how anybody checks it: Ed25519 over a text that reads one way only.

The text is UTF-8, a line a part, each `name length value`, where the length is that of the value in bytes:

    form 4 link
    centre 11 <uid of the centre>
    key 8 <id of the key>
    provider 1 3
    amount 5 15000          minor units, 0: the payer chooses
    currency 3 RUB
    order 6 INV-42
    code 0 <of an EMVCo code: all of it but its parts 81 and 63>

So no part can be cut out, added, or taken over from another code, whatever the order of the parts is. A signature
counts for one centre only. It stands in a code as base64url without padding: 86 characters.
"""

import base64
import binascii
from hashlib import blake2b
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from common.ids import CROCKFORD

PURPOSE = b"oplata static QR 1\n"
"""Begins what is signed: no signature made for another purpose is good for this one."""
KEY_LETTERS = 8
SIGNATURE_LETTERS = 86


class Said(NamedTuple):
    """What a code says: whom it pays, how much (minor units, 0: the payer chooses), what for, and who vouches."""

    form: str
    provider_id: int
    amount: int
    currency: str
    order: str
    key_id: str
    code: str = ""


def canonical(centre: str, said: Said) -> bytes:
    """The one text for which a signature stands."""
    parts = {
        "form": said.form, "centre": centre, "key": said.key_id, "provider": str(said.provider_id),
        "amount": str(said.amount), "currency": said.currency, "order": said.order, "code": said.code,
    }  # fmt: skip
    return PURPOSE + b"".join(_line(name, value.encode()) for name, value in parts.items())


def sign(secret: bytes, centre: str, said: Said) -> str:
    """The signature as it stands in a code; `secret` is the private half, 32 bytes."""
    made = Ed25519PrivateKey.from_private_bytes(secret).sign(canonical(centre, said))
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def verifies(public: bytes, centre: str, said: Said, signature: str) -> bool:
    """Whether this very text was signed by the other half of the key; another spelling of a signature is none."""
    made = _bytes_of(signature)
    if made is None:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(made, canonical(centre, said))
    except InvalidSignature:
        return False
    return True


def public_of(secret: bytes) -> bytes:
    """The public half, 32 bytes."""
    return Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def key_id(public: bytes) -> str:
    """What a key is called: 8 digits and capital letters that follow from it."""
    bits = int.from_bytes(blake2b(public, digest_size=5, person=b"oplata QR key").digest(), "big")
    return "".join(CROCKFORD[bits >> shift & 31] for shift in range(5 * (KEY_LETTERS - 1), -1, -5))


def _line(name: str, value: bytes) -> bytes:
    return b"%s %d %s\n" % (name.encode(), len(value), value)


def _bytes_of(signature: str) -> bytes | None:
    if len(signature) != SIGNATURE_LETTERS or not signature.isascii():
        return None
    try:
        made = base64.b64decode(signature + "==", altchars=b"-_", validate=True)
    except binascii.Error:
        return None
    return made if base64.urlsafe_b64encode(made).decode().rstrip("=") == signature else None
