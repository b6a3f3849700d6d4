"""Keys of shops, tokens and who acts for whom, as people issue and revoke them; everything is told once."""

from datetime import UTC, datetime

from common.clock import Clock
from common.database import Connection, Row
from common.errors import Broken, ContractFault, Rejected
from common.principal import Principal
from common.protocol.shop.intents import AccessToken
from common.protocol.shop.payments import Accepted
from common.protocol.shop.tokens import AskAccessToken, RevokeTokens
from processing_app.core.domain import PosObject, Shop
from processing_app.service.asks import access as asks
from processing_app.service.domain import objects
from processing_app.service.intents.seeing import seen
from processing_app.service.tokens import ACCOUNT, INTENT, SHOP, Issued, Tokens
from processing_app.store import tokens as store
from processing_app.tokens import DAY


class Access:
    """What a person, or a shop about its own intents, does with tokens."""

    def __init__(self, clock: Clock, tokens: Tokens) -> None:
        """Everything is signed and remembered by `tokens`."""
        self._clock = clock
        self._tokens = tokens

    def issue_shop_key(self, db: Connection, who: Principal, ask: asks.IssueShopKey) -> asks.ShopKeyIssued:
        """Rejected `unknown_shop`."""
        _demand_shop(db, ask.shop_id)
        issued = self._tokens.issue("shop", f"{SHOP}:{ask.shop_id}", ask.days * DAY, [])
        claims = issued.claims
        store.add_shop_key(
            db, key_id=claims.jti, shop_id=ask.shop_id, name=ask.name, kid=issued.kid, issued_at=self._clock.now_ms(),
            ends_at=claims.exp * 1000, principal=_named(who),
        )  # fmt: skip
        self._tokens.shop_keys_changed(db)
        return asks.ShopKeyIssued(key_id=claims.jti, shop_id=ask.shop_id, key=issued.token, until=issued.until)

    def shop_keys(self, db: Connection, who: Principal, ask: asks.AskShopKeys) -> asks.ShopKeys:
        """All that were issued, those that have ended, too."""
        return asks.ShopKeys(keys=[_shown(row) for row in store.shop_keys(db) if ask.shop_id in ("", row["shop_id"])])

    def revoke_shop_key(self, db: Connection, who: Principal, ask: asks.RevokeShopKey) -> asks.ShopKeyRow:
        """Rejected `unknown_token`; one that was revoked before stays as it is."""
        row = store.shop_key(db, ask.key_id)
        if row is None:
            raise Rejected("unknown_token", ask.key_id)
        if row["revoked_at"] is None:
            self._tokens.revoke(db, who, ask.key_id)
        row = store.shop_key(db, ask.key_id)
        assert row is not None
        return _shown(row)

    def revoke_tokens(self, db: Connection, who: Principal, ask: asks.RevokeTokensOf) -> asks.TokensRevoked:
        """Broken `wrong_json` unless exactly one is named."""
        named = {"token": ask.token_id, INTENT: ask.intent_id, SHOP: ask.shop_id, ACCOUNT: ask.account_id}
        given = [(kind, name) for kind, name in named.items() if name]
        if len(given) != 1:
            raise Broken("wrong_json", "token_id, intent_id, shop_id, account_id")
        kind, name = given[0]
        if kind == "token":
            self._tokens.revoke(db, who, name)
        else:
            self._tokens.revoke_all(db, who, f"{kind}:{name}")
        return asks.TokensRevoked(subject=f"{kind}:{name}", at=_moment(self._clock.now_ms()))

    def rotate_token_key(self, db: Connection, who: Principal, ask: asks.RotateTokenKey) -> asks.TokenKeyRotated:
        """Nobody's token stops working, unless `at_once` is said."""
        kid, until = self._tokens.rotate(db, at_once=ask.at_once)
        return asks.TokenKeyRotated(key=kid, former_until=_moment(until))

    def impersonate(self, db: Connection, who: Principal, ask: asks.Impersonate) -> asks.TokenIssued:
        """Rejected `unknown_shop`; ContractFault `forbidden` for whoever acts for somebody already."""
        if who.on_behalf_of:
            raise ContractFault("forbidden")
        _demand_shop(db, ask.shop_id)
        subject = f"{SHOP}:{ask.shop_id}"
        issued = self._tokens.issue("impersonation", subject, ask.minutes * 60, [], act=_named(who))
        claims = issued.claims
        store.add_impersonation(
            db, token_id=claims.jti, principal=_named(who), on_behalf_of=subject, reason=ask.reason,
            at=claims.iat * 1000, ends_at=claims.exp * 1000,
        )  # fmt: skip
        return _told(issued)

    def impersonations(self, db: Connection, who: Principal, ask: asks.AskImpersonations) -> asks.Impersonations:
        """Who acted for whom, and why."""
        rows = [
            asks.ImpersonationRow(
                token_id=row["token_id"], who=row["principal"], on_behalf_of=row["on_behalf_of"], reason=row["reason"],
                at=_moment(row["at"]), until=_moment(row["ends_at"]),
            )
            for row in store.impersonations(db, ask.limit)
        ]  # fmt: skip
        return asks.Impersonations(impersonations=rows)

    def issue_account_token(self, db: Connection, who: Principal, ask: asks.IssueAccountToken) -> asks.TokenIssued:
        """Rejected `unknown_shop` for a POS that is not there."""
        if not any(isinstance(one, PosObject) and one.id == ask.account_id for one in objects(db)):
            raise Rejected("unknown_shop", ask.account_id)
        return _told(self._tokens.for_account(ask.account_id, ask.days * DAY))

    def issue_for_intent(self, db: Connection, who: Principal, ask: AskAccessToken) -> AccessToken:
        """A new token for the payer of a shop's own intent; ContractFault `not_found`."""
        seen(db, who, ask.payment_intent_id)
        return AccessToken(payload=self._tokens.for_intent(ask.payment_intent_id))

    def revoke_of_intent(self, db: Connection, who: Principal, ask: RevokeTokens) -> Accepted:
        """All tokens of a shop's own intent end; ContractFault `not_found`. A unit of work."""
        seen(db, who, ask.payment_intent_id)
        self._tokens.revoke_all(db, who, f"{INTENT}:{ask.payment_intent_id}")
        return Accepted()


def _demand_shop(db: Connection, shop_id: str) -> None:
    if not any(isinstance(one, Shop) and one.id == shop_id for one in objects(db)):
        raise Rejected("unknown_shop", shop_id)


def _told(issued: Issued) -> asks.TokenIssued:
    return asks.TokenIssued(token_id=issued.claims.jti, token=issued.token, until=issued.until)


def _shown(row: Row) -> asks.ShopKeyRow:
    return asks.ShopKeyRow(
        key_id=row["key_id"], shop_id=row["shop_id"], name=row["name"], issued=_moment(row["issued_at"]),
        until=_moment(row["ends_at"]), revoked=None if row["revoked_at"] is None else _moment(row["revoked_at"]),
        who=row["principal"],
    )  # fmt: skip


def _moment(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)


def _named(who: Principal) -> str:
    return f"{who.kind}:{who.id}"
