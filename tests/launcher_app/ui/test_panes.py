"""F6 in the launcher's window walks over everything that is seen, also what stands beside the tabs."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from common.words import same
from launcher_app.stories.story import Story, StoryKind
from tests.launcher_app.diagram.sample import TRACE, payment
from tests.launcher_app.ui.conftest import Shown

STEPS = 12


def test_f6_reaches_the_map_the_list_and_the_exchange_beside_it(qtbot: QtBot, shown: Shown) -> None:
    hops = payment()
    numbers = tuple(hop.number for hop in hops)
    story = Story(
        key=TRACE, kind=StoryKind.PAYMENT, code=TRACE, words=same(TRACE), began_ms=hops[0].at_ms, hops=numbers
    )
    shown.launcher.feed.put(*hops)
    shown.launcher.stories.put(story)
    window = shown.window
    window.resize(1300, 800)
    window.show_tab("exchanges")
    window.chosen.choose(TRACE, numbers[0])
    qtbot.waitUntil(window.parts.pane.tabs.request.text.isVisible)

    met = set()
    for _ in range(STEPS):
        window.next_pane()
        focused = QApplication.focusWidget()
        met.add(focused.objectName() if focused is not None else "")

    assert {"exchange-tree", "hop-request-text"} <= met
