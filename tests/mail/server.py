"""A real mail server in a thread, with the tempers that real ones have."""

import asyncio
import contextlib
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, Self

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from common import spawn
from common.mail.server import Server

DEADLINE_SECONDS = 10
Security = Literal["none", "starttls", "tls"]
Answer = Callable[[str], str | Awaitable[str | None] | None]
"""What a server says to something; None: yes."""


class Received(NamedTuple):
    """A letter that the server has taken."""

    sender: str
    recipients: tuple[str, ...]
    data: bytes

    @property
    def message_id(self) -> str:
        """What it calls itself."""
        lines = self.data.split(b"\r\n\r\n", 1)[0].split(b"\r\n")
        (found,) = (line for line in lines if line.lower().startswith(b"message-id:"))
        return found.partition(b":")[2].strip().decode("ascii")


def agrees(_: str) -> str | None:
    """The temper of a kind server."""
    return None


@dataclass
class Temper:
    """How the server behaves; changed while it runs."""

    sender: Answer = agrees
    recipient: Answer = agrees
    data: Answer = agrees
    hides_starttls: bool = False
    dies_in_data: int = 0
    """How many letters more it drops the line in the middle of."""
    drips: bool = False
    """It goes on answering RCPT and never ends."""
    greets: Callable[[], None] = lambda: None


@dataclass
class MailServer:
    """Answers on 127.0.0.1 and a free port; `received` is what it took, in order."""

    security: Security = "none"
    certificate: ssl.SSLContext | None = None
    login: tuple[str, str] | None = None
    mechanisms: tuple[str, ...] = ("LOGIN", "PLAIN")
    size_limit: int = 33_554_432
    port: int = 0
    temper: Temper = field(default_factory=Temper)
    received: list[Received] = field(default_factory=list)
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)
    lines: int = 0
    """How many connections there were."""

    def __enter__(self) -> Self:
        self._sessions: list[_Session] = []
        self._ready, self._loop = spawn.Signal(), asyncio.new_event_loop()
        self._thread = spawn.thread("mail server", self._run)
        assert self._ready.wait(DEADLINE_SECONDS)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._ending.set)
        self._thread.join(DEADLINE_SECONDS)
        assert not self._thread.is_alive()

    def address(self, **more: Any) -> Server:
        """How it is reached."""
        return Server("localhost", self.port, self.security, **more)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.close()

    async def _serve(self) -> None:
        self._ending = asyncio.Event()
        private = self.certificate if self.security == "tls" else None
        server = await self._loop.create_server(self._session, "127.0.0.1", self.port, ssl=private)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._ending.wait()
        server.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        for session in self._sessions:
            session.hang_up()
        await asyncio.sleep(0.01)

    def _session(self) -> SMTP:
        self.lines += 1
        self.temper.greets()
        made = _Session(
            self,
            hostname="mail.test",
            loop=self._loop,
            tls_context=self.certificate if self.security == "starttls" else None,
            data_size_limit=self.size_limit,
            authenticator=self._authenticate,
            auth_required=False,
            auth_require_tls=self.security == "starttls",
            auth_exclude_mechanism=[one for one in ("LOGIN", "PLAIN") if one not in self.mechanisms],
        )
        self._sessions.append(made)
        return made

    def _authenticate(self, *given: Any) -> AuthResult:
        proof = given[-1]
        assert isinstance(proof, LoginPassword)
        self.logins.append((proof.login, proof.password))
        known = self.login is not None and tuple(word.encode() for word in self.login) == (proof.login, proof.password)
        return AuthResult(success=known, handled=False)

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """What the server can do."""
        session.host_name = hostname
        return [one for one in responses if not (self.temper.hides_starttls and "STARTTLS" in one)]

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Whether somebody may send."""
        said = await _said(self.temper.sender, address)
        envelope.mail_from = None if said else address
        return said or "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Whether somebody may receive."""
        while self.temper.drips:
            await server.push("250-wait")
            await asyncio.sleep(0.1)
        said = await _said(self.temper.recipient, address)
        if said is None or said.startswith("2"):
            envelope.rcpt_tos.append(address)
        return said or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take a letter."""
        assert isinstance(envelope.content, bytes)
        letter = Received(envelope.mail_from or "", tuple(envelope.rcpt_tos), envelope.content)
        said = await _said(self.temper.data, letter.recipients[0])
        if said is None or said.startswith("2"):
            self.received.append(letter)
        return said or "250 Message accepted for delivery"


class _Session(SMTP):
    """One connection."""

    def hang_up(self) -> None:
        """Drop the line, whichever of the two it is after STARTTLS."""
        for line in (self.transport, self._original_transport):
            if isinstance(line, asyncio.Transport):
                line.abort()

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - aiosmtpd's name
        """Drop the line in the middle of a letter, if that is the temper."""
        temper = self.event_handler.temper
        if temper.dies_in_data:
            temper.dies_in_data -= 1
            await self.push("354 Go on")
            await self._reader.readline()
            self.hang_up()
            return
        await super().smtp_DATA(arg)


async def _said(answer: Answer, about: str) -> str | None:
    said = answer(about)
    if said is None or isinstance(said, str):
        return said
    with contextlib.suppress(asyncio.CancelledError):
        return await said
    return "421 closing"


def slowly(seconds: float) -> Answer:
    """A server that thinks for long before it says yes."""

    async def wait() -> str | None:
        await asyncio.sleep(seconds)
        return None

    return lambda _: wait()
