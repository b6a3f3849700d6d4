"""A press of a service's button is one use, and its outcome says where the money is."""

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from common.errors import Rejected, Unavailable
from common.qt.table import LedgerTable
from common.qt.window import SERVER_TAB, AppWindow
from consumer_app import messages
from consumer_app.core import UseState
from consumer_app.ui.contracts import Contracts
from tests.consumer_app.ui.inside import ConsumerInside
from tests.consumer_app.world import CALL, OPERATOR, WEB, World, a_card

pytestmark = pytest.mark.usefixtures("signed")
Calm = Callable[[], None]
W = TypeVar("W", bound=QWidget)


def find(root: QWidget, kind: type[W], name: str) -> W:
    """The visible widget of a name."""
    (one,) = [one for one in root.findChildren(kind, name) if one.isVisible()]
    return one


def press(qtbot: QtBot, root: QWidget, name: str) -> None:
    qtbot.mouseClick(find(root, QPushButton, name), Qt.MouseButton.LeftButton)


def rows_of(table: LedgerTable) -> list[Any]:
    """The rows that are shown and here."""
    return [table.model.row(number) for number in range(table.model.total)]


def result(contracts: Contracts) -> str:
    return find(contracts, QLabel, "result-text").text()


def test_the_declared_services_are_buttons_with_their_price_before_the_press(contracts: Contracts) -> None:
    assert find(contracts, QPushButton, "use-call").text() == CALL.label.ru
    assert find(contracts, QPushButton, "use-web").text() == WEB.label.ru

    find(contracts, QSpinBox, "quantity-call").setValue(3)

    assert find(contracts, QLabel, "price-call").text() == "3 × 2,50\u00a0₽ = 7,50\u00a0₽"


def test_a_press_uses_the_service_and_says_what_was_charged(
    qtbot: QtBot, contracts: Contracts, calm: Calm, world: World
) -> None:
    press(qtbot, contracts, "use-call")
    calm()

    assert result(contracts) == "Позвонить, минута × 1: списано 2,50\u00a0₽, осталось 97,50\u00a0₽"
    assert find(contracts, QLabel, "balance").text() == "97,50\u00a0₽"
    assert world.states() == [UseState.DONE]


def test_a_double_click_is_one_use(
    qtbot: QtBot, contracts: Contracts, calm: Calm, world: World, role: ConsumerInside
) -> None:
    button = find(contracts, QPushButton, "use-call")

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(button, Qt.MouseButton.LeftButton)
    assert button.text() == "Ждём ответа…"
    calm()

    assert button.text() == CALL.label.ru
    assert (role.count("use"), len(world.provider.received)) == (1, 1)


def test_two_presses_one_after_the_other_are_two_uses(
    qtbot: QtBot, contracts: Contracts, calm: Calm, world: World
) -> None:
    for _ in range(2):
        press(qtbot, contracts, "use-call")
        calm()

    assert world.states() == [UseState.DONE] * 2


def test_a_provider_that_is_off_is_explained_and_the_next_press_is_another_use(
    qtbot: QtBot, contracts: Contracts, calm: Calm, world: World
) -> None:
    world.provider.fail(Unavailable("no_connection", "http://127.0.0.1:8101"))
    press(qtbot, contracts, "use-call")
    calm()
    assert result(contracts) == "Мегафон не отвечает (127.0.0.1:8101). Услуга не оказана, деньги не списаны."

    world.provider.recover()
    press(qtbot, contracts, "use-again")
    calm()

    assert "списано 2,50" in result(contracts)
    assert sorted(world.states()) == [UseState.DONE, UseState.REFUSED]


def test_a_refusal_for_want_of_money_leads_to_the_code_for_the_terminal(
    qtbot: QtBot, contracts: Contracts, calm: Calm, world: World
) -> None:
    world.provider.fail(Rejected("not_enough_balance", "−37,50 ₽"))
    press(qtbot, contracts, "use-call")
    calm()
    assert result(contracts) == "На счету абонента не хватает денег: −37,50 ₽. Услуга не оказана. Пополните счёт."

    press(qtbot, contracts, "result-top-up")
    calm()

    assert contracts.details.top_up.isVisible()


def test_an_unknown_outcome_is_asked_for_with_the_same_id_and_charged_once(
    qtbot: QtBot, contracts: Contracts, calm: Calm, world: World
) -> None:
    world.provider.lose_answers()
    press(qtbot, contracts, "use-call")
    calm()
    assert "оказана ли услуга, неизвестно" in result(contracts)
    assert find(contracts, QPushButton, "retry-uses").text() == "Узнать исход"

    world.provider.recover()
    press(qtbot, contracts, "ask-outcome")
    calm()

    assert "списано 2,50" in result(contracts)
    assert world.provider.balance == 9_750
    assert len({sent.fields["use_id"] for sent in world.provider.received}) == 1


