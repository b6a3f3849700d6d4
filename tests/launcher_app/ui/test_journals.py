"""«Журналы»: one list over all roles, its filters, and the payment that is the same in every tab."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from common.qt.desk import Desk
from common.words import Words
from launcher_app.stories.story import Story, StoryKind
from launcher_app.ui.chosen import Chosen
from launcher_app.ui.journals import JournalsTab
from tests.common.qt.audit import misfits, of_other_language, settle, unnamed
from tests.launcher_app.test_journals import line, write

CODE, OTHER = "7F3K-92QD", "ZPVH-X2SD"


@pytest.fixture
def launcher(played: Any) -> Any:
    played.open("lesson")
    for code in (CODE, OTHER):
        words = Words(f"Платёж {code}", f"Payment {code}")
        played.stories.put(Story(key=code, kind=StoryKind.PAYMENT, code=code, words=words, began_ms=0, hops=()))
    write(played.logs / "provider-lesson.jsonl", line(1, "ready"), line(9, "payment credit", payment=CODE))
    write(
        played.logs / "processing-lesson.jsonl",
        line(5, "put off", "warning", payment=CODE),
        line(7, "payment refused", "warning", payment=OTHER),
        line(8, "broken", "error"),
    )
    return played


@pytest.fixture
def desk(launcher: Any, played_desk: Desk) -> Desk:
    return played_desk


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def tab(qtbot: QtBot, window: QMainWindow, desk: Desk, launcher: Any, chosen: Chosen) -> JournalsTab:
    made = JournalsTab(desk, launcher, chosen)
    window.setCentralWidget(made)
    window.show()
    qtbot.waitUntil(lambda: made.table.loaded)
    return made


def events(tab: JournalsTab) -> list[str]:
    rows = (tab.table.model.row(number) for number in range(tab.table.model.total))
    return [row.event for row in rows if row.seat != "launcher"]


def test_lines_of_all_roles_are_one_list_that_follows_the_files(qtbot: QtBot, tab: JournalsTab, launcher: Any) -> None:
    before = events(tab)

    write(launcher.logs / "terminal-lesson.jsonl", line(20, "acceptor"))

    qtbot.waitUntil(lambda: "acceptor" in events(tab))
    assert before == ["payment credit", "broken", "payment refused", "put off", "ready"]


def test_a_role_an_importance_and_words_narrow_it(tab: JournalsTab) -> None:
    tab.show_seat("processing")
    tab.filters.choose("level", "warning")
    both = events(tab)

    tab.search("refused")

    assert both == ["payment refused", "put off"]
    assert events(tab) == ["payment refused"]


def test_only_the_chosen_payment_is_shown_and_another_one_when_it_is_chosen(tab: JournalsTab, chosen: Chosen) -> None:
    chosen.choose(CODE)
    tab.show_chosen()
    first = events(tab)

    chosen.choose(OTHER)

    assert first == ["payment credit", "put off"]
    assert events(tab) == ["payment refused"]


def test_a_line_with_a_payment_chooses_it_everywhere(qtbot: QtBot, tab: JournalsTab, chosen: Chosen) -> None:
    tab.search("refused")

    with qtbot.waitSignal(tab.opened):
        qtbot.keyClick(tab.table.view, Qt.Key.Key_Return)

    assert chosen.story == OTHER


def test_going_through_the_list_chooses_what_is_under_the_hand(qtbot: QtBot, tab: JournalsTab, chosen: Chosen) -> None:
    unasked = chosen.story
    tab.show_seat("provider")
    tab.table.view.setFocus()

    qtbot.keyClick(tab.table.view, Qt.Key.Key_Down)
    qtbot.keyClick(tab.table.view, Qt.Key.Key_Up)

    assert (unasked, chosen.story) == ("", CODE)


def test_the_file_is_that_of_the_line(tab: JournalsTab, launcher: Any) -> None:
    tab.search("refused")

    assert tab.file() == launcher.logs / "processing-lesson.jsonl"


def test_clearing_shows_everything_again(tab: JournalsTab, chosen: Chosen) -> None:
    chosen.choose(CODE)
    tab.show_chosen()
    tab.search("credit")

    tab.table.clear()

    assert len(events(tab)) == 5
    assert tab.line.text() == ""


@pytest.mark.parametrize("percent", [100, 130])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_everything_is_named_fits_and_speaks_the_language_that_is_on(
    window: QMainWindow, tab: JournalsTab, desk: Desk, chosen: Chosen, percent: int, language: Any
) -> None:
    chosen.choose(CODE)
    tab.show_chosen()
    desk.theme.zoom(percent)
    desk.use_language(language)
    settle(window, 640, 360)

    assert unnamed(window) == []
    assert misfits(window) == []
    assert of_other_language(window, language, {"Esc"}) == []
