"""«Платежи» as a person uses it: filters, search, the story, sending the unsent, copies, exchanges, late answers."""

from typing import Any

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from agent_terminal.core.orders import Group
from common.errors import Unavailable
from common.protocol import processing
from common.status import Status
from tests.agent_terminal.stand import Stand
from tests.agent_terminal.ui.office.conftest import Behind, Person, column
from tests.processing_app.ui.gate import held_back

CREDITED, REJECTED, TRIED, FRESH = "9123456780", "9123456781", "9123456782", "9123456783"


def leave(stand: Stand) -> None:
    """The payer goes."""
    while stand.screen().screen not in ("K0", "K14"):
        stand.clock.advance(10)
        stand.service.quiet.turn()


@pytest.fixture
def lived(ready: Stand) -> Stand:
    """One credited, one rejected, one tried in vain, one not tried yet; 3 % of each."""
    ready.set_commission(basis_points=333)
    for account, status in ((CREDITED, Status.CAPTURED), (REJECTED, Status.CANCELLED)):
        ready.pay(50_000, account=account)
        leave(ready)
        ready.turn()
        ready.centre.capture_all(status)
        ready.pass_time(5)
    ready.centre.problems[processing.PAY.path] = Unavailable("not_now", "депозит исчерпан")
    ready.pay(10_000, account=TRIED)
    leave(ready)
    ready.service.sending.turn()
    ready.pay(5_000, account=FRESH)
    leave(ready)
    return ready


@pytest.fixture
def tab(lived: Stand, person: Person) -> Any:
    return person.open("payments")


def choose(person: Person, account: str) -> None:
    table = person.window.screen_shown.table
    row = column(table, "account").index(account)
    table.select(table.model.row(row).payment_id)
    person.calm()


def test_every_payment_stands_with_its_state_and_sums_to_the_kopeck(tab: Any, person: Person) -> None:
    rows = list(zip(*(column(tab.table, name) for name in ("account", "inserted", "agent_fee", "amount")), strict=True))

    assert rows == [
        (FRESH, "50,00", "1,67", "48,33"),
        (TRIED, "100,00", "3,33", "96,67"),
        (REJECTED, "500,00", "16,65", "483,35"),
        (CREDITED, "500,00", "16,65", "483,35"),
    ]
    states = column(tab.table, "state")
    assert states[0] == "Принят, не отправлен"
    assert states[1].startswith("Ждёт повтора (попыток: 1, ")
    assert states[2:] == ["Отклонён", "Зачислен"]
    assert person.text("totals") == (
        "Всего 4 · внесено 1 150,00 ₽ · зачислено 483,35 ₽ · комиссия агента с него 16,65 ₽"
    )


@pytest.mark.parametrize(
    ("group", "wanted", "said"),
    [
        (Group.UNSENT, [FRESH, TRIED], "Не отправлены 2"),
        (Group.RETRY, [TRIED], "Повтор 1"),
        (Group.CREDITED, [CREDITED], "Зачислены 1"),
        (Group.REJECTED, [REJECTED], "Отклонены 1"),
        (Group.SENT, [], "Отправлены 0"),
    ],
)
def test_chips_narrow_the_list_and_count(tab: Any, person: Person, group: Group, wanted: list[str], said: str) -> None:
    chip = person.filters(tab).chip("group", group.value)
    person.qtbot.waitUntil(lambda: chip.text() == said)

    person.filters(tab).choose("group", group.value)
    person.calm()

    assert column(tab.table, "account") == wanted


def test_search_finds_a_payment_by_its_code(tab: Any, person: Person) -> None:
    code = column(tab.table, "code")[2]

    person.window.commands.box.setText(code.lower())

    person.qtbot.waitUntil(lambda: column(tab.table, "account") == [REJECTED])


def test_the_whole_history_is_paged_not_loaded(lived: Stand, person: Person, role: Behind) -> None:
    person.open("payments")

    questions = [ask for name, ask in role.asked if name == "list-payments"]

    assert questions
    assert {one.limit for one in questions} == {200}  # type: ignore[attr-defined]
    assert role.times("payments") == 0


def test_the_button_sends_the_unsent_and_says_how_many(tab: Any, person: Person, lived: Stand) -> None:
    assert person.find(QPushButton, "send-unsent").text() == "Отправить неотправленные (2)"
    lived.centre.join()

    person.press("send-unsent")

    assert person.told()[-1] == "Отправлено: 2. Осталось: 0."
    assert [one.account for one in lived.centre.accepted.values()][2:] == [TRIED, FRESH]
    assert not person.sees("send-unsent")
    lived.demand_money_adds_up()


def test_what_cannot_be_sent_says_why_and_stays(tab: Any, person: Person, lived: Stand) -> None:
    lived.centre.cut_off()

    person.press("send-unsent")

    assert person.told()[-1].startswith("Отправлено: 0. Осталось: 2.")
    assert "Нет связи" in person.told()[-1]
    assert lived.state().unsent == 2


