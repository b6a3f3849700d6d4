"""What a person gives the workbench, a text, a file with a text, or a picture, as codes to explain."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from common.errors import OplataError, Rejected
from common.pay_codes.make import DoesNotFit
from common.photo import NoCode
from common.protocol import codes
from common.protocol.wallets.codes import QrKey, QrKeys
from common.qr import read_image
from common.words import Words

SIGNATURES = (b"\x89PNG", b"\xff\xd8\xff", b"BM", b"GIF8", b"RIFF")
MOST_BYTES = 40_000_000
NAMED = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp", ".txt")
"""How a name ends that is a file's and no code's, even where there is no such file."""
KINDS = {"qr": "QR", "code128": "Code 128", "ean13": "EAN-13", "ean8": "EAN-8"}


class Given(NamedTuple):
    """A code: its bytes or its text, and what carried it, empty for a text that was typed."""

    code: str | bytes
    carrier: str = ""


def given(text: str) -> list[Given]:
    """The codes in what was typed: the path of a picture or of a text file, or the code itself.

    NoCode when a picture holds none; Rejected `wrong_value` when a file is not there or cannot be read.
    """
    path = Path(text)
    try:
        if len(text) > 1000 or not (path.is_file() or text.lower().endswith(NAMED)):
            return [Given(text)]
    except (OSError, ValueError):
        return [Given(text)]
    return of_file(path)


def of_file(path: Path) -> list[Given]:
    """The codes of a file."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Rejected("wrong_value", f"{path.name} > {MOST_BYTES // 1_000_000} MB")
        data = path.read_bytes()
    except OSError as problem:
        raise Rejected("wrong_value", f"{path}: {problem.strerror}") from problem
    if data.startswith(b"%PDF"):
        raise Rejected("wrong_value", f"{path.name}: PDF ≠ PNG, JPEG")
    return of_picture(data) if data.startswith(SIGNATURES) else [Given(data.strip(b"\r\n"))]


def of_picture(data: bytes) -> list[Given]:
    """The codes of a picture's bytes."""
    return [Given(found.raw, KINDS[found.kind]) for found in read_image(data)]


class _Key(msgspec.Struct):
    """What is needed of a key, whatever else is told of it."""

    key_id: str
    public: str
    state: Literal["current", "old", "retired"]
    made_at: datetime


class _Keys(msgspec.Struct):
    centre: str
    keys: list[_Key]


def keys(path: Path) -> QrKeys:
    """The public keys of a centre, as /payments/qr/keys or the command `qr-keys --json` tells them.

    Rejected `wrong_value` when there are none.
    """
    try:
        found = msgspec.json.decode(path.read_bytes(), type=_Keys)
        return QrKeys(centre=found.centre, keys=[QrKey(**msgspec.structs.asdict(one)) for one in found.keys])
    except OSError as problem:
        raise Rejected("wrong_value", f"{path}: {problem.strerror}") from problem
    except (msgspec.MsgspecError, UnicodeDecodeError) as problem:
        raise Rejected("wrong_value", f"{path.name}: {problem}") from problem


def told(trouble: OplataError) -> Words:
    """The words of an error; why a picture was not read is said in one language at a time."""
    if isinstance(trouble, NoCode):
        text = codes.CODES[trouble.code]
        return Words(text.ru.format(detail=trouble.why.ru), text.en.format(detail=trouble.why.en))
    if isinstance(trouble, DoesNotFit):
        where = f"{trouble.key}: " if trouble.key else ""
        return Words(where + trouble.why.ru, where + trouble.why.en)
    return codes.words_of(trouble)


def fields_of(words: Sequence[str]) -> dict[str, str]:
    """`key=value`, each a word; Rejected `wrong_value` for a word without a sign of equality, or a key given twice."""
    fields: dict[str, str] = {}
    for word in words:
        key, equals, value = word.partition("=")
        if not equals or key in fields:
            raise Rejected("wrong_value", f"{word[:40]} (key=value)")
        fields[key] = value
    return fields
