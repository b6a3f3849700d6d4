"""The kiosk's page as a payer sees it, by way of a server of ours that keeps it loading until it has its state.

A browser pictures a page once it has loaded; this one asks for its state only then. So a picture that comes late is
put at its end.
"""

from dataclasses import replace
from pathlib import Path

from common.clock import Clock
from launcher_app.grading import browser
from launcher_app.proxy import Proxy, Recorder, Reply, Request

LATE, PAGE = "/kiosk/late.png", "/kiosk"
LATE_SECONDS, PATIENCE_SECONDS = 2.5, 3.0
"""By then the picture is taken: a question that waits for news is let go."""
END = b"</body>"
BY_LENGTH = "content-length"
OF_PAGE = ("origin", "host")
"""The page comes from another port than the one that it asks, as far as the terminal can see: it is not told."""


def drawn(url: str, token: str, out: Path, clock: Clock) -> bool:
    """Draw it into a PNG file; whether there is one."""
    recorder = Recorder(clock)
    behind = Proxy(url, recorder, sender="page", receiver="terminal", patience=PATIENCE_SECONDS)

    def answer(request: Request) -> Reply:
        if request.path == LATE:
            clock.sleep(LATE_SECONDS)
            return Reply(404, (), b"")
        headers = tuple(one for one in request.headers if one[0].lower() not in OF_PAGE)
        _, reply = behind.ask(replace(request, headers=headers), "page")
        if reply is None:
            return Reply(502, (), b"")
        return _kept_loading(reply) if request.path == PAGE else reply

    front = Proxy(answer, recorder, sender="browser", receiver="page")
    try:
        return browser.drawn(f"{front.url}{PAGE}#{token}", out, clock)
    finally:
        front.stop()
        behind.stop()


def _kept_loading(page: Reply) -> Reply:
    body = page.body.replace(END, f'<img src="{LATE}" alt="" hidden>'.encode() + END)
    headers = tuple(one for one in page.headers if one[0].lower() != BY_LENGTH)
    return Reply(page.status, headers, body)
