"""Letters to a mail server: a private line, a login, and for each letter exactly one sender and one recipient."""

import base64
import contextlib
import smtplib
import ssl
from collections.abc import Callable
from typing import NamedTuple

from common.errors import ContractFault, Rejected, Unavailable
from common.mail.line import SECRET, Plain, Private, limit, spoken
from common.mail.server import Server, trust
from common.mail.way import Envelope

LONGEST_REASON = 300
DONE, GO_ON, CLOSING = range(200, 300), range(300, 400), 421
LASTING = 500
LOGIN_FIRST = (530, 534, 535, 538)
TOO_LARGE = (523, 552)


class Patience(NamedTuple):
    """Seconds to wait: for a connection, for each answer, for the one to a whole letter, for all of it, for a goodbye.

    A server may look at a letter for minutes before it takes it (RFC 5321, 4.5.3.2.6): who does not wait for that sends
    it twice.
    """

    connection: float = 10.0
    answer: float = 60.0
    verdict: float = 300.0
    letter: float = 600.0
    goodbye: float = 3.0


class Smtp:
    """A way of letters. One line serves several; a letter that broke it costs the next one a new line."""

    def __init__(self, server: Server, patience: Patience | None = None) -> None:
        """The line is opened by the first letter."""
        self._server = server
        self._patience = patience or Patience()
        self._line: Plain | None = None
        self._story = ""

    def send(self, envelope: Envelope) -> str:
        """Hand a letter over; the server's place once it has said that the letter is its own."""
        if self._line is None:
            self._line = self._opened()
        line = self._line
        try:
            with limit(line.cut, self._patience.letter):
                self._hand_over(line, envelope)
        except (OSError, smtplib.SMTPException) as problem:
            self._drop()
            raise Unavailable("mail_delayed", _reason(problem)) from problem
        return self._server.place

    def heard(self) -> str:
        """What was said on the line."""
        told = self._line.story.told() if self._line is not None else ""
        story, self._story = " | ".join(filter(None, (self._story, told))), ""
        return self._bare(story)

    def close(self) -> None:
        """Say goodbye, not waiting long for an answer."""
        line = self._line
        if line is None:
            return
        with contextlib.suppress(OSError, smtplib.SMTPException):
            _wait(line, self._patience.goodbye)
            with limit(line.cut, self._patience.goodbye):
                line.quit()
        self._drop()

    def cut(self) -> None:
        """From another thread: whoever waits on the line stops waiting."""
        if self._line is not None:
            self._line.cut()

    def _hand_over(self, line: Plain, envelope: Envelope) -> None:
        """MAIL, RCPT, DATA; after a refusal the line is made ready for the next letter."""
        try:
            size = [f"SIZE={len(envelope.data)}"] if line.has_extn("size") else []
            self._demand(line.mail(envelope.sender, size), DONE, _sender_refused)
            self._demand(line.rcpt(envelope.recipient), DONE, _letter_refused)
            self._demand(line.docmd("DATA"), GO_ON, _letter_refused)
            self._demand(self._content(line, envelope.data), DONE, _letter_refused)
        except (Rejected, ContractFault):
            self._make_ready(line)
            raise
        except _Later as later:
            self._make_ready(line)
            raise Unavailable("mail_delayed", later.reason) from later

    def _content(self, line: Plain, data: bytes) -> tuple[int, bytes]:
        """What follows the server's 354: the lines, a dot before those that begin with one, and the dot that ends."""
        dotted = data.replace(b"\r\n.", b"\r\n..")
        _wait(line, self._patience.letter)
        line.send(dotted + (b"" if dotted.endswith(b"\r\n") else b"\r\n") + b".\r\n")
        _wait(line, self._patience.verdict)
        answer = line.getreply()
        _wait(line, self._patience.answer)
        return answer

    def _demand(self, answer: tuple[int, bytes], wanted: range, refused: Callable[[int, str], Exception]) -> None:
        """A lasting «no» is what `refused` makes of it; any other unwanted answer means later."""
        code, words = answer
        if code in wanted:
            return
        reason = self._shown(code, words)
        if code == CLOSING:
            raise smtplib.SMTPServerDisconnected(reason)
        raise refused(code, reason) if code >= LASTING else _Later(reason)

    def _make_ready(self, line: Plain) -> None:
        try:
            code, _ = line.rset()
        except (OSError, smtplib.SMTPException):
            code = 0
        if code not in DONE:
            self._drop()

    def _drop(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            self._story = " | ".join(filter(None, (self._story, line.story.told())))
            line.close()

    def _opened(self) -> Plain:
        """A line over which letters may go; what prevents it concerns all letters."""
        server = self._server
        if server.bares_password:
            raise ContractFault("mail_not_private", server.place)
        trusted = self._trusted()
        try:
            self._line = line = self._dial(trusted)
            with limit(line.cut, self._patience.letter):
                self._introduce(line, trusted)
        except ssl.SSLCertVerificationError as problem:
            self._drop()
            raise ContractFault("mail_certificate_wrong", f"{server.place}: {problem.verify_message}") from problem
        except ssl.SSLError as problem:
            self._drop()
            raise ContractFault("mail_not_private", f"{server.place}: {_reason(problem)}") from problem
        except (OSError, smtplib.SMTPException) as problem:
            self._drop()
            raise Unavailable("mail_unreachable", f"{server.place}: {_reason(problem)}") from problem
        except ContractFault:
            self._drop()
            raise
        return line

    def _trusted(self) -> ssl.SSLContext:
        try:
            return trust(self._server.ca_file)
        except (OSError, ValueError) as problem:
            raise ContractFault("mail_certificate_wrong", self._server.ca_file) from problem

    def _dial(self, trusted: ssl.SSLContext) -> Plain:
        server, seconds = self._server, self._patience.connection
        if server.security == "tls":
            return Private(server.host, server.port, seconds, trusted)
        return Plain(server.host, server.port, seconds)

    def _introduce(self, line: Plain, trusted: ssl.SSLContext) -> None:
        """Greet, protect the line, prove the login: in that order, and nothing private before the second."""
        _wait(line, self._patience.answer)
        line.ehlo_or_helo_if_needed()
        if self._server.security == "starttls":
            if not line.has_extn("starttls"):
                raise ContractFault("mail_not_private", f"{self._server.place}: STARTTLS")
            line.starttls(context=trusted)
            line.ehlo_or_helo_if_needed()
        if self._server.login:
            self._prove(line)

    def _prove(self, line: Plain) -> None:
        """PLAIN or LOGIN, in UTF-8."""
        ways = line.esmtp_features.get("auth", "").upper().split()
        login, password = self._server.login, self._server.password
        if "PLAIN" in ways:
            proof = _base64("\0".join(("", login, password)))
            answer = line.docmd("AUTH", f"PLAIN {proof}")
        elif "LOGIN" in ways:
            answer = line.docmd("AUTH", "LOGIN")
            for word in (login, password):
                answer = line.docmd(_base64(word)) if answer[0] in GO_ON else answer
        else:
            raise ContractFault("mail_login_refused", f"{self._server.place}: AUTH {' '.join(ways) or '—'}")
        self._demand(answer, DONE, lambda _, reason: ContractFault("mail_login_refused", reason))

    def _shown(self, code: int, words: bytes) -> str:
        """A server's answer for people."""
        return f"{code} {self._bare(spoken(words))}".strip()[:LONGEST_REASON]

    def _bare(self, said: str) -> str:
        """A server that repeats the password does not have it shown."""
        password = self._server.password
        return said.replace(password, SECRET).replace(_base64(password), SECRET) if password else said


class _Later(smtplib.SMTPException):
    """The server asks to come again."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def _sender_refused(code: int, reason: str) -> Exception:
    if code in TOO_LARGE:
        return Rejected("letter_refused", reason)
    return ContractFault("mail_login_refused" if code in LOGIN_FIRST else "mail_sender_refused", reason)


def _letter_refused(code: int, reason: str) -> Exception:
    return ContractFault("mail_login_refused", reason) if code in LOGIN_FIRST else Rejected("letter_refused", reason)


def _wait(line: Plain, seconds: float) -> None:
    """How long from now on for each sending and each answer."""
    if line.sock is not None:
        line.sock.settimeout(seconds)


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")


def _reason(problem: Exception) -> str:
    """Why there is no answer, in the system's or the server's words."""
    if isinstance(problem, smtplib.SMTPResponseException):
        words = problem.smtp_error
        return f"{problem.smtp_code} {spoken(words if isinstance(words, bytes) else words.encode())}"[:LONGEST_REASON]
    if isinstance(problem, OSError) and problem.strerror:
        return problem.strerror
    return (" ".join(str(problem).split()) or type(problem).__name__)[:LONGEST_REASON]
