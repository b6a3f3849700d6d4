"""Payment sessions: security codes, only in this process's memory, sealed under a key that is nowhere else.

A session ends with its payment or by its time, and then nothing of it is left: neither on a disk, for it was never
there, nor here. A restart ends them all.
"""

from dataclasses import dataclass, field

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from common import ids, spawn
from common.clock import Clock
from common.errors import Rejected, Unavailable
from common.wiping import wipe

SECONDS = 21 * 60
"""The longest life of a payment is 20 minutes; a little more, for the payer to begin it."""
MOST = 20_000
"""A session takes some hundred bytes; a stranger's script must not fill the memory with them."""
GONE = "invalid_payment_session"


@dataclass(slots=True)
class _Session:
    resource: str
    nonce: bytes
    sealed: bytearray
    until: float
    given: list[str] = field(default_factory=list, repr=False)
    """Codes that adapters were given: they are wiped with the session, whoever still holds them."""


class Sessions:
    """All that live; a session is known by the digest of its token's key. Safe between threads."""

    def __init__(self, clock: Clock) -> None:
        """None yet, and a new key."""
        self._clock = clock
        self._cipher = AESGCM(ids.key())
        self._lock = spawn.Lock()
        self._living: dict[str, _Session] = {}

    def __len__(self) -> int:
        return len(self._living)

    def __repr__(self) -> str:
        return f"Sessions({len(self)})"

    def begin(self, session: str, resource: str, code: str) -> None:
        """Keep a code for a card's token; Unavailable `busy` when there are too many."""
        nonce = ids.nonce()
        clear = code.encode()
        sealed = bytearray(self._cipher.encrypt(nonce, clear, session.encode()))
        wipe(clear)
        with self._lock:
            if len(self._living) >= MOST:
                raise Unavailable("busy")
            self._living[session] = _Session(resource, nonce, sealed, self._clock.monotonic() + SECONDS)

    def demand_unused(self, session: str, resource: str) -> None:
        """Rejected `invalid_payment_session` unless it lives, is this token's, and no payment has used it."""
        with self._lock:
            if self._of(session, resource).given:
                raise Rejected(GONE)

    def code(self, session: str, resource: str) -> str:
        """The code for an adapter, which may ask again until the session ends; no other payment begins with it."""
        with self._lock:
            kept = self._of(session, resource)
            clear = self._cipher.decrypt(kept.nonce, kept.sealed, session.encode())
            code = clear.decode()
            kept.given.append(code)
        wipe(clear)
        return code

    def end(self, session: str) -> None:
        """Its work is done; ended twice is ended."""
        with self._lock:
            self._wipe(self._living.pop(session, None))

    def end_late(self) -> int:
        """End those whose time has passed, the oldest first; how many it were."""
        now, ended = self._clock.monotonic(), 0
        with self._lock:
            while self._living:
                oldest = next(iter(self._living))
                if self._living[oldest].until > now:
                    break
                self._wipe(self._living.pop(oldest))
                ended += 1
        return ended

    def end_all(self) -> None:
        """The vault closes."""
        with self._lock:
            while self._living:
                self._wipe(self._living.popitem()[1])

    def _of(self, session: str, resource: str) -> _Session:
        kept = self._living.get(session)
        if kept is None or kept.resource != resource or kept.until <= self._clock.monotonic():
            raise Rejected(GONE)
        return kept

    @staticmethod
    def _wipe(kept: _Session | None) -> None:
        if kept is not None:
            kept.sealed[:] = bytes(len(kept.sealed))
            for code in kept.given:
                wipe(code)
            kept.given.clear()
