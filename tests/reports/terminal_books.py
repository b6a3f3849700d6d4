"""A terminal after a shift in which everything happens, and its journal as the process apart makes it."""

from pathlib import Path
from typing import Any

from agent_terminal.ccnet.happenings import Rejecting
from agent_terminal.reports import terminal_journal
from agent_terminal.service import messages
from agent_terminal.service.messages import Counted
from common.database import snapshot
from common.errors import Unavailable
from common.reporting.order import Order, Outcome
from common.status import Status
from tests.agent_terminal.centre import provider
from tests.agent_terminal.service.operating import ask
from tests.agent_terminal.stand import BILLS, Stand

FAR = 10**13


def captured(stand: Stand, *notes: int, account: str = "9123456789") -> None:
    """A payment that is credited."""
    stand.pay(*notes, account=account)
    stand.turn()
    stand.centre.capture_all()
    stand.pass_time(40)


def a_shift(stand: Stand) -> list[int]:
    """Credited, rejected, repeated, unsent, kept and counted; the moments between."""
    moments = [stand.clock.now_ms()]

    def then() -> None:
        stand.clock.advance(300)
        stand.turn()
        moments.append(stand.clock.now_ms())

    stand.set_commission(basis_points=300)
    captured(stand, 50_000, 10_000)
    then()
    captured(stand, 100_000, account="9000000417")
    then()
    _rejected_notes(stand)
    _encashed(stand)
    then()
    _rejected_and_paid_to_another_number(stand)
    then()
    _rejected_and_kept(stand)
    then()
    _in_doubt(stand)
    then()
    _too_little(stand)
    then()
    stand.to_cash()
    stand.insert(50_000)
    stand.centre.cut_off()
    stand.do("pay")
    stand.pass_time(40)
    stand.centre.join()
    stand.centre.problems["/v1/payments"] = Unavailable("no_connection", "cut")
    then()
    stand.to_cash()
    stand.insert(10_000, 5_000)
    moments.append(stand.clock.now_ms() + 1)
    return moments


def order(stand: Stand, since: int = 0, until: int = FAR, **changed: Any) -> Order:
    """A journal, in a folder of its own."""
    reports = stand.folder / "reports"
    number = len(list(reports.glob("*"))) + 1
    folder = reports / str(number)
    folder.mkdir(parents=True)
    asked: dict[str, Any] = {
        "id": number,
        "kind": "terminal-journal",
        "subject": "",
        "name": "",
        "since": since,
        "until": until,
        "language": "ru",
        "csv": False,
        "issuer": "ООО «Агент», терминал T1",
        "who": "оператор",
        "now": stand.clock.now_ms(),
        "database": str(stand.database.path),
        "folder": str(folder),
    }
    return Order(**asked | changed)


def made(wanted: Order) -> Outcome:
    """The journal as the process apart makes it."""
    with snapshot(Path(wanted.database)) as db:
        return terminal_journal.build(db, wanted, lambda percent: None)


def sql(stand: Stand, question: str, *values: object) -> list[tuple[Any, ...]]:
    """What stands in the database, asked past all code of ours."""
    return stand.database.read(lambda db: [tuple(row) for row in db.raw.execute(question, values).fetchall()])


def _rejected_notes(stand: Stand) -> None:
    for reason in (0x6C, 0x65, 0x6C, None, 0xEE):
        stand.cash.happened(Rejecting(reason))
    stand.ground.rejected.store(stand.ground.write)


def _encashed(stand: Stand) -> None:
    """One note of 100 less than booked."""
    counted = [Counted(value=10_000, notes=0), Counted(value=50_000, notes=1), Counted(value=100_000, notes=1)]
    edition = ask(stand, "cassette").edition
    ask(stand, "encash", messages.Encash(counted=counted, reason="=одна порвана", edition=edition))


def _rejected_and_paid_to_another_number(stand: Stand) -> None:
    stand.pay(50_000)
    stand.turn()
    _refuse_newest(stand)
    stand.pass_time(1)
    stand.do("other_number")
    stand.to_cash(account="9223334455")
    stand.do("pay")
    stand.turn()
    _capture_newest(stand)
    stand.pass_time(40)


def _rejected_and_kept(stand: Stand) -> None:
    stand.pay(100_000)
    stand.turn()
    _refuse_newest(stand)
    stand.pass_time(400, 10)


def _in_doubt(stand: Stand) -> None:
    stand.to_cash()
    stand.cash.escrowed(BILLS[2])
    stand.cash.nothing_inside()
    stand.do("cancel")


def _too_little(stand: Stand) -> None:
    """For any payment to this provider."""
    stand.centre.version, stand.centre.providers = 2, [provider(1, minimum=20_000)]
    stand.pass_time(1801, 60)
    stand.to_cash()
    stand.insert(10_000)
    stand.do("cancel")
    stand.do("cancel")
    stand.pass_time(400, 10)
    stand.centre.version, stand.centre.providers = 3, [provider(1)]
    stand.pass_time(1801, 60)


def _refuse_newest(stand: Stand) -> None:
    stand.centre.status[list(stand.centre.accepted)[-1]] = Status.CANCELLED


def _capture_newest(stand: Stand) -> None:
    stand.centre.status[list(stand.centre.accepted)[-1]] = Status.CAPTURED
