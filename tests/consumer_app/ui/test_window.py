"""The consumer's window as a whole: names, room, both languages at once, the keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from common.errors import Unavailable
from common.qt import panes
from common.qt.window import AppWindow
from consumer_app.ui.contract_dialog import ContractDialog
from consumer_app.ui.contracts import Contracts
from tests.common.qt.audit import misfits, of_other_language, settle, unnamed
from tests.consumer_app.test_news import a_credit, hear
from tests.consumer_app.ui.inside import ConsumerInside
from tests.consumer_app.world import World, a_card

Calm = Callable[[], None]
NAMES = {
    "QR", "HTTP", "URL", "JSON", "POST", "Excel", "Esc", "Del", "Ctrl", "English", "русский", "use", "login",
    "subscriber", "test", "http", "Shift", "Иванов", "SMS", "time", "out",
}  # fmt: skip
"""Words that are the same in both languages: names, keys, addresses."""


@pytest.fixture
def busy(signed: World) -> World:
    """Something in every list."""
    signed.sign(a_card("000417", issuer="other", services=[]))
    signed.use()
    signed.provider.lose_answers()
    with pytest.raises(Unavailable):
        signed.use()
    signed.provider.recover()
    return signed


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("zoom", [100, 130])
def test_everything_has_a_name_and_room_in_both_languages(
    busy: World, window: AppWindow, contracts: Contracts, calm: Calm, language: str, zoom: int
) -> None:
    window.desk.use_language("en" if language == "en" else "ru")
    window.zoom(zoom)
    for screen in window.screens:
        window.show_tab(screen.name)
        for index in range(contracts.details.tabs.count() if screen is contracts else 1):
            contracts.details.tabs.setCurrentIndex(index)
            calm()
            settle(window)

            assert unnamed(window) == []
            assert misfits(window) == []
            assert of_other_language(window, language, NAMES) == []


def test_a_switch_of_the_language_changes_an_open_form_and_keeps_what_was_typed(
    qtbot: QtBot, busy: World, window: AppWindow, contracts: Contracts, calm: Calm
) -> None:
    contracts.changing.write()
    (dialog,) = contracts.findChildren(ContractDialog)
    dialog.form.fields["provider"].line.setText("MegaFon")  # type: ignore[attr-defined]
    dialog.body.press()
    calm()

    window.desk.use_language("en")

    assert of_other_language(dialog, "en", NAMES) == []
    assert unnamed(dialog) == []
    assert dialog.windowTitle() == "New contract"
    assert dialog.form.values()["provider"] == "MegaFon"
    assert dialog.form.dirty
    dialog.form.saved()
    dialog.close()


def test_the_keys_reach_the_list_the_details_and_the_commands(
    qtbot: QtBot, busy: World, window: AppWindow, contracts: Contracts, calm: Calm
) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    parts = panes.of(window)
    assert contracts.details in parts
    assert any(part.findChild(QTableView, "contracts") or part.objectName() == "contracts" for part in parts)

    qtbot.keyClick(window, Qt.Key.Key_F7)
    assert contracts.details.top_up.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Delete)
    calm()
    assert len(busy.contracts().contracts) == 1
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    calm()
    assert len(busy.contracts().contracts) == 2
    qtbot.keyClick(window, Qt.Key.Key_F2)
    (dialog,) = [one for one in contracts.findChildren(ContractDialog) if one.isVisible()]
    dialog.close()
    QApplication.processEvents()


def test_news_are_told_with_the_contract_they_are_about(
    qtbot: QtBot, busy: World, window: AppWindow, calm: Calm
) -> None:
    hear(busy, a_credit(busy))
    window.show_tab("news")
    calm()

    table = window.screen_shown.table
    row = table.model.row(0)
    assert [column.value(row) for column in table.columns][1].ru == "Мегафон · 9161234567"


def test_a_list_that_cannot_be_read_says_so_and_keeps_the_old_rows(
    busy: World, window: AppWindow, contracts: Contracts, calm: Calm, role: ConsumerInside
) -> None:
    role.answers["contracts"] = Unavailable("storage_full", "disk")

    contracts.refresh()
    calm()

    assert contracts.table.view.stale
    assert contracts.table.model.total == 2
    del role.answers["contracts"]
    contracts.table.retry()
    calm()
    assert not contracts.table.view.stale
