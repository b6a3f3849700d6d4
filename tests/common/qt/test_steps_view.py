"""The four steps are shown with a shape and words, in both languages."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from common.protocol.connection import Connection, Step, StepName, StepState
from common.qt.desk import Desk
from common.qt.steps_view import StepsView
from common.words import Words
from tests.common.qt.seen import seen

FOUND = Connection(
    steps=[
        Step(step=StepName.PORT, state=StepState.OK, words=Words("открыт", "open"), ms=3),
        Step(step=StepName.HTTP, state=StepState.FAILED, words=Words("молчит", "silent"), ms=5000),
        Step(step=StepName.LOGIN, state=StepState.SKIPPED, words=Words("не проверялся", "not tried")),
        Step(step=StepName.NUMBER, state=StepState.SKIPPED, words=Words("не проверялся", "not tried")),
    ]
)


def said(view: StepsView) -> list[str]:
    return [line.text() for name in StepName for line in view.findChildren(QLabel, f"step-{name}")]


def test_it_is_hidden_until_a_test_and_says_how_each_step_went(qtbot: QtBot, desk: Desk) -> None:
    view = StepsView(desk)
    assert view.isHidden()

    view.testing()
    seen(qtbot, view)
    assert said(view) == ["проверяем…"] * 4
    view.show_result(FOUND)

    assert said(view) == ["да: открыт", "нет: молчит", "не проверялся", "не проверялся"]
    desk.languages.use("en")
    assert said(view) == ["yes: open", "no: silent", "not tried", "not tried"]
