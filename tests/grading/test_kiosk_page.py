"""The way to the kiosk's page: the terminal is asked by its own name, and not told of the page's other place."""

from pathlib import Path

import pytest
import requests

from common.clock import Clock, SystemClock
from launcher_app.grading import browser, kiosk_page
from launcher_app.proxy import Proxy, Recorder, Reply, Request


def test_the_terminal_is_asked_by_its_own_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Request] = []

    def terminal(request: Request) -> Reply:
        asked.append(request)
        return Reply(200, (("Content-Type", "text/html"),), b"<body></body>")

    def drawn(url: str, out: Path, clock: Clock) -> bool:
        page = requests.get(url.partition("#")[0], headers={"Origin": url.partition("/kiosk")[0]}, timeout=5)
        out.write_bytes(page.content)
        return page.ok

    monkeypatch.setattr(browser, "drawn", drawn)
    server = Proxy(terminal, Recorder(SystemClock()), sender="page", receiver="terminal")
    done = kiosk_page.drawn(server.url, "token", tmp_path / "page.html", SystemClock())
    server.stop()

    assert done
    assert kiosk_page.LATE.encode() in (tmp_path / "page.html").read_bytes()
    assert [one.header("host") for one in asked] == [server.url.removeprefix("http://")]
    assert asked[0].header("origin") == ""
