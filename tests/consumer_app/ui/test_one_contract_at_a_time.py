"""What is known of one contract never stands under another's name, however late or badly answers come."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from common.errors import Unavailable
from common.protocol.invoice import invoice_from_text
from common.qt.messages import NoticeKind
from common.qt.window import AppWindow
from consumer_app import messages
from consumer_app.ui.contracts import Contracts
from tests.consumer_app.ui.inside import ConsumerInside
from tests.consumer_app.ui.test_services import find, press
from tests.consumer_app.world import OPERATOR, World, a_card

pytestmark = pytest.mark.usefixtures("both")
Calm = Callable[[], None]
TROUBLE = Unavailable("busy", "locked")


@pytest.fixture
def both(world: World) -> World:
    """Two contracts, the first of them used once."""
    world.sign()
    world.sign(a_card("9160000000"))
    world.use()
    return world


@pytest.fixture
def contracts(contracts: Contracts, calm: Calm) -> Contracts:
    """The list, with the first one chosen and everything of it shown."""
    contracts.table.select("1")
    calm()
    return contracts


def test_the_code_of_another_contract_does_not_stay(contracts: Contracts, calm: Calm, role: ConsumerInside) -> None:
    assert invoice_from_text(contracts.details.top_up.text).account == "9161234567"
    role.answers["top-up-code"] = TROUBLE

    contracts.table.select("2")
    at_once = contracts.details.top_up.text
    calm()

    assert (at_once, contracts.details.top_up.text, contracts.details.top_up.qr.squares) == ("", "", [])


def test_a_test_of_the_connection_is_shown_under_the_contract_that_was_tested(contracts: Contracts, calm: Calm) -> None:
    contracts.details.test()

    contracts.table.select("2")
    calm()

    assert contracts.details.about.steps.isHidden()


def test_the_history_of_another_contract_does_not_stay(contracts: Contracts, calm: Calm, role: ConsumerInside) -> None:
    history = contracts.details.history
    assert (history.table.model.total, bool(history.month.text())) == (1, True)
    role.answers["history"] = role.answers["contract-summary"] = TROUBLE

    contracts.table.select("2")
    calm()

    assert (history.table.model.total, history.month.text(), history.course.points) == (0, "", [])


def test_a_file_of_one_contract_is_not_filled_from_another(contracts: Contracts, calm: Calm) -> None:
    rows: list[object] = []
    fetch, query = contracts.details.history.table.source()

    contracts.table.select("2")
    fetch(query, lambda page: rows.extend(page.rows), lambda _: None)
    calm()

    assert len(rows) == 1


def test_what_is_still_unknown_is_not_told_as_done(
    qtbot: QtBot, window: AppWindow, contracts: Contracts, calm: Calm, world: World
) -> None:
    world.provider.lose_answers()
    press(qtbot, contracts, "use-call")
    calm()

    press(qtbot, contracts, "retry-uses")
    calm()

    assert find(contracts, QPushButton, "retry-uses").isVisible()
    last = window.desk.messages.recent[-1].notice
    assert (last.kind, last.words.ru) == (
        NoticeKind.WARN, "Исход всё ещё неизвестен: 1. Поставщик не ответил.",
    )  # fmt: skip


def test_balances_are_not_summed_up(contracts: Contracts) -> None:
    contracts.table.view.selectAll()

    assert "Σ" not in contracts.table.summary_text


def test_an_edit_is_not_taken_back_over_a_newer_one_of_somebody_else(
    window: AppWindow, contracts: Contracts, calm: Calm, world: World
) -> None:
    before = contracts.table.current()
    edited = world.service.edit_contract(OPERATOR, messages.EditContract(contract="1", title="Мама"))
    contracts.changing._edited(before, edited)
    world.service.edit_contract(OPERATOR, messages.EditContract(contract="1", title="Дача"))

    window.desk.undo.undo()
    calm()

    assert world.contracts().contracts[0].title == "Дача"
    assert "с тех пор изменили" in window.desk.messages.recent[-1].notice.words.ru
