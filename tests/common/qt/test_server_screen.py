"""«Сервер и журнал»: the server is started and stopped here; exchanges, refused logins and the log are seen."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from common.exchange import Exchange
from common.logs import Line
from common.qt.desk import Desk
from common.qt.server_screen import ServerScreen
from common.qt.window import AppWindow
from common.words import Words
from tests.common.qt import audit
from tests.common.qt.standin import StandInRole


def exchange(number: int, *, status: int = 200, trace: str = "7F3K-92QD") -> Exchange:
    body = msgspec.Raw(b'{"number":"9123456789"}')
    return Exchange(
        ts="2026-11-20T21:40:03.000Z", mono_ms=number, trace=trace, span=f"s{number}", parent="",
        sender="processing:1", receiver="provider:test", side="server", verb="check", method="POST", path="/v1/check",
        status=status, ms=18.4, attempt=1, request=body, answer=msgspec.Raw(b'{"found":true}'),
    )  # fmt: skip


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, role: StandInRole, tmp_path: Path) -> ServerScreen:
    role.log = str(tmp_path / "provider-test.jsonl")
    made = ServerScreen(desk)
    made.resize(1000, 700)
    qtbot.addWidget(made)
    made.show()
    return made


def switch(screen: ServerScreen) -> QPushButton:
    found = screen.findChild(QPushButton, "server-switch")
    assert isinstance(found, QPushButton)
    return found


def test_the_server_is_stopped_and_started_by_one_button(
    qtbot: QtBot, screen: ServerScreen, role: StandInRole, calm: Callable[[], None]
) -> None:
    qtbot.mouseClick(switch(screen), Qt.MouseButton.LeftButton)
    calm()
    stopped, verb = role.server.running, switch(screen).text()
    qtbot.mouseClick(switch(screen), Qt.MouseButton.LeftButton)
    calm()

    assert (stopped, verb) == (False, "Запустить")
    assert (role.server.running, switch(screen).text()) == (True, "Остановить")


def test_an_exchange_is_seen_with_what_was_asked_and_answered(screen: ServerScreen, role: StandInRole) -> None:
    role.exchange_lines = [exchange(1), exchange(2, trace="4GQ1-X0ZT")]

    screen.refresh()

    assert screen.table.model.rowCount() == 2
    shown = [one.toPlainText() for one in screen.exchanges.findChildren(QPlainTextEdit)]
    assert any('"9123456789"' in text for text in shown)
    assert any('"found": true' in text for text in shown)


def test_refused_logins_stand_apart(screen: ServerScreen, role: StandInRole) -> None:
    role.refused = [exchange(7, status=401)]

    screen.lists.setCurrentWidget(screen.refused)

    assert screen.table is screen.refused.table
    assert screen.table.model.rowCount() == 1


def test_the_end_of_the_log_is_read_and_a_torn_line_left_out(
    screen: ServerScreen, role: StandInRole, calm: Callable[[], None]
) -> None:
    lines = [
        Line("2026-11-20T21:40:03.000Z", "info", "ready"),
        Line("2026-11-20T21:40:04.000Z", "error", "broken", payment="7F3K-92QD", more={"why": "disk"}),
    ]
    Path(role.log).write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in lines) + b'{"at":"2026')

    screen.lists.setCurrentWidget(screen.log)
    calm()

    assert [row.event for row in (screen.table.current(),)] == ["broken"]
    assert screen.table.model.rowCount() == 2
    screen.table.set_filters({"level": "error"})
    assert screen.table.model.rowCount() == 1


def test_without_a_log_file_the_list_says_so_calmly(screen: ServerScreen, calm: Callable[[], None]) -> None:
    screen.lists.setCurrentWidget(screen.log)
    calm()

    assert screen.table.model.rowCount() == 0
    assert not screen.desk.messages.recent


def test_f9_hides_the_details_of_the_list_that_is_seen(qtbot: QtBot, desk: Desk) -> None:
    screen = ServerScreen(desk)
    window = AppWindow(desk, Words("Окно", "Window"), [screen])
    qtbot.addWidget(window, before_close_func=lambda one: setattr(one, "_ending", True))
    audit.settle(window)
    details = screen.exchanges.findChildren(QPlainTextEdit)[0]
    before = details.isVisible()

    qtbot.keyClick(window, Qt.Key.Key_F9)

    assert (before, details.isVisible()) == (True, False)
