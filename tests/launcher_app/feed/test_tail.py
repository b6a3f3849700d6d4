"""A log that is followed: growth, torn lines, rotations, files that are not there yet."""

import os
from pathlib import Path

import pytest

from launcher_app.feed.tail import Tail


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "provider-lesson.exchanges.jsonl"


def add(path: Path, text: str) -> None:
    with path.open("ab") as file:
        file.write(text.encode())


def rotate(path: Path, kept: int = 5) -> None:
    for number in range(kept - 1, -1, -1):
        old = path if number == 0 else path.with_name(f"{path.name}.{number}")
        if old.exists():
            old.replace(path.with_name(f"{path.name}.{number + 1}"))


def read(tail: Tail) -> list[str]:
    return [line.decode().strip() for line in tail.lines()]


def test_a_file_that_appears_later_is_read_from_its_beginning(path: Path) -> None:
    tail = Tail(path)
    before = read(tail)

    add(path, "one\ntwo\n")

    assert before == []
    assert read(tail) == ["one", "two"]
    assert read(tail) == []


def test_a_line_that_is_not_whole_yet_is_read_once_it_is(path: Path) -> None:
    tail = Tail(path)
    add(path, "one\ntw")
    first = read(tail)

    add(path, "o\nthree\n")

    assert first == ["one"]
    assert read(tail) == ["two", "three"]


@pytest.mark.parametrize("times", [1, 2, 3])
def test_nothing_is_lost_when_the_log_is_rotated_between_two_looks(path: Path, times: int) -> None:
    tail = Tail(path)
    add(path, "a\nb\n")
    before = read(tail)

    for time in range(times):
        add(path, f"end {time}\n")
        rotate(path)
        add(path, f"new {time}\n")

    after = [line for time in range(times) for line in (f"end {time}", f"new {time}")]
    assert before == ["a", "b"]
    assert read(tail) == after
    assert read(tail) == []


def test_what_was_rotated_before_is_read_first_unless_it_is_older_than_the_session(path: Path) -> None:
    for name in ("oldest", "older", "newest"):
        add(path, f"{name}\n")
        if name != "newest":
            rotate(path)
    os.utime(path.with_name(f"{path.name}.2"), (1_000, 1_000))

    assert read(Tail(path, since_ms=2_000_000)) == ["older", "newest"]
    assert read(Tail(path)) == ["oldest", "older", "newest"]
