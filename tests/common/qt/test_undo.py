"""Undo: the step has a name, a bar offers it, and taking it back happens once."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject

from common.errors import Unavailable
from common.protocol import codes
from common.qt.desk import Desk
from common.qt.messages import UNDO_SECONDS, Notice
from common.words import Words
from tests.common.qt.standin import StandInRole

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


def ask_to(desk: Desk, did: list[str], operation: str) -> None:
    desk.ask(desk, operation, then=did.append)


def test_it_is_said_to_be_undone_only_when_it_was(
    desk: Desk, did: list[str], told: list[Notice], role: StandInRole, calm: Callable[[], None]
) -> None:
    role.answers["take-back"] = "taken back"
    desk.undo.push(DELETED, lambda: ask_to(desk, did, "take-back"), lambda: None, done=SAID)

    desk.undo.undo()
    before = [notice.words.ru for notice in told]
    calm()

    assert before == [SAID.ru]
    assert did == ["taken back"]
    assert told[1].words.ru == "Отменено: удаление договора 000417."


def test_what_could_not_be_taken_back_is_not_said_to_be_undone_and_does_not_stand_before_older_steps(
    desk: Desk, did: list[str], told: list[Notice], role: StandInRole, calm: Callable[[], None]
) -> None:
    push(desk, did, Words("первое", "first"))
    role.answers["take-back"] = Unavailable("storage_full", "disk")
    desk.undo.push(DELETED, lambda: ask_to(desk, did, "take-back"), lambda: did.append("again"), done=SAID)

    desk.undo.undo()
    calm()
    desk.undo.redo()
    desk.undo.undo()

    assert did == ["undo first"]
    assert [notice.words.ru for notice in told[2:]] == [
        codes.words_of(Unavailable("storage_full", "disk")).ru, "Отменено: первое.",
    ]  # fmt: skip


def test_what_could_not_be_done_again_does_not_stand_before_older_steps(
    desk: Desk, did: list[str], role: StandInRole, calm: Callable[[], None]
) -> None:
    push(desk, did, Words("первое", "first"))
    role.answers["again"] = Unavailable("storage_full", "disk")
    desk.undo.push(DELETED, lambda: did.append("undo"), lambda: ask_to(desk, did, "again"))

    desk.undo.undo()
    desk.undo.redo()
    calm()
    desk.undo.undo()

    assert did == ["undo", "undo first"]


def test_a_second_press_waits_until_the_first_step_was_taken_back(
    desk: Desk, did: list[str], role: StandInRole, calm: Callable[[], None]
) -> None:
    role.answers["take-back"] = "second"
    push(desk, did, Words("первое", "first"))
    desk.undo.push(DELETED, lambda: ask_to(desk, did, "take-back"), lambda: None)

    desk.undo.undo()
    desk.undo.undo()
    assert did == []
    calm()
    desk.undo.undo()

    assert did == ["second", "undo first"]


def test_a_step_that_is_no_more_can_still_be_told_that_it_failed(desk: Desk, did: list[str]) -> None:
    step = desk.undo.push(DELETED, lambda: did.append("undo"), lambda: None)
    desk.undo.undo()
    push(desk, did, Words("новое", "new"))

    step.drop()

    assert desk.undo.stack.count() == 1
