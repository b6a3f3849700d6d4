"""Options, marks and settings that every test may use."""

import gc
import os
import sys
from collections.abc import Generator
from functools import partial
from typing import Any

import hypothesis
import pytest

from common import trace

LONG = "долгая проверка: добавьте --long | takes long: add --long"
ON_BUILD_MACHINE = os.environ.get("CI", "").lower() in ("1", "true")
PATIENCE_MS = 20_000
"""So long a busy machine may take to do what a window's test waits for; the plugin's own five seconds are too few."""

# Windows of tests are drawn nowhere; those of tests/journeys say which screen is theirs.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# No deadline: a noisy machine is not a wrong programme.
hypothesis.settings.register_profile("oplata", deadline=None, print_blob=True)
hypothesis.settings.load_profile("oplata")


@pytest.fixture
def qtbot(qtbot: Any) -> Any:
    """The plugin's, more patient where a test does not say how long it waits."""
    for name in ("waitUntil", "waitSignal", "waitActive", "waitExposed"):
        setattr(qtbot, name, partial(getattr(qtbot, name), timeout=PATIENCE_MS))
    return qtbot


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also run the tests that are marked long")
    parser.addoption("--target", metavar="FILE", help="the role that tests/protocol talks to, described in a TOML file")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long tests out, saying how to have them, unless they were asked for."""
    if config.getoption("--long"):
        return
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(pytest.mark.skip(reason=LONG))


def pytest_collection_finish() -> None:
    """What was collected stays to the end: the collector need not look through a million objects each time it runs."""
    gc.collect()
    gc.freeze()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Where there is a window, its own thread alone collects (common/qt/collecting.py); elsewhere anybody may.

    Nothing of what an earlier test was about is left: a service that was called here named this thread's trace.
    """
    trace.current.set("")
    (gc.disable if "qtbot" in getattr(item, "fixturenames", ()) else gc.enable)()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Windows that a test has closed are gone before the next one: a theme dresses every widget that is still there."""
    core = sys.modules.get("PySide6.QtCore")
    if core is not None and core.QCoreApplication.instance() is not None:
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """On the build machine a test may not excuse itself while it runs: a missing server is a failure there."""
    report = yield
    declared = any(item.get_closest_marker(name) for name in ("skip", "skipif", "xfail"))
    if ON_BUILD_MACHINE and report.skipped and not declared:
        report.outcome = "failed"
    return report
