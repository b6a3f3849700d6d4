"""Databases that are not what a role has left: of a newer version, damaged, emptied, gone. Refused, told, untouched."""

import hashlib
import json
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from common.protocol.codes import CODES
from tests.proof.form import Form
from tests.proof.storage.found import Found
from tests.proof.storage.starts import LANGUAGES, REFUSED, copied, refused
from tests.proof.storage.town import ROLES, Town

KIND = "damage refused"
PAGE = 4096
AT_ONCE = 2
NEWER, DAMAGED = "database_newer", "database_damaged"
Spoil = Callable[[Path], None]


def newer(path: Path) -> None:
    """As a program of next year leaves it."""
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA user_version=999")


def emptied(path: Path) -> None:
    """No byte is left."""
    path.write_bytes(b"")


def gone(path: Path) -> None:
    """The file is not there."""
    path.unlink()


def halved(path: Path) -> None:
    """The second half is gone."""
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // PAGE // 2 * PAGE])


def torn(path: Path) -> None:
    """The last page is not whole."""
    path.write_bytes(path.read_bytes()[: -PAGE // 2])


def blank(path: Path) -> None:
    """One page in the middle of the tables is zeros."""
    data = bytearray(path.read_bytes())
    at = _page_of_a_table(path)
    data[at : at + PAGE] = bytes(PAGE)
    path.write_bytes(data)


def flipped(path: Path) -> None:
    """One bit in the header of a page."""
    data = bytearray(path.read_bytes())
    data[_page_of_a_table(path) + 5] ^= 0x40
    path.write_bytes(data)


def strange(path: Path) -> None:
    """Something else has that name."""
    path.write_bytes("не база данных, а письмо\n".encode() * 400)


SPOILS: tuple[Spoil, ...] = (newer, emptied, gone, halved, blank, strange, flipped, torn)
MOST = {Form.SAMPLE: 6, Form.SHORT: 20, Form.LONG: len(SPOILS) * len(ROLES)}


def run(town: Town, form: Form, found: Found) -> None:
    """Over copies of what the roles leave at their end; in a sample every damage meets one of them."""
    for role in ROLES:
        town.network.roles[role].stop()
    turns = [
        (spoil, ROLES[(place + turn) % len(ROLES)]) for turn in range(len(ROLES)) for place, spoil in enumerate(SPOILS)
    ]
    chosen = turns[: MOST[form]]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda one: _try(town, one[1][0], one[1][1], one[0], found), enumerate(chosen)))
    _contracts(town, found)


def _try(town: Town, spoil: Spoil, role: str, number: int, found: Found) -> None:
    case = f"{role}.db {spoil.__name__}"
    data = town.folder / "spoilt" / str(number)
    there = copied(role, town.network.roles[role].folder, data)
    spoil(there / f"{role}.db")
    before, language = _content(there, role), LANGUAGES[number % 2]
    start = refused(role, data, language)
    code = NEWER if spoil is newer else DAMAGED
    text = CODES[code].ru if language == "ru" else CODES[code].en
    found.demand_said(case, start.said, text.rpartition("}")[2].strip())
    if start.code not in REFUSED:
        found.silent.append(f"{case}: exit code {start.code}")
    if _content(there, role) != before:
        found.changed.append(case)
    found.cases[KIND] += 1


def _contracts(town: Town, found: Found) -> None:
    """The consumer's file: both halves damaged are told, and set aside; a newer one is refused as it is."""
    data = town.folder / "spoilt" / "contracts"
    there = copied("consumer", town.network.roles["consumer"].folder, data)
    file = there / "contracts.json"
    file.write_text(json.dumps({"version": 2, "contracts": []}), encoding="utf-8")
    before = file.read_bytes()
    start = refused("consumer", data)
    found.demand_said("contracts.json newer", start.said, CODES["file_newer"].ru.rpartition("}")[2].strip(") ."))
    if file.read_bytes() != before:
        found.changed.append("contracts.json newer")
    found.cases[KIND] += 1


def _content(there: Path, role: str) -> dict[str, str]:
    names = (f"{role}.db", f"{role}.db-wal")
    return {
        name: hashlib.blake2b((there / name).read_bytes()).hexdigest()
        for name in names
        if (there / name).exists() and (there / name).stat().st_size
    }


def _page_of_a_table(path: Path) -> int:
    """Where the first page of a table lies that every role has."""
    with closing(sqlite3.connect(path)) as raw:
        (root,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'credentials'").fetchone()
    return int(root - 1) * PAGE
