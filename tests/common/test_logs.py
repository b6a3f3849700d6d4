"""Logs: whole lines, rotated, with a disk that fills up and consoles that cannot show a letter."""

import io
import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from common import logs, spawn, trace
from common.clock import VirtualClock
from common.logs import LineFile, Log, say


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    made = Log(tmp_path, "provider-default", VirtualClock(), console=False)
    yield made
    made.close()


def lines(file: LineFile) -> list[Any]:
    file.flush()
    return [json.loads(line) for line in file.path.read_bytes().split(b"\n") if line]


def test_a_line_tells_when_what_whose_trace_and_payment(log: Log) -> None:
    token = trace.current.set("T-1")
    log.info("credited", payment="7F3K-92QD", amount=5)
    trace.current.reset(token)

    assert lines(log.lines) == [
        {
            "at": "2030-03-17T17:46:40.000+00:00", "level": "info", "event": "credited", "trace": "T-1",
            "payment": "7F3K-92QD", "more": {"amount": 5},
        }
    ]  # fmt: skip


def test_lines_are_written_without_being_asked_for(log: Log) -> None:
    log.info("soon")
    waiting = spawn.Signal()
    for _ in range(100):
        if log.lines.path.stat().st_size:
            break
        waiting.wait(0.05)

    assert json.loads(log.lines.path.read_bytes())["event"] == "soon"


def test_closing_writes_what_waits_and_may_be_done_twice(tmp_path: Path) -> None:
    log = Log(tmp_path, "a", VirtualClock(), console=False)
    for number in range(2500):
        log.info("line", number=number)
    log.close()
    log.close()

    written = [json.loads(line) for line in (tmp_path / "a.jsonl").read_bytes().splitlines()]
    assert [line["more"]["number"] for line in written] == list(range(2500))


def test_a_file_rotates_and_keeps_five_older_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "MAX_BYTES", 100)
    file = LineFile(tmp_path / "a.jsonl")
    for number in range(10):
        file.add({"number": number, "fill": "x" * 120})
        file.flush()
    file.close()

    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", *(f"a.jsonl.{n}" for n in range(1, 6))]
    assert json.loads((tmp_path / "a.jsonl.1").read_bytes())["number"] == 9
    assert json.loads((tmp_path / "a.jsonl.5").read_bytes())["number"] == 5


def test_a_file_that_cannot_be_renamed_goes_on_growing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows, where another program has it open: here a folder is in the way of its new name."""
    monkeypatch.setattr(logs, "MAX_BYTES", 100)
    (tmp_path / "a.jsonl.5" / "inside").mkdir(parents=True)
    (tmp_path / "a.jsonl.4").touch()
    file = LineFile(tmp_path / "a.jsonl")
    for number in range(5):
        file.add({"number": number, "fill": "x" * 120})
        file.flush()

    assert [line["number"] for line in lines(file)] == [0, 1, 2, 3, 4]
    assert file.dropped == 0
    file.close()


class Full(io.RawIOBase):
    """A file on a disk with little space left."""

    def __init__(self, path: Path, space: int) -> None:
        self._file = path.open("ab", buffering=0)
        self.space = space

    def write(self, data: Any) -> int:
        if self.space <= 0:
            raise OSError(28, "No space left on device")
        written = self._file.write(bytes(data)[: self.space])
        self.space -= written
        return written

    def tell(self) -> int:
        return self._file.tell()

    def close(self) -> None:
        self._file.close()
        super().close()


def test_a_full_disk_costs_lines_not_the_program_and_tears_no_later_line(tmp_path: Path) -> None:
    file = LineFile(tmp_path / "a.jsonl")
    file._file.close()
    disk = file._file = Full(file.path, space=30)  # type: ignore[assignment]
    file.add({"number": 1})
    file.flush()
    file.add({"number": 2, "fill": "x" * 100})
    file.flush()
    file.add({"number": 3})
    file.flush()
    disk.space = 1000
    file.add({"number": 4})
    file.close()

    written = file.path.read_bytes().split(b"\n")
    assert json.loads(written[0]) == {"number": 1}
    assert json.loads(written[2]) == {"number": 4}
    assert (len(written), file.dropped) == (4, 2)


def test_what_waits_is_bounded_and_the_oldest_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "WAITING", 10)
    file = LineFile(tmp_path / "a.jsonl")
    for number in range(25):
        file.add({"number": number})

    assert [line["number"] for line in lines(file)] == list(range(15, 25))
    assert file.dropped == 15
    file.close()


ODD = {
    "half a surrogate": "\udce9.json",
    "not a number": float("nan"),
    "large": 2**70,
    "an object": Path("a"),
    "bytes": b"\xff",
    "a set": {1},
    "odd keys": {("a", "b"): 1},
}


@pytest.mark.parametrize("value", ODD.values(), ids=ODD)
def test_a_value_that_cannot_be_written_down_does_not_cost_its_neighbours(log: Log, value: Any) -> None:
    log.info("before")
    log.info("odd", value=value)
    log.info("after")

    written = lines(log.lines)

    assert len(written) == 3
    assert [written[0]["event"], written[2]["event"]] == ["before", "after"]


def test_many_threads_write_whole_lines(log: Log) -> None:
    with spawn.pool("loggers", 8) as pool:
        list(pool.map(lambda n: log.info("line\nwith newline", number=n), range(2000)))

    assert sorted(line["more"]["number"] for line in lines(log.lines)) == list(range(2000))


def test_what_libraries_log_is_taken_without_their_values(log: Log) -> None:
    try:
        raise ValueError("passport 4506")
    except ValueError:
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application")
    logging.getLogger("somewhere").info("too quiet")

    (line,) = lines(log.lines)
    assert (line["level"], line["event"]) == ("error", "Exception in ASGI application")
    assert line["more"] == {"from": "uvicorn.error", "error": "ValueError"}


def test_a_closed_log_takes_nothing_more_from_libraries(tmp_path: Path) -> None:
    log = Log(tmp_path, "a", VirtualClock(), console=False)
    log.close()

    logging.getLogger("late").error("nobody listens")

    assert not log.lines._waiting


class Console(io.TextIOWrapper):
    """A console of an older Windows."""

    def __init__(self, encoding: str) -> None:
        self.bytes = io.BytesIO()
        super().__init__(self.bytes, encoding=encoding, errors="strict")


@pytest.mark.parametrize(
    ("encoding", "shown"), [("ascii", b"?????? ?"), ("cp866", None), ("utf-8", "привет ₽".encode())]
)
def test_a_letter_that_a_console_cannot_show_is_a_question_mark(encoding: str, shown: bytes | None) -> None:
    console = Console(encoding)

    say("привет ₽", console)

    if shown is not None:
        assert console.bytes.getvalue().strip() == shown
    else:
        assert console.bytes.getvalue().strip()


def test_a_closed_console_does_not_stop_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    console = Console("utf-8")
    console.close()

    say("nobody reads this", console)
    monkeypatch.setattr(sys, "stdout", None)
    say("a program without a console")


def test_the_console_shows_one_line_that_no_stranger_can_make_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = Log(tmp_path, "a", VirtualClock(), console=True)
    log.warning("refused", payment="7F3K-92QD", path="/x\n12:00 !! all is well\x1b[2J")
    log.close()

    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("17:46:40.000  ! refused 7F3K-92QD path=/x·")
    assert "\x1b" not in line
