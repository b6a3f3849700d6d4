"""Exchanges of one trace are found again in the log, whole or up to a bound, whatever else is written there."""

from pathlib import Path

import msgspec
import pytest

from common import exchange_log
from common.exchange import Exchange, Raw
from common.exchange_log import ExchangeLog


def line(trace: str, number: int, body: bytes = b"{}") -> bytes:
    return msgspec.json.encode(
        Exchange(
            ts="2030-01-01T00:00:00.000+00:00", mono_ms=0, trace=trace, span=f"s{number}", parent="", sender="a",
            receiver="b", side="client", verb="credit", method="POST", path="/v1/credit", status=200, ms=1.5,
            attempt=number, request=Raw(body), answer=Raw(b"null"),
        )
    )  # fmt: skip


def written(folder: Path, *lines: bytes, ending: str = "") -> ExchangeLog:
    (folder / f"x.exchanges.jsonl{ending}").write_bytes(b"".join(one + b"\n" for one in lines))
    return ExchangeLog(folder, "x")


def test_those_of_a_trace_come_in_their_order(tmp_path: Path) -> None:
    log = written(tmp_path, line("A", 1), line("B", 2), line("A", 3))

    found = log.of_trace("A", 10)

    assert [one.attempt for one in found.exchanges] == [1, 3]
    assert found.whole


def test_the_newest_are_taken_when_there_are_too_many(tmp_path: Path) -> None:
    log = written(tmp_path, *(line("A", number) for number in range(9)))

    found = log.of_trace("A", 3)

    assert [one.attempt for one in found.exchanges] == [6, 7, 8]
    assert not found.whole


def test_rotated_files_are_read_after_the_newest(tmp_path: Path) -> None:
    written(tmp_path, line("A", 1), ending=".1")
    log = written(tmp_path, line("A", 2))

    assert [one.attempt for one in log.of_trace("A", 10).exchanges] == [1, 2]


def test_torn_lines_and_a_trace_inside_a_body_are_passed_over(tmp_path: Path) -> None:
    log = written(tmp_path, b'{"trace":"A"', line("B", 1, b'{"trace":"A"}'), line("A", 2))

    assert [one.attempt for one in log.of_trace("A", 10).exchanges] == [2]


def test_lines_over_the_edge_of_a_block_are_found_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange_log, "BLOCK", 100)
    log = written(tmp_path, *(line("A" if number % 3 else "B", number) for number in range(30)))

    assert [one.attempt for one in log.of_trace("A", 100).exchanges] == [n for n in range(30) if n % 3]


def test_no_more_is_read_than_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange_log, "BLOCK", 300)
    log = written(tmp_path, line("A", 1), *(line("B", number) for number in range(50)))

    assert log.of_trace("A", 10, most_bytes=1000) == ([], False)


def test_a_log_that_was_never_written_holds_nothing(tmp_path: Path) -> None:
    assert ExchangeLog(tmp_path, "x").of_trace("A", 10) == ([], True)
