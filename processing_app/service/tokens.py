"""Who comes with a token: signing keys and what was revoked, remembered; tokens issued and taken back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from hashlib import blake2b

from common import ids
from common.clock import Clock
from common.database import Connection, Database
from common.errors import Broken, ContractFault
from common.principal import Principal
from common.secrets import Secrets
from processing_app import tokens as form
from processing_app.store import tokens as store
from processing_app.tokens import LIVES, Claims, Kind

SHOP, INTENT, ACCOUNT = "shop", "intent", "account"
OF_INTENT = (
    "paymentIntents.{}:read",
    "paymentIntents.{}.payments:read",
    "paymentIntents.{}.payments:write",
    "payment_methods:write",
)
"""What a payer's token may do; the words are those of seed 003."""
OF_ACCOUNT = "accounts.{}:read"
REMEMBERED = 10_000
KEPT = "token-{}"


@dataclass(frozen=True, slots=True)
class Known:
    """What the database says, as of one moment; a change of it makes another one, with nobody remembered."""

    current: str
    keys: Mapping[str, bytes]
    ends: Mapping[str, int | None]
    shop_keys: frozenset[str]
    revoked: frozenset[str]
    floors: Mapping[str, int]
    read: dict[bytes, tuple[Principal, Claims, str]] = field(default_factory=dict)
    """Whose header was read before, by the header's digest."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A token as it is told once."""

    token: str
    claims: Claims
    kid: str

    @property
    def until(self) -> datetime:
        """When it ends."""
        return datetime.fromtimestamp(self.claims.exp, UTC)


