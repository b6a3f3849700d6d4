"""The centre's keys for static QR codes: private halves among its secrets, public ones told to everybody.

One key signs. Those before it still verify until a person retires them; a retired one never does again.
"""

from typing import NamedTuple

from common import ids
from common.clock import Clock, moment
from common.database import Connection, Database, Row
from common.errors import Broken, Rejected
from common.pay_codes import signing
from common.principal import SYSTEM, Principal
from common.protocol.wallets import codes
from common.secrets import Secrets
from processing_app.service.asks import qr_keys as asks
from processing_app.store import qr_keys as store

KEPT = "qr-{}"


class SigningKey(NamedTuple):
    """The key that signs: its name and private half."""

    key_id: str
    secret: bytes


class QrKeyring:
    """The keys of one centre, whose own id stands in all that it signs."""

    def __init__(self, database: Database, secrets: Secrets, clock: Clock, uid: str) -> None:
        """A key that signs is there, made now if need be: also when the secrets are not those of the database."""
        self._secrets = secrets
        self._clock = clock
        self.centre = uid
        if database.read(lambda db: self._own(store.current(db))) is None:
            database.write(lambda db: self._rotate(db, SYSTEM), "first_qr_key")

    def signing(self, db: Connection) -> SigningKey:
        """The one that signs; Broken `file_lost` when its private half went away since the start."""
        found = self._own(store.current(db))
        if found is None:
            raise Broken("file_lost", "qr-*.key")
        return found

    def public(self, db: Connection, key_id: str) -> bytes:
        """The public half of a key that is trusted; Rejected `qr_unknown_key`."""
        row = store.key(db, key_id)
        if row is None or row["retired"] is not None:
            raise Rejected("qr_unknown_key", key_id[:20])
        return bytes.fromhex(row["public"])

    def told(self, db: Connection, who: Principal, ask: codes.AskQrKeys) -> codes.QrKeys:
        """All public halves, for whoever checks codes without asking."""
        keys = [
            codes.QrKey(key_id=one.key_id, public=one.public, state=one.state, made_at=one.made_at) for one in _rows(db)
        ]
        return codes.QrKeys(centre=self.centre, keys=keys)

    def qr_keys(self, db: Connection, who: Principal, ask: asks.AskQrKeys) -> asks.QrKeys:
        """All keys as the operator sees them."""
        return asks.QrKeys(centre=self.centre, keys=_rows(db))

    def rotate_qr_key(self, db: Connection, who: Principal, ask: asks.RotateQrKey) -> asks.QrKeys:
        """Sign by a new key. A unit of work."""
        self._rotate(db, who)
        return asks.QrKeys(centre=self.centre, keys=_rows(db))

    def retire_qr_key(self, db: Connection, who: Principal, ask: asks.RetireQrKey) -> asks.QrKeys:
        """Trust a key no more. Rejected `unknown_qr_key`. A unit of work."""
        row = store.key(db, ask.key_id)
        if row is None:
            raise Rejected("unknown_qr_key", ask.key_id)
        if row["replaced"] is None and row["retired"] is None:
            self._rotate(db, who)
        store.retire(db, ask.key_id, self._clock.now_ms(), _named(who))
        return asks.QrKeys(centre=self.centre, keys=_rows(db))

    def _rotate(self, db: Connection, who: Principal) -> None:
        """Its file is durable before anything is signed by it; of the one before only the public half is needed."""
        now, secret = self._clock.now_ms(), ids.key()
        public = signing.public_of(secret)
        key_id = signing.key_id(public)
        self._secrets.keep_key(KEPT.format(key_id), secret)
        former = store.current(db)
        if former is not None:
            store.replace(db, former["key_id"], now, _named(who))
            db.then(lambda: self._secrets.destroy_key(KEPT.format(former["key_id"])))
        store.add(db, key_id, public, now, _named(who))

    def _own(self, row: Row | None) -> SigningKey | None:
        """A key whose private half is here."""
        if row is None or not self._secrets.has_key(KEPT.format(row["key_id"])):
            return None
        secret = self._secrets.key(KEPT.format(row["key_id"]))
        return SigningKey(row["key_id"], secret) if signing.public_of(secret).hex() == row["public"] else None


def _rows(db: Connection) -> list[asks.QrKeyRow]:
    return [
        asks.QrKeyRow(
            key_id=row["key_id"],
            public=row["public"],
            state="retired" if row["retired"] is not None else "old" if row["replaced"] is not None else "current",
            made_at=moment(row["made"]),
            replaced=None if row["replaced"] is None else moment(row["replaced"]),
            retired=None if row["retired"] is None else moment(row["retired"]),
            who=row["principal"],
        )
        for row in store.keys(db)
    ]


def _named(who: Principal) -> str:
    return f"{who.kind}:{who.id}"
