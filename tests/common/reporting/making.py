"""The process apart of the tests' role: reports that are quick, slow, empty, refused, broken, dying, comparing."""

import os
import sys
from pathlib import Path

from common.clock import SystemClock
from common.database import Connection
from common.errors import Rejected
from common.reporting import child
from common.reporting.naming import file_name
from common.reporting.order import Covering, Figure, Finding, Order, Outcome, Tell
from common.words import Words
from tests.common.reporting import notes

PATIENCE_SECONDS = 30


def quick(db: Connection, order: Order, tell: Tell) -> Outcome:
    """All notes of the snapshot in one file, and beside it their number when asked."""
    texts = notes.texts(db)
    tell(50)
    names = [_write(order, ".xlsx", "\n".join(texts).encode())]
    if order.csv:
        names.append(_write(order, ".csv", str(len(texts)).encode()))
    said = f"{order.name}: {len(texts)}; {order.issuer}; {order.who}"
    figures = [Figure(Words("Заметок", "Notes"), len(texts), "count")]
    return Outcome(files=names, rows=len(texts), covering=Covering(said, [said]), figures=figures)


def slow(db: Connection, order: Order, tell: Tell) -> Outcome:
    """Half done at once, and half a file written; the rest when the file `go` is there."""
    (order.place / "half.part").write_bytes(b"half")
    tell(50)
    clock = SystemClock()
    deadline = clock.monotonic() + PATIENCE_SECONDS
    while not (Path(order.database).parent / "go").exists():
        assert clock.monotonic() < deadline
        clock.sleep(0.01)
    (order.place / "half.part").unlink()
    return quick(db, order, tell)


def refused(db: Connection, order: Order, tell: Tell) -> Outcome:
    """A no of ours."""
    raise Rejected("wrong_value", "так нельзя")


def broken(db: Connection, order: Order, tell: Tell) -> Outcome:
    """A bug, with something in it that nobody may read."""
    raise ValueError("secret")


def dying(db: Connection, order: Order, tell: Tell) -> Outcome:
    """As when the system kills it."""
    print("a last complaint", file=sys.stderr, flush=True)
    os._exit(9)


def unwritable(db: Connection, order: Order, tell: Tell) -> Outcome:
    """The disk is full."""
    raise OSError(28, "No space left on device", str(order.place / "book.xlsx"))


def comparing(db: Connection, order: Order, tell: Tell) -> Outcome:
    """More differences than are kept in one unit of work."""
    found = [_difference(place) for place in range(1200)]
    counts = {"sum_differs": 600, "account_differs": 600}
    outcome = quick(db, order, tell)
    return Outcome(
        files=outcome.files, rows=1200, covering=outcome.covering, agrees=False, counts=counts, findings=found
    )


def _difference(place: int) -> Finding:
    """As comparisons keep it."""
    reason = "one_digit" if place % 2 else "other_sum"
    data = {
        "reason": reason, "them": "provider", "key": str(place), "payment_id": "", "at": 0, "day": "2026-11-01",
        "account": "9161234567", "their_account": "9161234568", "amount": 100, "their_amount": 100 + place, "other": "",
        "also_account": False,
    }  # fmt: skip
    return Finding("account_differs" if place % 2 else "sum_differs", data)


def _write(order: Order, suffix: str, data: bytes) -> str:
    name = file_name(order, "notes", suffix)
    (order.place / name).write_bytes(data)
    return name


BUILDERS = {one.__name__: one for one in (quick, slow, refused, broken, dying, unwritable, comparing)}

if __name__ == "__main__":
    sys.exit(child.main(BUILDERS))
