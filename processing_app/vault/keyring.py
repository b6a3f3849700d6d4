"""The vault's keys: each a file of its own among the role's secrets, of which the database knows only the number.

A card is sealed by AES-256-GCM under the newest key: a random nonce of 96 bits, and its own resource as what else is
bound, so that no seal opens in another row. Numbers are compared by an HMAC under a part of the same key.
"""

import hmac
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from common import ids
from common.clock import Clock
from common.database import Connection, Database
from common.errors import Broken, Rejected
from common.secrets import Secrets
from processing_app.vault import store

SEALING, COMPARING, CHECKING = b"oplata vault card", b"oplata vault fingerprint", b"oplata vault check"


class Sealed(NamedTuple):
    """What is stored of a card's secret part."""

    key_id: int
    nonce: bytes
    data: bytes


class _Key(NamedTuple):
    key_id: int
    cipher: AESGCM
    comparing: bytes


class Keyring:
    """All keys that are not destroyed; the newest seals. Opens nothing that another home's keys have sealed."""

    def __init__(self, database: Database, secrets: Secrets, clock: Clock) -> None:
        """Read the keys, or make the first; Broken `vault_key_lost` when one is not there or is another one."""
        self._database = database
        self._secrets = secrets
        self._clock = clock
        rows = database.read(store.keys)
        for row in rows:
            if row["destroyed"] is not None:
                secrets.destroy_key(_name(row["key_id"]))
        kept = [(row["key_id"], row["check"]) for row in rows if row["destroyed"] is None]
        self._keys: tuple[_Key, ...] = ()
        self._keys = tuple(self._read(key_id, check) for key_id, check in reversed(kept))
        if not self._keys:
            self.rotate()

    @property
    def current(self) -> int:
        """The key that seals now."""
        return self._keys[0].key_id

    def rotate(self) -> int:
        """A new key seals from now on; its number. Its file is durable before anything is sealed by it."""
        return self._database.write(self._rotate, "rotate_vault_key")

    def destroy(self, key_id: int) -> None:
        """Nothing that it has sealed can be opened any more; Rejected `vault_key_in_use` while that is a kept card."""
        self._database.write(lambda db: self._destroy(db, key_id), "destroy_vault_key")
        self._secrets.destroy_key(_name(key_id))

    def seal(self, secret: bytes, resource: str) -> Sealed:
        """Seal what belongs to a resource. Within the unit of work that stores it: a key may go afterwards."""
        key = self._keys[0]
        nonce = ids.nonce()
        return Sealed(key.key_id, nonce, key.cipher.encrypt(nonce, secret, _bound(resource, key.key_id)))

    def unseal(self, sealed: Sealed, resource: str) -> bytes:
        """What was sealed; Broken `card_unreadable` when it was changed, moved, or its key is destroyed."""
        for key in self._keys:
            if key.key_id == sealed.key_id:
                try:
                    return key.cipher.decrypt(sealed.nonce, sealed.data, _bound(resource, key.key_id))
                except InvalidTag:
                    break
        raise Broken("card_unreadable", resource)

    def fingerprints(self, number: str) -> list[bytes]:
        """What a number is compared by under each key, the newest first."""
        return [hmac.digest(key.comparing, number.encode(), "sha256") for key in self._keys]

    def _rotate(self, db: Connection) -> int:
        key_id = max((row["key_id"] for row in store.keys(db)), default=0) + 1
        secret = self._secrets.key(_name(key_id))
        store.add_key(db, key_id, self._clock.now_ms(), _check(secret))
        grown = (_key(key_id, secret), *self._keys)
        db.then(lambda: setattr(self, "_keys", grown))
        return key_id

    def _destroy(self, db: Connection, key_id: int) -> None:
        known = [row["key_id"] for row in store.keys(db) if row["destroyed"] is None]
        if key_id not in known:
            raise Rejected("unknown_vault_key", str(key_id))
        if key_id == known[-1] or store.cards_of_key(db, key_id):
            raise Rejected("vault_key_in_use", str(key_id))
        store.destroy_key(db, key_id, self._clock.now_ms())
        left = tuple(key for key in self._keys if key.key_id != key_id)
        db.then(lambda: setattr(self, "_keys", left))

    def _read(self, key_id: int, check: bytes) -> _Key:
        name = _name(key_id)
        if not self._secrets.has_key(name):
            raise Broken("vault_key_lost", f"{name}.key")
        secret = self._secrets.key(name)
        if not hmac.compare_digest(_check(secret), check):
            raise Broken("vault_key_lost", f"{name}.key")
        return _key(key_id, secret)


def _name(key_id: int) -> str:
    return f"vault-{key_id}"


def _key(key_id: int, secret: bytes) -> _Key:
    return _Key(key_id, AESGCM(_part(secret, SEALING)), _part(secret, COMPARING))


def _check(secret: bytes) -> bytes:
    return _part(secret, CHECKING)[:16]


def _part(secret: bytes, purpose: bytes) -> bytes:
    """A key for one purpose, from which neither the others nor the whole can be found."""
    return hmac.digest(secret, purpose, "sha256")


def _bound(resource: str, key_id: int) -> bytes:
    return f"{resource}:{key_id}".encode()
