"""What works behind the log goes on whatever happens, and ends when it is told to."""

import json
from pathlib import Path

import pytest

from common import spawn
from common.clock import SystemClock
from common.errors import Unavailable
from common.logs import Log
from processing_app import backoffice
from processing_app.backoffice import LEISURE_SECONDS, Backoffice, Hands, Round, telling
from processing_app.platform import WIDTHS
from processing_app.service.statistics import Statistics
from tests.intents.webhooks.office import Office


@pytest.mark.parametrize("trouble", [Unavailable("storage_full"), ZeroDivisionError()], ids=["a full disk", "a bug"])
def test_what_goes_wrong_is_logged_and_comes_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    monkeypatch.setattr(backoffice, "TROUBLE_SECONDS", 0.001)
    log, stop, again = Log(tmp_path, "back", SystemClock(), console=False), spawn.Signal(), spawn.Signal()
    office = Office(tmp_path / "office")
    turns: list[int] = []

    def turn() -> bool:
        turns.append(1)
        if len(turns) == 1:
            raise trouble
        again.set()
        return False

    monkeypatch.setattr(office.notifier, "turn", turn)
    hands = Hands(WIDTHS)
    adding = Round("statistics", Statistics(office.database).turn, LEISURE_SECONDS)
    working = Backoffice((adding, telling("webhooks", office.notifier.turn, office.sender, hands)), log)
    working.start(stop)
    came = again.wait(10)
    stop.set()
    working.close()
    hands.close()
    log.close()
    office.close()

    lines = [json.loads(line) for line in (tmp_path / "back.jsonl").read_text(encoding="utf-8").splitlines()]
    assert came
    assert [line["event"] for line in lines] in (["the log waits to be read on"], ["behind the log stumbled"])
