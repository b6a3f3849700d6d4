"""How letters leave is set, tried, kept without the password; and nothing of it is in a log."""

from pathlib import Path

import pytest

from common.errors import OplataError
from common.protocol.mistake import Mistakes
from common.reporting.asks import Security, SetMail, Way
from tests.mail.office import SMTP, WHO, Office
from tests.mail.server import MailServer

DAY_SECONDS = 24 * 3600


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
