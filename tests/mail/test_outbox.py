"""The outbox: letters are put once, go out by their way, wait, fail, are tried again or are not wanted any more."""

import email
from collections.abc import Callable
from email import policy

import pytest

from common.clock import VirtualClock
from common.errors import Rejected
from common.reporting import asks
from common.reporting.asks import LetterState, TryMail
from common.reporting.order import Covering
from common.reporting.store import reports
from tests.mail.office import COVERING, FILES, SMTP, WHO, Office, people
from tests.mail.server import MailServer

DAY_SECONDS = 24 * 3600


def ids_of(mail: Office) -> set[str]:
    return {row.message_id for row in mail.rows()}


def send_report(mail: Office, report: int, *recipients: str) -> asks.Said:
    ask = asks.SendReport(id=report, recipients=list(recipients))
    return mail.ground.database.write(lambda db: mail.letters.send_report(db, WHO, ask))


def test_in_training_a_letter_becomes_a_file_and_goes_nowhere(mail: Office) -> None:
    mail.enclose(mail.report(), "ivan@example.org")

    mail.send_all()

    row = mail.row()
    (path,) = mail.outbox()
    assert (row.state, row.words.ru, row.way, row.attempts) == (LetterState.SENT, "лежит в папке писем", str(path), 1)
    assert path.name == "1.1900000000000_a1b2c3.eml"
    message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    assert message["From"] == "МегаФон <oplata@training.invalid>"
    assert message["To"] == "ivan@example.org"
    assert message["Subject"] == COVERING.subject
    assert {file.get_filename(): file.get_payload(decode=True) for file in message.iter_attachments()} == FILES


def test_each_recipient_gets_a_letter_of_his_own(mail: Office) -> None:
    number = mail.enclose(mail.report(), "ivan@example.org", "anna@example.org", "ivan@EXAMPLE.org")

    with MailServer() as server:
        mail.set_mail(**SMTP, port=server.port)
        mail.send_all()

    assert number == 2
    assert [letter.recipients for letter in server.received] == [("ivan@example.org",), ("anna@example.org",)]
    assert {letter.message_id for letter in server.received} == ids_of(mail)
    for letter in server.received:
        others = {"ivan@example.org", "anna@example.org"} - set(letter.recipients)
        assert not any(other.encode() in letter.data for other in others)


def test_what_was_sent_is_not_sent_again(mail: Office) -> None:
    mail.enclose(mail.report(), *people(3))

    with MailServer() as server:
        mail.set_mail(**SMTP, port=server.port)
        mail.send_all()
        assert mail.letters.turn() is False

    assert len(server.received) == 3
    assert [row.state for row in mail.rows()] == [LetterState.SENT] * 3


def test_a_letter_is_put_once_while_it_waits(mail: Office) -> None:
    report = mail.report()

    first = send_report(mail, report, "ivan@example.org", "anna@example.org")
    again = send_report(mail, report, "ivan@example.org", "petr@example.org")
    mail.send_all()
    wanted_once_more = send_report(mail, report, "ivan@example.org")

    assert "2" in first.words.ru
    assert "второй раз они не поставлены" in again.words.ru
    assert "второй раз" not in wanted_once_more.words.ru
    assert [row.recipient for row in mail.rows()] == [
        "ivan@example.org", "anna@example.org", "petr@example.org", "ivan@example.org",
    ]  # fmt: skip
    assert len(ids_of(mail)) == 4


def test_all_that_is_wrong_with_recipients_is_said_at_once(mail: Office) -> None:
    report = mail.report()

    with pytest.raises(Rejected) as refused:
        send_report(mail, report, "ivan@example.org", "anna", "petr@@example.org")
    with pytest.raises(Rejected) as nobody:
        send_report(mail, report)

    assert refused.value.detail.count("recipients.") == 2
    assert nobody.value.detail.startswith("recipients:")
    assert mail.rows() == []


@pytest.mark.parametrize(("number", "code"), [(1, "report_not_ready"), (2, "unknown_report")])
def test_only_a_report_that_is_ready_is_sent(mail: Office, number: int, code: str) -> None:
    mail.ground.database.write(
        lambda db: reports.add(
            db, kind="register", subject="", name="", since=0, until=1, language="ru", csv=0, owner="", schedule=None,
            mail=b"{}", state="waiting", asked=1, started=None, ended=None, outcome=b"",
        )
    )  # fmt: skip

    with pytest.raises(Rejected) as refused:
        send_report(mail, number, "ivan@example.org")

    assert refused.value.code == code


def test_letters_with_a_report_are_counted_while_they_wait(mail: Office) -> None:
    report = mail.report()
    mail.enclose(report, *people(2))
    before = mail.ground.database.read(lambda db: mail.letters.open_of(db, report))

    mail.send_all()

    assert before == 2
    assert mail.ground.database.read(lambda db: mail.letters.open_of(db, report)) == 0


def test_a_cancelled_letter_does_not_leave_and_may_be_wanted_after_all(mail: Office) -> None:
    mail.enclose(mail.report(), "ivan@example.org")

    row = mail.cancel(1)
    mail.send_all()
    nothing = mail.outbox()
    again = mail.retry(1)
    mail.send_all()

    assert (row.state, row.words.ru, row.due) == (LetterState.CANCELLED, "отменено", None)
    assert nothing == []
    assert again.state is LetterState.WAITING
    assert mail.row().state is LetterState.SENT
    assert len(mail.outbox()) == 1


