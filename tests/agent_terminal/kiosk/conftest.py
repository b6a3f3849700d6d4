"""One browser for this folder, a terminal and a page for each test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from common.protocol.processing import DirectoryEntry
from tests.agent_terminal.kiosk.chromium import chromium
from tests.agent_terminal.kiosk.kiosk import MILLISECONDS, Kiosk, kiosk, screen
from tests.agent_terminal.kiosk.terminal import terminal

expect.set_options(timeout=MILLISECONDS)
Open = Callable[..., Kiosk]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Started once."""
    with chromium() as one:
        yield one


@pytest.fixture(scope="package")
def shared(browser: Browser) -> Iterator[Page]:
    """A screen that all share who need none of their own: a new one costs more than most tests."""
    with screen(browser) as one:
        yield one


@pytest.fixture(scope="package")
def clocked(browser: Browser) -> Iterator[Page]:
    """Another one, whose own clock a test may put forward, not only the terminal's."""
    with screen(browser) as one:
        one.clock.install()
        yield one


@pytest.fixture
def opened(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """`opened(providers=…)` is a fresh terminal's page, `on` the shared screen or the clocked one; options: its own."""
    with ExitStack() as rooms:

        def one(providers: list[DirectoryEntry] | None = None, *, on: str = "shared", **options: Any) -> Kiosk:
            server = rooms.enter_context(terminal(tmp_path / "terminal", providers))
            own = rooms.enter_context(screen(browser, **options)) if options else None
            return rooms.enter_context(kiosk(own or request.getfixturevalue(on), server))

        yield one


@pytest.fixture
def page(opened: Open) -> Iterator[Kiosk]:
    """The page of a terminal with few providers; whatever it shows, its browser has nothing to complain of."""
    made = opened()
    yield made
    made.demand_no_complaints()
