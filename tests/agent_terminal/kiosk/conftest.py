"""One browser for this folder, a terminal and a page for each test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from common.protocol.processing import DirectoryEntry
from tests.agent_terminal.kiosk.chromium import chromium
from tests.agent_terminal.kiosk.kiosk import MILLISECONDS, Kiosk, kiosk
from tests.agent_terminal.kiosk.terminal import terminal

expect.set_options(timeout=MILLISECONDS)
Open = Callable[..., Kiosk]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Started once."""
    with chromium() as one:
        yield one


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """`opened(providers=…, reduced_motion=…)` is a fresh terminal's page; whatever it shows, nothing may complain."""
    with ExitStack() as rooms:

        def one(providers: list[DirectoryEntry] | None = None, **options: Any) -> Kiosk:
            server = rooms.enter_context(terminal(tmp_path / "terminal", providers))
            return rooms.enter_context(kiosk(browser, server, **options))

        yield one


@pytest.fixture
def page(opened: Open) -> Iterator[Kiosk]:
    """The page of a terminal with few providers."""
    made = opened()
    yield made
    made.demand_no_complaints()
