"""The whole office: named, fitting and speaking one language on every tab, in dialogs too."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from agent_terminal.service.messages import SetAgent
from agent_terminal.ui import contract_form
from common.errors import Unavailable
from common.protocol import processing
from common.status import Status
from common.words import Words
from tests.agent_terminal.centre import provider
from tests.agent_terminal.service.operating import ask
from tests.agent_terminal.stand import BILLS, CARD, Stand
from tests.agent_terminal.ui.office.conftest import Behind, Person
from tests.common.qt.audit import misfits, of_other_language, settle, unnamed

ALLOWED = {
    "Excel", "Ctrl", "Shift", "Esc", "Enter", "Del", "PDF", "QR", "HTTP", "http", "https", "PIN", "URL", "RUB", "JSON",
    "Язык", "English", "Language", "русский", "РУС", "ENG", "MegaFon", "МегаФон", "agent", "operator", "test", "СССР",
    "RUS", "RTS", "COM", "USB", "ESC", "POS", "paycard", "json", "Киоск", "ООО", "Пермь", "receipts", "terminal",
    "CCNET", "socket", "dev", "tty", "tmp", "CP", "cp", "simulator", "Центр", "Centre",
    "mail", "SHA", "eml", "Message", "ID", "outbox",
}  # fmt: skip
"""Names, signs and codes that are the same in both languages."""
TABS = ("connection", "commissions", "payments", "encashment", "journal", "reports", "server")
CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b|[0-9a-f]{8}-[0-9a-f]{4}-")


@pytest.fixture
def lived(stand: Stand) -> Stand:
    """Something on each tab: payments in every state, a slip, a note in doubt, an encashment, commissions."""
    stand.centre.providers = [provider(1, name=Words("МегаФон", "MegaFon"), group=Words("Связь", "Mobile"))]
    ask(stand, "set-agent", SetAgent(name="ООО «Киоск»", inn="5900000001", address="Пермь", phone="8 800"))
    stand.ready()
    stand.set_commission(basis_points=300, minimum=1_000)
    for account, status in (("9123456780", Status.CAPTURED), ("9123456781", Status.CANCELLED)):
        stand.pay(10_000, account=account)
        leave(stand)
        stand.turn()
        stand.centre.capture_all(status)
        stand.pass_time(5)
    ask(stand, "encash")
    stand.centre.problems[processing.PAY.path] = Unavailable("not_now", "x")
    stand.pay(50_000, account="9123456782")
    stand.service.sending.turn()
    leave(stand)
    stand.to_cash()
    stand.cash.escrowed(BILLS[3])
    stand.cash.nothing_inside()
    leave(stand)
    return stand


def leave(stand: Stand) -> None:
    """The payer goes."""
    while stand.screen().screen not in ("K0", "K14"):
        stand.clock.advance(10)
        stand.service.quiet.turn()


def strange(root: QWidget, language: str) -> list[str]:
    """Words of the other language; codes and ids are nobody's words."""
    return [one for one in of_other_language(root, language, ALLOWED) if not CODE.search(one)]


def each_tab(person: Person, tabs: tuple[str, ...] = TABS) -> Iterator[str]:
    for tab in tabs:
        screen = person.open(tab)
        pages = getattr(screen, "pages", None)
        for page in range(pages.count() if pages is not None else 1):
            if pages is not None:
                pages.setCurrentIndex(page)
            person.calm()
            settle(person.window)
            yield f"{tab} {page}"


@pytest.mark.parametrize("language", ["ru", "en"])
def test_everything_has_a_name_and_speaks_one_language(lived: Stand, person: Person, language: str) -> None:
    person.desk.use_language(language)  # type: ignore[arg-type]

    for tab in each_tab(person):
        assert unnamed(person.window) == [], tab
        assert strange(person.window, language) == [], tab


@pytest.mark.parametrize("percent", [100, 130])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_everything_fits_the_smallest_desktop(lived: Stand, person: Person, percent: int, language: str) -> None:
    person.desk.use_language(language)  # type: ignore[arg-type]
    person.window.zoom(percent)

    for tab in each_tab(person):
        assert misfits(person.window) == [], tab


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_terminal_just_unpacked_is_named_and_fits(person: Person, language: str) -> None:
    person.desk.use_language(language)  # type: ignore[arg-type]
    person.window.zoom(130)

    for tab in each_tab(person):
        assert unnamed(person.window) == [], tab
        assert misfits(person.window) == [], tab
        assert strange(person.window, language) == [], tab