def test_the_same_button_after_an_unknown_outcome_asks_for_it_too(
    qtbot: QtBot, contracts: Contracts, calm: Calm, world: World
) -> None:
    world.provider.lose_answers()
    press(qtbot, contracts, "use-call")
    calm()
    world.provider.recover()

    press(qtbot, contracts, "use-call")
    calm()

    assert world.states() == [UseState.DONE]


def test_what_is_known_already_is_said_to_be_a_repeat(
    qtbot: QtBot, contracts: Contracts, calm: Calm, role: ConsumerInside, world: World
) -> None:
    use = world.use()
    role.answers["use"] = world.service.use(
        OPERATOR, messages.Use(contract="1", service="call", use_id=use.use_id)
    )  # fmt: skip

    press(qtbot, contracts, "use-call")
    calm()

    assert "повтор, не списано" in result(contracts)


def test_an_outcome_stays_with_its_contract(qtbot: QtBot, contracts: Contracts, calm: Calm, world: World) -> None:
    world.sign(a_card("9160000000"))
    contracts.refresh()
    calm()
    press(qtbot, contracts, "use-call")
    calm()
    said = result(contracts)

    contracts.table.select("2")
    assert not contracts.details.services.result.isVisible()
    contracts.table.select("1")

    assert result(contracts) == said


def test_a_service_that_nobody_declared_is_used_by_its_code(
    qtbot: QtBot, contracts: Contracts, calm: Calm, world: World
) -> None:
    world.sign(a_card("9160000000", services=[]))
    contracts.refresh()
    calm()
    contracts.table.select("2")

    qtbot.keyClicks(find(contracts, QLineEdit, "service-code"), "call")
    press(qtbot, contracts, "use-other")
    calm()

    assert world.states() == [UseState.DONE]
    assert "списано" in result(contracts)


def test_the_exchange_of_a_use_is_one_press_away(
    qtbot: QtBot, window: AppWindow, contracts: Contracts, calm: Calm, world: World
) -> None:
    press(qtbot, contracts, "use-call")
    calm()

    press(qtbot, contracts, "show-exchange")

    assert window.screen_shown.name == SERVER_TAB
    assert window.commands.box.text() == world.uses()[0].trace


def test_a_blocked_number_is_told_before_the_press(contracts: Contracts, calm: Calm, role: ConsumerInside) -> None:
    shown = role.world.contracts()
    (one,) = shown.contracts
    role.answers["contracts"] = messages.Contracts(contracts=[msgspec.structs.replace(one, blocked=True)])
    contracts.refresh()
    calm()

    assert "заблокировал этот номер" in contracts.details.services.note.text()
    assert contracts.details.services.note.isVisible()


def test_the_second_half_of_a_double_click_uses_nothing_even_when_the_answer_was_quick(
    qtbot: QtBot, contracts: Contracts, calm: Calm, world: World
) -> None:
    button = find(contracts, QPushButton, "use-call")

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    calm()
    qtbot.mouseDClick(button, Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(button, Qt.MouseButton.LeftButton)
    calm()

    assert world.states() == [UseState.DONE]


def test_an_outcome_that_cannot_even_be_looked_up_is_unknown_and_asked_for_with_its_id(
    qtbot: QtBot, contracts: Contracts, calm: Calm, world: World, role: ConsumerInside
) -> None:
    world.provider.lose_answers()
    role.answers["find-use"] = Unavailable("busy", "locked")
    press(qtbot, contracts, "use-call")
    calm()
    assert "Оказана ли услуга, неизвестно" in result(contracts)

    world.provider.recover()
    del role.answers["find-use"]
    press(qtbot, contracts, "use-call")
    calm()

    assert world.states() == [UseState.DONE]
    assert world.provider.balance == 9_750


def test_a_button_of_the_result_stays_under_the_mouse_while_the_list_is_refreshed(
    qtbot: QtBot, contracts: Contracts, calm: Calm, world: World
) -> None:
    world.provider.lose_answers()
    press(qtbot, contracts, "use-call")
    calm()
    before = find(contracts, QPushButton, "ask-outcome")

    contracts.refresh()
    calm()

    assert find(contracts, QPushButton, "ask-outcome") is before


def test_the_mouse_wheel_buys_no_more_of_a_service(qtbot: QtBot, contracts: Contracts) -> None:
    quantity = find(contracts, QSpinBox, "quantity-call")
    contracts.table.view.setFocus()
    place = QPointF(quantity.rect().center())
    turned = QWheelEvent(
        place, QPointF(quantity.mapToGlobal(place.toPoint())), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip

    QApplication.sendEvent(quantity, turned)

    assert quantity.value() == 1
