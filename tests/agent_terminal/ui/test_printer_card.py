"""The printer's card over a real terminal: its state, its settings, a trial, the latest papers and one once more."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from agent_terminal import server
from agent_terminal.service.messages.printing import (
    AskPrints,
    Paper,
    PrinterShown,
    PrintRow,
    Prints,
    Reprint,
    SetPrinter,
)
from agent_terminal.ui.printer_card import PrinterCard
from agent_terminal.ui.printer_form import KINDS
from common.errors import Rejected
from common.qt.desk import Desk
from common.qt.inside import RoleInside
from common.words import Words
from tests.agent_terminal.running import Running
from tests.common.qt import audit
from tests.common.qt.conftest import calm, desk, qapp
from tests.common.qt.seen import seen
from tests.common.qt.standin import StandInRole

__all__ = ["calm", "desk", "qapp"]
Calm = Callable[[], None]
W = TypeVar("W", bound=QWidget)
SAME = {
    "ESC",
    "POS",
    "PDF",
    "CP",
    "COM",
    "LPT",
    "Windows",
    "Epson",
    "escpos",
    "dev",
    "usb",
    "lp",
    "ttyUSB",
    "Ctrl",
    "Enter",
}


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    made = Running(tmp_path / "terminal")
    yield made
    made.close()


@pytest.fixture
def role(running: Running) -> RoleInside:
    """The terminal behind the card."""
    return RoleInside(running.instance, server.OPERATIONS)


@pytest.fixture
def card(qtbot: QtBot, desk: Desk, calm: Calm) -> PrinterCard:
    made = PrinterCard(desk)
    made.resize(900, 420)
    seen(qtbot, made)
    calm()
    return made


def press(qtbot: QtBot, button: QPushButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def dialog() -> QDialog:
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
    return found


def find(form: QDialog, kind: type[W], name: str) -> W:
    found = form.findChild(kind, name)
    assert isinstance(found, kind)
    return found


def told(desk: Desk) -> str:
    return desk.messages.recent[-1].notice.words.ru


def test_a_new_terminal_is_ready_to_print_for_training(card: PrinterCard, running: Running) -> None:
    assert card.state.words.ru == "Готов печатать"
    assert running.operate("printer").place in card.where.words.ru
    assert card.trial_button.isEnabled()
    assert card.folder_button.isVisible()
    assert not card.again_button.isEnabled()


def test_a_trial_comes_out_and_stands_in_the_list(
    card: PrinterCard, desk: Desk, running: Running, qtbot: QtBot, calm: Calm
) -> None:
    press(qtbot, card.trial_button)
    assert card.state.words.ru == "Печатает"
    calm()

    (row,) = running.operate("prints", AskPrints()).prints
    assert Path(row.file).is_file()
    assert row.file in told(desk)
    assert card.table.model.total == 1
    assert card.state.words.ru == "Готов печатать"
    assert not card.again_button.isEnabled(), "a trial has no copies"


def test_paper_out_is_seen_and_a_trial_says_what_to_do(
    card: PrinterCard, desk: Desk, running: Running, qtbot: QtBot, calm: Calm
) -> None:
    running.operate("paper", Paper(inside=False))
    card.refresh()
    calm()
    assert "Нет бумаги" in card.state.words.ru

    press(qtbot, card.trial_button)
    calm()

    assert "Вставьте бумагу" in told(desk)
    assert card.table.model.row(0).state == "failed"
    assert card.trial_button.isEnabled()


def test_another_printer_is_set_in_a_form_that_asks_only_what_matters(
    card: PrinterCard, running: Running, tmp_path: Path, qtbot: QtBot, calm: Calm
) -> None:
    press(qtbot, card.set_button)
    form = dialog()
    assert not find(form, QComboBox, "columns").isVisible()
    choose(form, "kind", "escpos")
    assert find(form, QComboBox, "columns").isVisible()
    choose(form, "columns", "32", starts=True)
    find(form, QLineEdit, "target").setText(str(tmp_path / "roll.bin"))
    save(form, qtbot)
    calm()

    shown = running.operate("printer")
    assert (shown.kind, shown.columns, shown.target) == ("escpos", 32, str(tmp_path / "roll.bin"))
    assert str(tmp_path / "roll.bin") in card.where.words.ru
    assert not card.folder_button.isVisible()


def test_a_place_that_is_none_is_refused_in_the_form_and_nothing_changes(
    card: PrinterCard, running: Running, qtbot: QtBot, calm: Calm
) -> None:
    press(qtbot, card.set_button)
    form = dialog()
    choose(form, "kind", "escpos")
    find(form, QLineEdit, "target").setText("nowhere")
    save(form, qtbot)
    calm()

    assert form.isVisible()
    assert running.operate("printer").kind == "training"
    find(form, QLineEdit, "target").setText("127.0.0.1:9100")
    save(form, qtbot)
    calm()
    assert running.operate("printer").target == "127.0.0.1:9100"


def test_no_printer_is_a_choice_too(card: PrinterCard, running: Running, calm: Calm) -> None:
    running.operate("set-printer", SetPrinter(kind="none"))
    card.refresh()
    calm()

    assert "на экране" in card.state.words.ru
    assert not card.trial_button.isEnabled()
    assert not card.folder_button.isVisible()


def test_the_folder_and_a_paper_are_opened_by_the_system(
    card: PrinterCard, desk: Desk, running: Running, qtbot: QtBot, calm: Calm, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "agent_terminal.ui.printer_card.QDesktopServices.openUrl", lambda url: opened.append(url.toLocalFile())
    )
    press(qtbot, card.folder_button)
    assert "Папка появится с первым чеком" in told(desk)
    file = running.operate("print-test").file
    card.refresh()
    calm()

    press(qtbot, card.folder_button)
    card.table.opened.emit(card.table.model.row(0))
    Path(file).unlink()
    card.table.opened.emit(card.table.model.row(0))

    assert [Path(one) for one in opened] == [Path(file).parent, Path(file)]
    assert "Файла больше нет" in told(desk)


def test_what_was_printed_meanwhile_is_seen_by_itself(card: PrinterCard, running: Running, qtbot: QtBot) -> None:
    running.operate("print-test")

    qtbot.waitUntil(lambda: card.table.model.total == 1, timeout=10_000)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_everything_is_named_fits_and_speaks_one_language(
    card: PrinterCard, desk: Desk, running: Running, qtbot: QtBot, calm: Calm, language: Any
) -> None:
    running.operate("print-test")
    desk.use_language(language)
    card.resize(620, 420)
    card.refresh()
    calm()
    press(qtbot, card.set_button)
    calm()

    for root in (card, dialog()):
        assert audit.unnamed(root) == []
        assert audit.misfits(root) == []
    folder = set(re.findall("[A-Za-z]+", str(running.operate("printer").place)))
    assert audit.of_other_language(card, language, SAME | folder | {"receipts", "terminal", "test"}) == []


def choose(form: QDialog, name: str, value: str, *, starts: bool = False) -> None:
    """An option by its value, or by the beginning of its words."""
    box = find(form, QComboBox, name)
    words = [box.itemText(place) for place in range(box.count())]
    wanted = next(word for word in words if word.startswith(value)) if starts else KINDS[value].ru
    box.setCurrentIndex(words.index(wanted))


def save(form: QDialog, qtbot: QtBot) -> None:
    button = next(one for one in form.findChildren(QPushButton) if one.text() == "Сохранить")
    press(qtbot, button)


class Played(StandInRole):
    """A terminal that has printed one receipt, and prints it once more."""

    def __init__(self) -> None:
        super().__init__("terminal")
        self.row = PrintRow(
            id=1,
            at=datetime(2026, 11, 20, 18, 40, tzinfo=UTC),
            kind="receipt",
            means=Words("Чек", "Receipt"),
            code="7F3K-92QD",
            copy=0,
            state="printed",
            told=Words("Напечатан", "Printed"),
            why=None,
            file="receipt.pdf",
            wanted_by="",
        )
        shown = PrinterShown(
            kind="training",
            target="",
            columns=42,
            encoding="cp866",
            code_page=0,
            language="payer",
            configured=True,
            paper=True,
            problem=None,
            waiting=0,
            place="receipts",
            folder="",
        )
        self.answers = {
            "printer": shown,
            "prints": Prints(prints=[self.row]),
            "reprint": msgspec.structs.replace(self.row, id=2, copy=1, file="copy.pdf"),
        }


class TestOnceMore:
    """Over a terminal that the test plays."""

    @pytest.fixture
    def role(self) -> Played:
        return Played()

    def test_the_chosen_receipt_is_printed_once_more_as_a_copy(
        self, card: PrinterCard, desk: Desk, role: Played, qtbot: QtBot, calm: Calm
    ) -> None:
        assert card.again_button.isEnabled()

        press(qtbot, card.again_button)
        calm()

        asked = [question for operation, question in role.asked if operation == "reprint"]
        assert asked == [Reprint(code="7F3K-92QD", kind="receipt")]
        assert told(desk) == "Напечатана копия № 1: copy.pdf"
        assert card.state.words.ru == "Готов печатать"

    def test_a_refused_copy_leaves_the_card_as_it_was(
        self, card: PrinterCard, desk: Desk, role: Played, qtbot: QtBot, calm: Calm
    ) -> None:
        role.answers["reprint"] = Rejected("slip_closed", "7F3K-92QD")

        press(qtbot, card.again_button)
        calm()

        assert "деньги уже выданы" in told(desk)
        assert card.again_button.isEnabled()
        assert card.trial_button.isEnabled()
