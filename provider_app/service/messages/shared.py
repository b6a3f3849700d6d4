"""What several of the operator's questions share: the longest page, ids, dialects, «done»."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from common.protocol.endpoint import Message

MOST = 1000
Id = Annotated[int, Meta(ge=1, le=2**62)]


class Dialect(StrEnum):
    """How a processing centre speaks to us."""

    JSON = "json"
    OSMP = "osmp"


class Done(Message, frozen=True):
    """It is so now."""

    done: bool = True
