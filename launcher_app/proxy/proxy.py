"""The proxy: listens on loopback, passes on to a server or to a scripted counterpart, records, does harm by order."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from common import spawn
from common.errors import Unavailable
from common.http_server.listener import bind
from launcher_app.proxy.faults import Fault, FaultKind, Faults
from launcher_app.proxy.logins import Logins, name
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
from launcher_app.proxy.recorder import Begun, Exchange, Recorder, spanned
from launcher_app.proxy.tampering import changed_sum
from launcher_app.proxy.way import OneSender, Way

PATIENCE_SECONDS = 30.0
LONGEST_ASK = 4
"""Patiences: a doubled question after a delay is awaited twice, and no one waits for ever."""
LOOK_SECONDS = 0.1
"""How often it is looked whether the asker of a held request is still there."""
LEAST_SLOW_SECONDS = 0.4
LOGIN = "authorization"
Answering = Callable[[Request], Reply]
Target = str | Answering
Exchanged = tuple[Exchange, Reply | None]
JSON = (("Content-Type", "application/json"),)
NO_ANSWER = (OSError, Unreadable, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError)
INSTEAD = {FaultKind.SERVER_ERROR: 500, FaultKind.WRONG_LOGIN: 401}
NOBODY_LEFT = "отправитель не дождался / the sender gave up"
STOPPED = "получатель остановлен / the receiver was stopped"


class Proxy:
    """The port before one receiver, on which everybody asks it; `url` is where."""

    def __init__(
        self,
        target: Target,
        recorder: Recorder,
        *,
        receiver: str,
        sender: str = "",
        port: int = 0,
        way: Way | None = None,
        faults: Faults | None = None,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        """It answers at once, or Broken `port_in_use`; `target` is a server's address, or a function that answers.

        The `way` knows who asks at each door and what happens there; without one everybody is `sender`, whose faults
        are ordered at `faults`.
        """
        self._target = target
        self._recorder = recorder
        self._receiver = receiver
        self._patience = patience
        self.faults = faults or Faults(arrow=f"{sender}-{receiver}")
        self._way = way or OneSender(sender, self.faults)
        self._logins = Logins()
        self._socket = bind(port)
        port = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self._names = ("", f"127.0.0.1:{port}", f"localhost:{port}")
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
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stopped.set)
            self._thread.join()

    def ask(self, request: Request, sender: str) -> Exchanged:
        """Ask by the same way as everybody: recorded, and no safer from faults. None where no answer came.

        Unavailable `no_connection` when the proxy is closed already.
        """
        if not self._thread.is_alive():
            raise Unavailable("no_connection", self.url)
        made = asyncio.run_coroutine_threadsafe(self._exchanged(request, sender, _never), self._loop)
        return made.result(LONGEST_ASK * self._patience)

    def knows_login(self, sender: str, span: str = "") -> bool:
        """Whether it is known with which login this exchange of a sender came, so that a person can ask in its name."""
        return bool(self._logins.of(sender, span))

    def login(self, sender: str, span: str = "") -> str:
        """Under which name this exchange came, without the password; empty where nobody knows."""
        return name(self._logins.of(sender, span))

    def ask_again(self, request: Request, sender: str, span: str = "") -> Exchanged:
        """Ask as this exchange of a sender did: with the newest login of the same name, which nobody is shown."""
        headers = tuple((name, value) for name, value in request.headers if name.lower() != LOGIN)
        if login := self._logins.of(sender, span):
            headers += (("Authorization", login),)
        return self.ask(replace(request, headers=headers), sender)

    def _run(self) -> None:
        with contextlib.closing(self._loop):
            self._loop.run_until_complete(self._serve())

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._connected, sock=self._socket, limit=HEAD_LIMIT)
        self._up.set()
        await self._stopped.wait()
        server.close()
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        def left() -> bool:
            return reader.at_eof() or reader.exception() is not None or writer.is_closing()

        try:
            while request := await read_request(reader, writer):
                sender = self._way.sender(self._receiver, request)
                _, reply = await self._exchanged(request, sender, left)
                if reply is None:
                    break
                writer.write(reply_bytes(reply, request.method, keep=request.keep))
                await writer.drain()
                if not request.keep:
                    break
        except Unreadable:
            writer.write(reply_bytes(Reply(400), "", keep=False))  # nobody can be asked what nobody understands
        except (*NO_ANSWER, asyncio.CancelledError):
            pass  # a broken line is what a proxy hands on: it closes its side, too; so it does when it is stopped
        finally:
            writer.close()

    async def _exchanged(self, request: Request, sender: str, left: Callable[[], bool]) -> Exchanged:
        """One request with what it meets; the reply that the asker gets, None when it gets none."""
        begun = self._recorder.begin(sender, self._receiver, request)
        self._logins.remember(sender, begun.span, request.header(LOGIN))
        with self._ended(begun, request):
            if not await self._let_through(request, sender, left):
                return self._recorder.add(begun, request, None, "", NOBODY_LEFT), None
        fault = self._way.draw(sender, self._receiver, request)
        if fault is None:
            return await self._recorded(begun, request, sender, "")
        if fault.kind in INSTEAD or fault.kind is FaultKind.CUT:
            return await self._instead(begun, request, sender, fault)
        if fault.kind is FaultKind.DELAY:
            with self._ended(begun, request):
                await asyncio.sleep(fault.milliseconds / 1000)
        elif fault.kind is FaultKind.DOUBLED:
            await self._recorded(begun, request, sender, fault.kind)
            begun = self._recorder.begin(sender, self._receiver, request)
        elif fault.kind is FaultKind.CHANGED_SUM:
            request = changed_sum(request)
        made, reply = await self._recorded(begun, request, sender, fault.kind)
        return made, None if fault.kind is FaultKind.LOST_REPLY else reply

    async def _let_through(self, request: Request, sender: str, left: Callable[[], bool]) -> bool:
        """Wait where requests are let through one by one; False when the asker did not."""
        may_go = asyncio.Event()

        def go() -> None:
            self._loop.call_soon_threadsafe(may_go.set)

        number = self._way.hold(sender, self._receiver, request, go)
        if not number:
            return True
        has_left = False
        try:
            while not may_go.is_set() and not has_left:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(may_go.wait(), LOOK_SECONDS)
                has_left = left()
        finally:
            self._way.gone(number, left=has_left)
        return not has_left

    async def _recorded(self, begun: Begun, request: Request, sender: str, fault: str) -> Exchanged:
        reply, error = None, ""
        with self._ended(begun, request):
            async with self._slowed(request, sender):
                try:
                    reply = await asyncio.wait_for(self._answer(spanned(request, begun)), self._patience)
                except TimeoutError:
                    error = f"нет ответа за {self._patience:g} с / no answer"
                except NO_ANSWER as problem:
                    error = f"{type(problem).__name__}: {problem}"[:200]
        return self._recorder.add(begun, request, reply, fault, error), reply

    async def _instead(self, begun: Begun, request: Request, sender: str, fault: Fault) -> Exchanged:
        """The request never arrives: it is cut off, or answered here."""
        status = INSTEAD.get(fault.kind)
        reply = None if status is None else Reply(status, JSON, b'{"code":"fault","message":"fault"}')
        error = "" if reply else "обрыв / cut"
        with self._ended(begun, request):
            async with self._slowed(request, sender):
                pass
        return self._recorder.add(begun, request, reply, fault.kind, error), reply

    @contextlib.contextmanager
    def _ended(self, begun: Begun, request: Request) -> Iterator[None]:
        """What was under way when the port was closed has ended, too."""
        try:
            yield
        except asyncio.CancelledError:
            self._recorder.add(begun, request, None, "", STOPPED)
            raise

    @contextlib.asynccontextmanager
    async def _slowed(self, request: Request, sender: str) -> AsyncIterator[None]:
        """In slow motion what is done here takes several times as long, and long enough to be seen."""
        times = self._way.slowness(sender, self._receiver, request)
        if times <= 1:
            yield
            return
        await asyncio.sleep(LEAST_SLOW_SECONDS / 2)
        began = self._loop.time()
        yield
        took = self._loop.time() - began
        await asyncio.sleep(max(LEAST_SLOW_SECONDS / 2, took * (times - 1)))

    async def _answer(self, request: Request) -> Reply:
        target = self._target
        return await self._forwarded(request, target) if isinstance(target, str) else target(request)

    async def _forwarded(self, request: Request, url: str) -> Reply:
        """Ask the server; its answer is awaited while the question is still being sent: it may refuse before the end.

        Who meant us means the server; any other name that was asked for goes on as it is, for the server to refuse.
        """
        parts = urlsplit(url)
        assert parts.hostname is not None
        asked = request.header("host")
        host = parts.netloc if asked in self._names else asked
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port or 80, limit=HEAD_LIMIT)
        try:
            sending = asyncio.create_task(_sent(writer, request_bytes(request, host)))
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


def _never() -> bool:
    return False
