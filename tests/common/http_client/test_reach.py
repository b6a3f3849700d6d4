"""Who answers at an address: as it says itself, or nobody that says so."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from common.clock import SystemClock
from common.errors import Unavailable
from common.http_client import reach
from common.logs import Log
from tests.common.http_client.script import Script, answer


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    made = Log(tmp_path, "reach", SystemClock(), console=False)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("body", "uid"),
    [
        (b'{"role":"processing:main","uid":"0199-7"}', "0199-7"),
        (b'{"role":"processing:main"}', ""),
        (b'{"uid":7}', ""),
        (b"<html>", ""),
        (b"[" * 5_000, ""),
        (b'{"uid":"' + b"x" * 500 + b'"}', "x" * 80),
    ],
)
def test_an_instance_says_who_it_is_or_does_not(log: Log, body: bytes, uid: str) -> None:
    with Script(answer(body)) as server:
        assert reach.uid(server.url, log, SystemClock()) == uid


def test_an_answer_that_is_not_a_yes_names_nobody(log: Log) -> None:
    with Script(answer(b"no", "404 Not Found", "text/plain")) as server:
        assert reach.uid(server.url, log, SystemClock()) == ""
        assert reach.hello(server.url, log, SystemClock()).en == "HTTP 404 answers"


def test_where_nobody_listens_there_is_no_answer(log: Log) -> None:
    with Script(answer(b"")) as server:
        url = server.url

    with pytest.raises(Unavailable):
        reach.uid(url, log, SystemClock())
