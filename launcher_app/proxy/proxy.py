"""The proxy: listens on loopback, passes on to a server or to a scripted counterpart, records, does harm by order."""

import asyncio
import contextlib
from collections.abc import Callable
from urllib.parse import urlsplit

import msgspec

from common import spawn
from launcher_app.proxy.faults import Fault, FaultKind, Faults
from launcher_app.proxy.messages import (
    HEAD_LIMIT,
    Reply,
    Request,
    Unreadable,
    read_reply,
    read_request,
    reply_bytes,
    request_bytes,
)
from launcher_app.proxy.recorder import Exchange, Recorder

PATIENCE_SECONDS = 30.0
LONGEST_ASK = 4
"""Patiences: a doubled question after a delay is awaited twice, and no one waits for ever."""
Answering = Callable[[Request], Reply]
Target = str | Answering
JSON = (("Content-Type", "application/json"),)
NO_ANSWER = (OSError, Unreadable, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError)
INSTEAD = {FaultKind.SERVER_ERROR: 500, FaultKind.WRONG_LOGIN: 401}


class Proxy:
    """One arrow: everybody who asks at `url` is called `sender`, whoever answers is the `receiver`."""

    def __init__(
        self,
        target: Target,
        recorder: Recorder,
        *,
        sender: str,
        receiver: str,
        faults: Faults | None = None,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        """It answers at once; `target` is a server's address, or a function that answers in its place."""
        self._target = target
        self._recorder = recorder
        self._names = (sender, receiver)
        self._patience = patience
        self.faults = faults or Faults(arrow=f"{sender}-{receiver}")
        self.url = ""
        self._up = spawn.Signal()
        self._loop = asyncio.new_event_loop()
        self._stopped = asyncio.Event()
        self._thread = spawn.thread("proxy", self._run)
        self._up.wait()

    def point(self, target: Target) -> None:
        """From now on another server answers."""
        self._target = target

    def stop(self) -> None:
        """Close the port; what is under way is let go."""
        self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join()

    def ask(self, request: Request, sender: str) -> tuple[Exchange, Reply | None]:
        """Ask by the same way as everybody: recorded, and no safer from faults. None where no answer came."""
        made = asyncio.run_coroutine_threadsafe(self._exchanged(request, sender), self._loop)
        return made.result(LONGEST_ASK * self._patience)

    def _run(self) -> None:
        with contextlib.closing(self._loop):
            self._loop.run_until_complete(self._serve())

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0, limit=HEAD_LIMIT)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        self._up.set()
        await self._stopped.wait()
        server.close()
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while request := await read_request(reader, writer):
                _, reply = await self._exchanged(request, self._names[0])
                if reply is None:
                    break
                writer.write(reply_bytes(reply, request.method, keep=request.keep))
                await writer.drain()
                if not request.keep:
                    break
        except NO_ANSWER:
            pass  # a broken line is what a proxy hands on: it closes its side, too
        finally:
            writer.close()

    async def _exchanged(self, request: Request, sender: str) -> tuple[Exchange, Reply | None]:
        """One request with what it meets; the reply that the asker gets, None when it gets none."""
        fault = self.faults.draw(request.path)
        if fault is None:
            return await self._recorded(request, sender, "")
        if fault.kind is FaultKind.DELAY:
            await asyncio.sleep(fault.milliseconds / 1000)
        elif fault.kind is FaultKind.DOUBLED:
            await self._recorded(request, sender, fault.kind)
        elif fault.kind is FaultKind.CHANGED_SUM:
            request = changed_sum(request)
        elif fault.kind is not FaultKind.LOST_REPLY:
            return self._instead(request, sender, fault)
        made, reply = await self._recorded(request, sender, fault.kind)
        return made, None if fault.kind is FaultKind.LOST_REPLY else reply

    async def _recorded(self, request: Request, sender: str, fault: str) -> tuple[Exchange, Reply | None]:
        begun, reply, error = self._recorder.begin(sender, self._names[1]), None, ""
        try:
            reply = await asyncio.wait_for(self._answer(request), self._patience)
        except TimeoutError:
            error = f"нет ответа за {self._patience:g} с / no answer"
        except NO_ANSWER as problem:
            error = f"{type(problem).__name__}: {problem}"[:200]
        return self._recorder.add(begun, request, reply, fault, error), reply

    def _instead(self, request: Request, sender: str, fault: Fault) -> tuple[Exchange, Reply | None]:
        """The request never arrives: it is cut off, or answered here."""
        begun, status = self._recorder.begin(sender, self._names[1]), INSTEAD.get(fault.kind)
        reply = None if status is None else Reply(status, JSON, b'{"code":"fault","message":"fault"}')
        error = "" if reply else "обрыв / cut"
        return self._recorder.add(begun, request, reply, fault.kind, error), reply

    async def _answer(self, request: Request) -> Reply:
        target = self._target
        return await _forwarded(request, target) if isinstance(target, str) else target(request)


async def _forwarded(request: Request, url: str) -> Reply:
    """Ask the server; its answer is awaited while the question is still being sent: it may refuse before the end."""
    parts = urlsplit(url)
    assert parts.hostname is not None
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port or 80, limit=HEAD_LIMIT)
    try:
        sending = asyncio.create_task(_sent(writer, request_bytes(request, parts.netloc)))
        try:
            return await read_reply(reader, request.method)
        finally:
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)
    finally:
        writer.close()


async def _sent(writer: asyncio.StreamWriter, data: bytes) -> None:
    with contextlib.suppress(OSError):  # who does not read to the end has answered already
        writer.write(data)
        await writer.drain()


def changed_sum(request: Request) -> Request:
    """The same question about a kopeck more; one without a sum stays what it is."""
    try:
        value = msgspec.json.decode(request.body)
    except (msgspec.MsgspecError, RecursionError):
        return request
    if not isinstance(value, dict) or type(value.get("amount")) is not int:
        return request
    body = msgspec.json.encode(value | {"amount": value["amount"] + 1})
    return Request(request.method, request.path, request.headers, body, request.keep)
