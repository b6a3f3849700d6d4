"""Bodies as hops hold them: text, whatever was said, with what is secret masked."""

import re

import msgspec

from common.exchange import EMPTY, Raw
from launcher_app.proxy.recorder import NAMES, left_out, shown_body

_ANY = "|".join(NAMES).encode()
PERHAPS_SECRET = re.compile(rb'"(?:%b)"|\\u00|(?:%b)[=>]' % (_ANY, _ANY), re.IGNORECASE)
"""What has none of these needs no second look."""


class _Other(msgspec.Struct, forbid_unknown_fields=True):
    """How a line holds what is no JSON, or is too long for it."""

    type: str = ""
    text: str = ""
    bytes: int = 0


_OTHER = msgspec.json.Decoder(_Other)
LEFT_OUT = re.compile(r"… (\d+)")


def of_line(body: Raw) -> str:
    """The body of an exchange line."""
    data = bytes(body)
    if data == bytes(EMPTY):
        return ""
    if data.startswith((b'{"type":', b'{"bytes":')):
        try:
            other = _OTHER.decode(data)
        except msgspec.MsgspecError:
            pass  # a message of ours that begins so
        else:
            return left_out(other.bytes) if other.bytes else masked(other.text.encode())
    return masked(data)


def masked(data: bytes) -> str:
    """As text."""
    return shown_body(data) if PERHAPS_SECRET.search(data) else data.decode("utf-8", "replace")


def is_left_out(body: str) -> bool:
    """Whether a body is not here in full."""
    return LEFT_OUT.fullmatch(body) is not None