class Tokens:
    """All tokens of one centre. Keys stay in `secrets`, their names in the database."""

    def __init__(self, database: Database, secrets: Secrets, clock: Clock, uid: str) -> None:
        """Read what there is; make the first key. `uid` is this instance: tokens of others are no tokens here."""
        self._database = database
        self._secrets = secrets
        self._clock = clock
        self._issuer = f"oplata:{uid}"
        if database.read(self._is_behind):
            database.write(self._catch_up, "token_keys")
        self._known = database.read(self._look)
        self._latest = 0
        """The latest moment (s) at which a token was issued, whatever the clock says since."""

    def bearer(self, header: bytes) -> Principal:
        """Who sent this Authorization header; ContractFault `wrong_token`. Takes some 80 µs, the next time 2."""
        known = self._known
        digest = blake2b(header, key=known.keys[known.current], digest_size=16).digest()
        found = known.read.get(digest)
        if found is None:
            found = self._read(known, header[7:].strip())
            if len(known.read) >= REMEMBERED:
                known.read.clear()
            known.read[digest] = found
        who, claims, kid = found
        now_ms = self._clock.now_ms()
        form.demand_time(claims, now_ms)
        ends = known.ends[kid]
        if ends is not None and ends <= now_ms:
            raise ContractFault("wrong_token", "kid")
        return who

    def for_intent(self, intent_id: str) -> str:
        """A payer's token of one intent: three days, and only what its scopes say."""
        scopes = [scope.format(intent_id) for scope in OF_INTENT]
        return self.issue("intent", f"{INTENT}:{intent_id}", LIVES["intent"], scopes).token

    def for_account(self, account_id: str, seconds: int) -> Issued:
        """A token that shows the balance of one account."""
        return self.issue("account", f"{ACCOUNT}:{account_id}", seconds, [OF_ACCOUNT.format(account_id)])

    def issue(
        self, kind: Kind, subject: str, seconds: int, scopes: list[str], *, act: str = "", token_id: str = ""
    ) -> Issued:
        """Any token, signed by the current key. One issued right after its like were revoked is good from then on."""
        known = self._known
        now = max(self._clock.now_ms() // 1000, known.floors.get(subject, 0))
        self._latest = max(self._latest, now)
        claims = Claims(
            iss=self._issuer, aud="oplata:v2", sub=subject, typ=kind, iat=now, nbf=now,
            exp=now + min(seconds, LIVES[kind]), jti=token_id or ids.short_id() + ids.short_id(), scopes=scopes,
            act=act,
        )  # fmt: skip
        return Issued(form.sign(claims, known.current, known.keys[known.current]), claims, known.current)

    def revoke(self, db: Connection, who: Principal, token_id: str) -> None:
        """End one token, whatever kind it is, by its id. A unit of work."""
        now = self._clock.now_ms()
        store.revoke(db, token_id, now, now + _longest_ms(), _named(who))
        store.revoke_shop_key(db, token_id, now)
        self._changed(db, now)

    def revoke_all(self, db: Connection, who: Principal, subject: str) -> None:
        """End every token that a subject (kind:id) has by now, though the clock was set back. A unit of work."""
        now = self._clock.now_ms()
        floor = max(now // 1000 + form.LEEWAY_SECONDS, store.floors(db).get(subject, 0) + 1, self._latest + 1)
        store.raise_floor(db, subject, floor, now + _longest_ms(), _named(who))
        kind, _, name = subject.partition(":")
        if kind == SHOP:
            store.revoke_shop_keys(db, name, now)
        self._changed(db, now)

    def end_all(self, db: Connection, kind: str, name: str, who: Principal) -> None:
        """End every token of a wallet or a provider, whose login `who` ends in the same unit of work.

        A token stands in the place of a login: with it, it goes.
        """
        self.revoke_all(db, who, f"{kind}:{name}")

    def rotate(self, db: Connection, *, at_once: bool) -> tuple[str, int]:
        """Sign by a new key; its name, and until when (ms) the one before counts. A unit of work.

        The former is kept until the last token that it signed has ended; `at_once` ends all of them now.
        """
        now = self._clock.now_ms()
        former = _current(db)
        assert former is not None
        day_ms = max(LIVES["intent"], LIVES["account"], LIVES["impersonation"]) * 1000 + form.LEEWAY_SECONDS * 1000
        until = now if at_once else max(now + day_ms, store.last_end(db, former))
        store.end_key(db, former, until)
        self._catch_up(db)
        self._changed(db, now)
        kid = _current(db)
        assert kid is not None
        return kid, until

    def shop_keys_changed(self, db: Connection) -> None:
        """Whoever adds a shop's key says so in the same unit of work, behind it."""
        self._changed(db, self._clock.now_ms())

    def _changed(self, db: Connection, now: int) -> None:
        """Forget what is over; once this is durable, and before its caller hears of it, everybody is asked anew."""
        store.forget(db, now)
        known = self._look(db)
        db.then(lambda: setattr(self, "_known", known))

    def _is_behind(self, db: Connection) -> bool:
        """Whether there is no key yet, or one that has ended."""
        now = self._clock.now_ms()
        return _current(db) is None or bool(_ended(db, now))

    def _catch_up(self, db: Connection) -> None:
        """A key that signs is there, and those that have ended are nowhere."""
        now = self._clock.now_ms()
        ended = _ended(db, now)
        store.drop_keys(db, now)
        for kid in ended:
            db.then(partial(self._secrets.forget, KEPT.format(kid)))
        if _current(db) is None:
            kid = ids.short_id()
            self._secrets.keep(KEPT.format(kid), form.ALGORITHM, ids.key().hex())
            store.add_key(db, kid, now)

    def _look(self, db: Connection) -> Known:
        now = self._clock.now_ms()
        keys, ends = {}, {}
        for row in store.keys(db):
            kept = self._secrets.login_of(KEPT.format(row["kid"]))
            if kept is not None and (row["ends_at"] is None or row["ends_at"] > now):
                keys[row["kid"]], ends[row["kid"]] = bytes.fromhex(kept[1]), row["ends_at"]
        current = _current(db)
        if current is None or current not in keys:
            raise Broken("token_key_lost", KEPT.format(current))
        live = frozenset(store.live_shop_keys(db, now))
        return Known(current, keys, ends, live, frozenset(store.revoked(db)), store.floors(db))

    def _read(self, known: Known, header: bytes) -> tuple[Principal, Claims, str]:
        try:
            token = header.decode("ascii")
        except UnicodeDecodeError as problem:
            raise ContractFault("wrong_token", "form") from problem
        kid = form.key_named(token)
        key = known.keys.get(kid)
        if key is None:
            raise ContractFault("wrong_token", "kid")
        claims = form.read(token, key, self._issuer)
        if claims.jti in known.revoked or claims.iat < known.floors.get(claims.sub, 0):
            raise ContractFault("wrong_token", "revoked")
        if claims.typ == SHOP and claims.jti not in known.shop_keys:
            raise ContractFault("wrong_token", "revoked")
        return _principal(claims), claims, kid


def _principal(claims: Claims) -> Principal:
    kind, _, name = (claims.act or claims.sub).partition(":")
    if not name or (not claims.act and kind != claims.typ):
        raise ContractFault("wrong_token", "claims")
    return Principal(kind, name, "", frozenset(claims.scopes), claims.sub if claims.act else "")


def _current(db: Connection) -> str | None:
    """The key that signs: the one without an end."""
    names = [row["kid"] for row in store.keys(db) if row["ends_at"] is None]
    return names[-1] if names else None


def _ended(db: Connection, now: int) -> list[str]:
    """Keys by which nothing is good any more."""
    return [row["kid"] for row in store.keys(db) if row["ends_at"] is not None and row["ends_at"] <= now]


def _longest_ms() -> int:
    return (max(LIVES.values()) + form.LEEWAY_SECONDS) * 1000


def _named(who: Principal) -> str:
    return f"{who.kind}:{who.id}"
