"""Contracts of providers that take payments by QR and barcode: open, end, restore, a new password."""

from collections.abc import Callable

from common.clock import Clock, moment
from common.credentials import Gatekeeper
from common.database import Connection, Row
from common.errors import Rejected
from common.money import RUB
from common.principal import Principal
from common.protocol import card as cards
from common.protocol.card import Card, CardKind
from common.protocol.endpoint import Nothing
from processing_app.core import ledger
from processing_app.service.agent_contracts import TITLE
from processing_app.service.asks import wallets as asks
from processing_app.service.tokens import Tokens
from processing_app.service.wallets import naming
from processing_app.store import balances, contracts
from processing_app.store import wallets as rows

PROVIDER = "provider"
"""The kind of a provider among those who may enter; its id is that of the directory."""


class Acceptances:
    """The operator's desk for them. `url` and `uid` stand in the cards that it issues."""

    def __init__(self, clock: Clock, gatekeeper: Gatekeeper, tokens: Tokens, *, url: str, uid: str) -> None:
        """Everything is given."""
        self._clock = clock
        self._gatekeeper = gatekeeper
        self._tokens = tokens
        self._url = url
        self._uid = uid
        self.reissued: Callable[[Connection, str], object] = lambda db, name: None
        """Told, in its unit of work, whose login and tokens were ended, as provider:<id>."""

    def open_acceptance(self, db: Connection, who: Principal, ask: asks.AcceptanceId) -> Card:
        """A provider of the directory takes such payments from now on: a card that is shown once.

        Rejected: unknown_contract (the centre itself is none either), already_exists.
        """
        provider = contracts.provider(db, ask.provider_id)
        if provider is None or ask.provider_id <= 0:
            raise Rejected("unknown_contract", str(ask.provider_id))
        if rows.acceptance(db, ask.provider_id) is not None:
            raise Rejected("already_exists", provider["name"])
        login = f"acceptance-{ask.provider_id}"
        rows.open_acceptance(db, ask.provider_id, login, self._clock.now_ms())
        return self._card(db, ask.provider_id, login)

    def end_acceptance(self, db: Connection, who: Principal, ask: asks.AcceptanceId) -> asks.AcceptanceRow:
        """It takes no more of them; it sees those that it took, and what was taken goes on."""
        return self._turned(db, ask.provider_id, active=False)

    def restore_acceptance(self, db: Connection, who: Principal, ask: asks.AcceptanceId) -> asks.AcceptanceRow:
        """It takes them again."""
        return self._turned(db, ask.provider_id, active=True)

    def reissue_acceptance_password(self, db: Connection, who: Principal, ask: asks.AcceptanceId) -> Card:
        """A new password; the old one, every token and where notices go end at once."""
        row, name = known_acceptance(db, ask.provider_id), str(ask.provider_id)
        self._gatekeeper.revoke(db, PROVIDER, name)
        self._tokens.end_all(db, PROVIDER, name, who)
        self.reissued(db, f"{PROVIDER}:{name}")
        return self._card(db, ask.provider_id, row["login"])

    def acceptances(self, db: Connection, who: Principal, ask: Nothing) -> asks.AcceptanceRows:
        """All of them."""
        return asks.AcceptanceRows(acceptances=[_shown(db, row) for row in rows.acceptances(db)])

    def _turned(self, db: Connection, provider_id: int, *, active: bool) -> asks.AcceptanceRow:
        known_acceptance(db, provider_id)
        rows.turn_acceptance(db, provider_id, active=active)
        return _shown(db, known_acceptance(db, provider_id))

    def _card(self, db: Connection, provider_id: int, login: str) -> Card:
        return Card(
            kind=CardKind.ACCEPTANCE, version=cards.VERSION, issuer=self._uid, name=TITLE, url=self._url,
            dialect="json", login=login, number=str(provider_id),
            password=self._gatekeeper.issue(db, PROVIDER, str(provider_id), login),
        )  # fmt: skip


def known_acceptance(db: Connection, provider_id: int) -> Row:
    """A provider's acceptance; Rejected `unknown_contract`."""
    row = rows.acceptance(db, provider_id)
    if row is None:
        raise Rejected("unknown_contract", str(provider_id))
    return row


def _shown(db: Connection, row: Row) -> asks.AcceptanceRow:
    provider_id = row["provider_id"]
    return asks.AcceptanceRow(
        provider_id=provider_id, name=naming.provider_name(db, provider_id), login=row["login"],
        active=bool(row["active"]), balance=balances.snapshot(db, ledger.settlement(provider_id)), currency=RUB,
        made=moment(row["made"]),
    )  # fmt: skip
