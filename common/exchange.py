"""One line per exchange between roles, with what is unsafe to show left out."""

from typing import Any

import msgspec

from common.protocol.endpoint import Endpoint

MASK = "***"
MAX_SHOWN = 4096
OF_WINDOW = ("/v1/operator/ui-", "/v1/simulator/state")
"""Doors of an open window, and what it asks all the time: in the file as every exchange, but no news for the person
who looks at that window."""
Raw = msgspec.Raw
EMPTY = Raw(b"null")


class Exchange(
    msgspec.Struct,
    frozen=True,
    rename={"sender": "from", "receiver": "to", "request": "req_body", "answer": "resp_body"},
):
    """A question and its answer, seen from one side; `side` is server or client; `ms` from the first byte to the last.

    `status` is the HTTP status, or 0 with `error` where no answer came. Headers: only those that tell a story.
    """

    ts: str
    mono_ms: int
    trace: str
    span: str
    parent: str
    sender: str
    receiver: str
    side: str
    verb: str
    method: str
    path: str
    status: int
    ms: float
    attempt: int
    request: Raw
    answer: Raw
    req_headers: dict[str, str] = {}
    resp_headers: dict[str, str] = {}
    error: str = ""
    masked: bool = True


def shown(endpoint: Endpoint[Any, Any], body: bytes, sound: bool) -> Raw:
    """A body as its line may hold it: JSON as it is, secrets masked; what was not understood only by its size."""
    if not body:
        return EMPTY
    if not sound or endpoint.veiled or len(body) > MAX_SHOWN:
        return Raw(msgspec.json.encode({"bytes": len(body)}))
    if not endpoint.unsafe_to_show:
        return Raw(body) if b"\n" not in body and b"\r" not in body else Raw(msgspec.json.format(body, indent=-1))
    return Raw(msgspec.json.encode(mask(msgspec.json.decode(body), endpoint.unsafe_to_show)))


def mask(value: Any, unsafe: frozenset[str]) -> Any:
    """The same JSON value with every unsafe field's content replaced, at any depth."""
    if isinstance(value, dict):
        return {name: MASK if name in unsafe and part else mask(part, unsafe) for name, part in value.items()}
    if isinstance(value, list):
        return [mask(part, unsafe) for part in value]
    return value


def text_shown(body: bytes, content_type: str) -> Raw:
    """A body of another dialect (XML, a form), as a JSON string; its secrets are never in the body."""
    text = body[:MAX_SHOWN].decode("utf-8", "replace")
    return Raw(msgspec.json.encode({"type": content_type, "text": text}))
