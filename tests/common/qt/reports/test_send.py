"""«Отправить на e-mail»: the letter is looked at before it goes, and nothing goes by itself."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLineEdit

from common.errors import Rejected
from common.qt.reports.preview import Page, Preview
from common.reporting.asks import PreviewLetter, SendReport
from tests.common.qt.reports.conftest import Person
from tests.common.qt.reports.played import PREVIEW, Played, report


@pytest.fixture
def dialog(person: Person, played: Played) -> Any:
    """Open over a register that is ready."""
    played.reports = [report(1)]
    person.open("reports")
    person.press("report-send")
    return person.dialog()


def test_the_letter_is_seen_before_anything_goes(person: Person, played: Played, dialog: Any) -> None:
    assert person.text("preview-subject") == f"Тема: {PREVIEW.subject}".replace("\u00a0", " ")
    assert "reestr_MegaFon_PC-uchebny.xlsx (24 КБ)" in person.text("preview-files")
    assert "Зачислено: 5 400,00 ₽" in dialog.form.findChild(Page).toPlainText().replace("\u00a0", " ")
    assert played.asked("preview-letter") == [PreviewLetter(id=1)]
    assert played.asked("send-report") == []


def test_the_usual_recipient_is_there_and_each_gets_a_letter(person: Person, played: Played, dialog: Any) -> None:
    assert person.find(QLineEdit, "recipients").text() == "books@megafon.example"
    person.write("recipients", "books@megafon.example, chief@megafon.example")

    person.press("save")

    assert played.asked("send-report") == [
        SendReport(id=1, recipients=["books@megafon.example", "chief@megafon.example"])
    ]
    assert person.dialogs() == []
    assert person.told()[-1] == "Письмо в «Исходящих»."


def test_the_recipients_of_the_last_time_are_there_again(person: Person, dialog: Any) -> None:
    person.write("recipients", "chief@megafon.example")
    person.press("save")

    person.press("report-send")

    assert person.find(QLineEdit, "recipients").text() == "chief@megafon.example"


def test_a_refused_address_keeps_the_form(person: Person, played: Played, dialog: Any) -> None:
    played.role.answers["send-report"] = Rejected("wrong_value", "recipients")
    person.write("recipients", "nobody")

    person.press("save")

    assert person.dialog() is dialog
    assert dialog.body.failure.isVisible()


def test_no_recipient_is_a_mistake(person: Person, played: Played, dialog: Any) -> None:
    person.write("recipients", "  ")

    person.press("save")

    assert [one.field for one in dialog.form.summary.mistakes] == ["recipients"]
    assert played.asked("send-report") == []


def test_the_table_of_the_attachment_is_seen_as_plain_cells(person: Person, played: Played) -> None:
    sheet = [["Реестр платежей", ""], ["=1+1", "<b>x</b>"]]
    played.role.answers["preview-letter"] = msgspec.structs.replace(PREVIEW, sheet=sheet)
    played.reports = [report(1)]
    person.open("reports")
    person.press("report-send")

    preview = person.dialog().form.findChild(Preview)
    preview.pages.setCurrentIndex(2)

    assert [preview.sheet.item(1, column).text() for column in (0, 1)] == ["=1+1", "<b>x</b>"]


def test_a_letter_that_cannot_be_prepared_says_why(person: Person, played: Played) -> None:
    played.role.answers["preview-letter"] = Rejected("report_not_ready", "1")
    played.reports = [report(1)]
    person.open("reports")

    person.press("report-send")

    assert "не готов" in person.text("preview-subject")


def test_a_letter_fetches_neither_files_nor_pages(qapp: object, tmp_path: Path) -> None:
    secret = tmp_path / "secret.html"
    secret.write_text("secret", encoding="utf-8")
    page = Page()

    page.setHtml(f'<img src="{secret.as_uri()}"><a href="{secret.as_uri()}">x</a>')

    url = QUrl.fromLocalFile(str(secret))
    assert not page.loadResource(QTextDocument.ResourceType.HtmlResource.value, url)
    assert not page.loadResource(QTextDocument.ResourceType.ImageResource.value, url)
    assert not page.openLinks()
