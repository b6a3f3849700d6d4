"""The HTTP side of a role: a plain ASGI application over a table of doors, on uvicorn."""

from common.http_server.application import Application
from common.http_server.clients import Clients
from common.http_server.doors import Door, Doors, RawAnswer, RawRequest, call, file, raw, read, wait, write
from common.http_server.listener import Listener, bind
from common.http_server.private import Private

__all__ = [
    "Application",
    "Clients",
    "Door",
    "Doors",
    "Listener",
    "Private",
    "RawAnswer",
    "RawRequest",
    "bind",
    "call",
    "file",
    "raw",
    "read",
    "wait",
    "write",
]
