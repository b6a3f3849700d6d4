"""A picture of a page by whatever Chromium this computer has, without a screen."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from common import spawn
from common.clock import Clock
from launcher_app.network import tree

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge")
ON_WINDOWS = (r"Microsoft\Edge\Application\msedge.exe", r"Google\Chrome\Application\chrome.exe")
FLAGS = (
    "--headless=new", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--no-default-browser-check",
    "--force-prefers-reduced-motion", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-quic",
)  # fmt: skip
SIZE = "1024,768"
SECONDS, PAUSE_SECONDS = 15.0, 0.05


def found() -> str:
    """The browser's program; empty where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None) or next(_installed(), "")


def drawn(url: str, out: Path, clock: Clock) -> bool:
    """Draw the page into a PNG file; whether there is one."""
    program = found()
    if not program:
        return False
    out.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="oplata-page-", ignore_cleanup_errors=True) as profile:
        words = [program, *FLAGS, f"--user-data-dir={profile}", f"--window-size={SIZE}", f"--screenshot={out}"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            words.append("--no-sandbox")
        process = spawn.process([*words, url], output=spawn.DISCARD)
        try:
            _await(process, clock)
        finally:
            if process.poll() is None:
                tree.kill(process.pid)
            process.wait()
            assert process.stdin is not None
            process.stdin.close()
    return out.exists()


def _await(process: "spawn.Process[bytes]", clock: Clock) -> None:
    deadline = clock.monotonic() + SECONDS
    while process.poll() is None and clock.monotonic() < deadline:
        clock.sleep(PAUSE_SECONDS)


def _installed() -> Iterator[str]:
    """Where Windows keeps programs that are on no path."""
    if os.name == "nt":
        for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            for rest in ON_WINDOWS:
                path = Path(os.environ.get(name, "")) / rest
                if path.is_file():
                    yield str(path)
