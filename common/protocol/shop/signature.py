"""How a notification proves that the centre sent it, and how its receiver checks that: pure, for any receiver to use.

`Oplata-Signature: t=<unix seconds>,v1=<hex>[,v1=<hex>]`: HMAC-SHA256 of «t.body» by the receiver's own secret, made
anew at each sending; two of them while the secret is being changed. The scheme is Stripe's.
"""

import hashlib
import hmac
import re
from collections.abc import Iterable

from common.errors import ContractFault

HEADER = "Oplata-Signature"
TOLERANCE_SECONDS = 300
LONGEST = 1000
TIME = re.compile(r"\d{1,12}", re.ASCII)
MARK = re.compile(r"[0-9a-f]{64}", re.ASCII)

NOT_SIGNED = f"нет {HEADER} / no {HEADER}"
UNREADABLE = "заголовок не разобран / the header was not understood"
OLD = f"ей больше {TOLERANCE_SECONDS} с / it is older than {TOLERANCE_SECONDS} s"
EARLY = "она из будущего / it is from the future"
ANOTHER = "другой секрет или другое тело / another secret or another body"


def signed(secrets: Iterable[str], body: bytes, now: int) -> str:
    """The header for a body that leaves `now` (unix seconds): one mark for each secret that is valid."""
    return ",".join([f"t={now}", *(f"v1={_mark(secret, str(now), body)}" for secret in secrets)])


def verify(secret: str, header: str, body: bytes, now: int) -> None:
    """Nothing when the centre signed these very bytes for this secret within 300 s of `now` (unix seconds).

    Else ContractFault `wrong_signature` that says in words what is wrong.
    """
    verify_any((secret,), header, body, now)


def verify_any(secrets: Iterable[str], header: str, body: bytes, now: int) -> None:
    """The same where one of several secrets may be the right one; without any, nothing is signed rightly."""
    at, marks = _read(header)
    if int(at) < now - TOLERANCE_SECONDS:
        raise ContractFault("wrong_signature", OLD)
    if int(at) > now + TOLERANCE_SECONDS:
        raise ContractFault("wrong_signature", EARLY)
    expected = [_mark(secret, at, body) for secret in secrets]
    if sum(hmac.compare_digest(one, mark) for one in expected for mark in marks) == 0:  # each, whichever is right
        raise ContractFault("wrong_signature", ANOTHER)


class Seen:
    """What a receiver has taken: of an intent only what comes after that. A repeat is answered with a yes, and ignored.

    A receiver that keeps it in its own database, in the commit of what it does, takes nothing twice after a restart.
    """

    def __init__(self, taken: Iterable[tuple[str, int]] = ()) -> None:
        """`taken` are the intents known from before, each with the last sequence number."""
        self._last = dict(taken)

    def refuses(self, intent_id: str, sequence: int) -> bool:
        """Whether this was taken before, or something after it was."""
        return sequence <= self._last.get(intent_id, 0)

    def take(self, intent_id: str, sequence: int) -> bool:
        """Take it, unless it is refused; whether it was taken."""
        if self.refuses(intent_id, sequence):
            return False
        self._last[intent_id] = sequence
        return True


def _mark(secret: str, at: str, body: bytes) -> str:
    return hmac.new(secret.encode(), at.encode() + b"." + body, hashlib.sha256).hexdigest()


def _read(header: str) -> tuple[str, list[str]]:
    """The moment and the marks of a header; marks of a scheme that is not known are passed over."""
    if not header:
        raise ContractFault("wrong_signature", NOT_SIGNED)
    parts = [part.partition("=")[::2] for part in header.split(",")] if len(header) <= LONGEST else []
    times = [value for name, value in parts if name == "t"]
    marks = [value for name, value in parts if name == "v1"]
    if len(times) != 1 or not TIME.fullmatch(times[0]) or not marks or not all(map(MARK.fullmatch, marks)):
        raise ContractFault("wrong_signature", UNREADABLE)
    return times[0], marks
