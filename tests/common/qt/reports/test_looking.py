"""Every page and dialog of the tab: named, fitting the smallest screen, in one language, in both palettes."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from common.reporting.asks import LetterState, ReportState, Way
from common.words import Language, Words
from tests.common.qt import audit
from tests.common.qt.reports.conftest import Person
from tests.common.qt.reports.played import COMPARISON, Played, finding, letter, register, report, schedule

TOTAL = Words("Всего", "Total")
PAGES = ("reports", "schedules", "outbox", "registers")
ALLOWED = {
    "Excel", "Ctrl", "Shift", "Esc", "mail", "SHA", "eml", "csv", "xlsx", "ПЦ", "Учебный", "МегаФон", "operator",
    "books", "megafon", "example", "MegaFon", "PC", "uchebny", "reestr", "Язык", "English", "Language", "русский",
    "РУС", "ENG", "STARTTLS", "TLS", "SMTP", "PEM", "outbox", "nowhere", "tsv", "txt", "Message", "ID", "KB", "КБ",
    "Enter", "ab", "beef",    "Реестр", "платежей", "за", "на", "ВТ", "HTTP",
}  # fmt: skip
"""Names, signs and codes that are the same in both languages; a letter's subject is in its own."""


@pytest.fixture
def lived(person: Person, played: Played) -> Person:
    """Something on every page."""
    full = Words("На диске нет места.", "The disk is full.")
    played.reports = [
        report(1), report(2, ReportState.FAILED, problem=full), report(3, ReportState.RUNNING, percent=40),
        report(4, kind="comparison", title=COMPARISON.title, agrees=False, counts={"sum_differs": 1}),
    ]  # fmt: skip
    played.findings = [finding(1)]
    played.letters = [letter(1, LetterState.FAILED, problem=full), letter(2, way="/nowhere/outbox/2.eml")]
    played.schedules = [schedule(1)]
    played.registers = [register(1)]
    return person


def each_page(person: Person) -> Iterator[str]:
    for page in PAGES:
        person.open(page)
        audit.settle(person.window)
        person.settle()
        yield page
    person.open("reports").card.pages.setCurrentIndex(1)
    person.settle()
    yield "differences"


@pytest.mark.parametrize("language", ["ru", "en"])
def test_pages_are_named_fit_and_speak_one_language(lived: Person, language: Language) -> None:
    lived.desk.use_language(language)
    lived.window.zoom(130)
    summary = lived.window.status.summary

    for page in each_page(lived):
        lived.qtbot.waitUntil(lambda: summary.text().startswith(TOTAL.of(language)), timeout=5_000)
        assert audit.unnamed(lived.window) == [], page
        assert audit.misfits(lived.window) == [], page
        assert audit.of_other_language(lived.window, language, ALLOWED) == [], page


@pytest.mark.parametrize("language", ["ru", "en"])
def test_dialogs_are_named_fit_and_speak_one_language(lived: Person, language: Language) -> None:
    lived.desk.use_language(language)
    lived.window.zoom(130)
    lived.open("reports")

    for command in ("order-report", "send-report", "new-schedule", "mail-settings", "trial-letter", "load-register"):
        lived.do(command)
        dialog: QWidget = lived.dialog()
        if command == "mail-settings":
            dialog.form.way.fill(Way.SMTP)  # type: ignore[attr-defined]
        QApplication.processEvents()
        assert audit.unnamed(dialog) == [], command
        assert audit.misfits(dialog) == [], command
        assert audit.of_other_language(dialog, language, ALLOWED) == [], command
        dialog.hide()
        dialog.deleteLater()


def test_both_palettes_show_every_page(lived: Person) -> None:
    for choice in ("dark", "light"):
        lived.desk.theme.use(choice)
        assert all(not lived.window.grab().isNull() for _ in each_page(lived))


def test_no_key_is_given_twice_and_a_held_one_acts_once(lived: Person) -> None:
    keys = [key for command in lived.tab.commands() for key in command.keys]
    names = {command.name for command in lived.tab.commands()}

    again = [one.objectName() for one in lived.window.actions() if one.autoRepeat() and one.objectName() in names]

    assert len(keys) == len(set(keys))
    assert again == []


def test_f6_walks_from_the_list_to_the_details(lived: Person) -> None:
    page = lived.open("reports")
    with lived.qtbot.waitActive(lived.window):
        lived.window.activateWindow()

    seen = []
    for _ in range(8):
        lived.window.next_pane()
        seen.append(QApplication.focusWidget())

    assert any(page.table.isAncestorOf(one) for one in seen if one is not None)
    assert any(page.card.isAncestorOf(one) for one in seen if one is not None)
