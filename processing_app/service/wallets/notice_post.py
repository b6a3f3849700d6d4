"""One attempt to tell a receiver of notices: with the login it gave, signed anew, to the address it gave."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

import msgspec

from common.clock import Clock
from common.database import Row
from common.errors import OplataError
from common.http_client import Peer
from common.http_client.peer import Caller
from common.logs import Log
from common.protocol.consumer import NOTIFY, Noted, Notify
from common.secrets import Secrets
from processing_app.service.webhooks.keys import Keys

SECONDS = 5.0


class Closed(Caller, Protocol):
    """A peer that is let go after its call."""

    def close(self) -> None:
        """No more is sent."""


Connect = Callable[[str, str, str, str, Sequence[str]], Closed]
"""(url, login, password, whom, secrets) → a peer that signs by them."""


class Letter(NamedTuple):
    """What leaves, and where to."""

    receiver: str
    url: str
    login: str
    password: str
    secrets: list[str]
    news: Notify


class NoticePost:
    """Keeps what receivers gave, and tells them. Threads may share one."""

    def __init__(self, secrets: Secrets, keys: Keys, clock: Clock, connect: Connect) -> None:
        """`keys` make the secrets that follow from this role's own key."""
        self._secrets = secrets
        self._keys = keys
        self._clock = clock
        self._connect = connect

    def secret(self, receiver: str, generation: int) -> str:
        """What signs a receiver's notices."""
        return self._keys.secret(_signs(receiver), generation)

    def keep(self, receiver: str, generation: int, login: str, password: str) -> None:
        """The login of a generation, in the secrets. Unavailable when the disk refuses it."""
        self._secrets.keep(_name(receiver, generation), login, password)

    def kept(self, receiver: str, generation: int) -> tuple[str, str] | None:
        """The login of a generation."""
        return self._secrets.login_of(_name(receiver, generation))

    def forget(self, receiver: str, generation: int) -> None:
        """A login that is needed no more."""
        self._secrets.forget(_name(receiver, generation))

    def letter(self, row: Row, body: bytes) -> Letter:
        """To a receiver as it is in a snapshot; signed by the secret before this one, too, while that counts."""
        name, generation = row["receiver"], row["generation"]
        login, password = self.kept(name, generation) or ("", "")
        secrets = self._keys.valid_of(_signs(name), generation, row["rotated"], self._clock.now_ms())
        return Letter(name, row["url"], login, password, secrets, msgspec.json.decode(body, type=Notify))

    def send(self, letter: Letter) -> Noted:
        """Tell it; raises one of the four errors."""
        peer = self._connect(letter.url, letter.login, letter.password, letter.receiver, letter.secrets)
        try:
            return peer.call(NOTIFY, letter.news, seconds=SECONDS)
        finally:
            peer.close()


def over_http(log: Log, clock: Clock, uid: str) -> Connect:
    """Real peers."""

    def connect(url: str, login: str, password: str, them: str, secrets: Sequence[str]) -> Peer:
        return Peer(url, login, password, log, clock, us=f"processing:{uid}", them=them, signs=secrets)

    return connect


def heard(error: OplataError) -> str:
    """A refusal as a row keeps it: «code: detail»."""
    return f"{error.code}: {error.detail}"[:200] if error.detail else error.code


def _signs(receiver: str) -> str:
    return f"notices\0{receiver}"


def _name(receiver: str, generation: int) -> str:
    return f"notices-{receiver.replace(':', '-')}-{generation}"
