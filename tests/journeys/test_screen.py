"""The screen itself: what is typed arrives in two layouts, what is shown is pictured, nothing is left behind."""

import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from common import spawn
from common.clock import SystemClock
from tests.journeys.screen import Screen, missing_tools

PROBE = """
import sys
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit
application = QApplication([])
field = QLineEdit()
field.setStyleSheet("background: #00ff00")
QShortcut(QKeySequence("Ctrl+N"), field, lambda: print("new", flush=True))
field.editingFinished.connect(lambda: print(field.text(), flush=True))
field.showMaximized()
field.windowHandle().requestActivate()
print("shown", flush=True)
application.exec()
"""


class Probe:
    """A window with one field that tells what it gets."""

    def __init__(self, screen: Screen) -> None:
        words = [sys.executable, "-X", "utf8", "-c", PROBE]
        self._process = spawn.process(words, environment=screen.environment, output=spawn.CAPTURE)

    def hears(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().decode("utf-8").strip()

    def end(self) -> None:
        self._process.kill()
        self._process.communicate()


@pytest.fixture
def probe(screen: Screen) -> Iterator[Probe]:
    started = Probe(screen)
    assert started.hears() == "shown"
    wait_until_green(screen)
    screen.click(screen.width // 2, screen.height // 2)
    yield started
    started.end()
    screen.layout("us", "ru")


def wait_until_green(screen: Screen) -> None:
    clock = SystemClock()
    deadline = clock.monotonic() + 20
    middle = screen.height // 2
    while screen.picture().pixelColor(100, middle).name() != "#00ff00":
        assert clock.monotonic() < deadline
        clock.sleep(0.05)


@pytest.mark.parametrize("layouts", [("us", "ru"), ("ru", "us")])
def test_letters_of_two_alphabets_and_a_shortcut_arrive_in_both_layouts(
    screen: Screen, probe: Probe, layouts: tuple[str, ...]
) -> None:
    screen.layout(*layouts)

    screen.type("Иванов, ivan@example.org 45 06 123456")
    screen.press("Return")
    screen.press("ctrl+n")

    assert probe.hears() == "Иванов, ivan@example.org 45 06 123456"
    assert probe.hears() == "new"


def test_nothing_that_a_screen_started_is_left_behind(tmp_path: Path) -> None:
    if missing_tools():
        pytest.skip("нет | not found: Xvfb")
    before = children()

    with Screen(tmp_path, 800, 600) as screen:
        during = children() - before
        shown = screen.picture()

    assert len(during) == 2
    assert (shown.width(), shown.height()) == (800, 600)
    assert children() - before == set()


def children() -> set[int]:
    return {child.pid for child in psutil.Process().children(recursive=True)}
