"""The start page: three ways to begin, by mouse and by keys, and what is true of this computer."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from common.qt.desk import Desk
from launcher_app.launcher import SessionSummary
from launcher_app.ui.start_page import StartPage, next_name
from tests.launcher_app.ui.reading import texts
from tests.launcher_app.ui.standin_launcher import StandInLauncher

NOVEMBER_20 = 1_795_176_000_000


@pytest.fixture
def page(qtbot: QtBot, played_desk: Desk, played: StandInLauncher) -> StartPage:
    played.sessions = [SessionSummary("show", NOVEMBER_20, 3), SessionSummary("default", NOVEMBER_20, 1)]
    made = StartPage(played_desk, played)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: played_desk.background.idle and len(made.sessions) == 2)
    return made


def test_each_choice_rings_its_own_bell(qtbot: QtBot, page: StartPage) -> None:
    rung: list[str] = []
    page.demo.connect(lambda: rung.append("demo"))
    page.empty.connect(lambda name: rung.append(f"empty {name}"))
    page.earlier.connect(lambda name: rung.append(f"earlier {name}"))

    for choice in page.choices:
        qtbot.mouseClick(choice, Qt.MouseButton.LeftButton)

    assert rung == ["demo", "empty network-2", "earlier show"]


def test_arrow_keys_go_round_the_choices_and_enter_takes_one(qtbot: QtBot, page: StartPage) -> None:
    rung: list[str] = []
    page.earlier.connect(rung.append)
    page.choices[0].setFocus()

    qtbot.keyClick(page.choices[0], Qt.Key.Key_Left)
    focused = page.choices[2].hasFocus()
    qtbot.keyClick(page.choices[2], Qt.Key.Key_Return)

    assert focused
    assert rung == ["show"]


def test_the_last_session_says_when_it_was_and_how_many_payments_it_saw(page: StartPage) -> None:
    assert "20.11.2026, 3 платежа" in texts(page)
    assert page.choices[2].accessibleName() == "Прошлый сеанс: 20.11.2026, 3 платежа"


def test_without_earlier_sessions_there_is_nothing_to_go_on_with(
    qtbot: QtBot, page: StartPage, played: StandInLauncher, played_desk: Desk
) -> None:
    played.sessions = []
    page.look()
    qtbot.waitUntil(lambda: page.sessions == [])

    assert not page.choices[2].isEnabled()
    assert "сеансов ещё не было" in texts(page)


def test_a_port_that_somebody_has_is_named_with_who_has_it(
    qtbot: QtBot, page: StartPage, played: StandInLauncher
) -> None:
    free = "Порты 8101–8104 свободны" in texts(page)
    played.busy = {8102: "PID 4411, python"}
    page.look()

    qtbot.waitUntil(lambda: "Порт 8102 занят: PID 4411, python" in texts(page))
    assert free


@pytest.mark.parametrize(
    ("taken", "name"), [((), "default"), (("default",), "network-2"), (("default", "network-2"), "network-3")]
)
def test_an_empty_network_gets_a_name_that_nobody_has(taken: tuple[str, ...], name: str) -> None:
    assert next_name(taken) == name
