"""Who collects what nobody holds any more, once there is a window."""

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from common import spawn
from common.qt.collecting import Collector

FEW = (500, 5, 5)
MANY = 20_000


class Circle:
    """Holds a widget and itself: only the collector finds it."""

    def __init__(self) -> None:
        self.widget = QWidget()
        self.me = self


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[Collector]:
    gc.collect()
    before = gc.get_threshold()
    gc.set_threshold(*FEW)
    parent = QObject()
    yield Collector(parent)
    gc.set_threshold(*before)


def allocate() -> None:
    """So much that an interpreter left to itself collects everything several times."""
    for _ in range(MANY):
        one: list[object] = []
        one.append(one)


def test_another_thread_destroys_no_widget(collector: Collector) -> None:
    gone = weakref.ref(Circle())

    spawn.thread("allocates", allocate).join()

    assert gone() is not None


def test_the_windows_thread_does(collector: Collector) -> None:
    gone = weakref.ref(Circle())
    spawn.thread("allocates", allocate).join()

    looks = [collector.look() for _ in range(FEW[0])]

    assert gone() is None
    assert looks[-1] is None


def test_nothing_is_collected_without_need(collector: Collector) -> None:
    gc.collect()

    assert collector.look() is None
