"""«Журнал» as a person uses it: filters, search, a line's session, and the way to its payment."""

from typing import Any

import pytest

from agent_terminal.service.messages import Level, Topic
from common.errors import Unavailable
from tests.agent_terminal.service.operating import ask
from tests.agent_terminal.stand import Stand
from tests.agent_terminal.ui.office.conftest import Behind, Person, column
from tests.processing_app.ui.gate import held_back


@pytest.fixture
def lived(ready: Stand) -> Stand:
    """A payment that the centre lost, a stop, a silent acceptor."""
    ready.pay(10_000)
    ready.turn()
    ready.centre.accepted.clear()
    ready.pass_time(61, step=5)
    ask(ready, "stop-taking")
    ready.unplug()
    return ready


@pytest.fixture
def tab(lived: Stand, person: Person) -> Any:
    return person.open("journal")


def test_lines_are_in_words_the_newest_first(tab: Any, person: Person) -> None:
    assert column(tab.table, "event") == [
        "Приёмник молчит",
        "Приём остановлен",
        "Платёж требует разбора",
        "Договор с ПЦ",
    ]
    assert column(tab.table, "detail")[0] == "приёмник молчит 5 с"
    person.desk.use_language("en")
    person.look_again()
    assert column(tab.table, "event")[0] == "The acceptor is silent"
    assert column(tab.table, "detail")[0] == "the acceptor has been silent for 5 s"


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("level", Level.TROUBLE.value, ["Приёмник молчит", "Платёж требует разбора"]),
        ("level", Level.ATTENTION.value, ["Приём остановлен"]),
        ("topic", Topic.OPERATOR.value, ["Приём остановлен", "Договор с ПЦ"]),
        ("topic", Topic.CASH.value, []),
    ],
)
def test_filters_narrow_the_journal(tab: Any, person: Person, name: str, value: str, wanted: list[str]) -> None:
    person.filters(tab).choose(name, value)
    person.calm()

    assert column(tab.table, "event") == wanted


def test_search_looks_at_words_and_details(tab: Any, person: Person) -> None:
    person.window.commands.box.setText("разбора")

    person.qtbot.waitUntil(lambda: column(tab.table, "event") == ["Платёж требует разбора"])


def test_a_line_about_a_payer_shows_the_session_and_leads_to_the_payment(
    tab: Any, person: Person, lived: Stand
) -> None:
    code = lived.payments()[0].code
    tab.table.select(tab.table.model.row(2).id)
    person.calm()

    assert person.text("journal-title") == "Платёж требует разбора"
    assert person.text("journal-detail") == f"{code}, 100,00 ₽: ПЦ не знает этот платёж"
    assert person.text("fact-payments") == code
    assert column(tab.cash.table, "sum") == ["100,00"]
    person.do("show-payment")

    assert person.window.screen_shown.name == "payments"
    payments = person.window.screen_shown.table
    person.qtbot.waitUntil(lambda: column(payments, "code") == [code])


def test_a_line_without_a_payer_has_no_session(tab: Any, person: Person) -> None:
    tab.table.select(tab.table.model.row(1).id)
    person.calm()

    assert not tab.cash.isVisible()
    person.do("show-payment")
    assert person.told()[-1] == "Эта запись не о сессии плательщика."


def test_a_session_that_comes_late_is_not_shown_under_another_line(tab: Any, person: Person) -> None:
    with held_back(person.desk, lambda name, _: name == "show-session") as gate:
        tab.table.select(tab.table.model.row(2).id)
        tab.table.select(tab.table.model.row(0).id)
        gate.set()
    person.calm()

    assert person.text("journal-title") == "Приёмник молчит"
    assert not tab.cash.isVisible()


def test_a_new_line_appears_by_itself(tab: Any, person: Person, lived: Stand) -> None:
    ask(lived, "resume-taking")

    person.qtbot.waitUntil(lambda: column(tab.table, "event")[0] == "Приём возобновлён")


def test_a_journal_that_cannot_be_read_keeps_what_was_seen(tab: Any, person: Person, role: Behind) -> None:
    role.broken["list-journal"] = Unavailable("busy", "x")

    person.look_again()

    assert tab.table.model.total == 4
    assert tab.table.view.stale
