"""How the documents write a message down: its fields, their types and defaults, the values inside it."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

PLAIN = {str: "str", int: "int", bool: "bool", datetime: "time", date: "date", Any: "any", msgspec.Raw: "any"}
SUMS = frozenset(
    {
        "amount", "inserted", "agent_fee", "processing_fee", "balance", "credit_limit", "available", "price", "cost",
        "settlement", "held", "deposit",
    }
)  # fmt: skip
"""Whole numbers of these names are sums in minor units: kopecks."""


def said(kind: Any) -> str:
    """A type in a few words."""
    if kind in PLAIN:
        return PLAIN[kind]
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return said(parts[0])
    if origin in (Union, UnionType):
        return " or ".join("null" if part is NoneType else said(part) for part in parts)
    if origin is Literal:
        return " · ".join(f'"{part}"' for part in parts)
    if origin in (list, tuple, dict):
        inside = ", ".join(said(part) for part in parts if part is not Ellipsis)
        return f"{'list' if origin is tuple and Ellipsis in parts else origin.__name__}[{inside}]"
    if isinstance(kind, type) and issubclass(kind, Enum):
        return " · ".join(f'"{one.value}"' for one in kind)
    return str(kind.__name__)


def first_sentences(kind: type) -> str:
    """What a message's own docstring says, on one line."""
    return " ".join((kind.__doc__ or "").split())


def default(field: Any) -> str:
    """What a field left out means; empty for one that must be there."""
    if field.required:
        return ""
    value = field.default_factory() if field.default is msgspec.NODEFAULT else field.default
    return msgspec.json.encode(value).decode()


def unit(field: Any) -> str:
    """What a whole number counts, where its name tells."""
    if "int" not in said(field.type).split(" "):
        return ""
    if field.name in SUMS:
        return ", коп."
    return ", мс" if field.name.endswith("_ms") else ""


def table(kind: type[msgspec.Struct]) -> list[str]:
    """A message's fields as a table."""
    fields = msgspec.structs.fields(kind)
    if not fields:
        return ["Без полей / no fields: `{}`."]
    rows = ["| поле / field | тип / type | если нет / default |", "|---|---|---|"]
    return rows + [f"| `{one.encode_name}` | {said(one.type)}{unit(one)} | {_code(default(one))} |" for one in fields]


def line(kind: type[msgspec.Struct]) -> str:
    """A message's fields on one line."""
    parts = [
        f"`{one.encode_name}`: {said(one.type)}" + (f" = {_code(default(one))}" if not one.required else "")
        for one in msgspec.structs.fields(kind)
    ]
    return ", ".join(parts) or "—"


def inside(kinds: Iterable[Any]) -> Iterator[type[msgspec.Struct]]:
    """Every message that stands inside these, at any depth, each once; not these themselves."""
    waiting = [(kind, False) for kind in kinds]
    seen: set[Any] = set()
    while waiting:
        kind, within = waiting.pop(0)
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            if kind in seen:
                continue
            if within:
                seen.add(kind)
                yield kind
            waiting += [(one.type, True) for one in msgspec.structs.fields(kind)]
        else:
            waiting += [(part, within) for part in get_args(kind)]


def _code(text: str) -> str:
    return f"`{text}`" if text else ""
