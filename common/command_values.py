"""What is typed after an option as a value of its field: plain text, a day, a list with commas, JSON or its file."""

import re
from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from common.errors import Rejected
from common.protocol.endpoint import LocalPath, Moment
from common.readable import SUMS

WHOLE = " — целое число / a whole number"
KOPECKS = " — целое число, деньги в копейках: 150000 / a whole number, money in kopecks"
SUM = "в копейках / kopecks"
BOM = b"\xef\xbb\xbf"
"""What Windows editors put before a text; no part of its JSON."""
LOCAL = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?)?")
DAYS = "2026-11-01"
MOMENTS = "2026-11-01 | 2026-11-01T06:00 | 2026-11-01T06:00:00Z"
FILE = "файл / file"
JSON = "JSON | @файл.json"
LISTED = f"одно,другое / one,other | {JSON}"
AT = re.compile(r"at `\$\.(\w+)`$")
MARKS = ("{", "[", '"', "@")
"""What JSON or the name of a file with it begins with."""


def value(name: str, kind: Any, text: str) -> Any:
    """The value of a field as its message is made from; Rejected when it can be none."""
    if _is_moment(kind):
        return _moment(text, name) if LOCAL.fullmatch(text) else text
    if kind == LocalPath:
        return str(Path(text).absolute()) if text else text
    if _plain(kind):
        return text
    listed = _as_list(kind, text)
    return _json(text) if listed is None else listed


def hint(kind: Any) -> str:
    """What may be typed, for the help."""
    if get_origin(kind) is Literal:
        return " | ".join(map(str, get_args(kind)))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return " | ".join(str(one.value) for one in kind)
    if _is_moment(kind):
        return MOMENTS
    if _is_day(kind):
        return DAYS
    if kind == LocalPath:
        return FILE
    if kind is bool:
        return "true | false"
    if get_origin(kind) is Annotated:
        bare, *bounds = get_args(kind)
        return hint(bare) + "".join(_bounds(one) for one in bounds if isinstance(one, msgspec.Meta))
    if get_origin(kind) in (Union, UnionType) and _plain(kind):
        return " | ".join(hint(one) for one in get_args(kind) if one is not NoneType)
    if _plain(kind):
        return getattr(kind, "__name__", str(kind))
    return JSON if _lists_in(kind) is None else LISTED


def help_of(name: str, kind: Any) -> str:
    """What may be typed after an option of this name: a sum says that it is in kopecks."""
    return f"{hint(kind)}, {SUM}" if name in SUMS and hint(kind).startswith(int.__name__) else hint(kind)


def may_stand_alone(kind: Any) -> bool:
    """Whether an option without a value means `true`, as a word on the command line usually does."""
    return kind is bool or (get_origin(kind) in (Union, UnionType) and bool in get_args(kind))


def _bounds(one: msgspec.Meta) -> str:
    """From where to where a number may be, for the help; empty for what is no number."""
    return f" {one.ge}–{one.le}" if one.ge is not None and one.le is not None else ""


def complaint(problem: msgspec.ValidationError, kinds: Mapping[str, Any], texts: Mapping[str, str]) -> str:
    """Which option will not do and what is expected instead, rather than the reader's own words about it."""
    found = AT.search(str(problem))
    name = found[1] if found is not None else ""
    kind, typed = kinds.get(name), f"--{name.replace('_', '-')} {texts.get(name, '')[:80]}"
    if "Expected `int" in str(problem):
        return f"{typed if kind is int else problem}{KOPECKS if name in SUMS else WHOLE}"
    choice = get_origin(kind) is Literal or (isinstance(kind, type) and issubclass(kind, Enum))
    if kind is bool or choice or _is_moment(kind) or _is_day(kind):
        return f"{typed} ({hint(kind)})"
    return str(problem)


def _is_moment(kind: Any) -> bool:
    return kind == Moment or Moment in get_args(kind)


def _is_day(kind: Any) -> bool:
    return kind is date or date in get_args(kind)


def _moment(text: str, name: str) -> str:
    """A day or a time of this computer's zone, as a moment; the day that a period is said to end on belongs to it."""
    whole_day = len(text) == len("2026-11-01") and name == "until"
    try:
        return (datetime.fromisoformat(text) + timedelta(days=whole_day)).astimezone().isoformat()
    except (ValueError, OverflowError, OSError):
        return text  # no such day, or none that this computer can place: said like any other value that will not do


def _as_list(kind: Any, text: str) -> Any:
    """Texts with commas between them, where a list of texts or what begins with one is asked for; None elsewhere."""
    name = _lists_in(kind)
    if name is None or not text.strip() or text.lstrip().startswith(MARKS) or _names_file(text):
        return None
    if text.endswith(".json"):
        return None
    texts = [one.strip() for one in text.split(",") if one.strip()]
    return {name: texts} if name else texts


def _lists_in(kind: Any) -> str | None:
    """Empty for a list of texts, the first field's name of a message that begins with one, None for the rest."""
    parts = (
        [one for one in get_args(kind) if one is not NoneType] if get_origin(kind) not in (list, dict, tuple) else []
    )
    kind = parts[0] if len(parts) == 1 else kind
    if kind == list[str]:
        return ""
    fields = msgspec.structs.fields(kind) if isinstance(kind, type) and issubclass(kind, msgspec.Struct) else ()
    return fields[0].name if fields and fields[0].type == list[str] else None


def _json(text: str) -> Any:
    try:
        data = Path(text.removeprefix("@")).read_bytes() if _names_file(text) else text.encode()
        return msgspec.json.decode(data.removeprefix(BOM))
    except (OSError, msgspec.MsgspecError, UnicodeError, RecursionError) as problem:
        missing = text.endswith(".json") and not isinstance(problem, OSError) and not _names_file(text)
        why = "нет такого файла / no such file" if missing else problem
        raise Rejected("wrong_value", f"{text[:80]}: {why}") from problem


def _names_file(text: str) -> bool:
    """JSON may be longer than any file's name may be: it is not looked for on the disk."""
    return text.startswith("@") or (not text.lstrip().startswith(("{", "[", '"')) and Path(text).is_file())


def _plain(kind: Any) -> bool:
    """Whether an option's text is its value, rather than JSON or the name of a file with JSON."""
    if get_origin(kind) is None:
        return not (isinstance(kind, type) and (is_dataclass(kind) or issubclass(kind, msgspec.Struct | dict | list)))
    return get_origin(kind) not in (list, dict, tuple) and all(_plain(part) for part in get_args(kind))
