"""A subscriber's program hears that its statement was mailed: once, without the whole address."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from common.clock import moment
from common.protocol.consumer import NewsKind, Notify
from common.reporting.asks import AskLetters, LetterState, MailWish, OrderReport, ReportRow, ReportState
from tests.provider_app.running import Centre, Running, Subscriber, eventually
from tests.provider_app.test_news import Program, subscribe

ADDRESS = "ivanov@example.org"
DAY_MS = 86_400_000


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    made = Program(tmp_path)
    yield made
    made.close()


def ordered(running: Running, number: str, *recipients: str) -> ReportRow:
    """A statement of today, mailed to these."""
    today = running.clock.now_ms() // DAY_MS * DAY_MS
    asked = OrderReport(
        kind="statement",
        subject=number,
        since=moment(today),
        until=moment(today + DAY_MS),
        mail=MailWish(recipients=list(recipients), empty_too=True),
    )
    made: ReportRow = running.operate("report", asked)
    assert made.state is ReportState.DONE
    return made


def statements(program: Program) -> list[Notify]:
    return [news for news in program.heard if news.kind is NewsKind.STATEMENT]


def sent(running: Running, report: int) -> int:
    found = running.operate("letters", AskLetters(report=report)).letters
    return sum(letter.state is LetterState.SENT for letter in found)


def test_a_mailed_statement_is_told_to_its_subscribers_program(
    running: Running, centre: Centre, subscriber: Subscriber, program: Program
) -> None:
    subscribe(subscriber, program.url)
    centre.credit(centre.question(subscriber.number, 10_000))

    report = ordered(running, subscriber.number, ADDRESS)

    eventually(lambda: bool(statements(program)))
    news = statements(program)[0]
    day = f"{report.since.astimezone():%d.%m.%Y}"
    assert news.text.ru == f"Выписка за {day} отправлена на i***@example.org."
    assert news.text.en == f"The statement for {day} was sent to i***@example.org."
    assert (news.number, news.amount) == (subscriber.number, None)
    assert [one.kind for one in program.heard] == [NewsKind.CREDITED, NewsKind.STATEMENT]


def test_each_letter_is_told_once_and_other_peoples_programs_hear_nothing(
    running: Running, subscriber: Subscriber, program: Program
) -> None:
    stranger = running.signed()
    subscribe(subscriber, program.url)

    mine = ordered(running, subscriber.number, ADDRESS, "office@example.org")
    other = ordered(running, stranger.number, ADDRESS)
    unsent = ordered(running, subscriber.number)

    eventually(lambda: len(statements(program)) == 2 and sent(running, other.id) == 1)
    assert len({news.news_id for news in statements(program)}) == 2
    assert (sent(running, mine.id), sent(running, unsent.id)) == (2, 0)
    assert {news.number for news in program.heard} == {subscriber.number}
