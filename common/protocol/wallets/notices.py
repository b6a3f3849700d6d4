"""Where the holder of a wallet, or a provider, is told of its payments: POST /v1/notify there, signed."""

from datetime import datetime
from typing import Annotated

import msgspec

from common.protocol.endpoint import Message


class SetNotices(Message, frozen=True):
    """The asker's own address, with a login that it made for the centre there; an empty `url` ends it."""

    url: str
    login: str = ""
    password: str = ""


class NoticesSet(Message, frozen=True):
    """`secret` signs every notice (Oplata-Signature); `sequence` is the number of the last one made."""

    secret: str
    sequence: int


class AskToken(Message, frozen=True):
    """A Bearer token in the place of the login, for so many minutes."""

    minutes: Annotated[int, msgspec.Meta(ge=1, le=24 * 60)] = 60


class TokenIssued(Message, frozen=True):
    """Told once."""

    token: str
    until: datetime


class RevokeTokens(Message, frozen=True):
    """End every token of the asker now."""


class TokensRevoked(Message, frozen=True):
    """None of those issued before lets anybody in any more."""

    at: datetime
