"""The system's own Chromium, driven by Playwright: its own download of browsers is not wanted here."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

NAME = "chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """One browser for many pages; on the build machine its absence is a failure, elsewhere an excuse."""
    found = shutil.which(NAME)
    if found is None:
        pytest.skip(f"нет браузера {NAME} в PATH | no {NAME} on PATH: apt-get install {NAME}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()
