"""A request whose sum is a kopeck more than its sender wrote: in JSON, in a form, in a query."""

from urllib.parse import parse_qsl, urlencode

import msgspec

from common.protocol.dialects.osmp.wire import kopecks, roubles
from launcher_app.proxy.messages import Request

FORM = "application/x-www-form-urlencoded"
SUM = "sum"


def changed_sum(request: Request) -> Request:
    """The same question about a kopeck more; one without a sum stays what it is."""
    door, _, query = request.path.partition("?")
    path = f"{door}?{asked}" if (asked := _in_parameters(query)) else request.path
    form = request.header("content-type").partition(";")[0].strip().lower() == FORM
    body = _in_form(request.body) if form else _in_json(request.body)
    return Request(request.method, path, request.headers, body or request.body, request.keep)


def has_sum(request: Request) -> bool:
    """Whether there is a sum in it that can be changed."""
    return changed_sum(request) != request


def _in_json(body: bytes) -> bytes:
    try:
        value = msgspec.json.decode(body)
    except (msgspec.MsgspecError, RecursionError):
        return b""
    if not isinstance(value, dict) or type(value.get("amount")) is not int:
        return b""
    return msgspec.json.encode(value | {"amount": value["amount"] + 1})


def _in_form(body: bytes) -> bytes:
    try:
        return _in_parameters(body.decode("ascii")).encode("ascii")
    except UnicodeDecodeError:
        return b""


def _in_parameters(text: str) -> str:
    """Parameters written anew; empty where there is no sum among them. OSMP's check asks about 0.00: no sum yet."""
    pairs = parse_qsl(text, keep_blank_values=True)
    if not any(name == SUM and kopecks(value) for name, value in pairs):
        return ""
    return urlencode([(name, _more(value) if name == SUM else value) for name, value in pairs])


def _more(value: str) -> str:
    amount = kopecks(value)
    return roubles(amount + 1) if amount else value