def test_pressed_twice_it_sends_once(tab: Any, person: Person, lived: Stand, role: Behind) -> None:
    lived.centre.join()

    with held_back(person.desk, lambda name, _: name == "send-now"):
        tab.send()
        person.qtbot.waitUntil(lambda: role.times("send-now") == 1)
        tab.send()
        person.qtbot.mouseDClick(person.find(QPushButton, "send-unsent"), _left())
    person.calm()

    assert role.times("send-now") == 1
    assert len(lived.centre.accepted) == 4


def _left() -> Any:
    from PySide6.QtCore import Qt

    return Qt.MouseButton.LeftButton


def test_with_nothing_to_send_the_key_says_so(ready: Stand, person: Person, role: Behind) -> None:
    person.open("payments")

    person.do("send-now")

    assert person.told()[-1] == "Неотправленных платежей нет."
    assert role.times("send-now") == 0


def test_the_story_tells_sums_reason_money_and_attempts(tab: Any, person: Person) -> None:
    choose(person, TRIED)

    assert person.text("payment-state").startswith("Ждёт повтора (попыток: 1")
    assert person.text("payment-money") == "100,00 ₽ в терминале"
    facts = {name: person.text(f"fact-{name}", tab.card) for name in ("inserted", "fee", "amount", "why", "attempts")}
    assert facts == {
        "inserted": "100,00 ₽",
        "fee": "3,33 ₽",
        "amount": "96,67 ₽",
        "why": "ПЦ пока не может принять",
        "attempts": "1",
    }


def test_the_story_shows_the_receipt_as_it_is_printed(tab: Any, person: Person) -> None:
    choose(person, CREDITED)
    tab.card.tabs.setCurrentWidget(tab.card.receipt)
    person.calm()

    text = person.find(QPlainTextEdit, "receipt-text").toPlainText()

    assert column(tab.table, "code")[3] in text
    assert "УЧЕБНЫЙ РЕЖИМ" in text
    assert "500,00" in text.replace("\u00a0", " ")


def test_the_story_shows_notes_and_the_slip(tab: Any, person: Person) -> None:
    choose(person, REJECTED)
    tab.card.tabs.setCurrentWidget(tab.card.cash)
    person.calm()

    assert column(tab.card.cash.table, "sum") == ["500,00", "500,00"]
    where = column(tab.card.cash.table, "where")
    assert where[0] == "в кассете"
    assert where[1].startswith("квитанция ")
    assert where[1].endswith("Ждёт плательщика")


def test_a_copy_of_the_receipt_is_printed_and_told(tab: Any, person: Person, role: Behind) -> None:
    choose(person, CREDITED)

    person.do("print-copy")

    question = next(ask for name, ask in role.asked if name == "reprint")
    assert question.kind == "receipt"  # type: ignore[attr-defined]
    assert person.told()[-1].startswith(f"Копия чека {column(tab.table, 'code')[3]}")


def test_f12_shows_the_exchanges(tab: Any, person: Person, role: Behind) -> None:
    choose(person, TRIED)

    person.do("exchange")

    assert tab.card.tabs.currentWidget() is tab.card.exchanges
    assert role.times("exchanges") == 1


def test_a_story_that_comes_late_is_not_shown_over_another_payment(tab: Any, person: Person) -> None:
    choose(person, CREDITED)
    slow = tab.table.model.row(1).payment_id

    with held_back(person.desk, lambda name, ask: name == "show-payment" and ask.payment == slow) as gate:
        tab.table.select(slow)
        tab.table.select(tab.table.model.row(2).payment_id)
        person.qtbot.waitUntil(lambda: person.text("payment-code") == column(tab.table, "code")[2])
        gate.set()
    person.calm()

    assert person.text("payment-code") == column(tab.table, "code")[2]


def test_a_story_that_comes_when_no_payment_is_chosen_is_not_shown(tab: Any, person: Person) -> None:
    slow = tab.table.model.row(1).payment_id

    with held_back(person.desk, lambda name, ask: name == "show-payment" and ask.payment == slow) as gate:
        tab.table.select(slow)
        tab.table.set_text("nothing of the kind")
        person.qtbot.waitUntil(lambda: tab.table.model.total == 0)
        gate.set()
    person.calm()

    assert tab.card.payment is None
    person.do("print-copy")
    assert person.told()[-1] == "Сначала выберите платёж в списке."


def test_the_tab_counts_what_waits(tab: Any, person: Person) -> None:
    tabs = person.window.tabs

    assert any(tabs.tabText(number) == "Платежи (2)" for number in range(tabs.count()))


def test_another_tab_leads_to_a_payment_by_its_code(lived: Stand, person: Person) -> None:
    code = lived.payments()[3].code
    screen = person.open("payments")

    screen.show_about(code)

    person.qtbot.waitUntil(lambda: column(screen.table, "code") == [code])


def test_a_list_that_cannot_be_read_stays_with_its_time(tab: Any, person: Person, role: Behind) -> None:
    role.broken["list-payments"] = Unavailable("busy", "x")

    person.look_again()

    assert tab.table.model.total == 4
    assert tab.table.view.stale
