"""An agent orders its own statement over its door and fetches it; nobody else's is there for it."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from common import spawn
from common.clock import SystemClock, moment
from common.errors import Rejected
from common.http_server import RawAnswer, RawRequest
from common.principal import Principal
from common.protocol import codes
from common.reporting import doors
from common.reporting.asks import AskReports, OrderReport, ReportRow, ReportState
from tests.processing_app.standin import Centre

DAY_MS = 86_400_000
PATIENCE_SECONDS = 30


def door(centre: Centre, endpoint: Any) -> Callable[..., Any]:
    """The function behind a door of the centre, which lets agents in."""
    found = centre.program.doors()[endpoint]
    assert "agent" in found.enter
    return found.function


def order(centre: Centre, agent: Principal, **more: Any) -> ReportRow:
    """A statement of these days."""
    now = centre.clock.now_ms()
    ask = OrderReport(
        **{"kind": "agent-statement", "since": moment(now - DAY_MS), "until": moment(now + DAY_MS), **more}
    )
    row: ReportRow = door(centre, doors.REPORT)(agent, ask)
    return row


def ready(centre: Centre, agent: Principal) -> ReportRow:
    """The agent's latest report, once the centre has made it."""
    clock = SystemClock()
    deadline = clock.monotonic() + PATIENCE_SECONDS
    while True:
        row: ReportRow = centre.look(door(centre, doors.REPORTS), AskReports(), agent).reports[0]
        if row.ended is not None:
            return row
        assert clock.monotonic() < deadline
        clock.sleep(0.02)


def fetch(centre: Centre, who: Principal, number: int, name: str) -> RawAnswer:
    """A file over its door."""
    request = RawRequest("GET", doors.FILE.path, [("id", str(number)), ("name", name)], b"")
    answer: RawAnswer = door(centre, doors.FILE)(who, request)
    return answer


def test_an_agent_fetches_the_statement_it_ordered_and_no_other_agent_does(centre: Centre) -> None:
    centre.sign_provider()
    agent, other = centre.sign_agent(deposit=100_000), centre.sign_agent()
    centre.pay(agent, centre.ask())
    centre.run()
    centre.program.reporting.start(spawn.Signal())

    order(centre, agent)
    row = ready(centre, agent)

    assert (row.state, row.rows, row.owner) == (ReportState.DONE, 1, f"agent:{agent.id}")
    assert (row.agrees, row.folder, row.problem) == (True, "", None)
    kept = row.files[0]
    assert hashlib.sha256(fetch(centre, agent, row.id, kept.name).body).hexdigest() == kept.sha256
    with pytest.raises(Rejected) as refused:
        fetch(centre, other, row.id, kept.name)
    assert refused.value.code == "unknown_report"
    assert centre.look(door(centre, doors.REPORTS), AskReports(), other).reports == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kind": "totals"}, "только у нас самих"),
        ({"kind": "register", "subject": "1"}, "только у нас самих"),
        ({"subject": "2"}, "только о себе"),
    ],
)
def test_an_agent_orders_nothing_but_its_own_statement(centre: Centre, wrong: dict[str, Any], said: str) -> None:
    centre.sign_provider()
    agent = centre.sign_agent()
    centre.sign_agent()

    with pytest.raises(Rejected) as refused:
        order(centre, agent, **wrong)

    assert said in codes.words_of(refused.value).ru
