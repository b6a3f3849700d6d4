"""News of statements: told to a subscriber's program when the letter with one has left."""

from common import trace
from common.clock import moment
from common.database import Connection
from common.mail.address import masked
from common.protocol.consumer import NewsKind, Notify
from common.reporting import period
from common.reporting.store import letters, reports
from common.words import Words
from provider_app.reports.kinds import STATEMENT
from provider_app.store import subscribers, tasks

LETTER = "letter:"
SENT = Words("Выписка за {period} отправлена на {address}.", "The statement for {period} was sent to {address}.")


def put(db: Connection, letter: int) -> None:
    """A letter with a report was sent: news, if that is a statement and its subscriber's program wants to hear."""
    found = letters.find(db, letter)
    report = None if found is None or found.report is None else reports.find(db, found.report)
    if found is None or report is None or report["kind"] != STATEMENT.name:
        return
    who = subscribers.find(db, report["subject"])
    if who is not None and who.news_url:
        tasks.put(db, f"{LETTER}{letter}", who.number, now=found.ended or found.made, trace=trace.current.get())


def news(db: Connection, key: str, uid: str) -> Notify | None:
    """What is told of the letter that a task names; None when it, or its report, is there no more."""
    found = letters.find(db, int(key.removeprefix(LETTER)))
    report = None if found is None or found.report is None else reports.find(db, found.report)
    if found is None or report is None:
        return None
    address = masked(found.recipient)
    russian, english = (period.between(report["since"], report["until"], language) for language in ("ru", "en"))
    return Notify(
        news_id=f"{uid}-letter-{found.id}",
        kind=NewsKind.STATEMENT,
        number=report["subject"],
        at=moment(found.ended or found.made),
        text=Words(SENT.ru.format(period=russian, address=address), SENT.en.format(period=english, address=address)),
    )
