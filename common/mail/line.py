"""The line to a mail server: smtplib's commands, with everything that was said kept as a log may hold it."""

import contextlib
import re
import smtplib
import ssl
from collections import deque
from collections.abc import Callable
from typing import Any

from common import spawn

ADDRESS = re.compile(r"([^\s<>:\"@])[^\s<>:\"@]*@")
SECRET = "***"
NAMELESS = "[127.0.0.1]"
"""What we call ourselves: the computer's own name is nobody's business."""
MOST_HEARD, LONGEST_HEARD = 60, 120
SHUT_BOTH = 2
LONGEST_GREETING = 60.0


class Plain(smtplib.SMTP):
    """A line that begins unprotected."""

    def __init__(self, host: str, port: int, seconds: float) -> None:
        """Connect and hear the greeting."""
        self.story = Story()
        super().__init__(host, port, local_hostname=NAMELESS, timeout=seconds)

    def connect(self, host: str = "localhost", port: int = 0, source_address: Any = None) -> tuple[int, bytes]:
        """As smtplib does it, but not for ever."""
        with limit(self.cut, LONGEST_GREETING):
            return super().connect(host, port, source_address)

    def putcmd(self, cmd: str, args: str = "") -> None:
        """Say a command."""
        self.story.said(cmd, args)
        super().putcmd(cmd, args)

    def getreply(self) -> tuple[int, bytes]:
        """Hear the answer."""
        code, words = super().getreply()
        self.story.answered(code, words)
        return code, words

    def cut(self) -> None:
        """End the waiting of another thread: closing alone would not wake it."""
        sock = self.sock
        if sock is not None:
            with contextlib.suppress(OSError):
                sock.shutdown(SHUT_BOTH)


class Private(Plain, smtplib.SMTP_SSL):
    """A line that is protected from its first byte."""

    def __init__(self, host: str, port: int, seconds: float, trusted: ssl.SSLContext) -> None:
        """Connect, check the certificate, hear the greeting."""
        self.story = Story()
        smtplib.SMTP_SSL.__init__(self, host, port, local_hostname=NAMELESS, timeout=seconds, context=trusted)


class Story:
    """What was said, without addresses and without whatever proves a login."""

    VERBS = frozenset({"EHLO", "HELO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "RSET", "QUIT"})

    def __init__(self) -> None:
        """Nothing yet."""
        self._lines: deque[str] = deque(maxlen=MOST_HEARD)
        self._proving = False

    def said(self, command: str, rest: str) -> None:
        """A command of ours; what follows AUTH is nobody's to see."""
        verb = command.upper()
        self._proving = verb == "AUTH" or verb not in self.VERBS
        if self._proving:
            rest = rest.partition(" ")[0] if verb == "AUTH" else ""
        shown = verb if verb in self.VERBS else SECRET
        self._lines.append(f"{shown} {bare(rest)}".strip()[:LONGEST_HEARD])

    def answered(self, code: int, words: bytes) -> None:
        """An answer of theirs; while a login is proved only its code, for a server may repeat what it heard."""
        shown = "" if self._proving else bare(spoken(words))
        self._lines.append(f"{code} {shown}".strip()[:LONGEST_HEARD])

    def told(self) -> str:
        """All of it since this was last asked."""
        lines = [self._lines.popleft() for _ in range(len(self._lines))]
        return " | ".join(lines)


def spoken(words: bytes) -> str:
    """A server's words as one line that can be shown."""
    text = words.decode("utf-8", "replace")
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def bare(text: str) -> str:
    """A text without the names before @."""
    return ADDRESS.sub(rf"\1{SECRET}@", text)


class limit:  # noqa: N801 - used as a function: `with limit(line, 300)`
    """Cuts a line that goes on for longer than it may: a server that drips holds up no letters for ever."""

    def __init__(self, cut: Callable[[], None], seconds: float) -> None:
        """The count begins with the block."""
        self._cut, self._seconds = cut, seconds

    def __enter__(self) -> None:
        self._timer = spawn.call_after(self._seconds, self._cut)

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
