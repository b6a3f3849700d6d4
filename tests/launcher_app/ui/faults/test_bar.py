"""The orange bar: it is read in both palettes, switches everything off, and says when the last fault is spent."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor

from common.qt.desk import Desk
from common.qt.messages import Notice
from common.qt.theme import Token, ratio
from launcher_app.faults import FaultDesk
from launcher_app.ui.faults import bar as bar_words
from tests.common.qt.audit import settle
from tests.launcher_app.ui.faults.stage import CUT, Stage


def test_when_the_last_fault_is_spent_it_is_not_said_to_be_on(stage: Stage, faults: FaultDesk, desk: Desk) -> None:
    dropped: list[str] = []
    told: list[Notice] = []
    desk.messages.dropped.connect(dropped.append)
    desk.messages.told.connect(told.append)
    faults.add(CUT)
    stage.bar.refresh()

    faults.clear()
    stage.bar.refresh()
    stage.bar.refresh()

    assert dropped == [bar_words.APPLIED_KEY]
    assert [one.words for one in told] == [bar_words.OVER]


def test_the_bar_switches_everything_off_and_goes(
    stage: Stage, faults: FaultDesk, press: Callable[[str], None]
) -> None:
    faults.add(CUT)
    faults.stepping = True
    faults.slow = 5
    stage.bar.refresh()

    press("bar-off")

    assert (faults.all, faults.stepping, faults.slow) == ([], False, 1)
    assert not stage.bar.isVisible()


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_the_bar_is_read_in_both_palettes(stage: Stage, faults: FaultDesk, desk: Desk, choice: str) -> None:
    desk.theme.use(choice)
    faults.add(CUT)
    stage.bar.refresh()
    settle(stage, 1024, 700)

    label = stage.bar.told["faults"]
    ground = QColor(stage.bar.grab().toImage().pixelColor(2, 2))
    assert ground.name() == desk.theme.colour(Token.FAULT).name()
    assert ratio(label.palette().color(label.foregroundRole()), ground) >= 4.5
