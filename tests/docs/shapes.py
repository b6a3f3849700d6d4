"""How the documents write a message down: its fields, their types and defaults, the values inside it."""

import dataclasses
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

import msgspec

PLAIN = {str: "str", int: "int", bool: "bool", datetime: "time", date: "date", Any: "any", msgspec.Raw: "any"}
SUMS = frozenset(
    {
        "amount", "inserted", "agent_fee", "processing_fee", "balance", "credit_limit", "available", "price", "cost",
        "settlement", "held", "deposit",
    }
)  # fmt: skip
"""Whole numbers of these names are sums in minor units: kopecks."""


class Part(NamedTuple):
    """A field of a message: its name on the wire, its type, its default as JSON (empty: it must be there)."""

    name: str
    type: Any
    default: str


def parts(kind: type) -> list[Part]:
    """The fields of a message, or of a value that is a dataclass."""
    if dataclasses.is_dataclass(kind):
        hints = get_type_hints(kind)
        return [Part(one.name, hints[one.name], _json(one.default)) for one in dataclasses.fields(kind)]
    return [Part(one.encode_name, one.type, default(one)) for one in msgspec.structs.fields(kind)]


def said(kind: Any) -> str:
    """A type in a few words."""
    if kind in PLAIN:
        return PLAIN[kind]
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return said(parts[0])
    if origin in (Union, UnionType):
        told = [part for part in parts if part is not msgspec.UnsetType]
        return " or ".join("null" if part is NoneType else said(part) for part in told)
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
    """What a field left out means, «—» where that is just it; empty for one that must be there."""
    if field.required:
        return ""
    if field.default is msgspec.UNSET:
        return "—"
    return _json(field.default_factory() if field.default is msgspec.NODEFAULT else field.default)


def unit(part: Part) -> str:
    """What a whole number counts, where its name tells."""
    if "int" not in said(part.type).split(" "):
        return ""
    if part.name in SUMS:
        return ", коп."
    return ", мс" if part.name.endswith("_ms") else ""


def table(kind: type) -> list[str]:
    """A message's fields as a table."""
    if not parts(kind):
        return ["Без полей / no fields: `{}`."]
    rows = ["| поле / field | тип / type | если нет / default |", "|---|---|---|"]
    return rows + [f"| `{one.name}` | {said(one.type)}{unit(one)} | {_code(one.default)} |" for one in parts(kind)]


def line(kind: type) -> str:
    """A message's fields on one line; first the one that tells it from its like, where there is one."""
    config = getattr(kind, "__struct_config__", None)
    tagged = [f'`{config.tag_field}`: "{config.tag}"'] if config is not None and config.tag is not None else []
    named = tagged + [
        f"`{one.name}`: {said(one.type)}" + (f" = {_code(one.default)}" if one.default else "") for one in parts(kind)
    ]
    return ", ".join(named) or "—"


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


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _code(text: str) -> str:
    return f"`{text}`" if text else ""
