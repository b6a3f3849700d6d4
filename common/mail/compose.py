"""Makes a letter's bytes: the same ones for the same letter, however often and whenever they are made."""

import base64
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path

from common.clock import moment
from common.words import Language

LONGEST_NAME, LONGEST_SUBJECT = 100, 200
POLICY = SMTP.clone(cte_type="7bit", max_line_length=76)
"""CRLF, and nothing but seven bits: any server passes it on as it is."""
TYPES = {
    ".xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".csv": ("text", "csv"),
}
SIMPLE = re.compile(r"[A-Za-z0-9]+( [A-Za-z0-9]+){0,9}|")
WORD, FIRST_WORD = 45, 39
"""Bytes in one encoded word, so that no line is longer than 76."""
PARAMETERS = {"text": {"charset": "utf-8"}}
UNKNOWN = ("application", "octet-stream")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a letter."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one person. `sender` and `recipient` are plain addresses, `at` (ms UTC) when it was written."""

    message_id: str
    sender: str
    sender_name: str
    recipient: str
    subject: str
    language: Language
    at: int
    text: str
    html: str
    files: tuple[Attachment, ...] = ()


def compose(letter: Letter) -> bytes:
    """The whole letter."""
    message = EmailMessage(POLICY)
    message.set_content(letter.text, cte="base64")
    message.add_alternative(letter.html, subtype="html", cte="base64")
    for file in letter.files:
        _attach(message, file)
    _bound(message, letter.message_id)
    return _headers(letter).encode("ascii") + message.as_bytes()


def one_line(text: str, longest: int) -> str:
    """What a header may hold of a text: no line's end of any alphabet, nothing that cannot be seen, not for ever."""
    seen = "".join(letter if _is_seen(letter) else " " for letter in text)
    return " ".join(seen.split())[:longest].strip()


def _headers(letter: Letter) -> str:
    """Written by hand: email.message decodes what looks encoded in a text, line's ends and all, and loses or adds
    spaces where it folds a long name."""
    name = _words(one_line(letter.sender_name, LONGEST_NAME))
    lines = (
        f"From: {name} <{letter.sender}>" if name else f"From: {letter.sender}",
        f"To: {letter.recipient}",
        f"Subject: {_words(one_line(letter.subject, LONGEST_SUBJECT))}",
        f"Date: {format_datetime(moment(letter.at).replace(microsecond=0))}",
        f"Message-ID: {letter.message_id}",
        f"Content-Language: {letter.language}",
        "Auto-Submitted: auto-generated",
    )
    return "".join(f"{line}\r\n" for line in lines)


def _words(text: str) -> str:
    """A text as a header holds it: as it is, or in encoded words that readers put together again (RFC 2047)."""
    if SIMPLE.fullmatch(text):
        return text
    parts = [b""]
    for letter in text:
        more = letter.encode()
        if len(parts[-1]) + len(more) > (WORD if len(parts) > 1 else FIRST_WORD):
            parts.append(b"")
        parts[-1] += more
    encoded = (base64.b64encode(part).decode("ascii") for part in parts if part)
    return "\r\n ".join(f"=?utf-8?b?{part}?=" for part in encoded)


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter)[0] not in "CZ"


def _attach(message: EmailMessage, file: Attachment) -> None:
    name = one_line(file.name, LONGEST_SUBJECT).replace("=?", "_")
    main, sub = TYPES.get(Path(file.name).suffix.lower(), UNKNOWN)
    message.add_attachment(file.content, main, sub, filename=name, params=PARAMETERS.get(main, {}))


def _bound(message: EmailMessage, message_id: str) -> None:
    """Boundaries come of the Message-ID. No part can hold one: base64 knows neither `=_` nor a hyphen."""
    mark = hashlib.sha256(message_id.encode()).hexdigest()[:24]
    for place, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{mark}_{place}")
