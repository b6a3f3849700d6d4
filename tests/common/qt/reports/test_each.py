"""A report about each of several: one order each, letters only where they are wanted and can go."""

from typing import Any

import pytest

from common.errors import Rejected
from common.qt.reports import order_each
from common.qt.reports.each_form import MOST
from common.reporting.asks import MailWish, OrderReport, ReportRow, SubjectRow
from tests.common.qt import audit
from tests.common.qt.reports.conftest import Person
from tests.common.qt.reports.played import PROVIDERS, Played

EACH = [*PROVIDERS, SubjectRow(key="3", name="Ростелеком", address="r@tele.example")]


@pytest.fixture
def form(person: Person, played: Played) -> Any:
    order_each(person.desk, person.window, "register", EACH, "month")
    person.settle()
    return person.dialog().form


def test_each_gets_its_own_order_and_nobody_a_letter_unless_asked(person: Person, played: Played, form: Any) -> None:
    person.press("save")

    asked = played.asked("report")
    assert [(one.kind, one.subject, one.mail) for one in asked] == [("register", key, None) for key in "123"]
    assert person.told()[-1].startswith("Отчётов в работе: 3.")
    assert person.tab.isVisible()


def test_letters_go_to_each_ones_own_address_where_there_is_one(person: Person, played: Played, form: Any) -> None:
    assert not person.sees("empty_too")
    form.send.fill(True)
    form.fields["empty_too"].fill(True)
    person.settle()
    assert "Без адреса: 1." in form.without.text()

    person.press("save")

    assert [one.mail for one in played.asked("report")] == [
        MailWish(recipients=["books@megafon.example"], empty_too=True), None,
        MailWish(recipients=["r@tele.example"], empty_too=True),
    ]  # fmt: skip


def test_after_a_refusal_the_next_press_goes_on_and_repeats_none(person: Person, played: Played, form: Any) -> None:
    taken = played.role.answers["report"]

    def only_the_first(ask: OrderReport) -> ReportRow:
        if ask.subject != "1":
            raise Rejected("too_many_reports", "200")
        return taken(ask)  # type: ignore[no-any-return]

    played.role.answers["report"] = only_the_first
    person.press("save")
    assert "уже 200" in person.dialog().body.failure.words.text()

    played.role.answers["report"] = taken
    person.press("save")

    assert [one.subject for one in played.reports] == ["1", "2", "3"]
    assert person.dialogs() == []


def test_too_many_at_once_are_refused_in_words(person: Person) -> None:
    order_each(person.desk, person.window, "register", EACH * MOST)
    person.settle()

    assert person.dialogs() == []
    assert "не больше 100" in person.told()[-1]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_form_is_named_and_fits(person: Person, language: Any) -> None:
    person.desk.use_language(language)
    person.window.zoom(130)
    order_each(person.desk, person.window, "register", EACH)
    person.settle()
    person.dialog().form.send.fill(True)
    person.settle()

    assert audit.unnamed(person.dialog()) == []
    assert audit.misfits(person.dialog()) == []
