"""A bench on a screen that is not there, over hardware that a test plays."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import shiboken6
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from agent_terminal.ui.bench import Bench
from common import spawn
from common.qt.desk import Desk
from tests.agent_terminal.ui.hardware_played import STATE, PlayedHardware
from tests.common.qt.conftest import calm, desk, qapp

__all__ = ["acts", "bench", "calm", "desk", "look", "qapp", "role", "waits"]


@pytest.fixture
def role() -> PlayedHardware:
    return PlayedHardware()


@pytest.fixture
def bench(qtbot: QtBot, desk: Desk, calm: Callable[[], None]) -> Iterator[Bench]:
    made = Bench(desk)
    made._timer.stop()
    made.resize(560, 720)
    made.show()
    calm()
    yield made
    shiboken6.delete(made)


@pytest.fixture
def look(bench: Bench, role: PlayedHardware, calm: Callable[[], None]) -> Callable[..., None]:
    """The world is another now, and the bench looks at it."""

    def again(**changed: Any) -> None:
        role.state = replace(STATE, **changed)
        bench.refresh()
        calm()

    return again


def waits(held: spawn.Signal, answer: Any) -> Callable[[Any], Any]:
    """An answer that comes when the test lets it."""

    def late(_question: Any) -> Any:
        held.wait(20)
        return answer

    return late


def acts(role: PlayedHardware) -> list[tuple[str, dict[str, Any]]]:
    return [(one.act, one.fields) for one in role.given("bench-do")]
