"""The vault: turns cards into tokens for payers, and tokens back into cards for banks' adapters only."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from common import ids
from common.clock import Clock, moment
from common.database import Connection, Database, Row
from common.errors import Broken, ContractFault, Rejected
from common.principal import Principal
from common.protocol.shop import parts
from common.protocol.shop.tokens import Tokenise, Tokenised
from common.role import Place
from common.wiping import wipe
from processing_app.bank.contract import Card
from processing_app.core.intent_events import CardShown
from processing_app.vault import cards, limits, store, tokens
from processing_app.vault.contract import Admitted
from processing_app.vault.keyring import Keyring, Sealed
from processing_app.vault.limits import Limits
from processing_app.vault.sessions import SECONDS, Sessions

NAME = "vault.db"
PAYER = "intent"
SCOPE = "payment_methods:write"
LONGEST_FINGERPRINT = 200


class Secret(msgspec.Struct, frozen=True):
    """What is sealed of a card. An erased one has only the keys of its tokens left, to be shown to its shop."""

    token: str
    session: str
    fingerprint: str
    address: str
    number: str = ""
    month: int = 0
    year: int = 0
    holder: str = ""

    def __repr__(self) -> str:
        return "Secret(…)"


class _Fresh(NamedTuple):
    """A card that was just typed."""

    card: Card
    system: str
    secret: Secret

    def __repr__(self) -> str:
        return f"_Fresh({self.card!r})"


class Vault:
    """One vault."""

    def __init__(self, place: Place) -> None:
        """Open the database and the keys; Broken `vault_key_lost` when it is another home's database."""
        self.clock: Clock = place.clock
        made_before = place.secrets.has_key("vault-1")
        self.database = Database(
            place.folder / NAME, store.TABLES, version=store.VERSION, watch=place.watch, made_before=made_before,
            erases=True,
        )  # fmt: skip
        try:
            self.keyring = Keyring(self.database, place.secrets, place.clock)
        except BaseException:
            self.database.close()
            raise
        self.sessions = Sessions(place.clock)
        self.limits = Limits(place.clock, self.database.read(store.limits))
        self._log = place.log
        self._signer = tokens.Signer(place.secrets.own_key())

    def tokenise(self, who: Principal, ask: Tokenise) -> Tokenised:
        """A card's token and its session, for the payer's intent alone. Opens a unit of work itself.

        Rejected `invalid_card`, `limit_exceeded`; ContractFault `client_token_required` for a shop's own key.
        """
        kind, intent_id = who.acts_as
        if kind != PAYER:
            raise ContractFault("client_token_required")
        if SCOPE not in who.scopes:
            raise ContractFault("forbidden")
        client = parts.ClientInfo(fingerprint=ask.client_info.fingerprint[:LONGEST_FINGERPRINT], ip=who.address)
        self.limits.count(limits.ADDRESS, who.address)
        fresh = self._fresh(intent_id, ask, client)
        resource, session = tokens.digest(fresh.secret.token), tokens.digest(fresh.secret.session)
        self.sessions.begin(session, resource, fresh.card.cvv)
        try:
            refusal = self.database.write(lambda db: self._keep(db, intent_id, resource, fresh), "tokenise")
            if refusal is not None:
                raise refusal
        except BaseException:
            self.sessions.end(session)
            raise
        finally:
            wipe(ask.payment_tool.cvv)
        return self._told(intent_id, fresh, client)

    def admitted(self, token: str, session: str, intent_id: str) -> Admitted:
        """Whose card it is, if both were made here for this intent. No I/O.

        Rejected `invalid_payment_tool_token`, `invalid_payment_session`, `limit_exceeded`.
        """
        tool = self._signer.tool_of(token, intent_id)
        resource = tokens.digest(tool.key)
        self.limits.count(limits.TOKEN, resource)
        told = self._signer.session_of(session, intent_id)
        shown = CardShown(tool.first6, tool.last4, tool.system)
        session = tokens.digest(told.key)
        return Admitted(resource, session, shown, parts.ClientInfo(fingerprint=told.fingerprint, ip=told.address))

    def demand_unused(self, resource: str, session: str) -> None:
        """A payment may begin with it: Rejected `invalid_payment_session` when it has ended or one did already."""
        self.sessions.demand_unused(session, resource)

    def card(self, resource: str, session: str) -> Card:
        """The card for an adapter, again and again until its session ends; Rejected `invalid_payment_session`.

        Broken `card_unreadable`.
        """
        (found,) = self._found([(resource, session)])
        if found is None:
            raise Rejected("invalid_payment_session")
        if isinstance(found, Broken):
            raise found
        return found

    def cards(self, asked: Sequence[tuple[str, str]]) -> list[Card | None]:
        """The cards of several resources with their sessions, in one unit of work; None where a session has ended.

        One that cannot be read calls a person, and harms none of the others.
        """
        found = self._found(asked) if asked else []
        for one in found:
            if isinstance(one, Broken):
                self._log.alarm(f"vault:{one.detail}", one.code, one.detail)
        return [None if isinstance(one, Broken) else one for one in found]

    def forget(self, session: str) -> None:
        """The session has done its work: its security code is gone when this returns."""
        self.sessions.end(session)

    def shown(self, resource: str, session: str) -> tuple[str, str]:
        """The tokens as their shop saw them; empty when they are not known any more."""
        row = self.database.read(lambda db: store.card(db, resource))
        if row is None:
            return "", ""
        secret = opened(self.keyring, row)
        intent_id = row["intent_id"]
        tool = tokens.Tool(secret.token, intent_id, row["first6"], row["last4"], row["system"])
        told = tokens.Session(secret.session, intent_id, secret.fingerprint, secret.address)
        known = tokens.digest(secret.session) == session
        return self._signer.tool(tool), self._signer.session(told) if known else ""

    def close(self) -> None:
        """All sessions end; nothing deleted is left in the log beside the database."""
        self.sessions.end_all()
        self.database.empty_log()
        self.database.close()

    def _found(self, asked: Sequence[tuple[str, str]]) -> list[Card | Broken | None]:
        codes = [self._code(resource, session) for resource, session in asked]
        found = self.database.read(lambda db: [store.card(db, resource) for resource, _ in asked])
        known = [None if row is None or row["fingerprint"] is None else row for row in found]
        now = self.clock.now_ms()
        first = [
            row["resource"]
            for row, code in zip(known, codes, strict=True)
            if row is not None and code is not None and row["used"] is None
        ]
        if first:
            self.database.write(lambda db: store.use_all(db, first, now), "use_card")
        return [
            None if row is None or code is None else self._card(row, code)
            for row, code in zip(known, codes, strict=True)
        ]

    def _code(self, resource: str, session: str) -> str | None:
        try:
            return self.sessions.code(session, resource)
        except Rejected:
            return None

    def _card(self, row: Row, code: str) -> Card | Broken:
        try:
            secret = opened(self.keyring, row)
        except Broken as unreadable:
            return unreadable
        return Card(secret.number, secret.month, secret.year, code, secret.holder)

    def _fresh(self, intent_id: str, ask: Tokenise, client: parts.ClientInfo) -> _Fresh:
        try:
            card = cards.checked(ask.payment_tool, self.clock.now_ms())
        except Rejected as invalid:
            refusal = self.database.write(lambda db: self._count(db, limits.INTENT, intent_id.encode()), "refuse_card")
            raise refusal or invalid from None
        secret = Secret(
            ids.password(), ids.password(), client.fingerprint, client.ip,
            card.number, card.month, card.year, card.holder,
        )  # fmt: skip
        return _Fresh(card, cards.system_of(card.number), secret)

    def _keep(self, db: Connection, intent_id: str, resource: str, fresh: _Fresh) -> Rejected | None:
        """Count the attempt, refused or not, and store the card unless it is. What is raised here is not counted."""
        fingerprints = self.keyring.fingerprints(fresh.card.number)
        refusal = self._count(db, limits.INTENT, intent_id.encode())
        refusal = refusal or self._count(db, limits.CARD, *fingerprints)
        if refusal is not None:
            return refusal
        sealed = self.keyring.seal(msgspec.json.encode(fresh.secret), resource)
        number = fresh.card.number
        store.add(
            db, resource=resource, intent_id=intent_id, first6=number[:6], last4=number[-4:], system=fresh.system,
            key_id=sealed.key_id, nonce=sealed.nonce, sealed=sealed.data, fingerprint=fingerprints[0],
            made=self.clock.now_ms(),
        )  # fmt: skip
        return None

    def _count(self, db: Connection, kind: str, *whose: bytes) -> Rejected | None:
        if self.limits.full(db, kind, list(whose)):
            return limits.exceeded(kind)
        self.limits.keep(db, kind, whose[0])
        return None

    def _told(self, intent_id: str, fresh: _Fresh, client: parts.ClientInfo) -> Tokenised:
        secret, number = fresh.secret, fresh.card.number
        first6, last4 = number[:6], number[-4:]
        tool = tokens.Tool(secret.token, intent_id, first6, last4, fresh.system)
        session = tokens.Session(secret.session, intent_id, client.fingerprint, client.ip)
        mask = first6 + "*" * (len(number) - 10) + last4
        return Tokenised(
            payment_tool_token=self._signer.tool(tool),
            payment_session=self._signer.session(session),
            payment_tool_details=parts.BankCard(
                card_number_mask=mask, first6=first6, last4=last4, payment_system=fresh.system
            ),
            client_info=client,
            valid_until=moment(self.clock.now_ms() + SECONDS * 1000),
        )


def opened(keyring: Keyring, row: Row) -> Secret:
    """The sealed part of a stored card; Broken `card_unreadable`."""
    secret = keyring.unseal(Sealed(row["key_id"], row["nonce"], row["sealed"]), row["resource"])
    try:
        return msgspec.json.decode(secret, type=Secret)
    except msgspec.MsgspecError:
        raise Broken("card_unreadable", row["resource"]) from None
