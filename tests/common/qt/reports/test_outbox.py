"""«Исходящие»: where each letter is, why it has not gone, and how letters leave at all."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtWidgets import QLineEdit

from common.protocol.mistake import Mistake
from common.qt.reports import outbox_page
from common.reporting.asks import LetterId, LetterState, Security, TryMail, Way
from common.words import Words
from tests.common.qt.reports.conftest import Person, column
from tests.common.qt.reports.opened import opened
from tests.common.qt.reports.played import BY_FOLDER, NOW, Played, letter, report

UNKNOWN = Words("Сервер почты не знает такого адреса.", "The mail server does not know this address.")
DOWN = Words("Сервер почты не отвечает.", "The mail server does not answer.")
FAILED = letter(1, LetterState.FAILED, reason="550 no such user", problem=UNKNOWN, attempts=2)


@pytest.fixture
def page(person: Person, played: Played) -> Any:
    played.letters = [FAILED, letter(2, LetterState.WAITING, due=NOW, attempts=3), letter(3)]
    return person.open("outbox")


def test_each_letter_says_to_whom_how_often_and_why_not(person: Person, page: Any) -> None:
    assert column(page.table, "state") == ["Отправлено", "Ждёт отправки, попытка в 21:40", "Не ушло"]
    assert column(page.table, "attempts") == ["1", "3", "2"]
    assert column(page.table, "reason") == ["", "", UNKNOWN.ru]
    page.table.select(1)
    person.settle()
    assert person.text("letter-problem") == UNKNOWN.ru
    assert person.text("fact-reason") == "550 no such user"


def test_letters_that_did_not_go_are_counted_on_the_tab(person: Person, page: Any) -> None:
    person.open("reports")

    assert person.tab.pages.tabText(2) == "Исходящие (1)"
    assert person.window.tabs.tabText(0) == "Отчёты (1)"


def test_one_that_failed_is_sent_again_and_one_that_left_is_not(person: Person, played: Played, page: Any) -> None:
    assert not person.sees("letter-retry")
    page.table.select(1)
    person.settle()

    person.press("letter-retry")

    assert played.asked("retry-letter") == [LetterId(id=1)]
    assert column(page.table, "state")[2].startswith("Ждёт отправки")


def test_one_that_waits_is_cancelled_after_a_question(person: Person, played: Played, page: Any) -> None:
    page.table.select(2)
    person.settle()

    person.press("letter-cancel")
    person.answer(outbox_page.NO)
    assert played.asked("cancel-letter") == []
    person.press("letter-cancel")
    person.answer(outbox_page.YES)

    assert column(page.table, "state")[1] == "Отменено"


def test_a_letter_in_the_folder_is_opened(person: Person, played: Played, tmp_path: Path) -> None:
    path = tmp_path / "3.r1_a1b2.eml"
    path.write_bytes(b"x")
    played.letters = [letter(3, way=str(path))]
    played.mail = msgspec.structs.replace(BY_FOLDER, folder=str(tmp_path))
    person.open("outbox")

    with opened() as files:
        person.press("letter-open")
        person.press("open-outbox-button")

    assert files.paths == [path, tmp_path]


def test_a_letter_leads_to_its_report(person: Person, played: Played, page: Any) -> None:
    played.reports = [report(1), report(2)]

    person.press("letter-report")

    assert person.tab.reports.isVisible()
    assert person.text("report-title") == "Реестр платежей: МегаФон"
    assert person.tab.reports.chosen is not None
    assert person.tab.reports.chosen.id == 1


def test_a_way_that_stands_is_said_above_the_list_with_the_next_try(person: Person, played: Played) -> None:
    played.mail = msgspec.structs.replace(BY_FOLDER, way=Way.SMTP, host="mail.example", problem=DOWN, again=NOW)

    person.open("outbox")

    assert person.text("mail-trouble-words") == "Письма ждут. Сервер почты не отвечает. Следующая попытка в 21:40:00."
    assert person.text("mail-way") == "Письма уходят на сервер mail.example:587 от имени oplata@localhost"


def test_a_server_is_set_with_its_password_which_is_never_in_a_draft(person: Person, played: Played, page: Any) -> None:
    person.press("mail-settings-button")
    form = person.dialog().form
    assert not person.sees("host")
    form.way.fill(Way.SMTP)
    form.fields["security"].fill(Security.TLS)
    for name, text in (("host", "mail.example"), ("port", "465"), ("login", "oplata"), ("password", "canary-7")):
        person.write(name, text)
    form.draft.keep()
    kept = person.desk.keep.text("draft/mail-settings")

    person.press("save")

    (question,) = played.asked("set-mail")
    assert (question.way, question.host, question.port) == (Way.SMTP, "mail.example", 465)
    assert (question.security, question.login, question.password) == (Security.TLS, "oplata", "canary-7")
    assert "mail.example" in kept
    assert "canary-7" not in kept
    assert person.text("mail-way").startswith("Письма уходят на сервер mail.example:465")


def test_what_the_service_has_against_the_settings_stands_at_their_fields(
    person: Person, played: Played, page: Any
) -> None:
    wrong = Mistake(field="security", words=Words("С логином нужно шифрование", "A login needs encryption"))
    played.wrong = [wrong]
    person.press("mail-settings-button")
    person.dialog().form.way.fill(Way.SMTP)
    person.write("host", "mail.example")

    person.press("save")

    assert person.dialog().form.rows["security"].mistake == wrong.words
    assert played.asked("set-mail") == []


def test_a_kept_password_is_not_shown_and_an_empty_one_leaves_it(person: Person, played: Played) -> None:
    played.mail = msgspec.structs.replace(BY_FOLDER, way=Way.SMTP, host="mail.example", has_password=True)
    person.open("outbox")
    person.press("mail-settings-button")

    assert person.find(QLineEdit, "password").text() == ""
    assert "оставить прежний" in person.dialog().form.rows["password"].hint.text()
    person.press("save")

    assert played.asked("set-mail")[0].password == ""


def test_a_trial_letter_goes_by_the_saved_settings_only(person: Person, played: Played, page: Any) -> None:
    person.press("mail-settings-button")
    person.write("sender_name", "МегаФон")
    person.press("trial-letter")
    assert "Сначала сохраните" in person.dialog().body.failure.words.text()
    person.press("save")

    person.do("trial-letter")
    person.write("recipient", "me@b.example")
    person.press("save")

    assert played.asked("test-mail") == [TryMail(recipient="me@b.example", language="ru")]
    assert person.told()[-1] == "Пробное письмо для me@b.example ушло."
