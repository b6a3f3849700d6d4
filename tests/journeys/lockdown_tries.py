"""What a curious person, a broken page and a wrong finger try at the kiosk: by script, by key, by mouse."""

import json
import urllib.request
from collections.abc import Callable, Iterator

from tests.journeys.kiosk import Kiosk

SETTLE_SECONDS = 0.05
Attempt = tuple[str, Callable[[Kiosk], object]]
ADDRESSES = (
    "http://example.com/",
    "https://example.com/",
    "file:///etc/passwd",
    "data:text/html,<h1>hello</h1>",
    "javascript:document.body.textContent=1",
    "chrome://version/",
    "chrome-extension://abcdefghijklmnop/page.html",
    "devtools://devtools/bundled/inspector.html",
    "mailto:somebody@example.com",
    "ftp://example.com/",
    "http://[::1]/kiosk",
    "http://127.0.0.1:1/kiosk",
    "ws://127.0.0.1/",
)
OF_OWN_HOST = ("/", "/v1/operator/state", "/openapi.json", "/kiosk/kiosk.css", "/kiosk/")
LOCATION = "void setTimeout(() => { location.href = %s; }, 0)"
OWN_LOCATION = "void setTimeout(() => { location.href = location.origin + %s; }, 0)"
FRAME = "(() => { const f = document.createElement('iframe'); f.src = %s; document.body.append(f); f.remove(); })()"
FORM = """(() => { const f = document.createElement('form'); f.action = 'http://example.com/'; f.method = 'post';
  document.body.append(f); f.submit(); f.remove(); })()"""
LINK = """(() => { const a = document.createElement('a'); a.href = %s; a.target = %s; a.download = %s;
  if (!a.download) a.removeAttribute('download'); document.body.append(a); a.click(); a.remove(); })()"""
BLOB = "URL.createObjectURL(new Blob(['<h1>hello</h1>'], { type: 'text/html' }))"
REFRESH = """(() => { const m = document.createElement('meta'); m.httpEquiv = 'refresh';
  m.content = '0;url=http://example.com/'; document.head.append(m); })()"""
FILE = """(() => { const i = document.createElement('input'); i.type = 'file'; document.body.append(i); i.click();
  i.remove(); })()"""
SCRIPTS = (
    "void window.open('http://example.com/')",
    "void window.open('about:blank')",
    "void window.open(location.href)",
    "void setTimeout(() => alert(1), 0)",
    "void setTimeout(() => confirm(1), 0)",
    "void setTimeout(() => prompt(1), 0)",
    "void setTimeout(() => print(), 0)",
    "history.back()",
    "history.go(-2)",
    FORM,
    REFRESH,
    FILE,
    FRAME % "'http://example.com/'",
    FRAME % "'about:blank'",
    LINK % ("'http://example.com/'", "'_blank'", "''"),
    LINK % ("'data:text/plain,hello'", "''", "'hello.txt'"),
    LINK % (BLOB, "''", "'hello.txt'"),
    LINK % (BLOB, "''", "''"),
    "fetch('http://example.com/').catch(() => 0).then(() => 0)",
    "fetch('/v1/operator/state', { method: 'POST' }).catch(() => 0).then(() => 0)",
    "void document.documentElement.requestFullscreen().catch(() => 0)",
    "navigator.mediaDevices ? navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => 0).then(() => 0) : 0",
)
KEYS = (
    "F5", "F6", "F7", "F9", "F10", "F11", "F12", "ctrl+r", "ctrl+shift+r", "ctrl+F5", "ctrl+w", "ctrl+n", "ctrl+t",
    "ctrl+shift+n", "ctrl+o", "ctrl+s", "ctrl+p", "ctrl+u", "ctrl+f", "ctrl+l", "ctrl+h", "ctrl+j", "ctrl+a",
    "ctrl+shift+i", "ctrl+shift+j", "ctrl+plus", "ctrl+minus", "ctrl+0", "alt+Left", "alt+Right", "alt+Home", "alt+F4",
    "alt+d", "ctrl+q", "ctrl+shift+l", "shift+F10", "Menu", "Print", "XF86Back", "XF86Forward", "XF86HomePage",
    "XF86Refresh", "XF86WWW", "XF86Search", "ctrl+Tab", "super+d",
)  # fmt: skip
BUTTONS = {"right": 3, "middle": 2, "back": 8, "forward": 9}


def _by_script(script: str) -> Callable[[Kiosk], object]:
    return lambda kiosk: kiosk.value(script)


def _by_key(key: str) -> Callable[[Kiosk], object]:
    return lambda kiosk: kiosk.screen.press(key)


def _by_button(number: int) -> Callable[[Kiosk], object]:
    return lambda kiosk: kiosk.screen.click(kiosk.screen.width // 2, kiosk.screen.height // 3, button=number)


def _zoom_by_wheel(kiosk: Kiosk) -> None:
    kiosk.screen.hand("keydown", "ctrl", "click", "4", "click", "4", "click", "5", "keyup", "ctrl")
    kiosk.clock.sleep(0.3)


def _drag(kiosk: Kiosk) -> None:
    x, y = str(kiosk.screen.width // 3), str(kiosk.screen.height // 3)
    kiosk.screen.hand("mousemove", x, y, "mousedown", "1", "mousemove", "40", "40", "mouseup", "1")


def every() -> Iterator[Attempt]:
    """All of them, each with its name."""
    yield from ((f"to {one}", _by_script(LOCATION % json.dumps(one))) for one in ADDRESSES)
    yield from ((f"to own {one}", _by_script(OWN_LOCATION % json.dumps(one))) for one in OF_OWN_HOST)
    yield "to localhost", _by_script("void setTimeout(() => { location.hostname = 'localhost'; }, 0)")
    yield from ((one.strip().splitlines()[0][:70], _by_script(one)) for one in SCRIPTS)
    yield from ((f"key {one}", _by_key(one)) for one in KEYS)
    yield from ((f"button {name}", _by_button(number)) for name, number in BUTTONS.items())
    yield "wheel with Ctrl", _zoom_by_wheel
    yield "drag", _drag


EVERY = tuple(every())


def pages(kiosk: Kiosk) -> list[str]:
    """The addresses of all pages that the browser has open."""
    with urllib.request.urlopen(f"http://127.0.0.1:{kiosk.debugging_port}/json/list", timeout=10) as answer:
        return [one["url"] for one in json.load(answer) if one["type"] == "page"]


def windows(kiosk: Kiosk) -> set[str]:
    """Everything that is a window on this screen."""
    return set(kiosk.screen.hand("search", "--onlyvisible", "--name", ".*").split())


def lead_to(kiosk: Kiosk, address: str) -> None:
    """As only the debugging port can: without waiting for what comes of it."""
    assert kiosk.page is not None
    kiosk.page.tell("Page.navigate", url=address)
