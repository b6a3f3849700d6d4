"""One exchange in full: request and reply, login, explanation, command; a story as a whole; two compared."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton
from pytestqt.qtbot import QtBot

from common.qt.desk import Desk
from launcher_app.ui.chosen import Chosen
from launcher_app.ui.exchanges import HopPane, differences, written
from launcher_app.ui.exchanges.compare import CompareDialog
from launcher_app.ui.exchanges.document import DocumentDialog
from launcher_app.ui.exchanges.message_view import beginning
from tests.common.qt.audit import LATIN, misfits, of_other_language, settle, unnamed
from tests.common.qt.seen import seen
from tests.launcher_app.ui.listening import CODE, PAYMENT, Listening, listening, lost
from tests.launcher_app.ui.reading import texts

SAME = {"cURL", "Authorization", "Basic", "cmd", "Windows", "base", "TLS", *LATIN.findall(PAYMENT)}


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Listening]:
    with listening(tmp_path) as made:
        for question, told in lost():
            question.headers["Authorization"] = "Basic ***"
            made.hear([question], **told)
        yield made


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, network: Listening, chosen: Chosen) -> QMainWindow:
    made = QMainWindow()
    made.setCentralWidget(HopPane(desk, network.launcher, chosen))
    qtbot.addWidget(made)
    made.resize(760, 500)
    seen(qtbot, made)
    return made


@pytest.fixture
def pane(window: QMainWindow) -> HopPane:
    made = window.centralWidget()
    assert isinstance(made, HopPane)
    return made


def tabs(pane: HopPane) -> list[str]:
    return [pane.tabs.tabText(n) for n in range(pane.tabs.count()) if pane.tabs.isTabVisible(n)]


def test_nothing_chosen_says_what_will_be_here(pane: HopPane) -> None:
    assert "Выберите платёж или обмен в списке" in texts(pane)


def test_request_and_reply_are_laid_out_and_raw_on_f4(qtbot: QtBot, pane: HopPane, chosen: Chosen) -> None:
    chosen.choose(CODE, 3)
    laid_out = pane.tabs.request.text.toPlainText()
    pane.tabs.request.text.setFocus()

    qtbot.keyClick(pane.tabs.request.text, Qt.Key.Key_F4)

    raw = pane.tabs.request.text.toPlainText()
    assert laid_out.startswith("POST /v1/payments\n")
    assert '\n  "amount": 48500' in laid_out
    assert "X-Span-Id" not in laid_out
    assert '"amount":48500' in raw
    assert "X-Span-Id" in raw
    assert "200, за 3 мс" in texts(pane)


@pytest.mark.parametrize(
    ("size", "way"),
    [((760, 300), Qt.Orientation.Horizontal), ((420, 600), Qt.Orientation.Vertical), ((420, 300), None)],
    ids=["wide", "high", "small"],
)
def test_request_and_reply_are_seen_at_once_where_there_is_room(
    window: QMainWindow, pane: HopPane, chosen: Chosen, size: tuple[int, int], way: Qt.Orientation | None
) -> None:
    chosen.choose(CODE, 3)
    settle(window, *size)

    together = tabs(pane) == ["Запрос и ответ", "Объяснение", "cURL"]
    assert together == (way is not None)
    assert pane.tabs.reply.isVisible() == together
    if way is not None:
        beside = pane.tabs.request.y() == pane.tabs.reply.y()
        assert beside == (way is Qt.Orientation.Horizontal)


def test_a_lost_reply_says_that_it_never_arrived(pane: HopPane, chosen: Chosen) -> None:
    chosen.choose(CODE, 4)

    assert "до отправителя ответ не дошёл" in texts(pane)
    assert "⚡ ответ потерян" in texts(pane)


def test_how_a_login_is_encoded_can_be_seen_and_the_password_never(qtbot: QtBot, pane: HopPane, chosen: Chosen) -> None:
    chosen.choose(CODE, 3)
    assert "Authorization: Basic ••••" in texts(pane)

    button = pane.findChild(QPushButton, "hop-request-how")
    assert isinstance(button, QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert "Это не шифр" in texts(pane)
    assert beginning("pc01") == "cGMw"
    assert all("***" not in beginning(login) for login in ("a", "ab", "abc"))


def test_an_exchange_is_explained(pane: HopPane, chosen: Chosen) -> None:
    chosen.choose(CODE, 3)

    assert len(pane.tabs.explanation.toPlainText()) > 40


def test_the_document_behind_an_explanation_opens_here(qtbot: QtBot, pane: HopPane, chosen: Chosen) -> None:
    chosen.choose(CODE, 3)
    pane.tabs.setCurrentIndex(2)

    qtbot.mouseClick(pane.tabs.more, Qt.MouseButton.LeftButton)

    dialog = pane.findChild(DocumentDialog)
    assert isinstance(dialog, DocumentDialog)
    assert "POST /v1/payments" in dialog.text.toPlainText()
    dialog.reject()


def test_a_story_is_summed_up_and_its_code_can_be_copied(qtbot: QtBot, pane: HopPane, chosen: Chosen) -> None:
    chosen.choose(CODE)

    button = pane.findChild(QPushButton, "copy-code")
    assert isinstance(button, QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert QGuiApplication.clipboard().text() == CODE
    for told in ("Зачислен", "у поставщика, на балансе абонента", "500,00\u00a0₽", "485,00\u00a0₽", "9123456789"):
        assert told in texts(pane)


def test_a_note_is_shown_with_its_exchange(qtbot: QtBot, network: Listening, pane: HopPane, chosen: Chosen) -> None:
    hop = network.launcher.feed.hop(3)
    assert hop is not None
    chosen.choose(CODE, 3)

    network.launcher.session.star(CODE, hop.span)
    network.launcher.session.set_note(CODE, "спросить на семинаре", hop.span)

    qtbot.waitUntil(lambda: "★ Заметка: спросить на семинаре" in texts(pane))


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ('{"a":{"b":1}}', '{\n  "a": {\n    "b": 1\n  }\n}'),
        ("<r><a>1</a></r>", "<r>\n  <a>1</a>\n</r>"),
        ("command=pay&sum=1.00", "command = pay\nsum = 1.00"),
        ("{broken", "{broken"),
        ("<!DOCTYPE a><a/>", "<!DOCTYPE a><a/>"),
        ("just words", "just words"),
    ],
)
def test_bodies_are_laid_out_by_their_kind(body: str, shown: str) -> None:
    assert written.pretty(body) == shown


def test_differences_are_marked_by_sign_and_walked_through(qtbot: QtBot, desk: Desk, network: Listening) -> None:
    one = network.launcher.feed.hop(4)
    assert one is not None
    other = msgspec.structs.replace(one, request=one.request.replace("48500", "48501"), status=200)
    parent = QMainWindow()
    qtbot.addWidget(parent)
    dialog = CompareDialog(desk, one, other, parent)
    dialog.open()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)

    qtbot.keyClick(dialog, Qt.Key.Key_F3)

    left, right = dialog.page.sides
    assert dialog.count.text() == "Отличий: 1"
    assert left.textCursor().block().text() == '≠   "amount": 48500'
    assert right.textCursor().block().text() == '≠   "amount": 48501'


def test_lines_of_one_side_only_leave_an_empty_place_on_the_other() -> None:
    compared = differences.pairs("a\nb\nc", "a\nc\nd")

    assert [(pair.sign, pair.one, pair.other) for pair in compared] == [
        (" ", "a", "a"),
        ("−", "b", ""),
        (" ", "c", "c"),
        ("+", "", "d"),
    ]
    assert differences.places(compared) == [1, 3]
    assert differences.column(compared, other=True) == "  a\n\n  c\n+ d"


@pytest.mark.parametrize("width", [420, 1024])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_everything_is_named_fits_and_speaks_the_language_that_is_on(
    window: QMainWindow, desk: Desk, pane: HopPane, chosen: Chosen, width: int, language: str
) -> None:
    if language == "en":
        desk.switch_language()
    for hop in (0, 3, 4):
        chosen.choose(CODE, hop)
        settle(window, width)

        assert unnamed(window) == []
        assert misfits(window) == []
        assert of_other_language(window, language, SAME) == []
