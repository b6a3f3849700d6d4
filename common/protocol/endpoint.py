"""A door described once: the server serves it, the client calls it, the documents are made from it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Generic, Literal, TypeVar

import msgspec

from common.words import Words

MAX_BODY = 64 * 1024
LONGEST_PART = 64
"""Characters of a part of a path: ids are shorter, and a token is longer, so that no line shows one."""
QUERIES = ("GET", "DELETE")
"""Methods whose questions have no body."""
Kind = Literal["peer", "page", "browser", "callback"]
Login = Literal["basic", "bearer", "either"]
Ask = TypeVar("Ask", bound=msgspec.Struct)
Answer = TypeVar("Answer")


Moment = Annotated[datetime, msgspec.Meta(tz=True)]
"""A moment in a question: with its offset from UTC, or nobody knows when it is."""
LocalPath = Annotated[str, msgspec.Meta(description="a file")]
"""A file of the computer that asks: a command makes its name whole, wherever the role itself was started."""


class Message(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is asked or answered; a field nobody declared is refused, so that a misspelt sum is never ignored."""


class Nothing(Message, frozen=True):
    """A question without parameters."""


@dataclass(frozen=True, slots=True)
class Endpoint(Generic[Ask, Answer]):
    """One path of a server: what is asked, what is answered, and the words a «no» may have.

    `operation_id` names the field of the question that is the operation's id: the client sends it as `Idempotency-Key`.
    `form` says that the question may also come as an urlencoded form.
    `says` is the media type of an answer that is no JSON; such a door is asked by a query (GET) or a form.
    `unsafe_to_show` names fields (of both) that no log may hold. Of a `veiled` door a log holds sizes and no more, and
    its refusals repeat nothing of what was asked.
    `path` may have parts in braces, each the name (on the wire) of a field of the question; the other fields come in
    the body, of a GET or DELETE in the query. `gives` is the status of a yes. `login` says how its askers prove who
    they are: by a login (Basic), a token (Bearer) or either. A `browser` door is for pages of registered origins, too;
    a `callback` is a form from anywhere.
    `signed_by` are the kinds of askers whose questions need `Oplata-Signature` (common/protocol/shop/signature.py) over
    the bytes of the body, besides their login; those of others need none. The door hears only what is signed rightly:
    whoever serves it tells the secrets of an asker by `seals(who)` (common/program.py), and the asker's Peer has them
    as `signs`. That nothing is taken twice is the door's own care: a message of its kind has a number.
    """

    method: Literal["POST", "GET", "PUT", "DELETE"]
    path: str
    ask: type[Ask]
    answer: type[Answer]
    does: Words
    codes: tuple[str, ...] = ()
    operation_id: str = ""
    kind: Kind = "peer"
    form: bool = False
    unsafe_to_show: frozenset[str] = field(default_factory=frozenset)
    says: str = ""
    login: Login = "basic"
    gives: int = 200
    veiled: bool = False
    signed_by: frozenset[str] = frozenset()

    @property
    def verb(self) -> str:
        """What lines and counters call the door: its path without the version."""
        return self.path.partition("/v1/")[2] or self.path.partition("/v2/")[2] or self.path

    @property
    def parts(self) -> tuple[str, ...]:
        """The names in braces, in their order."""
        return tuple(part[1:-1] for part in self.path.split("/") if part.startswith("{"))
