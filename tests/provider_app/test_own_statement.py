"""A subscriber's program orders its own statement with its login and fetches it; nobody else's is there for it."""

import hashlib
from pathlib import Path

import openpyxl
import pytest
import requests

from common.clock import moment
from common.errors import OplataError
from common.reporting.asks import AskReports, OrderReport, ReportRow, ReportState
from common.reporting.doors import FILE, REPORT, REPORTS
from tests.provider_app.running import Centre, Running, Subscriber, eventually

DAY_MS = 86_400_000


def today(running: Running, kind: str = "statement", subject: str = "") -> OrderReport:
    day = running.clock.now_ms() // DAY_MS * DAY_MS
    return OrderReport(kind=kind, subject=subject, since=moment(day), until=moment(day + DAY_MS))


def ready(subscriber: Subscriber, number: int) -> ReportRow:
    def row() -> ReportRow:
        listed = subscriber.peer.call(REPORTS, AskReports()).reports
        found: ReportRow = next(one for one in listed if one.id == number)
        return found

    eventually(lambda: row().state is ReportState.DONE)
    return row()


def fetched(subscriber: Subscriber, report: ReportRow) -> requests.Response:
    url = f"{subscriber.running.instance.place.url}{FILE.path}"
    asked = {"id": str(report.id), "name": report.files[0].name}
    return requests.get(url, asked, auth=(subscriber.card.login, subscriber.card.password), timeout=20)


def test_a_subscriber_fetches_the_statement_that_it_ordered_and_no_other(
    running: Running, centre: Centre, subscriber: Subscriber, tmp_path: Path
) -> None:
    centre.credit(centre.question(subscriber.number, 10_000))
    subscriber.use(3)
    stranger = running.signed()

    report = ready(subscriber, subscriber.peer.call(REPORT, today(running)).id)

    mine, theirs = fetched(subscriber, report), fetched(stranger, report)
    assert (mine.status_code, theirs.status_code, theirs.json()["code"]) == (200, 422, "unknown_report")
    assert hashlib.sha256(mine.content).hexdigest() == report.files[0].sha256
    assert [figure.value for figure in report.figures] == [0, 10_000, 750, 9_250]
    (tmp_path / "mine.xlsx").write_bytes(mine.content)
    details = openpyxl.load_workbook(tmp_path / "mine.xlsx", data_only=True).worksheets[1]
    assert [details.cell(row, 9).value for row in (5, 6)] == [100, 92.5]


@pytest.mark.parametrize(("kind", "whose"), [("comparison", ""), ("statement", "somebody else's")])
def test_a_subscriber_orders_nothing_else(running: Running, subscriber: Subscriber, kind: str, whose: str) -> None:
    subject = running.signed().number if whose else ""

    with pytest.raises(OplataError) as refused:
        subscriber.peer.call(REPORT, today(running, kind, subject))

    assert refused.value.code == "wrong_value"
    assert subscriber.peer.call(REPORTS, AskReports()).reports == []
