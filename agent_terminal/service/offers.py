"""Providers as a payer chooses among them: by tile, by what was paid here last, by what is typed into the search."""

import re
from typing import Any

import msgspec

from agent_terminal.core.session import Session
from agent_terminal.service import kept
from agent_terminal.store import payments
from common.database import Connection
from common.fields import Field
from common.protocol.processing import DirectoryEntry
from common.words import Words

Data = dict[str, Any]
RECENT = 4
LOOKED_THROUGH = 60
"""So many of the latest payments tell who is paid here."""
WORD = re.compile(r"\w+")
BEGINNING = re.compile(r"\^?(?:\((?:\?:)?)?(\d+)([?*{]?)")
"""The digits that every number of an expression's branch begins with; the last one may be counted by what follows."""


def offer(entry: DirectoryEntry, roof: int) -> Data:
    """`available` is no when the deposit does not reach the provider's minimum; never said so to a payer."""
    return {
        "provider_id": entry.provider_id,
        "name": msgspec.to_builtins(entry.name),
        "group": msgspec.to_builtins(entry.group),
        "available": max(entry.minimum, 1) <= roof,
        "example": entry.fields[0].example,
        "find": words_of(entry),
    }


def listed(db: Connection, session: Session) -> list[Data]:
    """Those of the chosen group, or those who take the number that was scanned."""
    providers = kept.providers(db)
    if session.scanned is not None:
        known = [one for one in providers if one.provider_id in session.scanned.providers]
    else:
        known = [one for one in providers if session.group in ("", one.group.ru)]
    return [offer(one, session.roof) for one in known]


def every(db: Connection, session: Session) -> list[Data]:
    """All of them, for the search."""
    return [offer(one, session.roof) for one in kept.providers(db)]


def recent(db: Connection, session: Session) -> list[Data]:
    """The providers that were paid here last, the latest first, as far as they are still in the directory."""
    known = {one.provider_id: one for one in kept.providers(db)}
    paid = dict.fromkeys(one.provider_id for one in payments.last(db, LOOKED_THROUGH))
    return [offer(known[one], session.roof) for one in paid if one in known][:RECENT]


def words_of(entry: DirectoryEntry) -> list[str]:
    """What a provider is found by: its names and their words in both languages, and how its numbers begin."""
    found = {one for name in (entry.name.ru, entry.name.en) for one in _spelt(name.lower())}
    return sorted(found | set(beginnings(entry.fields[0])))


def beginnings(field: Field) -> list[str]:
    """How a field's values begin, as far as its expression says so in plain digits: «9\\d{9}|79\\d{9}» is 9 and 79."""
    found = (BEGINNING.match(branch) for branch in field.regex.split("|"))
    shown = (one[1][:-1] if one[2] else one[1] for one in found if one is not None)
    return sorted({one for one in shown if one})


def lead(field: Field) -> str:
    """What stands before a number and need not be typed: a mask's beginning, or the country's code of a phone."""
    before = field.mask.partition("_")[0]
    if any(letter.isdigit() for letter in before):
        return before.strip()
    return "+7" if field.type == "phone" and len(field.example) == 10 else ""


def groups(db: Connection) -> list[Words]:
    """Every group once, by its Russian name."""
    names = {one.group.ru: one.group for one in kept.providers(db)}
    return [names[name] for name in sorted(names)]


def _spelt(name: str) -> set[str]:
    words = {name, *WORD.findall(name)}
    return words | {word.replace("ё", "е") for word in words}
