"""HTTP/1.1 messages as bytes: read from a stream whole, whatever their framing, and written with a content-length."""

import asyncio
import re
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus

LARGEST_BODY = 16 * 1024 * 1024
HEAD_LIMIT = 64 * 1024
STATUS = re.compile(r"[1-9]\d\d", re.ASCII)
LENGTH = re.compile(r"\d{1,12}", re.ASCII)
CHUNK = re.compile(rb"[0-9A-Fa-f]{1,12}")
END_OF_HEAD = b"\r\n\r\n"
HOP = frozenset(
    {"connection", "keep-alive", "transfer-encoding", "content-length", "te", "trailer", "upgrade", "expect"}
)
"""Headers of one connection: a proxy's two sides have each their own."""
BODILESS = frozenset({204, 304})
PHRASES = {one.value: one.phrase for one in HTTPStatus}
Headers = tuple[tuple[str, str], ...]


class Unreadable(Exception):
    """What came is no HTTP/1.1 message, or is larger than anything the network says."""


@dataclass(frozen=True, slots=True)
class Request:
    """A question. `keep` says whether its connection is to stay open."""

    method: str
    path: str
    headers: Headers
    body: bytes = b""
    keep: bool = True

    def header(self, name: str) -> str:
        """A header's value, empty without one."""
        return _first(self.headers, name)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer."""

    status: int
    headers: Headers = ()
    body: bytes = b""

    def header(self, name: str) -> str:
        """A header's value, empty without one."""
        return _first(self.headers, name)


async def read_request(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Request | None:
    """The next request of a connection; None when it was closed between two."""
    head = await _head(reader)
    if not head:
        return None
    line, headers = head
    words = line.split(" ")
    if len(words) != 3:
        raise Unreadable(line[:80])
    method, path, version = words
    if _first(headers, "expect").lower() == "100-continue":
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
    body = await _body(reader, headers) if _has_body(headers) else b""
    said = {one.strip() for one in _first(headers, "connection").lower().split(",")}
    keep = "close" not in said if version == "HTTP/1.1" else "keep-alive" in said
    return Request(method, path, headers, body, keep)


async def read_reply(reader: asyncio.StreamReader, method: str) -> Reply:
    """The answer to a request that was sent; Unreadable when there is none."""
    status = 100
    headers: Headers = ()
    while 100 <= status < 200:
        head = await _head(reader)
        if not head:
            raise Unreadable("closed without an answer")
        line, headers = head
        words = line.split(" ", 2)
        if len(words) < 2 or not STATUS.fullmatch(words[1]) or not words[0].startswith("HTTP/"):
            raise Unreadable(line[:80])
        status = int(words[1])
    if method == "HEAD" or status in BODILESS:
        return Reply(status, headers)
    if _has_body(headers):
        return Reply(status, headers, await _body(reader, headers))
    return Reply(status, headers, await _to_the_end(reader))


def request_bytes(request: Request, host: str) -> bytes:
    """A request for the server at `host`, whose connection ends with its answer."""
    own = [(name, value) for name, value in request.headers if name.lower() not in HOP | {"host"}]
    framed = [("Content-Length", str(len(request.body)))] if request.body or request.method in ("POST", "PUT") else []
    lines = _lines([("Host", host), *own, *framed, ("Connection", "close")])
    return f"{request.method} {request.path} HTTP/1.1\r\n{lines}\r\n".encode("latin-1") + request.body


def reply_bytes(reply: Reply, method: str, *, keep: bool) -> bytes:
    """A reply for the one who asked."""
    own = [(name, value) for name, value in reply.headers if name.lower() not in HOP]
    length = reply.header("content-length") if method == "HEAD" else str(len(reply.body))
    if length and reply.status not in BODILESS:
        own.append(("Content-Length", length))
    lines = _lines([*own, ("Connection", "keep-alive" if keep else "close")])
    body = b"" if method == "HEAD" or reply.status in BODILESS else reply.body
    return f"HTTP/1.1 {reply.status} {PHRASES.get(reply.status, 'Unknown')}\r\n{lines}\r\n".encode("latin-1") + body


def _lines(headers: Iterable[tuple[str, str]]) -> str:
    return "".join(f"{name}: {value}\r\n" for name, value in headers)


def _first(headers: Headers, name: str) -> str:
    return next((value for one, value in headers if one.lower() == name.lower()), "")


def _has_body(headers: Headers) -> bool:
    return bool(_first(headers, "transfer-encoding") or _first(headers, "content-length"))


async def _head(reader: asyncio.StreamReader) -> tuple[str, Headers] | None:
    """The first line and the headers; None where the stream ends before a message begins."""
    try:
        head = await reader.readuntil(END_OF_HEAD)
    except asyncio.IncompleteReadError as end:
        if end.partial.strip():
            raise Unreadable("half a head") from end
        return None
    except asyncio.LimitOverrunError as problem:
        raise Unreadable("too long a head") from problem
    first, *rest = head.decode("latin-1").strip("\r\n").split("\r\n")
    pairs = (line.partition(":") for line in rest)
    return first, tuple((name.strip(), value.strip()) for name, _, value in pairs)


async def _body(reader: asyncio.StreamReader, headers: Headers) -> bytes:
    if "chunked" in _first(headers, "transfer-encoding").lower():
        return await _chunks(reader)
    said = _first(headers, "content-length")
    if not LENGTH.fullmatch(said) or int(said) > LARGEST_BODY:
        raise Unreadable(f"content-length: {said[:40]}")
    return await reader.readexactly(int(said))


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    whole = bytearray()
    while size := _size(await reader.readuntil(b"\r\n")):
        if len(whole) + size > LARGEST_BODY:
            raise Unreadable("too large a body")
        whole += await reader.readexactly(size)
        await reader.readexactly(2)
    while await reader.readuntil(b"\r\n") != b"\r\n":
        pass  # trailers say nothing here
    return bytes(whole)


def _size(line: bytes) -> int:
    said = line.split(b";")[0].strip()
    if not CHUNK.fullmatch(said):
        raise Unreadable(f"a chunk of {line[:20]!r}")
    return int(said, 16)


async def _to_the_end(reader: asyncio.StreamReader) -> bytes:
    whole = bytearray()
    while part := await reader.read(HEAD_LIMIT):
        whole += part
        if len(whole) > LARGEST_BODY:
            raise Unreadable("too large a body")
    return bytes(whole)
