"""The first two steps of a connection test: does anything listen at an address, and does it speak HTTP."""

import socket
from urllib.parse import urlsplit

import msgspec

from common.clock import Clock
from common.errors import ContractFault, Unavailable
from common.http_client.peer import CONNECT_SECONDS, Peer
from common.logs import Log
from common.protocol.endpoint import Endpoint, Nothing
from common.words import Words

HEALTH = Endpoint("GET", "/health", Nothing, Nothing, Words("Кто здесь", "Who is here"))
SECONDS = 5.0
MAX_SHOWN = 80


class _Told(msgspec.Struct, frozen=True):
    """What of a role's GET /health is worth saying; a stranger's server may tell nothing of the kind."""

    role: str = ""
    profile: str = ""
    uid: str = ""


def reach(url: str, seconds: float = CONNECT_SECONDS) -> Words:
    """Connect and hang up; Unavailable `no_connection`, ContractFault `no_such_door` for what is no address."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as problem:
        raise ContractFault("no_such_door", url[:MAX_SHOWN]) from problem
    if not host or parts.scheme not in ("http", "https"):
        raise ContractFault("no_such_door", url[:MAX_SHOWN])
    try:
        socket.create_connection((host, port), seconds).close()
    except (OSError, UnicodeError) as problem:
        raise Unavailable("no_connection", f"{host}:{port}") from problem
    return Words(f"{host}:{port} открыт", f"{host}:{port} is open")


def hello(url: str, log: Log, clock: Clock, *, us: str = "", them: str = "") -> Words:
    """Ask GET /health without a login; any HTTP answer will do, since a stranger's server need not have one."""
    status, told = _health(url, log, clock, us=us, them=them)
    who = f"{told.role}:{told.profile}".strip(":")[:MAX_SHOWN] or f"HTTP {status}"
    return Words(f"отвечает {who}", f"{who} answers")


def uid(url: str, log: Log, clock: Clock, *, us: str = "") -> str:
    """Which instance answers there, as it says itself; empty for one that does not say."""
    return _health(url, log, clock, us=us, them="")[1].uid[:MAX_SHOWN]


def _health(url: str, log: Log, clock: Clock, *, us: str, them: str) -> tuple[int, _Told]:
    peer = Peer(url, "", "", log, clock, us=us, them=them)
    try:
        response = peer.send(HEALTH, HEALTH.path, b"", "", seconds=SECONDS)
    finally:
        peer.close()
    try:
        return response.status_code, msgspec.json.decode(response.content, type=_Told)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return response.status_code, _Told()
