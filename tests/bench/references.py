"""The two references of every run, and the generator by itself: started, and ready to take payments."""

import sqlite3
from base64 import b64encode
from pathlib import Path

from tests.bench import machine
from tests.bench.generator import Target
from tests.bench.rounds import Subject
from tests.bench.running import Running, python

LOGIN = "agent"
PASSWORD = "a-long-machine-password"


def basic(login: str, password: str) -> str:
    """The Authorization header."""
    return "Basic " + b64encode(f"{login}:{password}".encode()).decode()


def floor(folder: Path, program: Path, *, durable: bool) -> Subject:
    """The floor with its file, or the same program keeping nothing."""
    words = [str(program), str(folder / "floor.journal")] if durable else [str(program)]
    return _subject(Running(words, folder / "floor.err", place=machine.SERVER))


def first_written(folder: Path) -> Subject:
    """The design as first written."""
    words = python("tests.bench.first_written", str(folder), LOGIN, PASSWORD)
    return _subject(Running(words, folder / "first.err", place=machine.SERVER))


def lost_by_first_written(folder: Path) -> int:
    """By how many minor units its balances are not what its own postings sum to."""
    books = sqlite3.connect(folder / "first.sqlite")
    try:
        (posted,) = books.execute("SELECT sum(amount) FROM postings WHERE account = 'held'").fetchone()
        (held,) = books.execute("SELECT balance FROM accounts WHERE name = 'held'").fetchone()
        return int(posted or 0) - int(held)
    finally:
        books.close()


def _subject(server: Running) -> Subject:
    return Subject(server, Target(f"http://127.0.0.1:{server.next_line()}", basic(LOGIN, PASSWORD)))
