"""Cheating on purpose: one credit is deleted behind a provider's back, to prove that the registers notice."""

import sqlite3
from pathlib import Path

DATABASE = "provider.db"


def delete_newest_credit(folder: Path) -> str:
    """Delete the newest credit from a stopped provider's database; the payment's id there."""
    with sqlite3.connect(folder / DATABASE) as raw:
        row = raw.execute("SELECT id, payment_id FROM operations WHERE kind = 'credit' ORDER BY id DESC").fetchone()
        raw.execute("DELETE FROM operations WHERE id = ?", (row[0],))
    raw.close()
    payment_id: str = row[1]
    return payment_id
