"""A relay before a role on loopback: passes requests on, and loses replies when it is told to."""

import asyncio
from urllib.parse import urlsplit

from common import spawn

HEAD_LIMIT = 16 * 1024


class Relay:
    """Listens on a port of its own; `lose` is how many of the next replies never reach who asked."""

    def __init__(self, url: str) -> None:
        """Nothing is relayed yet."""
        parts = urlsplit(url)
        assert parts.hostname is not None
        self._target = (parts.hostname, parts.port or 80)
        self.lose = 0
        self.lost = 0
        self.url = ""
        self._up = spawn.Signal()
        self._loop = asyncio.new_event_loop()
        self._stopped = asyncio.Event()
        self._thread = spawn.thread("relay", lambda: self._loop.run_until_complete(self._serve()))
        self._up.wait()

    def stop(self) -> None:
        """Close the port."""
        self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join()

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        self._up.set()
        await self._stopped.wait()
        server.close()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while request := await _message(reader):
                reply = await self._asked(request)
                if self.lose > 0:
                    self.lose -= 1
                    self.lost += 1
                    break
                writer.write(reply)
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # a broken line is what a relay hands on: it closes its side, too
        finally:
            writer.close()

    async def _asked(self, request: bytes) -> bytes:
        reader, writer = await asyncio.open_connection(*self._target, limit=HEAD_LIMIT)
        try:
            writer.write(self._renamed(request))
            await writer.drain()
            return await _message(reader)
        finally:
            writer.close()

    def _renamed(self, request: bytes) -> bytes:
        """The same request with the name of the server that will get it."""
        head, _, body = request.partition(b"\r\n\r\n")
        host = f"Host: {self._target[0]}:{self._target[1]}".encode()
        lines = [host if line[:5].lower() == b"host:" else line for line in head.split(b"\r\n")]
        return b"\r\n".join(lines) + b"\r\n\r\n" + body


async def _message(reader: asyncio.StreamReader) -> bytes:
    """One message with a content-length; empty at the end of the line."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return b""
    size = 0
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            size = int(value)
    return head + await reader.readexactly(size)
