"""The two references of every run, and the generator by itself: started, and ready to take payments."""

import sqlite3
from base64 import b64encode
from pathlib import Path

from tests.bench import machine
from tests.bench.generator import Target
from tests.bench.running import Running, python

LOGIN = "agent"
PASSWORD = "a-long-machine-password"


def basic(login: str, password: str) -> str:
    """The Authorization header."""
    return "Basic " + b64encode(f"{login}:{password}".encode()).decode()


def floor(folder: Path, program: Path, *, durable: bool) -> Target:
    """The floor with its file, or the same program keeping nothing."""
    words = [str(program), str(folder / "floor.journal")] if durable else [str(program)]
    return _target(Running(words, folder / "floor.err", place=machine.SERVER))


def first_written(folder: Path) -> Target:
    """The design as first written."""
    words = python("tests.bench.first_written", str(folder), LOGIN, PASSWORD)
    return _target(Running(words, folder / "first.err", place=machine.SERVER))


def lost_by_first_written(folder: Path) -> int:
    """By how many minor units its books are out: what it took of the deposit and booked nowhere, or the other way."""
    books = sqlite3.connect(folder / "first.sqlite")
    try:
        (lost,) = books.execute(
            "SELECT (SELECT sum(amount + processing_fee) FROM payments) - (SELECT sum(held + earned) FROM providers)"
        ).fetchone()
        return int(lost or 0)
    finally:
        books.close()


def _target(server: Running) -> Target:
    return Target(server, f"http://127.0.0.1:{server.first_line()}", basic(LOGIN, PASSWORD))
