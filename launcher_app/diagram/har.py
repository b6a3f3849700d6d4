"""Hops as an HTTP archive, HAR 1.2, which browsers and other tools open."""

import re
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

import msgspec

from common.clock import moment
from launcher_app.feed.hop import Hop
from launcher_app.proxy.recorder import shown_body, shown_headers

PHRASES = {one.value: one.phrase for one in HTTPStatus}
JSON = re.compile(r"\s*[\[{]")
CREATOR = {"name": "Oplata", "version": "1"}
UNKNOWN = -1
"""HAR's own sign for a size or a time that nobody measured."""


def written(hops: Sequence[Hop], address: Callable[[str], str]) -> bytes:
    """The archive; `address` gives the URL at which a seat answers. Secrets are masked here once more."""
    entries = [_entry(hop, address) for hop in sorted(hops, key=lambda hop: (hop.at_ms, hop.number)) if hop.ended]
    whole = {"log": {"version": "1.2", "creator": CREATOR, "pages": [], "entries": entries}}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


def _entry(hop: Hop, address: Callable[[str], str]) -> dict[str, Any]:
    receiver = hop.receiver_seat or hop.receiver
    ours = {
        "number": hop.number,
        "from": hop.sender_seat or hop.sender,
        "to": receiver,
        "outcome": hop.outcome.value,
        "fault": hop.fault,
        "attempt": hop.attempt,
        "by_hand": hop.by_hand,
        "trace": hop.trace,
    }
    return {
        "startedDateTime": moment(hop.at_ms).isoformat(timespec="milliseconds"),
        "time": hop.ms,
        "request": _request(hop, address(receiver)),
        "response": _response(hop),
        "cache": {},
        "timings": {"send": 0, "wait": hop.ms, "receive": 0},
        "_oplata": ours,
    }


def _request(hop: Hop, url: str) -> dict[str, Any]:
    path = shown_body(hop.path.encode())
    made: dict[str, Any] = {
        "method": hop.method,
        "url": f"{url}{path}",
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _headers(hop.request_headers),
        "queryString": _pairs(path.partition("?")[2]),
        "headersSize": UNKNOWN,
        "bodySize": len(hop.request.encode()),
    }
    if hop.request:
        kind = _kind(hop.request_headers, hop.request)
        made["postData"] = {"mimeType": kind, "params": [], "text": _body(hop.request)}
    return made


def _response(hop: Hop) -> dict[str, Any]:
    return {
        "status": hop.status,
        "statusText": PHRASES.get(hop.status, ""),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _headers(hop.reply_headers),
        "content": {
            "size": len(hop.reply.encode()),
            "mimeType": _kind(hop.reply_headers, hop.reply),
            "text": _body(hop.reply),
        },
        "redirectURL": "",
        "headersSize": UNKNOWN,
        "bodySize": len(hop.reply.encode()),
        "comment": hop.error,
    }


def _headers(headers: dict[str, str]) -> list[dict[str, str]]:
    shown = shown_headers(tuple(headers.items()))
    return [{"name": name, "value": value} for name, value in shown.items()]


def _pairs(query: str) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in parse_qsl(query, keep_blank_values=True)]


def _body(text: str) -> str:
    return shown_body(text.encode()) if text else ""


def _kind(headers: dict[str, str], body: str) -> str:
    said = next((value for name, value in headers.items() if name.lower() == "content-type"), "")
    if said or not body:
        return said
    return "application/json" if JSON.match(body) else "text/plain"
