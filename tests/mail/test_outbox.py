"""The outbox: letters are put once, go out by their way, wait, fail, are tried again or are not wanted any more."""

import email
from email import policy
from pathlib import Path

import pytest

from common.clock import VirtualClock, milliseconds
from common.errors import OplataError, Rejected
from common.protocol.mistake import Mistakes
from common.reporting import asks
from common.reporting.asks import LetterState, Security, SetMail, TryMail, Way
from common.reporting.order import Covering
from common.reporting.store import reports
from tests.mail import office
from tests.mail.office import COVERING, FILES, WHO, Office, people
from tests.mail.server import MailServer

DAY_SECONDS = 24 * 3600
SMTP = {"way": Way.SMTP, "host": "localhost", "security": Security.NONE, "sender": "reports@example.org"}


def ids_of(mail: Office) -> set[str]:
    return {row.message_id for row in mail.rows()}


def send_report(mail: Office, report: int, *recipients: str) -> asks.Said:
    ask = asks.SendReport(id=report, recipients=list(recipients))
    return mail.ground.database.write(lambda db: mail.letters.send_report(db, WHO, ask))


def retry(mail: Office, number: int) -> asks.LetterRow:
    return mail.ground.database.write(lambda db: mail.letters.retry_letter(db, WHO, asks.LetterId(id=number)))


def cancel(mail: Office, number: int) -> asks.LetterRow:
    return mail.ground.database.write(lambda db: mail.letters.cancel_letter(db, WHO, asks.LetterId(id=number)))


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
        retry(mail, row.id)
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

    row = cancel(mail, 1)
    mail.send_all()
    nothing = mail.outbox()
    again = retry(mail, 1)
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
        again = retry(mail, 1)
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

        retry(mail, 1)
        mail.send_all()

    assert mail.row().state is LetterState.SENT


@pytest.mark.parametrize("act", [retry, cancel])
def test_a_letter_that_has_left_is_left_alone(mail: Office, act: object) -> None:
    assert callable(act)
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
    assert (page.total, page.waiting, page.failed) == (4, 1, 0)


GOOD = SetMail(
    way=Way.SMTP, sender="a@example.org", host="smtp.example.org", port=587, login="robot", password="secret word"
)
WRONG = [
    ({"host": ""}, "host"),
    ({"host": "smtp://example.org"}, "host"),
    ({"host": "a b"}, "host"),
    ({"port": 0}, "port"),
    ({"port": 65536}, "port"),
    ({"sender": ""}, "sender"),
    ({"sender": "robot"}, "sender"),
    ({"sender": "a@example.org\r\nBcc: b@example.org"}, "sender"),
    ({"sender_name": "x" * 101}, "sender_name"),
    ({"sender_name": "a\r\nBcc: b@example.org"}, "sender_name"),
    ({"password": ""}, "password"),
    ({"password": "a\x00b"}, "password"),
    ({"login": ""}, "login"),
    ({"login": "a\nb"}, "login"),
    ({"security": Security.NONE}, "security"),
    ({"ca_file": "/no/such/file.pem"}, "ca_file"),
    ({"way": Way.FOLDER, "sender": "robot"}, "sender"),
]


@pytest.mark.parametrize(("change", "field"), WRONG)
def test_trying_settings_says_what_setting_them_refuses(mail: Office, change: dict[str, object], field: str) -> None:
    values = {name: getattr(GOOD, name) for name in GOOD.__struct_fields__} | change
    ask = SetMail(**values)

    tried: Mistakes = mail.ground.database.read(lambda db: mail.letters.try_mail(db, WHO, ask))
    with pytest.raises(OplataError) as refused:
        mail.set_mail(**values)

    assert [one.field for one in tried.mistakes] == [field]
    assert refused.value.detail == f"{field}: {tried.mistakes[0].words.ru}"
    assert mail.mail().host == ""


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"security": Security.NONE, "host": "127.0.0.1"},
        {"security": Security.NONE, "login": "", "password": ""},
        {"way": Way.FOLDER, "host": "", "sender": "", "login": "", "password": ""},
        {"host": "почта.рф"},
    ],
)
def test_sound_settings_are_kept(mail: Office, change: dict[str, object]) -> None:
    values = {name: getattr(GOOD, name) for name in GOOD.__struct_fields__} | change

    shown = mail.set_mail(**values)

    assert shown == mail.mail()
    assert (shown.host, shown.security, shown.way) == (values["host"], values["security"], values["way"])
    assert shown.has_password is bool(values["password"])


def test_an_authority_of_one_s_own_is_kept_and_used(mail: Office, ca_file: str) -> None:
    shown = mail.set_mail(**SMTP | {"security": Security.TLS, "ca_file": ca_file})

    assert shown.ca_file == ca_file


def test_an_empty_password_keeps_the_one_there_is_and_no_login_forgets_it(mail: Office) -> None:
    mail.set_mail(**SMTP, login="robot", password="secret word")

    kept = mail.set_mail(**SMTP, login="robot")
    forgotten = mail.set_mail(**SMTP)

    assert (kept.has_password, forgotten.has_password) == (True, False)


def test_whoever_sends_is_told_that_there_is_something_to_send(mail: Office) -> None:
    rung: list[int] = []
    mail.letters.changed = lambda: rung.append(1)

    mail.enclose(mail.report(), "ivan@example.org")
    mail.set_mail(**SMTP)
    retry(mail, 1)

    assert len(rung) == 3


def test_no_log_holds_a_password_or_a_person(mail: Office, tmp_path: Path) -> None:
    secret, person = "canary-password-7", "canary.person"
    mail.enclose(mail.report(), f"{person}@example.org", "anna@example.org")

    with MailServer(login=("robot", secret)) as server:
        server.temper.recipient = lambda address: f"550 <{address}> {secret}" if person in address else None
        mail.set_mail(**SMTP, port=server.port, login="robot", password="canary-wrong-7")
        mail.send_all()
        mail.set_mail(**SMTP, port=server.port, login="robot", password=secret)
        mail.send_all()

    assert len(server.received) == 1
    mail.ground.log.lines.flush()
    written = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "role" / "logs").iterdir())
    assert "letter sent" in written
    assert "example.org" in written
    for canary in (secret, "canary-wrong-7", person):
        assert canary not in written
    assert secret.encode() not in (tmp_path / "role" / "role.db").read_bytes()
