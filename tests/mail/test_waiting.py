"""Letters that do not leave at once: refused, put off, kept back by their way or by their own files."""

from dataclasses import replace
from pathlib import Path

import pytest

from common.clock import VirtualClock, milliseconds
from common.database import Connection
from common.reporting.asks import LetterState, SetMail
from common.reporting.letters import Letters
from common.reporting.store import reports
from tests.mail import office
from tests.mail.office import QUICK, SMTP, WHO, Office, people
from tests.mail.server import MailServer

DAY_SECONDS = 24 * 3600


def test_a_refused_recipient_does_not_stop_the_next(mail: Office) -> None:
    mail.enclose(mail.report(), *people(3))

    with MailServer() as server:
        server.temper.recipient = lambda address: "550 5.1.1 No such user" if "reader1" in address else None
        mail.set_mail(**SMTP, port=server.port)
        mail.send_all()

    first, second, third = mail.rows()
    assert [first.state, second.state, third.state] == [LetterState.SENT, LetterState.FAILED, LetterState.SENT]
    assert second.reason == "550 5.1.1 No such user"
    assert second.problem is not None
    assert "550 5.1.1 No such user" in second.problem.ru
    assert second.due is None


def test_a_letter_that_the_server_wants_later_is_brought_later(mail: Office, clock: VirtualClock) -> None:
    mail.enclose(mail.report(), *people(2))
    grey = ["451 Greylisted", "451 Greylisted"]

    with MailServer() as server:
        server.temper.recipient = lambda address: grey.pop() if "reader0" in address and grey else None
        mail.set_mail(**SMTP, port=server.port)
        mail.send_all()
        waiting, other = mail.rows()
        assert mail.letters.turn() is False
        clock.advance(5)
        mail.send_all()
        clock.advance(10)
        mail.send_all()

    assert (waiting.state, waiting.words.ru, waiting.attempts) == (LetterState.WAITING, "ждёт повтора", 1)
    assert waiting.reason == "451 Greylisted"
    assert other.state is LetterState.SENT
    assert waiting.due is not None
    assert milliseconds(waiting.due) == 1_900_000_005_000
    assert [row.state for row in mail.rows()] == [LetterState.SENT] * 2
    assert mail.rows()[0].attempts == 3


def test_a_letter_that_is_put_off_for_three_days_is_given_up(mail: Office, clock: VirtualClock) -> None:
    mail.enclose(mail.report(), "ivan@example.org")

    with MailServer() as server:
        server.temper.data = lambda _: "451 Not today"
        mail.set_mail(**SMTP, port=server.port)
        for _ in range(8):
            mail.send_all()
            clock.advance(DAY_SECONDS / 2)
        row = mail.row()
        mail.retry(row.id)
        mail.send_all()
        again = mail.row()

    assert row.state is LetterState.FAILED
    assert row.problem is not None
    assert "попытки кончились" in row.problem.ru
    assert (row.attempts, again.attempts) == (7, 1)
    assert again.state is LetterState.WAITING


def test_letters_wait_for_a_server_that_does_not_answer(mail: Office, clock: VirtualClock) -> None:
    with MailServer() as server:
        port = server.port
    mail.set_mail(**SMTP, port=port)
    mail.enclose(mail.report(), *people(2))

    mail.send_all()

    for row in mail.rows():
        assert (row.state, row.attempts) == (LetterState.WAITING, 0)
        assert row.problem is not None
        assert f"localhost:{port}" in row.problem.ru
        assert row.due is not None
        assert milliseconds(row.due) == clock.now_ms() + 5_000
    shown = mail.mail()
    assert shown.problem is not None
    assert mail.letters.turn() is False
    with MailServer(port=port) as server:
        clock.advance(5)
        mail.send_all()
    assert len(server.received) == 2
    assert mail.mail().problem is None


def test_a_server_that_is_away_for_three_days_costs_the_letter(mail: Office, clock: VirtualClock) -> None:
    with MailServer() as server:
        port = server.port
    mail.set_mail(**SMTP, port=port)
    mail.enclose(mail.report(), "ivan@example.org")

    mail.send_all()
    clock.advance(3 * DAY_SECONDS)
    mail.send_all()

    row = mail.row()
    assert row.state is LetterState.FAILED
    assert row.problem is not None


def test_a_wrong_password_keeps_all_letters_until_it_is_corrected(mail: Office, tmp_path: Path) -> None:
    mail.enclose(mail.report(), *people(3))

    with MailServer(login=("robot", "right password")) as server:
        wish = SMTP | {"port": server.port, "login": "robot"}
        mail.set_mail(**wish, password="wrong password")
        mail.send_all()
        before = mail.rows()
        tries = len(server.logins)
        assert mail.letters.turn() is False
        shown = mail.mail()
        mail.set_mail(**wish, password="right password")
        mail.send_all()

    assert tries == 1
    assert [(row.state, row.attempts) for row in before] == [(LetterState.WAITING, 0)] * 3
    for row in before:
        assert row.problem is not None
        assert "логин или пароль" in row.problem.ru
    assert shown.problem is not None
    assert len(server.received) == 3
    assert mail.mail().problem is None
    mail.ground.log.lines.flush()
    written = (tmp_path / "role" / "logs" / "role.jsonl").read_text(encoding="utf-8")
    assert '"level":"error"' in written


