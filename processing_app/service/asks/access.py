"""What the operator asks about keys of shops and tokens; each is told once, in its answer. Times in UTC."""

from datetime import datetime
from typing import Annotated

import msgspec

from common.protocol.endpoint import Message

Id = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
Text = Annotated[str, msgspec.Meta(max_length=200)]
Days = Annotated[int, msgspec.Meta(ge=1, le=365)]


class IssueShopKey(Message, frozen=True):
    """One more key for a shop's servers; those before it stay good. `name` is for people: where it is used."""

    shop_id: Id
    name: Text = ""
    days: Days = 365


class ShopKeyIssued(Message, frozen=True):
    """A key, told once: it goes into the header `Authorization: Bearer`."""

    key_id: str
    shop_id: str
    key: str
    until: datetime


class AskShopKeys(Message, frozen=True):
    """The keys of a shop, or of all."""

    shop_id: Annotated[str, msgspec.Meta(max_length=64)] = ""


class ShopKeyRow(Message, frozen=True):
    """A key as it is listed, without what is secret of it; `revoked` is when it was."""

    key_id: str
    shop_id: str
    name: str
    issued: datetime
    until: datetime
    revoked: datetime | None
    who: str


class ShopKeys(Message, frozen=True):
    """Keys, the oldest first."""

    keys: list[ShopKeyRow]


class RevokeShopKey(Message, frozen=True):
    """A key is good for nothing any more, within a second."""

    key_id: Id


class RevokeTokensOf(Message, frozen=True):
    """End one token by its id, or every token that a shop, an intent or an account has by now. One of the four."""

    token_id: Annotated[str, msgspec.Meta(max_length=64)] = ""
    intent_id: Annotated[str, msgspec.Meta(max_length=64)] = ""
    shop_id: Annotated[str, msgspec.Meta(max_length=64)] = ""
    account_id: Annotated[str, msgspec.Meta(max_length=64)] = ""


class TokensRevoked(Message, frozen=True):
    """Whose tokens ended, and when."""

    subject: str
    at: datetime


class RotateTokenKey(Message, frozen=True):
    """Sign by a new key. What the one before has signed stays good until it ends by itself; `at_once`: until now."""

    at_once: bool = False


class TokenKeyRotated(Message, frozen=True):
    """The new key's name, and until when the one before counts."""

    key: str
    former_until: datetime


class Impersonate(Message, frozen=True):
    """A short token by which the operator acts for a shop; every event that comes of it names both."""

    shop_id: Id
    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    minutes: Annotated[int, msgspec.Meta(ge=1, le=60)] = 15


class IssueAccountToken(Message, frozen=True):
    """A token that shows the balance of one POS's account and does nothing else."""

    account_id: Id
    days: Annotated[int, msgspec.Meta(ge=1, le=30)] = 30


class TokenIssued(Message, frozen=True):
    """A token, told once."""

    token_id: str
    token: str
    until: datetime


class AskImpersonations(Message, frozen=True):
    """The latest."""

    limit: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 100


class ImpersonationRow(Message, frozen=True):
    """Who got a token to act for whom, why and until when."""

    token_id: str
    who: str
    on_behalf_of: str
    reason: str
    at: datetime
    until: datetime


class Impersonations(Message, frozen=True):
    """The newest first."""

    impersonations: list[ImpersonationRow]
