"""The only place that makes ids and draws chance: UUIDv7, payment codes, numbers for protocols that want one."""

import os
import random
import re
import secrets
import uuid
from collections.abc import Callable
from hashlib import blake2b

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
SHORT = 11
CODE_BITS = 40
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
MILLISECONDS_BITS = 41
NUMBER_CHANCE_BITS = 22
EPOCH_MS = 1_577_836_800_000
"""2020-01-01: `number` counts from here, so that 41 bits last until 2089."""


def uuid7(now_ms: int, chance: Callable[[int], bytes] = os.urandom) -> str:
    """A new id that sorts by its moment (RFC 9562, version 7), in the canonical 36 characters."""
    value = (now_ms & (1 << 48) - 1) << 80 | int.from_bytes(chance(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=value))


def is_uuid(text: str) -> bool:
    """Whether a text is an id in its canonical form: 36 characters, lower case."""
    return UUID.fullmatch(text) is not None


def payment_code(payment_id: str) -> str:
    """The word people search a payment by, «7F3K-92QD»: the last 40 bits of its id, Crockford base32; not a key."""
    bits = int(payment_id.replace("-", "")[-10:], 16)
    letters = "".join(CROCKFORD[bits >> shift & 31] for shift in range(CODE_BITS - 5, -1, -5))
    return f"{letters[:4]}-{letters[4:]}"


def short_id(chance: Callable[[int], int] = secrets.randbelow) -> str:
    """A new id of 11 letters and digits that are not mistaken for each other, 64 bits of chance; it has no moment."""
    drawn, letters = chance(len(BASE58) ** SHORT), ""
    for _ in range(SHORT):
        drawn, letter = divmod(drawn, len(BASE58))
        letters += BASE58[letter]
    return letters


def number(now_ms: int, chance: Callable[[int], int] = random.getrandbits) -> int:
    """A check's number for protocols that take digits only: 41 bits of milliseconds and 22 of chance; no secret."""
    return (now_ms - EPOCH_MS & (1 << MILLISECONDS_BITS) - 1) << NUMBER_CHANCE_BITS | chance(NUMBER_CHANCE_BITS)


def number_of(payment_id: str) -> int:
    """The number of this very payment, 63 bits: whoever makes it anew, from an older copy of his books, makes the same.

    By it a provider that knows no other id does the payment once.
    """
    digest = blake2b(payment_id.encode(), digest_size=8).digest()
    return max(1, int.from_bytes(digest, "big") >> 1)


def below(bound: int) -> int:
    """A whole number from 0 up to but not `bound`, that nobody can guess."""
    return secrets.randbelow(bound)


def chance(seed: int | None = None) -> random.Random:
    """A source of chance for pauses and trials; the same seed gives the same draws."""
    return random.Random(seed)


def password() -> str:
    """A new machine password: 160 bits, letters, digits, - and _."""
    return secrets.token_urlsafe(20)


def key() -> bytes:
    """32 bytes that nobody can guess."""
    return secrets.token_bytes(32)


def nonce() -> bytes:
    """96 bits that no two seals of one key may share: drawn, never counted."""
    return secrets.token_bytes(12)