def test_a_failed_letter_is_tried_again_with_its_own_id(mail: Office) -> None:
    mail.enclose(mail.report(), "ivan@example.org")

    with MailServer() as server:
        server.temper.recipient = lambda _: "550 Who?"
        mail.set_mail(**SMTP, port=server.port)
        mail.send_all()
        failed = mail.row()
        server.temper.recipient = lambda _: None
        again = mail.retry(1)
        mail.send_all()

    assert failed.state is LetterState.FAILED
    assert (again.state, again.attempts, again.problem) == (LetterState.WAITING, 0, None)
    assert mail.row().state is LetterState.SENT
    assert [letter.message_id for letter in server.received] == [failed.message_id]


def test_a_person_may_have_a_waiting_letter_tried_now(mail: Office, clock: VirtualClock) -> None:
    mail.enclose(mail.report(), "ivan@example.org")
    with MailServer() as server:
        once = ["451 Later"]
        server.temper.data = lambda _: once.pop() if once else None
        mail.set_mail(**SMTP, port=server.port)
        mail.send_all()

        mail.retry(1)
        mail.send_all()

    assert mail.row().state is LetterState.SENT


@pytest.mark.parametrize("act", [Office.retry, Office.cancel])
def test_a_letter_that_has_left_is_left_alone(mail: Office, act: Callable[[Office, int], asks.LetterRow]) -> None:
    mail.enclose(mail.report(), "ivan@example.org")
    mail.send_all()

    with pytest.raises(Rejected) as refused:
        act(mail, 1)
    with pytest.raises(Rejected) as unknown:
        act(mail, 99)

    assert (refused.value.code, unknown.value.code) == ("letter_ended", "unknown_letter")
    assert mail.row().state is LetterState.SENT


def test_a_trial_letter_leaves_at_once(mail: Office) -> None:
    row = mail.letters.test_mail(WHO, TryMail(recipient="ivan@example.org"))

    (path,) = mail.outbox()
    message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    assert (row.state, row.report) == (LetterState.SENT, None)
    assert message["Subject"] == "Пробное письмо: МегаФон"
    assert list(message.iter_attachments()) == []


def test_a_trial_letter_says_why_it_did_not_leave(mail: Office) -> None:
    with MailServer() as server:
        server.temper.recipient = lambda _: "550 Who?"
        mail.set_mail(**SMTP, port=server.port)
        row = mail.letters.test_mail(WHO, TryMail(recipient="ivan@example.org", language="en"))

    assert (row.state, row.reason, row.subject) == (LetterState.FAILED, "550 Who?", "A trial letter: MegaFon")


def test_a_trial_letter_goes_past_what_keeps_the_others(mail: Office) -> None:
    mail.enclose(mail.report(), "ivan@example.org")
    with MailServer(login=("robot", "right")) as server:
        mail.set_mail(**SMTP, port=server.port, login="robot", password="wrong")
        mail.send_all()
        server.login = ("robot", "wrong")
        row = mail.letters.test_mail(WHO, TryMail(recipient="anna@example.org"))
        mail.send_all()

    assert row.state is LetterState.SENT
    assert [letter.recipients[0] for letter in server.received] == ["anna@example.org", "ivan@example.org"]


def test_a_trial_letter_needs_an_address(mail: Office) -> None:
    with pytest.raises(Rejected) as refused:
        mail.letters.test_mail(WHO, TryMail(recipient="anna"))

    assert refused.value.detail.startswith("recipient: ")
    assert mail.rows() == []


def test_a_letter_is_looked_at_before_it_is_sent(mail: Office) -> None:
    report = mail.report({"a.csv": b"x"}, Covering("Тема <b>", ["Строка & строка"]))

    preview = mail.letters.preview_letter(WHO, asks.PreviewLetter(id=report))
    mail.enclose(report, "ivan@example.org", covering=Covering("Тема <b>", ["Строка & строка"]))
    mail.send_all()

    message = email.message_from_bytes(mail.outbox()[0].read_bytes(), policy=policy.default)
    plain, page = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert page is not None
    assert (preview.subject, preview.text) == (message["Subject"], plain.get_content().replace("\r\n", "\n"))
    assert preview.html == page.get_content().replace("\r\n", "\n")
    assert [file.name for file in preview.files] == ["a.csv"]
    assert preview.sheet == []


def test_the_outbox_is_searched_and_paged(mail: Office) -> None:
    first = mail.report(covering=Covering("Реестр МегаФон", []))
    mail.enclose(first, *people(3), covering=Covering("Реестр МегаФон", []))
    mail.send_all()
    second = mail.report()
    mail.enclose(second, "anna@example.org", covering=Covering("Выписка", []))

    def found(**ask: object) -> list[int]:
        return [row.id for row in mail.rows(**ask)]

    assert found(text="мегафон") == [1, 2, 3]
    assert found(text="ANNA@") == [4]
    assert found(text="2.19000") == [2]
    assert found(state="waiting") == [4]
    assert found(report=first) == [1, 2, 3]
    assert found(limit=2, offset=1) == [2, 3]
    page = mail.ground.database.read(lambda db: mail.letters.letters(db, WHO, asks.AskLetters(limit=1)))
    assert (page.found, page.waiting, page.failed) == (4, 1, 0)


def test_whoever_sends_is_told_that_there_is_something_to_send(mail: Office) -> None:
    rung: list[int] = []
    mail.letters.changed = lambda: rung.append(1)

    mail.enclose(mail.report(), "ivan@example.org")
    mail.set_mail(**SMTP)
    mail.retry(1)

    assert len(rung) == 3
