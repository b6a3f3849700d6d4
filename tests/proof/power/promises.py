"""What each role has promised with its yes, read from a disk by the means of its own start."""

import re
import sqlite3
from pathlib import Path
from typing import Any

import msgspec

from agent_terminal.app import ROLE as TERMINAL
from agent_terminal.service import desk
from common.database import Connection
from common.ids import payment_code
from common.principal import Principal
from common.protocol.endpoint import Nothing
from common.role import Role, opened
from common.settings import Settings
from consumer_app.app import ROLE as CONSUMER
from consumer_app.store.contracts import ContractsFile
from processing_app.app import ROLE as PROCESSING
from provider_app.app import ROLE as PROVIDER
from tests.proof.network import PROFILE

MARK = "mark-"
IDS = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mark-\d+|\b[0-9A-Z]{4}-[0-9A-Z]{4}\b")
ROLES: dict[str, Role] = {"processing": PROCESSING, "provider": PROVIDER, "consumer": CONSUMER, "terminal": TERMINAL}
QUERIES = {
    "processing": "SELECT substr(stream, 8) FROM events WHERE stream LIKE 'intent/%' "
    "UNION SELECT external_id FROM intents UNION SELECT external_id FROM intent_payments",
    "provider": "SELECT payment_id FROM operations WHERE kind = 'credit'",
    "consumer": "SELECT use_id FROM uses WHERE state = 'done'",
    "terminal": "SELECT value FROM settings",
}
Kept = set[str]


class Corrupt(Exception):
    """A disk that a role cannot begin from, or that says what is not so."""


def kept(role: str, folder: Path) -> Kept:
    """The ids that a role still knows; Corrupt when its database is damaged."""
    found = _of_database(role, folder / f"{role}.db")
    if role == "consumer":
        found |= _of_contracts(folder)
    if role == "processing":
        _demand_bank_and_vault(folder)
    return found


def begins(role: str, data: Path) -> None:
    """The role's own start over this disk, with its own look at its books; Corrupt when it does not come up."""
    chosen = Settings(role, PROFILE, 0, data, data / "logs", None, "ru", until_stdin_closes=False)
    try:
        with opened(ROLES[role], chosen) as instance:
            program = instance.program
            program.database.read(lambda db: _demand_books_agree(role, program.service, db))
    except Exception as trouble:
        raise Corrupt(f"{role} does not begin: {trouble!r}") from trouble


def _demand_books_agree(role: str, service: Any, db: Connection) -> None:
    """What the role's operator may ask of its books: recomputed from what is written, they are what is kept."""
    nobody = Principal("operator", "proof")
    if role == "processing":
        service.books.verify(db, nobody, Nothing())
    elif role == "provider" and not service.totals(db, nobody, Nothing()).agree:
        raise Corrupt("provider: the books do not agree")
    elif role == "terminal":
        stacked, *elsewhere = msgspec.structs.astuple(desk.money(db))
        if stacked != sum(elsewhere[:-1]):
            raise Corrupt(f"terminal: {stacked} stacked, {elsewhere[:-1]}")


def _of_database(role: str, path: Path) -> Kept:
    if not path.exists():
        return set()
    database = sqlite3.connect(path, isolation_level=None)
    try:
        (said,) = database.execute("PRAGMA integrity_check").fetchone()
        if said != "ok":
            raise Corrupt(f"{role}: {said}")
        if not database.execute("PRAGMA user_version").fetchone()[0]:
            return set()
        if role == "processing":
            _demand_balance(database)
        return _read(database, role)
    except sqlite3.DatabaseError as damage:
        raise Corrupt(f"{role}: {damage}") from damage
    finally:
        database.close()


def _read(database: sqlite3.Connection, role: str) -> Kept:
    rows = [str(value) for (value,) in database.execute(QUERIES[role])]
    if role != "terminal":
        return set(rows)
    _demand_notes(database)
    paid = database.execute("SELECT payment_id FROM payments WHERE accepted > 0")
    return _marks(" ".join(rows).encode()) | {payment_code(payment_id) for (payment_id,) in paid}


def _demand_balance(database: sqlite3.Connection) -> None:
    """All ledger accounts and all that payments hold come to nothing (M1)."""
    (accounts,) = database.execute("SELECT coalesce(sum(amount), 0) FROM balances").fetchone()
    (holds,) = database.execute("SELECT coalesce(sum(held), 0) FROM payments").fetchone()
    sums = "held + refund_held + chargeback_held"
    (of_shops,) = database.execute(f"SELECT coalesce(sum({sums}), 0) FROM intent_payments").fetchone()
    if accounts + holds + of_shops:
        raise Corrupt(f"processing: the books come to {accounts} + {holds} + {of_shops}")


def _demand_bank_and_vault(folder: Path) -> None:
    """Both files are whole, and what the centre says that the bank took, the bank has taken: it was durable first."""
    taken = _rows(
        folder / "processing.db", "SELECT intent_id || '.' || n, captured FROM intent_payments WHERE captured"
    )
    ours = dict(taken)
    theirs = dict(_rows(folder / "bank.db", "SELECT id, captured FROM payments"))
    wrong = [name for name, amount in ours.items() if theirs.get(name) != amount]
    if wrong:
        raise Corrupt(f"processing: the bank has not captured {wrong[:2]}")
    cards = {resource for (resource,) in _rows(folder / "vault.db", "SELECT resource FROM cards")}
    begun = _rows(folder / "processing.db", "SELECT count(*) FROM intent_payments WHERE means = 'card'")
    if begun and begun[0][0] > len(cards):
        raise Corrupt(f"processing: {begun[0][0]} payments by {len(cards)} cards")


def _rows(path: Path, sql: str) -> list[Any]:
    """What a file holds; nothing, when it had not begun."""
    if not path.exists():
        return []
    database = sqlite3.connect(path, isolation_level=None)
    try:
        (said,) = database.execute("PRAGMA integrity_check").fetchone()
        if said != "ok":
            raise Corrupt(f"{path.name}: {said}")
        if not database.execute("PRAGMA user_version").fetchone()[0]:
            return []
        return database.execute(sql).fetchall()
    except sqlite3.DatabaseError as damage:
        raise Corrupt(f"{path.name}: {damage}") from damage
    finally:
        database.close()


def _demand_notes(database: sqlite3.Connection) -> None:
    """No payment without its notes in the stacker (C1)."""
    (stacked,) = database.execute("SELECT coalesce(sum(value), 0) FROM banknotes WHERE state = 'stacked'").fetchone()
    (paid,) = database.execute("SELECT coalesce(sum(inserted), 0) FROM payments WHERE accepted > 0").fetchone()
    if paid > stacked:
        raise Corrupt(f"terminal: {paid} paid of {stacked} stacked")


def _of_contracts(folder: Path) -> Kept:
    """The consumer's JSON file, by the reader that its start uses."""
    file = ContractsFile(folder)
    if file.trouble:
        raise Corrupt(f"consumer: {file.trouble}")
    return _marks(" ".join(one.title for one in file.contracts).encode())


def _marks(text: bytes) -> Kept:
    """A mark tells that all before it were there, too: each replaced the one before."""
    numbers = [int(found[len(MARK) :]) for found in IDS.findall(text) if found.startswith(MARK.encode())]
    return {f"{MARK}{number}" for number in range(max(numbers, default=-1) + 1)}
