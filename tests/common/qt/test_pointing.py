"""«Показать где»: the outline is around the control, lets clicks through, goes by itself; the door that asks for it."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from common import spawn
from common.errors import Rejected
from common.principal import Principal
from common.qt import pointing
from common.qt.desk import Desk
from common.qt.main_window import MainWindow
from common.qt.pointing import AWAY, Outline
from common.qt.probe import PointAt, Probe
from tests.common import tiny
from tests.common.qt.standin import StandInRole
from tests.common.qt.windowed import window as notes_window

WHO = Principal("operator", "test", "test")


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, role: StandInRole) -> Iterator[MainWindow]:
    role.answers = {"notes": tiny.Notes(texts=[], pid=1), "add-note": tiny.Notes(texts=[], pid=1)}
    made = notes_window(desk)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.end()
    made.deleteLater()


@pytest.fixture
def asked(qtbot: QtBot, desk: Desk, window: MainWindow) -> Callable[[PointAt], str]:
    """Ask the door as a server does: from a thread that is not the window's."""
    probe = Probe(desk, window)

    def ask(what: PointAt) -> str:
        said: list[str] = []

        def work() -> None:
            try:
                probe.ui_point(WHO, what)
                said.append("done")
            except Rejected as no:
                said.append(no.code)

        spawn.thread("asks", work)
        qtbot.waitUntil(lambda: bool(said))
        return said[0]

    return ask


def outlines(window: MainWindow) -> list[Outline]:
    return [one for one in window.findChildren(Outline) if one.isVisible()]


def test_the_control_is_outlined_and_can_be_clicked_meanwhile(qtbot: QtBot, desk: Desk, window: MainWindow) -> None:
    button = window.findChild(QPushButton, "add")
    assert button is not None
    clicked: list[bool] = []
    button.clicked.connect(lambda *_: clicked.append(True))

    assert pointing.point(desk, "add")

    (outline,) = outlines(window)
    corner = button.mapTo(window, QPoint(0, 0)) - QPoint(AWAY, AWAY)
    assert outline.around.topLeft() == corner
    assert outline.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert window.childAt(button.mapTo(window, button.rect().center())) is not outline
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert clicked


def test_the_outline_goes_by_itself_and_a_second_one_replaces_it(
    qtbot: QtBot, desk: Desk, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pointing, "SECONDS", 0.1)
    pointing.point(desk, "add")
    pointing.point(desk, "count")

    assert len(outlines(window)) == 1
    qtbot.waitUntil(lambda: not outlines(window))


def test_the_door_opens_the_tab_and_outlines(window: MainWindow, asked: Callable[[PointAt], str]) -> None:
    assert asked(PointAt(name="add", tab="notes")) == "done"
    assert len(outlines(window)) == 1


@pytest.mark.parametrize("what", [PointAt(name="nothing"), PointAt(name="add", tab="nowhere")])
def test_what_is_not_there_is_refused(window: MainWindow, asked: Callable[[PointAt], str], what: PointAt) -> None:
    assert asked(what) == "wrong_value"
    assert not outlines(window)


def test_a_button_that_comes_into_the_toolbar_with_its_tab_is_outlined(
    window: MainWindow, asked: Callable[[PointAt], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = pointing.point
    times: list[str] = []

    def only_the_second_time(desk: Desk, name: str) -> bool:
        times.append(name)
        return len(times) > 1 and found(desk, name)

    monkeypatch.setattr(pointing, "point", only_the_second_time)

    assert asked(PointAt(name="add", tab="notes")) == "done"
    assert len(outlines(window)) == 1
