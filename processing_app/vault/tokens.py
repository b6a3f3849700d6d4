"""The two tokens of a card as shops and payers carry them: JSON in base64, as in seed 003, with our own MAC inside.

A token names the intent it was made for. Its key is random; books and events know only the key's digest.
"""

import binascii
import hmac
from base64 import b64decode, b64encode, urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from hashlib import blake2b
from typing import NamedTuple, TypeVar

import msgspec

from common.errors import Rejected

LONGEST = 2048
PURPOSE = b"oplata vault tokens"
T = TypeVar("T")


class _Tool(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    bin: str
    intent: str
    is_cvv_empty: str
    masked_pan: str
    payment_system: str
    token: str
    mac: str = ""


class _Client(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    fingerprint: str
    ip: str


class _Session(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    client_info: _Client
    intent: str
    payment_session: str
    mac: str = ""


class Tool(NamedTuple):
    """What a card's token says."""

    key: str
    intent_id: str
    first6: str
    last4: str
    system: str

    def __repr__(self) -> str:
        return f"Tool({self.intent_id}, {self.first6}…{self.last4})"


class Session(NamedTuple):
    """What a session's token says; `fingerprint` and `address` are of the payer's browser."""

    key: str
    intent_id: str
    fingerprint: str
    address: str

    def __repr__(self) -> str:
        return f"Session({self.intent_id})"


class Signer:
    """Makes tokens, and tells its own from others'; needs nothing but a key."""

    def __init__(self, own_key: bytes) -> None:
        """`own_key` is the role's."""
        self._key = hmac.digest(own_key, PURPOSE, "sha256")

    def tool(self, tool: Tool) -> str:
        """The `paymentToolToken`."""
        said = _Tool(tool.first6, tool.intent_id, "false", tool.last4, tool.system, tool.key)
        return b64encode(self._signed(said)).decode()

    def session(self, session: Session) -> str:
        """The `paymentSession`."""
        said = _Session(_Client(session.fingerprint, session.address), session.intent_id, session.key)
        return urlsafe_b64encode(self._signed(said)).decode().rstrip("=")

    def tool_of(self, token: str, intent_id: str) -> Tool:
        """What a token says; Rejected `invalid_payment_tool_token` unless it was made here for this intent."""
        said = _read(token, _Tool, b64decode)
        if said is not None:
            tool = Tool(said.token, said.intent, said.bin, said.masked_pan, said.payment_system)
            if said.intent == intent_id and _same(self.tool(tool), token):
                return tool
        raise Rejected("invalid_payment_tool_token")

    def session_of(self, token: str, intent_id: str) -> Session:
        """The same of a session; Rejected `invalid_payment_session`."""
        said = _read(token + "=" * (-len(token) % 4), _Session, urlsafe_b64decode)
        if said is not None:
            client = said.client_info
            session = Session(said.payment_session, said.intent, client.fingerprint, client.ip)
            if said.intent == intent_id and _same(self.session(session), token):
                return session
        raise Rejected("invalid_payment_session")

    def _signed(self, said: _Tool | _Session) -> bytes:
        bare = type(said).__name__.encode() + msgspec.json.encode(said)
        mac = hmac.digest(self._key, bare, "sha256").hex()
        return msgspec.json.encode(msgspec.structs.replace(said, mac=mac))


def digest(key: str) -> str:
    """By which books know a token or a session: whoever reads them cannot pay with it."""
    return blake2b(key.encode(), digest_size=16, person=b"oplata vault").hexdigest()


def _same(ours: str, given: str) -> bool:
    return hmac.compare_digest(ours.encode(), given.encode())


def _read(token: str, kind: type[T], unpack: Callable[[str], bytes]) -> T | None:
    if len(token) > LONGEST:
        return None
    try:
        return msgspec.json.decode(unpack(token), type=kind)
    except (binascii.Error, ValueError, msgspec.MsgspecError, UnicodeError):
        return None
