"""A server that answers each request with the bytes a test gives it, and remembers what it heard."""

import json
import socket
from collections.abc import Callable
from typing import Any

from common import spawn

Answer = bytes | Callable[[socket.socket], None]


def answer(body: bytes, status: str = "200 OK", kind: str = "application/json", *more: str) -> bytes:
    """A whole HTTP answer."""
    lines = [f"HTTP/1.1 {status}", f"content-type: {kind}", f"content-length: {len(body)}", *more, "", ""]
    return "\r\n".join(lines).encode() + body


def refusal(status: int, code: str) -> bytes:
    """An answer that is not a yes, in our shape."""
    words = {"ru": "нет", "en": "no"}
    body = {"code": code, "message": "нет", "messages": words, "retryable": status >= 500, "trace_id": "t"}
    return answer(json.dumps(body).encode(), f"{status} X")


class Script:
    """Listens on a port of its own. The last answer is repeated; a callable speaks for itself and then hangs up."""

    def __init__(self, *answers: Answer) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._answers = list(answers)
        self.port: int = self._listening.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.heard: list[bytes] = []
        self.connections = 0
        self.ended = spawn.Signal()
        self._thread = spawn.thread("script", self._run)

    def __enter__(self) -> "Script":
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join(5)

    def _run(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            spawn.thread("conversation", lambda connection=connection: self._talk(connection))  # type: ignore[misc]

    def _talk(self, connection: socket.socket) -> None:
        with connection:
            while (request := _request(connection)) is not None:
                self.heard.append(request)
                following = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
                if callable(following):
                    following(connection)
                    break
                connection.sendall(following)
        self.ended.set()


def _request(connection: socket.socket) -> bytes | None:
    """One whole request, or None when the client is gone."""
    data = b""
    try:
        while b"\r\n\r\n" not in data:
            data += (part := connection.recv(65536))
            if not part:
                return None
        head, _, body = data.partition(b"\r\n\r\n")
        length = next(
            (int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), 0
        )
        while len(body) < length:
            body += (part := connection.recv(65536))
            if not part:
                return None
    except OSError:
        return None
    return head + b"\r\n\r\n" + body


def header(request: bytes, name: str) -> str | None:
    """One header of a heard request."""
    lines = request.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")[1:]
    found = dict(line.split(": ", 1) for line in lines)
    return next((value for key, value in found.items() if key.lower() == name), None)


def nothing(_: Any) -> None:
    """Hang up without a word."""
