"""The form of our tokens: JSON Web Tokens of one algorithm, every claim of which is demanded and typed.

Only we issue them and only we read them, so whatever we would not have written ourselves is refused: RFC 8725, and
rows 19, 20 and 23 of the security checklist. The moments are the caller's: nothing here asks a clock.
"""

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from typing import Annotated, Any, Literal

import jwt
import msgspec

from common.errors import ContractFault

ALGORITHM = "HS256"
TYPE = "JWT"
AUDIENCE = "oplata:v2"
LEEWAY_SECONDS = 30
"""How far the clock of whoever issued a token may be off."""
LONGEST = 2048
MOST_SCOPES = 16
DAY = 24 * 3600
Kind = Literal["shop", "intent", "account", "impersonation", "wallet", "provider"]
LIVES: dict[str, int] = {
    "shop": 366 * DAY, "intent": 3 * DAY, "account": 30 * DAY, "impersonation": 3600, "wallet": DAY, "provider": DAY,
}  # fmt: skip
"""Seconds that a token of each kind lives at the most."""
Moment = Annotated[int, msgspec.Meta(ge=0, le=1 << 40)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=128)]


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The header: nothing but these three, so that no key comes along with a token and no rule is changed by it."""

    alg: Literal["HS256"]
    typ: Literal["JWT"]
    kid: Annotated[str, msgspec.Meta(pattern="^[0-9A-Za-z]{1,16}$")]


class Claims(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a token says. Moments in seconds UTC; `sub` is kind:id, `act` who acts in its name."""

    iss: Name
    aud: Literal["oplata:v2"]
    sub: Name
    typ: Kind
    iat: Moment
    nbf: Moment
    exp: Moment
    jti: Name
    scopes: Annotated[list[Name], msgspec.Meta(max_length=MOST_SCOPES)]
    act: Annotated[str, msgspec.Meta(max_length=128)] = ""


_HEAD = msgspec.json.Decoder(Head)
_CLAIMS = msgspec.json.Decoder(Claims)


def sign(claims: Claims, kid: str, key: bytes) -> str:
    """A token."""
    return jwt.encode(msgspec.to_builtins(claims), key, algorithm=ALGORITHM, headers={"kid": kid, "typ": TYPE})


def key_named(token: str) -> str:
    """Which key is said to have signed it; ContractFault `wrong_token` where the header is not one of ours."""
    if len(token) > LONGEST or token.count(".") != 2:
        raise _wrong("form")
    head, claims, signature = token.split(".")
    known = _read(_HEAD, head, "header")
    assert isinstance(known, Head)
    _bytes(claims)
    _bytes(signature)
    return known.kid


def read(token: str, key: bytes, issuer: str) -> Claims:
    """What it says, if this key signed it; ContractFault `wrong_token`. Whether it is in time is `demand_time`'s."""
    try:
        jwt.decode(token, key, algorithms=[ALGORITHM], audience=AUDIENCE, issuer=issuer, options=_OPTIONS)
    except (jwt.PyJWTError, ValueError, TypeError, RecursionError) as problem:
        raise _wrong("signature") from problem
    claims = _read(_CLAIMS, token.split(".")[1], "claims")
    assert isinstance(claims, Claims)
    if claims.iss != issuer or not claims.nbf < claims.exp <= claims.iat + LIVES[claims.typ]:
        raise _wrong("claims")
    if bool(claims.act) != (claims.typ == "impersonation"):
        raise _wrong("claims")
    return claims


def demand_time(claims: Claims, now_ms: int) -> None:
    """Refuse a token that is not good yet, or not any more: by at most half a minute of difference between clocks."""
    leeway_ms = LEEWAY_SECONDS * 1000
    if now_ms >= claims.exp * 1000 + leeway_ms:
        raise _wrong("exp")
    if now_ms < max(claims.nbf, claims.iat) * 1000 - leeway_ms:
        raise _wrong("nbf")


_OPTIONS: Any = {
    "require": ["exp", "nbf", "iat", "iss", "aud", "sub", "jti", "typ"],
    "verify_signature": True,
    "verify_exp": False,
    "verify_nbf": False,
    "verify_iat": False,
    "enforce_minimum_key_length": True,
}
"""Times are compared by our own clock; PyJWT would ask the system's. (It takes a token without `exp` unless told.)"""


def _read(decoder: msgspec.json.Decoder[Any], part: str, said: str) -> Any:
    content = _bytes(part)
    try:
        json.loads(content, object_pairs_hook=_different)
        return decoder.decode(content)
    except (msgspec.MsgspecError, ValueError, RecursionError) as problem:
        raise _wrong(said) from problem


def _different(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    """Of a name that stands twice, two readers take different values."""
    values = dict(pairs)
    if len(values) != len(pairs):
        raise ValueError("a name stands twice")
    return values


def _bytes(part: str) -> bytes:
    """Base64 as it is written by everybody: without padding, and the last letter has no spare bits."""
    try:
        content = urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except (binascii.Error, ValueError) as problem:
        raise _wrong("form") from problem
    if not part or urlsafe_b64encode(content).rstrip(b"=").decode() != part:
        raise _wrong("form")
    return content


def _wrong(what: str) -> ContractFault:
    return ContractFault("wrong_token", what)