def sign(person: Person) -> None:
    contract_form.sign(person.desk, person.window, CARD, "T1", lambda _: None)


def settle_slip(person: Person) -> None:
    person.window.screen_shown.pages.setCurrentIndex(1)  # type: ignore[attr-defined]
    person.calm()
    person.do("settle-claim")


Open = Callable[[Person], Any]
DIALOGS: dict[str, tuple[str, Open]] = {
    "import": ("connection", lambda person: person.do("sign-contract")),
    "sign": ("connection", sign),
    "write": ("connection", lambda person: person.do("write-contract")),
    "edit": ("connection", lambda person: person.do("edit-contract")),
    "agent": ("connection", lambda person: person.press("edit-agent-button")),
    "kiosk": ("connection", lambda person: person.press("edit-kiosk-button")),
    "pin": ("connection", lambda person: person.press("set-pin-button")),
    "new commission": ("commissions", lambda person: person.do("new-commission")),
    "commission": ("commissions", lambda person: person.do("edit-commission")),
    "encash": ("encashment", lambda person: person.do("begin-encashment")),
    "settle": ("encashment", settle_slip),
}


@pytest.mark.parametrize("language", ["ru", "en"])
def test_dialogs_are_named_and_fit(lived: Stand, person: Person, language: str) -> None:
    person.desk.use_language(language)  # type: ignore[arg-type]
    person.window.zoom(130)

    for name, (tab, opening) in DIALOGS.items():
        person.open(tab)
        opening(person)
        dialog: QWidget = person.dialog()
        QApplication.processEvents()
        assert unnamed(dialog) == [], name
        assert misfits(dialog) == [], name
        assert strange(dialog, language) == [], name
        dialog.hide()
        dialog.deleteLater()


def test_the_title_follows_the_agent_and_the_terminal(person: Person, stand: Stand) -> None:
    assert person.window.windowTitle() == "Кабинет агента — агент"

    stand.ready()
    ask(stand, "set-agent", SetAgent(name="ООО «Киоск»"))
    person.qtbot.waitUntil(lambda: person.window.windowTitle() == "ООО «Киоск», T1 — агент")


def test_f6_walks_through_the_parts(lived: Stand, person: Person) -> None:
    screen = person.open("payments")
    with person.qtbot.waitActive(person.window):
        person.window.activateWindow()

    seen = []
    for _ in range(8):
        person.window.next_pane()
        seen.append(QApplication.focusWidget())

    assert any(screen.table.isAncestorOf(one) for one in seen if one is not None)
    assert any(screen.card.isAncestorOf(one) for one in seen if one is not None)


def test_the_office_put_away_remembers_its_tab(lived: Stand, person: Person) -> None:
    person.open("journal")

    person.window.hide()

    assert person.desk.keep.text("tab") == "journal"
    person.window.show()


def test_an_office_put_away_asks_nothing_and_shows_the_news_when_it_is_back(
    ready: Stand, person: Person, role: Behind
) -> None:
    screen = person.open("payments")
    person.window.hide()
    person.calm()
    before = len(role.asked)

    ready.pay(10_000)
    rung = []
    person.desk.changed.connect(lambda: rung.append(1))
    person.qtbot.waitUntil(lambda: bool(rung))
    person.calm()
    assert [name for name, _ in role.asked[before:]] == []

    person.window.show()
    person.qtbot.waitUntil(lambda: screen.table.model.total == 1)


def test_every_main_action_has_a_key_and_no_key_is_given_twice(lived: Stand, person: Person) -> None:
    for tab in TABS:
        screen = person.open(tab)
        keys = [key for command in screen.commands() for key in command.keys]
        assert len(keys) == len(set(keys)), tab


def test_what_is_typed_in_a_search_is_found_on_its_tab(lived: Stand, person: Person) -> None:
    payments, journal = person.open("payments"), person.open("journal")

    person.window.commands.box.setText("вопрос")
    person.qtbot.waitUntil(lambda: journal.table.model.total == 1)
    person.open("payments")
    person.window.commands.box.setText("9123456781")
    person.qtbot.waitUntil(lambda: payments.table.model.total == 1)

    assert person.open("journal").table.model.total == 1


def test_the_menu_says_that_the_office_is_only_put_away(person: Person) -> None:
    leave = next(one for one in person.window.actions_of_window.every if one.objectName() == "quit")

    assert leave.text() == "Убрать кабинет"