def test_a_fault_of_the_way_is_looked_at_again_after_an_hour(mail: Office, clock: VirtualClock) -> None:
    mail.enclose(mail.report(), "ivan@example.org")

    with MailServer() as server:
        server.temper.sender = lambda _: "550 Not from you"
        mail.set_mail(**SMTP, port=server.port)
        mail.send_all()
        held = mail.row()
        server.temper.sender = lambda _: None
        clock.advance(3599)
        assert mail.letters.turn() is False
        clock.advance(1)
        mail.send_all()

    assert held.problem is not None
    assert "отправител" in held.problem.ru
    assert mail.row().state is LetterState.SENT


@pytest.mark.parametrize("change", ["changed", "gone", "report"])
def test_a_file_that_is_not_what_it_was_is_not_sent(mail: Office, change: str) -> None:
    report = mail.report()
    mail.enclose(report, "ivan@example.org")
    path = mail.ground.folder_of(report) / "2026-11-20_reestr.xlsx"
    if change == "changed":
        path.write_bytes(b"PK something else all")
    elif change == "gone":
        path.unlink()
    else:
        mail.ground.database.write(lambda db: reports.forget(db, report))

    mail.send_all()

    row = mail.row()
    assert (row.state, mail.outbox()) == (LetterState.FAILED, [])
    assert row.problem is not None
    assert "Сделайте отчёт заново" in row.problem.ru


def test_a_folder_that_cannot_be_written_keeps_letters_waiting(mail: Office, clock: VirtualClock) -> None:
    outbox = mail.ground.folder / "outbox"
    outbox.write_bytes(b"a file in the place of the folder")
    mail.enclose(mail.report(), *people(2))

    mail.send_all()
    waiting = mail.rows()
    outbox.unlink()
    clock.advance(5)
    mail.send_all()

    for row in waiting:
        assert (row.state, row.attempts) == (LetterState.WAITING, 0)
        assert row.problem is not None
        assert str(outbox) in row.problem.ru
    assert [row.state for row in mail.rows()] == [LetterState.SENT] * 2
    assert len(mail.outbox()) == 2


def test_a_storage_that_fails_after_the_server_took_a_letter_makes_no_second_one(
    tmp_path: Path, clock: VirtualClock
) -> None:
    fails = [False]

    def watch(moment: str, names: object) -> None:
        if moment == "before" and "letter_sent" in list(names) and fails[0]:  # type: ignore[call-overload]
            fails[0] = False
            raise OSError("the disk is gone for a moment")

    mail = office.opened(tmp_path / "watched", clock=clock, watch=watch)
    mail.enclose(mail.report(), "ivan@example.org")
    with MailServer() as server:
        mail.set_mail(**SMTP, port=server.port)
        fails[0] = True
        with pytest.raises(OSError, match="gone"):
            mail.send_all()
        waiting = mail.row()
        mail.send_all()

    assert waiting.state is LetterState.WAITING
    assert mail.row().state is LetterState.SENT
    assert len(server.received) == 1
    mail.close()


def test_once_letters_are_to_leave_another_way_no_more_of_them_leave_by_the_former(mail: Office) -> None:
    def to_the_folder(db: Connection, letter: int) -> None:
        mail.letters.set_mail(db, WHO, SetMail())

    letters = Letters(replace(mail.ground, mailed=to_the_folder), QUICK)
    mail.enclose(mail.report(), *people(3))
    with MailServer() as server:
        mail.set_mail(**SMTP, port=server.port)
        while letters.turn():
            pass

    assert len(server.received) == 1
    assert len(mail.outbox()) == 2
    assert [row.state for row in mail.rows()] == [LetterState.SENT] * 3


@pytest.mark.parametrize("kept_back", [False, True])
def test_a_clock_that_was_a_year_ahead_keeps_no_letter_back_for_a_year(
    mail: Office, clock: VirtualClock, kept_back: bool
) -> None:
    clock.advance(365 * DAY_SECONDS)
    mail.enclose(mail.report(), "ivan@example.org")
    if kept_back:
        (mail.ground.folder / "outbox").write_text("", encoding="utf-8")
        mail.send_all()
        (mail.ground.folder / "outbox").unlink()
    clock.advance(-365 * DAY_SECONDS)

    mail.send_all()

    assert mail.row().state is LetterState.SENT
