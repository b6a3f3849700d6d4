"""A request and a reply as text: first line, headers, and a body that is laid out where it is JSON, XML or a form."""

import json
from collections.abc import Mapping
from urllib.parse import parse_qsl
from xml.etree import ElementTree

from launcher_app.feed.hop import Hop

LARGEST_TREE = 64 * 1024
PLAIN = (
    "content-length", "connection", "host", "accept-encoding", "accept", "user-agent", "date", "server", "x-span-id",
)  # fmt: skip
"""Headers that tell no story: shown only in the raw view."""
AUTHORIZATION = "authorization"
MASKED = "••••"


def request_text(hop: Hop, *, raw: bool = False) -> str:
    """What was asked."""
    return _message(f"{hop.method} {hop.path}", hop.request_headers, hop.request, raw=raw)


def reply_text(hop: Hop, *, raw: bool = False) -> str:
    """What was answered; empty where nothing was."""
    status = hop.status or hop.answered
    if not status:
        return ""
    return _message(f"HTTP {status}", hop.reply_headers, hop.reply, raw=raw)


def pretty(body: str) -> str:
    """A body as a person reads it; what is none of the known forms stays as it is."""
    text = body.strip()
    if text[:1] in ("{", "["):
        return _json(text)
    if text[:1] == "<":
        return _xml(text)
    return _form(text)


def is_form(body: str) -> bool:
    """Whether a body is fields of a form: one line of name=value pairs."""
    text = body.strip()
    return bool(text) and text[0] not in "{[<" and "=" in text and "\n" not in text and " " not in text


def _message(first: str, headers: Mapping[str, str], body: str, *, raw: bool) -> str:
    quiet = () if raw else (*PLAIN, AUTHORIZATION)
    shown = [f"{name}: {_veiled(name, value)}" for name, value in headers.items() if name.lower() not in quiet]
    return "\n".join([first, *shown]) + (f"\n\n{body if raw else pretty(body)}" if body else "")


def _veiled(name: str, value: str) -> str:
    return f"{value.partition(' ')[0]} {MASKED}" if name.lower() == AUTHORIZATION else value


def _json(text: str) -> str:
    try:
        return json.dumps(json.loads(text), ensure_ascii=False, indent=2)
    except (ValueError, RecursionError):
        return text


def _xml(text: str) -> str:
    """XML from strangers: a document with a DOCTYPE is not read at all, only shown."""
    if len(text) > LARGEST_TREE or "<!" in text:
        return text
    try:
        tree = ElementTree.fromstring(text.encode())
    except (ElementTree.ParseError, ValueError, LookupError):
        return text
    ElementTree.indent(tree)
    declared = text.partition("?>")[0] + "?>\n" if text.startswith("<?xml") else ""
    return declared + ElementTree.tostring(tree, encoding="unicode")


def _form(text: str) -> str:
    if not is_form(text):
        return text
    return "\n".join(f"{name} = {value}" for name, value in parse_qsl(text, keep_blank_values=True)) or text
