"""«Повторить…» as a person meets it: mistakes at their place, a warning before money moves, what an answer means."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import requests
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton
from pytestqt.qtbot import QtBot

from common.qt.desk import Desk
from common.qt.question import Question
from launcher_app.proxy import Proxy
from launcher_app.proxy.messages import Reply, Request
from launcher_app.ui.exchanges.replay_dialog import ReplayDialog
from tests.common.qt.audit import misfits, of_other_language, settle, unnamed
from tests.common.qt.seen import seen
from tests.launcher_app.ui.listening import CODE, Listening, at_a_desk, listening, lost
from tests.launcher_app.ui.standin import StandInBoard

LOGIN = {"Authorization": "Basic cHJvY2Vzc2luZy0xOnMzY3JldA=="}
SAME = {"POST", "credit", "Ctrl", "Enter"}


class OneProxy(StandInBoard):
    """Everybody is behind the same proxy."""

    def __init__(self, proxy: Proxy) -> None:
        super().__init__()
        self._proxy = proxy

    def proxy(self, name: str) -> Any:
        return self._proxy


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Listening]:
    with listening(tmp_path) as made:
        for question, told in lost():
            made.hear([question], **told)
        yield made


@pytest.fixture
def asked() -> list[Request]:
    return []


@pytest.fixture
def proxy(network: Listening, asked: list[Request]) -> Iterator[Proxy]:
    """Answers as the second credit was answered, and has heard the centre log in."""
    hop = network.launcher.feed.hop(5)
    assert hop is not None

    def answer(request: Request) -> Reply:
        asked.append(request)
        return Reply(200, (), hop.reply.encode())

    made = Proxy(answer, network.launcher.recorder, sender="processing", receiver="provider")
    requests.post(f"{made.url}/v1/check", b"{}", headers=LOGIN, timeout=20)
    asked.clear()
    network.launcher.board.close()
    network.launcher.board = OneProxy(made)  # type: ignore[assignment]
    yield made
    made.stop()


@pytest.fixture
def desk(qtbot: QtBot, network: Listening, proxy: Proxy, tmp_path: Path) -> Iterator[Desk]:
    with at_a_desk(network.launcher, tmp_path) as made:
        yield made


@pytest.fixture
def open_for(qtbot: QtBot, desk: Desk, network: Listening) -> Iterator[Callable[[int], ReplayDialog]]:
    parent, opened = QMainWindow(), []
    seen(qtbot, parent)

    def make(number: int) -> ReplayDialog:
        hop = network.launcher.feed.hop(number)
        assert hop is not None
        dialog = ReplayDialog(desk, network.launcher, hop, parent)
        opened.append(dialog)
        dialog.open()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
        return dialog

    yield make
    for dialog in opened:
        dialog.reject()


def press(qtbot: QtBot, dialog: ReplayDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_mistake_is_shown_at_its_place_and_nothing_is_sent(
    qtbot: QtBot, open_for: Callable[[int], ReplayDialog], asked: list[Request]
) -> None:
    dialog = open_for(1)
    dialog.body.setPlainText('{\n  "payment_id": "1",\n}')

    press(qtbot, dialog, "replay-send")

    assert "Строка 3, столбец 1" in dialog.mistake.text()
    assert dialog.body.textCursor().blockNumber() == 2
    assert asked == []


def test_money_is_asked_about_first_and_the_harmless_answer_is_the_default(
    qtbot: QtBot, open_for: Callable[[int], ReplayDialog], asked: list[Request], desk: Desk
) -> None:
    dialog = open_for(5)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    question = dialog.findChild(Question)
    assert isinstance(question, Question)

    qtbot.keyClick(question, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.background.idle)

    assert asked == []


def test_the_answer_is_shown_with_what_it_means_and_the_copy_is_in_the_list(
    qtbot: QtBot, open_for: Callable[[int], ReplayDialog], network: Listening, asked: list[Request]
) -> None:
    dialog = open_for(5)
    press(qtbot, dialog, "replay-send")
    question = dialog.findChild(Question)
    assert isinstance(question, Question)

    qtbot.mouseClick(question.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Деньги второй раз двигаться не должны" in dialog.verdict.text())

    assert len(asked) == 1
    assert '"reference": "1"' in dialog.answer.toPlainText()
    network.launcher.feed.look()
    last = network.launcher.feed.hops()[-1]
    assert last.by_hand
    assert last.story == CODE


def test_a_question_that_moves_no_money_goes_at_once(
    qtbot: QtBot, open_for: Callable[[int], ReplayDialog], asked: list[Request]
) -> None:
    dialog = open_for(2)

    press(qtbot, dialog, "replay-send")
    qtbot.waitUntil(lambda: "Это вопрос" in dialog.verdict.text())

    (request,) = asked
    assert msgspec.json.decode(request.body)["account"] == "9123456789"


@pytest.mark.parametrize("language", ["ru", "en"])
def test_everything_is_named_fits_and_speaks_the_language_that_is_on(
    open_for: Callable[[int], ReplayDialog], desk: Desk, language: str
) -> None:
    if language == "en":
        desk.switch_language()
    dialog = open_for(5)
    settle(dialog, 760, 560)  # type: ignore[arg-type]

    assert unnamed(dialog) == []
    assert misfits(dialog) == []
    assert of_other_language(dialog, language, SAME) == []
