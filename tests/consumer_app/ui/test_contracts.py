"""The list of contracts: each change has its way back, and what is wrong with the file or the provider is told."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from common.card_text import card_text
from common.errors import Unavailable
from common.protocol.invoice import invoice_from_text
from common.qt.cards import ImportCard
from common.qt.window import AppWindow
from consumer_app import messages
from consumer_app.ui.contract_dialog import ContractDialog
from consumer_app.ui.contracts import Contracts
from tests.consumer_app.ui.inside import ConsumerInside
from tests.consumer_app.ui.test_services import find, press, rows_of
from tests.consumer_app.world import OPERATOR, World, a_card

Calm = Callable[[], None]


def run(contracts: Contracts, name: str) -> None:
    """As the toolbar, the menu and the keys do."""
    command = next(one for one in contracts.commands() if one.name == name)
    assert command.why_not() is None
    command.run()


def why_not(contracts: Contracts, name: str) -> str:
    reason = next(one for one in contracts.commands() if one.name == name).why_not()
    return reason.ru if reason is not None else ""


def ids(contracts: Contracts) -> list[str]:
    """Of the rows that are shown."""
    return [row.id for row in rows_of(contracts.table)]


def told(window: AppWindow) -> str:
    return window.desk.messages.recent[-1].notice.words.ru


def filled(dialog: ContractDialog, **typed: str) -> None:
    for name, text in typed.items():
        line = dialog.form.fields[name].line  # type: ignore[attr-defined]
        line.clear()
        line.insert(text)


def dialog_over(contracts: Contracts) -> ContractDialog:
    (made,) = [one for one in contracts.findChildren(ContractDialog) if one.isVisible()]
    return made


def test_the_first_time_the_list_says_where_contracts_come_from(qtbot: QtBot, contracts: Contracts, calm: Calm) -> None:
    assert "Возьмите карточку у поставщика" in " ".join(
        one.text() for one in contracts.findChildren(QLabel) if one.isVisible()
    )
    assert why_not(contracts, "edit-contract") == "Сначала выберите договор в списке."

    run(contracts, "import-card")

    (dialog,) = contracts.findChildren(ImportCard)
    QGuiApplication.clipboard().setText(card_text(a_card()))
    dialog.paste()
    calm()
    assert ids(contracts) == ["1"]
    assert contracts.details.contract is not None


def test_a_card_of_a_known_contract_may_update_it(
    qtbot: QtBot, signed: World, contracts: Contracts, calm: Calm
) -> None:
    card = a_card(password="issued anew")
    run(contracts, "import-card")
    contracts.findChildren(ImportCard)[0].take_text(card_text(card))
    calm()
    question = QApplication.activeModalWidget()
    assert question is not None

    button = next(one for one in question.findChildren(QPushButton) if one.text() == "Обновить")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    calm()

    assert signed.secrets.login_of("contract-1") == (card.login, "issued anew")
    assert ids(contracts) == ["1"]


def test_a_contract_is_written_by_hand_with_all_mistakes_at_once(
    qtbot: QtBot, world: World, contracts: Contracts, calm: Calm
) -> None:
    run(contracts, "new-contract")
    dialog = dialog_over(contracts)
    filled(dialog, provider="МегаФон", url="127.0.0.1:8101", login="a:b")
    dialog.body.press()
    calm()
    assert {name for name, row in dialog.form.rows.items() if row.mistake is not None} == {
        "number",
        "url",
        "login",
        "password",
    }
    assert world.contracts().contracts == []

    filled(dialog, number="9161234567", url="http://127.0.0.1:8101", login="me", password="secret words")
    filled(dialog, title="Мама")
    dialog.body.press()
    calm()

    (contract,) = world.contracts().contracts
    assert (contract.title, contract.number, contract.name.ru) == ("Мама", "9161234567", "МегаФон")
    assert ids(contracts) == ["1"]


def test_the_connection_is_tested_before_anything_is_saved(
    qtbot: QtBot, world: World, contracts: Contracts, calm: Calm
) -> None:
    run(contracts, "new-contract")
    dialog = dialog_over(contracts)
    filled(dialog, url="http://127.0.0.1:1")

    press(qtbot, dialog, "form-test")
    calm()

    assert find(dialog, QLabel, "step-port").text().startswith("нет: Нет связи: 127.0.0.1:1")
    assert find(dialog, QLabel, "step-http").text().startswith("не проверялся")
    assert world.contracts().contracts == []


def test_an_edit_keeps_the_password_and_is_taken_back_and_done_again(
    qtbot: QtBot, signed: World, window: AppWindow, contracts: Contracts, calm: Calm
) -> None:
    run(contracts, "edit-contract")
    dialog = dialog_over(contracts)
    filled(dialog, title="Мама", password="mistyped")
    dialog.body.press()
    calm()
    assert signed.contracts().contracts[0].title == "Мама"

    window.desk.undo.undo()
    calm()
    assert signed.contracts().contracts[0].title == ""
    assert signed.secrets.login_of("contract-1") == (a_card().login, a_card().password)

    window.desk.undo.redo()
    calm()
    assert signed.contracts().contracts[0].title == "Мама"
    assert signed.secrets.login_of("contract-1") == (a_card().login, "mistyped")


def test_a_deleted_contract_comes_back_to_its_place_and_is_chosen(
    qtbot: QtBot, signed: World, window: AppWindow, contracts: Contracts, calm: Calm
) -> None:
    signed.sign(a_card("9160000000"))
    contracts.refresh()
    calm()
    contracts.table.select("1")
    run(contracts, "delete-contract")
    calm()
    assert ids(contracts) == ["2"]
    assert "удалён" in told(window)

    window.desk.undo.undo()
    calm()

    assert ids(contracts) == ["1", "2"]
    assert contracts.details.contract is not None
    assert contracts.details.contract.id == "1"


def test_a_deleted_contract_is_found_by_the_filter_long_afterwards(
    qtbot: QtBot, signed: World, contracts: Contracts, calm: Calm
) -> None:
    run(contracts, "delete-contract")
    calm()
    assert ids(contracts) == []

    contracts.deleted.click()
    calm()
    assert ids(contracts) == ["1"]
    assert why_not(contracts, "edit-contract") == "Договор удалён. Сначала верните его."
    run(contracts, "restore-contract")
    calm()

    assert [one.deleted for one in signed.contracts().contracts] == [False]


def test_an_undo_that_cannot_be_done_is_told_and_offered_no_more(
    signed: World, window: AppWindow, contracts: Contracts, calm: Calm
) -> None:
    run(contracts, "delete-contract")
    calm()
    signed.sign()

    window.desk.undo.undo()
    calm()

    assert "Такое уже есть" in told(window)
    assert len(signed.contracts().contracts) == 1


def test_a_damaged_file_is_told_with_the_time_of_the_copy_and_how_much_is_in_it(
    qtbot: QtBot, world: World, role: ConsumerInside, request: pytest.FixtureRequest
) -> None:
    world.sign()
    world.sign(a_card("9160000000"))
    world.file.path.write_bytes(b"spoilt")
    world.reopen()

    window: AppWindow = request.getfixturevalue("window")

    words = told(window)
    assert "Файл contracts.json повреждён. Открыта копия от " in words
    assert "договоров в ней: 1" in words
    contracts = window.screens[0]
    contracts.refresh()
    qtbot.waitUntil(lambda: window.desk.background.idle)
    damages = [one for one in window.desk.messages.recent if one.notice.key == "contracts-file"]
    assert len(damages) == 1


def test_the_list_says_whether_a_provider_answers(
    signed: World, window: AppWindow, contracts: Contracts, calm: Calm, qtbot: QtBot
) -> None:
    signed.provider.fail(Unavailable("no_connection", "http://127.0.0.1:8101"))

    press(qtbot, contracts, "ask-balance")
    calm()

    (row,) = rows_of(contracts.table)
    assert row.reach is not None
    assert row.reach.code == "no_connection"
    assert "Нет связи" in told(window)


def test_a_balance_nobody_told_is_a_dash_and_a_known_one_has_its_time(
    qtbot: QtBot, signed: World, contracts: Contracts, calm: Calm
) -> None:
    assert find(contracts, QLabel, "balance").text() == "—"

    press(qtbot, contracts, "ask-balance")
    calm()

    assert find(contracts, QLabel, "balance").text() == "100,00\u00a0₽"
    assert contracts.details.as_of.text().startswith("на ")
    assert "Иванов И*** И." in contracts.details.who.text()


def test_the_code_for_the_terminal_holds_the_sum_that_is_typed(
    qtbot: QtBot, signed: World, contracts: Contracts, calm: Calm
) -> None:
    run(contracts, "top-up-contract")
    top_up = contracts.details.top_up
    calm()
    assert invoice_from_text(top_up.text).amount is None

    qtbot.keyClicks(top_up.amount.line, "500,50")
    qtbot.waitUntil(lambda: invoice_from_text(top_up.text).amount == 50_050)
    calm()

    assert top_up.qr.squares
    qtbot.keyClicks(top_up.amount.line, "x")
    qtbot.waitUntil(lambda: top_up.text == "")


def test_history_shows_uses_and_the_months_expenses(
    signed: World, contracts: Contracts, calm: Calm, qtbot: QtBot
) -> None:
    for _ in range(2):
        signed.clock.advance(1)
        press(qtbot, contracts, "use-call")
        calm()

    history = contracts.details.history
    assert "потрачено 5,00\u00a0₽ (услуг: 2)" in find(contracts, QLabel, "month").text()
    assert [row.balance for row in rows_of(history.table)] == [9_500, 9_750]
    assert [point.balance for point in history.course.points] == [9_750, 9_500]
    assert "от 97,50\u00a0₽ до 95,00\u00a0₽" in history.course.accessibleName()


def test_the_search_finds_a_contract_by_any_column(
    signed: World, window: AppWindow, contracts: Contracts, calm: Calm
) -> None:
    signed.service.edit_contract(OPERATOR, messages.EditContract(contract="1", title="Мама"))
    signed.sign(a_card("9160000000"))
    contracts.refresh()
    calm()

    contracts.search("мама")

    assert ids(contracts) == ["1"]
