"""Undo: the step has a name, a bar offers it, and taking it back happens once."""

import pytest
from PySide6.QtCore import QObject

from common.qt.desk import Desk
from common.qt.messages import UNDO_SECONDS, Notice
from common.words import Words

DELETED = Words("удаление договора 000417", "delete contract 000417")
SAID = Words("Договор удалён.", "The contract is deleted.")


@pytest.fixture
def did() -> list[str]:
    return []


@pytest.fixture
def told(desk: Desk) -> list[Notice]:
    found: list[Notice] = []
    desk.messages.told.connect(found.append)
    return found


def push(desk: Desk, did: list[str], name: Words = DELETED) -> None:
    desk.undo.push(name, lambda: did.append(f"undo {name.en}"), lambda: did.append(f"redo {name.en}"), done=SAID)


def test_what_is_pushed_is_done_already(desk: Desk, did: list[str]) -> None:
    push(desk, did)

    assert did == []


def test_a_bar_offers_to_take_it_back_for_ten_seconds(desk: Desk, did: list[str], told: list[Notice]) -> None:
    push(desk, did)

    told[0].acts[0].run()

    assert told[0].words == SAID
    assert told[0].seconds == UNDO_SECONDS == 10
    assert told[0].acts[0].words.ru == "Отменить (Ctrl+Z)"
    assert did == ["undo delete contract 000417"]
    assert told[1].words.ru == "Отменено: удаление договора 000417."


def test_it_can_be_done_again_and_taken_back_again(desk: Desk, did: list[str]) -> None:
    push(desk, did)

    desk.undo.undo()
    desk.undo.redo()
    desk.undo.undo()

    assert [one.partition(" ")[0] for one in did] == ["undo", "redo", "undo"]


def test_steps_are_taken_back_newest_first_and_nothing_beyond_them(desk: Desk, did: list[str]) -> None:
    push(desk, did, Words("первое", "first"))
    push(desk, did, Words("второе", "second"))

    for _ in range(3):
        desk.undo.undo()

    assert did == ["undo second", "undo first"]


def test_the_menu_names_the_step_in_the_language_that_is_on(desk: Desk, did: list[str]) -> None:
    menu = QObject()
    undo, redo = desk.undo.undo_action(menu), desk.undo.redo_action(menu)
    before = (undo.text(), redo.text())

    push(desk, did)
    named = undo.text()
    desk.languages.use("en")
    desk.undo.undo()

    assert before == ("Отменить", "Вернуть")
    assert named == "Отменить: удаление договора 000417"
    assert undo.text() == "Undo"
    assert redo.text() == "Redo: delete contract 000417"
    assert [key.toString() for key in redo.shortcuts()] == ["Ctrl+Y", "Ctrl+Shift+Z"]


def test_a_step_that_could_not_be_taken_back_is_not_offered_again(desk: Desk, did: list[str]) -> None:
    step = desk.undo.push(DELETED, lambda: did.append("undo"), lambda: did.append("redo"))

    desk.undo.undo()
    step.drop()
    desk.undo.redo()

    assert did == ["undo"]


def test_a_window_that_is_gone_leaves_nothing_behind(desk: Desk, did: list[str]) -> None:
    menu = QObject()
    desk.undo.undo_action(menu)

    menu.deleteLater()
    del menu
    push(desk, did)
    desk.languages.use("en")

    assert desk.undo.stack.count() == 1
