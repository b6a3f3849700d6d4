"""A whole provider mails its subscriber's statement: over TLS, with a login, and nothing in it that is nobody's."""

import email
import io
import ssl
import zipfile
from collections.abc import Iterator
from email import policy
from pathlib import Path

import pytest

from common.clock import SystemClock, moment
from common.protocol.endpoint import Nothing
from common.reporting import asks
from common.reporting.asks import LetterState, MailWish, OrderReport, ReportState, Security, SetMail, TryMail, Way
from tests.mail.server import MailServer
from tests.provider_app.running import PASSPORT, Running

LOGIN = ("reports@example.org", "canary-password-of-mail")
DEADLINE_SECONDS = 20
HOUR_MS = 3_600_000


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    made = Running(tmp_path / "provider")
    yield made
    made.close()


def set_mail(running: Running, server: MailServer, ca_file: str) -> asks.MailShown:
    ask = SetMail(
        way=Way.SMTP, sender="reports@example.org", sender_name="МегаФон", host="localhost", port=server.port,
        security=Security.TLS, login=LOGIN[0], password=LOGIN[1], ca_file=ca_file,
    )  # fmt: skip
    shown: asks.MailShown = running.operate("set-mail", ask)
    return shown


def sent(running: Running) -> asks.LetterRow:
    clock = SystemClock()
    deadline = clock.monotonic() + DEADLINE_SECONDS
    while True:
        found: asks.Letters = running.operate("letters", asks.AskLetters())
        if found.letters and found.letters[0].state is not LetterState.WAITING:
            return found.letters[0]
        assert clock.monotonic() < deadline, found
        clock.sleep(0.05)


def everything(letter: bytes) -> str:
    """All that a reader can find in a letter, workbooks unpacked."""
    found = letter.decode("ascii")
    for part in email.message_from_bytes(letter, policy=policy.default).walk():
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes):
            continue
        if content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                content = b"\n".join(book.read(name) for name in book.namelist())
        found += content.decode("utf-8", "replace")
    return found


def test_a_statement_reaches_its_subscriber_and_tells_no_secret(
    running: Running, certificate: ssl.SSLContext, ca_file: str
) -> None:
    subscriber = running.signed()
    centre = running.centre()
    centre.credit(centre.question(subscriber.number, 25_500))
    now = running.clock.now_ms()

    with MailServer("tls", certificate, LOGIN) as server:
        shown = set_mail(running, server, ca_file)
        report: asks.ReportRow = running.operate(
            "report",
            OrderReport(
                kind="statement", subject=subscriber.number, since=moment(now - HOUR_MS), until=moment(now + HOUR_MS),
                csv=True, mail=MailWish(recipients=["ivanov@example.org"]),
            ),
        )  # fmt: skip
        row = sent(running)

    assert report.state is ReportState.DONE
    assert (row.state, row.report, row.way) == (LetterState.SENT, report.id, f"localhost:{server.port}")
    (letter,) = server.received
    assert (letter.recipients, letter.message_id) == (("ivanov@example.org",), row.message_id)
    read = everything(letter.data)
    assert "255,00" in read
    message = email.message_from_bytes(letter.data, policy=policy.default)
    assert [file.get_filename() for file in message.iter_attachments()] == [file.name for file in report.files]
    assert shown.has_password
    for secret in (PASSPORT, PASSPORT.replace(" ", ""), LOGIN[1], subscriber.card.password):
        assert secret not in read
        assert secret not in logged(running)


def logged(running: Running) -> str:
    """Every line of every log."""
    running.instance.log.lines.flush()
    running.instance.log.exchanges.flush()
    return "".join(path.read_text(encoding="utf-8") for path in (running.folder / "logs").glob("*.jsonl"))


def test_a_trial_letter_is_sent_through_the_operator_s_door(
    running: Running, certificate: ssl.SSLContext, ca_file: str
) -> None:
    with MailServer("tls", certificate, ("other", "login")) as server:
        set_mail(running, server, ca_file)
        refused: asks.LetterRow = running.operate("test-mail", TryMail(recipient="anna@example.org"))
        held: asks.MailShown = running.operate("mail", Nothing())
        server.login = LOGIN
        set_mail(running, server, ca_file)
        row = sent(running)

    assert (refused.state, refused.attempts) == (LetterState.WAITING, 0)
    assert held.problem is not None
    assert "логин или пароль" in held.problem.ru
    assert row.state is LetterState.SENT
    assert [letter.recipients for letter in server.received] == [("anna@example.org",)]
    assert LOGIN[1] not in logged(running)
