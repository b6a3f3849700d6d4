"""A statement from the chosen subscriber to the letter in the folder, as a person does it, over a real provider."""

from email import message_from_bytes, policy
from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from common.qt.reports.preview import Preview
from common.reporting.asks import LetterState, ReportState, Security, Way
from tests.provider_app.running import Running
from tests.provider_app.ui.conftest import Person


def test_a_subscribers_statement_is_made_looked_at_and_mailed(person: Person, running: Running) -> None:
    one, centre = running.signed(), running.centre(name="ПЦ «Учебный»")
    centre.credit(centre.question(one.number, 10_000))
    one.use(2)
    person.open("subscribers")
    person.do("report-subscriber")
    person.until(lambda: person.dialog().form.asking.subjects["subscriber"].value() == one.number)
    person.press("save")
    tab = person.open("reports")
    person.until(lambda: tab.reports.chosen is not None and tab.reports.chosen.state is ReportState.DONE)
    made = tab.reports.chosen

    person.press("report-send")
    person.until(lambda: person.find(QLineEdit, "recipients").text() == "ivanov@example.org")
    preview = person.dialog().form.findChild(Preview)
    person.until(lambda: bool(preview.plain.toPlainText()))
    seen = f"{preview.plain.toPlainText()} {preview.page.toPlainText()}".lower()
    person.press("save")
    tab.show_about("outbox")
    person.until(lambda: tab.outbox.chosen is not None and tab.outbox.chosen.state is LetterState.SENT)

    letter = message_from_bytes(Path(tab.outbox.chosen.way).read_bytes(), policy=policy.default)
    assert letter["To"] == "ivanov@example.org"
    assert [part.get_filename() for part in letter.iter_attachments()] == [one.name for one in made.files]
    assert (Path(made.folder) / made.files[0].name).stat().st_size == made.files[0].size
    assert "паспорт" not in seen


def test_statements_of_several_subscribers_are_ordered_at_once(person: Person, running: Running) -> None:
    numbers = {running.signed(passport=f"4506 12345{n}", full_name=f"Иванов {n}").number for n in range(2)}
    screen = person.open("subscribers")
    person.until(lambda: screen.table.model.total == 2)
    screen.table.view.selectAll()

    person.do("report-subscriber")
    form = person.dialog().form
    form.send.fill(True)
    form.fields["empty_too"].fill(True)
    person.press("save")

    tab = person.open("reports")
    person.until(lambda: tab.reports.table.model.total == 2)
    orders = [tab.reports.table.model.row(place) for place in (0, 1)]
    assert {one.subject for one in orders} == numbers
    person.until(lambda: len(running.rows("SELECT id FROM letters WHERE state = 'sent'")) == 2)


def test_what_the_service_has_against_a_schedule_and_the_mail_stands_at_their_fields(
    person: Person, running: Running
) -> None:
    one = running.signed()
    tab = person.open("reports")
    person.do("new-schedule")
    form = person.dialog().form
    form.asking.subjects["subscriber"].fill(one.number)
    person.until(lambda: form.asking.subjects["subscriber"].value() == one.number)
    form.fields["at"].fill("25:00")
    form.fields["recipients"].fill(["nobody"])
    person.press("save")
    wrong = {name for name, row in form.rows.items() if row.mistake is not None}
    form.fields["at"].fill("07:30")
    form.fields["recipients"].fill(["ivanov@example.org"])
    person.press("save")
    made = tab.schedules.chosen

    person.do("mail-settings")
    mail = person.dialog().form
    mail.way.fill(Way.SMTP)
    for name, value in {"host": "mail.example", "security": Security.NONE, "login": "me", "sender": "none"}.items():
        mail.fields[name].fill(value)
    person.press("save")

    assert wrong == {"at", "recipients"}
    assert (made.at, made.name, made.mail.recipients) == ("07:30", "Иванов Иван Иванович", ["ivanov@example.org"])
    assert {name for name, row in mail.rows.items() if row.mistake is not None} >= {"sender", "security"}
    person.dialog().hide()
