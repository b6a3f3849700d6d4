"""Payment fields: what a payer types, the rule it must match, and the words when it does not (linear-time engine)."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

import msgspec
import re2

from common.errors import Rejected
from common.words import Words

ACCOUNT = "account"
"""The name of the first field of every provider: the number that is checked and credited."""
MAX_REGEX = 500
MAX_VALUE = 200
MAX_FIELDS = 20
MAX_PROGRAM = 8 << 20
FieldType = Literal["text", "digits", "phone", "email", "amount", "date"]


class Field(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A field to fill in when paying.

    `mask` is how it is typed («(___) ___-__-__»), `regex` is matched against the whole value without the mask;
    `minimum` and `maximum` bound an amount in minor units, and any other value's length in characters.
    """

    name: str
    label: Words
    regex: str
    type: FieldType = "text"
    mask: str = ""
    hint: Words = Words("", "")
    example: str = ""
    error: Words = Words("", "")
    minimum: int | None = None
    maximum: int | None = None


def matches(regex: str, value: str) -> bool:
    """Whether the whole value matches; time grows linearly with its length, whatever the expression."""
    return bool(compiled(regex).Match(value))


@lru_cache(maxsize=4096)
def compiled(regex: str) -> "re2.Set":
    """A provider's expression, compiled once; Rejected `wrong_regex` when re2 does not take it.

    A set of one: its match costs a quarter of the compiled pattern's, which builds a match object in Python.
    """
    if len(regex) > MAX_REGEX:
        raise Rejected("wrong_regex", f"> {MAX_REGEX}")
    options = re2.Options()
    options.log_errors = False
    options.max_mem = MAX_PROGRAM
    try:
        re2.compile(regex, options)
        matcher = re2.Set.FullMatchSet(options)
        matcher.Add(regex)
        matcher.Compile()
    except re2.error as problem:
        reason = problem.args[0]
        raise Rejected("wrong_regex", reason.decode() if isinstance(reason, bytes) else str(reason)) from problem
    return matcher


def demand_sound(fields: list[Field]) -> None:
    """Refuse fields nobody could fill in: bad regex, an example its own rule rejects, names twice, no account."""
    names = [field.name for field in fields]
    if not fields or names[0] != ACCOUNT or len(set(names)) != len(names) or len(names) > MAX_FIELDS:
        raise Rejected("wrong_value", f"fields: {', '.join(names) or '—'}; first must be «{ACCOUNT}», names unique")
    for field in fields:
        if not field.name.isidentifier() or not field.label.ru:
            raise Rejected("wrong_value", f"field «{field.name}»")
        compiled(field.regex)
        if not field.example or not fits(field, field.example):
            raise Rejected("wrong_example", f"{field.name}: «{field.example}» — {field.regex}")


def fits(field: Field, value: str) -> bool:
    """Whether a value may be sent for a field."""
    return len(value) <= MAX_VALUE and _in_bounds(field, value) and matches(field.regex, value)


def _in_bounds(field: Field, value: str) -> bool:
    if field.minimum is None and field.maximum is None:
        return True
    if field.type == "amount" and not (value.isascii() and value.isdecimal()):
        return False
    size = int(value) if field.type == "amount" else len(value)
    return (field.minimum is None or size >= field.minimum) and (field.maximum is None or size <= field.maximum)


def demand(fields: list[Field], account: str, others: Mapping[str, str]) -> None:
    """Refuse values that a provider's fields do not take: `wrong_field`, `missing_field`, `unknown_field`."""
    known = {field.name for field in fields}
    for name in others:
        if name not in known or name == ACCOUNT:
            raise Rejected("unknown_field", name[:MAX_VALUE])
    for field in fields:
        value = account if field.name == ACCOUNT else others.get(field.name)
        if value is None:
            raise Rejected("missing_field", field.label.ru)
        if not fits(field, value):
            raise Rejected("wrong_field", field.error.ru or field.label.ru)
