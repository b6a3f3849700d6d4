"""An answer as a person reads it on a console: names and values line by line, sums in roubles beside the kopecks."""

from collections.abc import Mapping
from typing import Any

from common.money import text
from common.words import Language, Words

SUMS = frozenset((
    "agent_fee", "agent_fees", "amount", "available", "balance", "balances", "came", "captured", "cost",
    "counted_total", "credit_limit", "credited", "deposit", "difference", "fee", "fees", "fixed", "held",
    "holds", "in_sessions", "inserted", "levy", "maximum", "minimum", "no_confirmation", "on_1000", "on_slips",
    "per_day", "per_operation", "price", "processing_fee", "reversed", "settled_by_staff", "settlement", "spent",
    "spent_today", "stacked", "sum", "to_send", "total", "used", "value", "went",
))  # fmt: skip
"""Fields of answers that are minor units; so are those whose name ends as AMOUNTS say."""
AMOUNTS = ("_amount", "Amount")
COUNT = "count"
"""The kind of a figure that is no sum."""
NOTHING = Words("пусто", "nothing")
YES, NO = Words("да", "yes"), Words("нет", "no")
NONE = Words("—", "—")


def readable(value: Any, language: Language, indent: str = "") -> str:
    """The whole answer: a name and a value a line, lists one item after another."""
    if isinstance(value, dict):
        if value.keys() == {"ru", "en"}:
            return str(value[language])
        counts = value.get("kind") == COUNT
        return "\n".join(
            f"{indent}{name}: {_named(part, language, indent, money=not counts and _is_sum(name, value))}"
            for name, part in value.items()
        )
    if isinstance(value, list | tuple):
        if not value:
            return NOTHING.of(language)
        if _flat(value):
            return "  ".join(_one(part, language) for part in value)
        return "\n".join(f"{indent}- {_item(part, language, indent)}".rstrip() for part in value)
    return _one(value, language)


def _item(part: Any, language: Language, indent: str) -> str:
    """An item of a list; a row of plain cells, as of a sheet, is one line."""
    if isinstance(part, list) and not any(isinstance(one, dict | list | tuple) for one in part):
        return "  ".join(_one(cell, language) for cell in part).rstrip()
    return readable(part, language, indent + "  ").lstrip()


def _is_sum(name: str, beside: Mapping[str, Any]) -> bool:
    """Whether a field is minor units; beside `captured_amount`, `captured` is how many were."""
    return name.endswith(AMOUNTS) or (name in SUMS and f"{name}_amount" not in beside)


def _named(part: Any, language: Language, indent: str, *, money: bool) -> str:
    if money and type(part) is int:
        return f"{part}  ({text(part, english=language == 'en')} ₽)"
    said = readable(part, language, indent + "  ")
    return "\n" + said if _several(part) and said else said


def _several(part: Any) -> bool:
    """Whether it takes lines of its own."""
    if isinstance(part, dict):
        return part.keys() != {"ru", "en"}
    return isinstance(part, list | tuple) and bool(part) and not _flat(part)


def _flat(part: list[Any] | tuple[Any, ...]) -> bool:
    """A few plain values fit one line."""
    return isinstance(part, tuple) and not any(isinstance(one, dict | list | tuple) for one in part)


def _one(value: Any, language: Language) -> str:
    if value is None:
        return NONE.of(language)
    if isinstance(value, bool):
        return (YES if value else NO).of(language)
    return str(value)
