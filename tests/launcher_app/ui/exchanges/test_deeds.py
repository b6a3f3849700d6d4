"""What keys and the menu do with the chosen exchanges."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from common.qt.desk import Desk
from common.qt.table.chip import Chip
from launcher_app.ui.exchanges import ExchangesTab, lines
from launcher_app.ui.exchanges.model import hop_key
from tests.launcher_app.feed.said import START_MS
from tests.launcher_app.ui.exchanges.shown import hear, rows
from tests.launcher_app.ui.listening import CODE, Listening


def test_a_star_is_put_taken_away_and_taken_back(
    qtbot: QtBot, desk: Desk, tab: ExchangesTab, network: Listening, seen: Callable[[], None], key: Callable[..., None]
) -> None:
    session = network.launcher.session
    hear(network)
    seen()
    tab.tree.go_to(hop_key(CODE, 3))
    hop = network.launcher.feed.hop(3)
    assert hop is not None

    key(Qt.Key.Key_Space)
    starred = session.starred(CODE, hop.span)
    key(Qt.Key.Key_Space)
    desk.undo.undo()

    assert starred
    assert session.starred(CODE, hop.span)
    (mark,) = session.marks()
    assert (mark.code, mark.at_ms) == (CODE, START_MS + 400)
    assert "Терминал → ПЦ: платёж" in mark.line


@pytest.mark.parametrize("letter", [Qt.Key.Key_N, Qt.Key(ord("Т"))], ids=["N", "Т, Russian layout"])
def test_a_note_is_written_and_shown_at_its_row(
    qtbot: QtBot,
    tab: ExchangesTab,
    network: Listening,
    seen: Callable[[], None],
    key: Callable[..., None],
    letter: Qt.Key,
) -> None:
    hear(network)
    seen()
    tab.tree.go_to(CODE)
    key(letter)
    dialog = tab.findChild(QDialog, "exchange-note-dialog")
    assert isinstance(dialog, QDialog)

    dialog.form.fields["note"].fill("где 500 ₽?")  # type: ignore[attr-defined]
    dialog.body.press()  # type: ignore[attr-defined]
    seen()

    assert network.launcher.session.note(CODE) == "где 500 ₽?"
    assert tab.model.cells(rows(tab)[0])[lines.WHO].icon == "note"


def test_keys_pause_show_raw_and_delete_nothing(
    qtbot: QtBot, tab: ExchangesTab, network: Listening, seen: Callable[[], None], key: Callable[..., None]
) -> None:
    hear(network)
    seen()
    tab.tree.go_to(CODE)

    key(Qt.Key.Key_P)
    paused = network.launcher.feed.paused
    key(Qt.Key.Key_P)
    with qtbot.waitSignal(tab.raw_asked):
        key(Qt.Key.Key_F4)
    key(Qt.Key.Key_Delete)

    assert paused
    assert not network.launcher.feed.paused
    assert [row.key for row in rows(tab)] == [CODE]


def test_keys_of_the_list_do_nothing_while_the_focus_is_elsewhere(
    qtbot: QtBot, tab: ExchangesTab, network: Listening, seen: Callable[[], None]
) -> None:
    hear(network)
    seen()
    tab.tree.go_to(CODE)
    chip = tab.filters.findChild(Chip, "chip-arrow")
    assert chip is not None
    chip.setFocus()

    qtbot.keyClick(chip, Qt.Key.Key_N)
    qtbot.keyClick(chip, Qt.Key.Key_P)

    assert tab.findChild(QDialog) is None
    assert not network.launcher.feed.paused


def test_the_selection_is_copied_as_lines_with_tabs(
    tab: ExchangesTab, network: Listening, seen: Callable[[], None], key: Callable[..., None]
) -> None:
    hear(network)
    seen()
    tab.tree.go_to(CODE)
    tab.tree.expand(tab.tree.currentIndex())
    key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    plain = QGuiApplication.clipboard().text().splitlines()
    key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    headed = QGuiApplication.clipboard().text().splitlines()

    assert len(plain) == 2
    assert plain[0].split("\t")[-1] == "500,00"
    assert "Терминал → ПЦ" in plain[1]
    assert headed == ["\t".join(words.ru for words in lines.COLUMNS), *plain]


def test_two_exchanges_are_compared_and_fewer_are_explained(
    qtbot: QtBot, desk: Desk, tab: ExchangesTab, network: Listening, seen: Callable[[], None], key: Callable[..., None]
) -> None:
    hear(network)
    seen()
    compare = Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    tab.tree.go_to(hop_key(CODE, 1))
    key(*compare)
    alone = tab.findChild(QDialog, "compare-dialog")

    key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    key(*compare)

    assert alone is None
    assert "Сравнить можно два обмена" in desk.messages.recent[-1].notice.words.ru
    assert isinstance(tab.findChild(QDialog, "compare-dialog"), QDialog)


def test_the_menu_names_every_deed_with_its_key(
    tab: ExchangesTab, network: Listening, seen: Callable[[], None]
) -> None:
    hear(network)
    seen()
    tab.tree.go_to(hop_key(CODE, 3))

    named = {deed.name: deed for group in tab.acting.deeds() for deed in group}
    named["copy-code"].run()
    code = QGuiApplication.clipboard().text()
    named["copy-json"].run()
    told = QGuiApplication.clipboard().text()
    named["copy-curl"].run()
    curl = QGuiApplication.clipboard().text()

    assert code == CODE
    assert '"verb": "payments"' in told
    assert "/v1/payments" in curl
    assert named["star"].keys == "Space"


def test_a_window_can_show_every_deed_and_its_key_without_taking_the_key_from_others(tab: ExchangesTab) -> None:
    actions = tab.acting.actions()

    keys = {action.shortcut().toString() for action in actions}
    assert {"Space", "N", "R", "P", "F4", "Ctrl+Shift+D"} <= keys
    assert {action.shortcutContext() for action in actions} == {Qt.ShortcutContext.WidgetShortcut}
