"""A role in its window, as a process: it answers over HTTP while it is open, and ends as it is told."""

import dataclasses
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from common.clock import SystemClock
from common.errors import Broken
from common.http_server import bind
from common.qt import application, trouble
from common.qt.desk import Desk
from common.role import Opening
from common.secrets import Secrets
from common.settings import Settings
from tests.common import tiny
from tests.common.processes import Running

MODULE = "tests.common.qt.windowed"
SECONDS = 15.0


class Opened(Running):
    """The small role in its window, and its operator at another program."""

    def __init__(self, data: Path, *arguments: str, ready: bool = True, **environment: str) -> None:
        super().__init__(
            data, *arguments, ready=ready, module=MODULE, **{"QT_QPA_PLATFORM": "offscreen", **environment}
        )

    def ask(self, operation: str, **fields: Any) -> Any:
        """What an operator's door answers."""
        login = Secrets(self.data / "provider" / "default" / "secrets").login_of("operator")
        url = f"{self.said['url']}/v1/operator/{operation}"
        answer = requests.post(url, json=fields, auth=login, timeout=10)
        answer.raise_for_status()
        return answer.json()

    def shown(self, name: str) -> str:
        """The text of a widget."""
        return str(next(one["text"] for one in self.ask("ui-tree")["widgets"] if one["name"] == name))

    def shows(self, name: str, text: str) -> bool:
        """Whether a widget shows a text within the patience of this test."""
        clock = SystemClock()
        until = clock.monotonic() + SECONDS
        while self.shown(name) != text:
            if clock.monotonic() > until:
                return False
            clock.sleep(0.05)
        return True


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    with Opened(tmp_path_factory.mktemp("window"), "--until-stdin-closes") as running:
        yield running


def test_a_note_written_over_http_is_seen_in_the_window(opened: Opened) -> None:
    assert opened.shows("count", "0")

    opened.ask("add-note", text="over HTTP")

    assert opened.shows("count", "1")


def test_its_look_is_changed_from_outside(opened: Opened) -> None:
    opened.ask("ui-set", language="en", theme="dark", width=1000, height=700, zoom=110)
    said = {one["said"] for one in opened.ask("ui-tree")["widgets"]}
    opened.ask("ui-set", language="ru", zoom=100)

    assert "Write down" in said
    assert opened.shows("add", "Записать")


def test_an_unknown_tab_is_refused(opened: Opened) -> None:
    assert opened.ask("ui-show", tab="notes") == {"done": True}
    with pytest.raises(requests.HTTPError, match="422"):
        opened.ask("ui-show", tab="nonsense")


def test_the_end_of_its_input_ends_it_without_a_question(tmp_path: Path) -> None:
    with Opened(tmp_path, "--until-stdin-closes") as running:
        assert running.process.stdin is not None
        running.process.stdin.close()
        running.process.wait(timeout=SECONDS)

        assert running.process.returncode == 0
        assert not (tmp_path / "provider" / "default" / "ready.json").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no order to stop that a window could get")
def test_an_order_to_stop_ends_it(tmp_path: Path) -> None:
    with Opened(tmp_path) as running:
        running.terminate()

        assert running.process.wait(timeout=SECONDS) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only there a screen may be missing")
def test_without_a_screen_it_says_so_and_touches_nothing(tmp_path: Path) -> None:
    with Opened(tmp_path, ready=False, QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="") as running:
        code, words = running.end(SECONDS)

    assert code == 6
    assert "--headless" in words
    assert "Traceback" not in words
    assert not (tmp_path / "provider").exists()


@pytest.mark.parametrize(
    ("code", "press", "chosen"),
    [
        ("port_in_use", "Взять свободный порт", trouble.Choice.OTHER_PORT),
        ("folder_in_use", "Повторить", trouble.Choice.AGAIN),
        ("database_damaged", "Закрыть", trouble.Choice.CLOSE),
    ],
)
def test_what_is_in_the_way_of_the_window_is_said_with_a_way_out(
    qtbot: QtBot, desk: Desk, code: str, press: str, chosen: trouble.Choice
) -> None:
    seen: list[list[str]] = []

    def answer() -> None:
        dialog = next(
            one for one in QApplication.topLevelWidgets() if one.objectName() == "trouble" and one.isVisible()
        )
        buttons = dialog.findChildren(QPushButton)
        seen.append([one.text() for one in buttons])
        next(one for one in buttons if one.text() == press).click()

    QTimer.singleShot(50, desk, answer)

    assert trouble.ask(Broken(code, "8101"), desk.languages, desk.theme, "provider") is chosen
    assert ("Взять свободный порт" in seen[0]) == (code == "port_in_use")


def test_a_window_on_another_port_than_the_one_others_know_says_so(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = bind(0)
    port = taken.getsockname()[1]
    chosen = Settings("provider", "test", port, tmp_path, tmp_path / "logs", None, "ru", until_stdin_closes=False)
    monkeypatch.setattr(trouble, "ask", lambda *_: trouble.Choice.OTHER_PORT)

    found = application._open(Opening(tiny.ROLE, chosen), desk.languages, desk.theme)
    taken.close()
    free = application._open(
        Opening(tiny.ROLE, dataclasses.replace(chosen, port=0, profile="another")), desk.languages, desk.theme
    )

    assert found is not None
    assert free is not None
    with found[0] as instance, free[0]:
        assert instance.serving.port != port
        assert (found[1], free[1]) == (True, False)
        assert instance.place.url in application.MOVED.format(url=instance.place.url).ru
