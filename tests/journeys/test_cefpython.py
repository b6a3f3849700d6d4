"""The same payment in the second engine, cefpython3 66 under a Python 3.7: real touches in the terminal's window."""

import json
import urllib.request
from collections.abc import Iterator

import pytest

from common.setup import cefpython
from common.setup.console import CannotSetUp
from tests.journeys.album import SHOTS
from tests.journeys.old_kiosk import OldKiosk
from tests.journeys.screen import Screen

NOTE = 50_000
FEE = NOTE * 3 // 100
BACK_SECONDS = 3.0
ENGINE, RENDERER = "agent_terminal.ui.browser_cefpython_process", "--type=renderer"
ADDRESSES = (
    "https://example.org/",
    "http://127.0.0.1:1/kiosk",
    "http://localhost/kiosk",
    "file:///etc/passwd",
    "file:///C:/Windows/win.ini",
    "chrome://version/",
    "chrome://downloads/",
    "chrome-devtools://devtools/inspector.html",
    "view-source:http://127.0.0.1/",
    "data:text/html,away",
    "blob:http://127.0.0.1/1",
    "ftp://127.0.0.1/",
    "mailto:somebody@example.org",
    "tel:89000000000",
    "{ours}/",
    "{ours}/health",
    "{ours}/v1/operator/state",
    "{ours}/kiosk/server.js",
    "{ours}/kiosk/../health",
)
ACTS = (
    "location.href = 'javascript:document.write(1)'",
    "link({href: 'javascript:document.write(1)'})",
    "window.open('https://example.org/')",
    "window.open('{ours}/kiosk')",
    "window.open('about:blank')",
    "link({href: 'https://example.org/', target: '_blank'})",
    "link({href: '{ours}/kiosk', target: 'another'})",
    "link({href: 'data:text/plain,away', download: 'away.txt'})",
    "link({href: '{ours}/kiosk/server.js', download: 'away.js'})",
    "form({action: 'https://example.org/', method: 'post'})",
    "put('iframe', {src: '{ours}/health'})",
    "put('meta', {httpEquiv: 'refresh', content: '0;url=https://example.org/'})",
    "window.alert('away')",
    "window.print()",
    "history.back()",
)
KEYS = (
    "F5",
    "ctrl+r",
    "ctrl+shift+r",
    "F12",
    "ctrl+shift+i",
    "ctrl+u",
    "ctrl+o",
    "ctrl+s",
    "ctrl+p",
    "ctrl+n",
    "ctrl+t",
    "ctrl+w",
    "alt+Left",
    "alt+Home",
    "BackSpace",
    "ctrl+plus",
    "ctrl+minus",
    "shift+F10",
    "Menu",
)
TRY = """
(function () {
  const put = (name, about) => document.body.appendChild(Object.assign(document.createElement(name), about));
  const link = (about) => put('a', about).click();
  const form = (about) => put('form', about).submit();
  try { ACT; } catch (refusal) { return String(refusal); }
})()
"""
PLACE = """JSON.stringify([location.pathname, performance.timeOrigin, innerWidth, innerHeight, devicePixelRatio,
  document.querySelectorAll('#page').length])"""


@pytest.fixture(scope="module")
def python() -> str:
    try:
        return str(cefpython.ensure())
    except CannotSetUp as why:
        pytest.skip(f"{why.ru} | {why.en}")


@pytest.fixture(scope="module")
def kiosk(screen: Screen, python: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OldKiosk]:
    with OldKiosk(tmp_path_factory.mktemp("kiosk"), screen, python) as one:
        yield one


@pytest.fixture(autouse=True)
def idle(kiosk: OldKiosk) -> None:
    """Each test begins with the screen that waits for a payer."""
    kiosk.shows("K0")


def test_the_page_is_drawn_by_chromium_66(kiosk: OldKiosk) -> None:
    assert " Chrome/66." in kiosk.page.value("navigator.userAgent")
    kiosk.keep_picture(SHOTS / "cefpython-K0.png")


def test_a_whole_payment_by_touch(kiosk: OldKiosk) -> None:
    to_cash(kiosk)
    kiosk.keep_picture(SHOTS / "cefpython-K6.png")

    kiosk.insert(NOTE)
    kiosk.reads("[data-sum=inserted]", "500,00")
    kiosk.reads("[data-sum=amount]", "485,00")
    kiosk.tap("pay")
    kiosk.shows("K8")
    code = kiosk.reads("[data-code=payment]", "-")
    kiosk.keep_picture(SHOTS / "cefpython-K8.png")
    kiosk.tap("done")

    kiosk.shows("K0")
    payment = kiosk.centre.role.ask("payments", text=code)["payments"][0]
    assert payment["amount"] == NOTE - FEE
    assert kiosk.provider.role.ask("subscribers")["subscribers"][0]["balance"] == NOTE - FEE
    assert kiosk.page.complaints == []


def to_cash(kiosk: OldKiosk) -> None:
    """From the idle screen to «insert notes», by touch."""
    kiosk.touch("#title")
    kiosk.shows("K1", "K2")
    kiosk.tap("provider:1")
    kiosk.shows("K3")
    kiosk.types(kiosk.number)
    kiosk.tap("next")
    kiosk.shows("K5")
    kiosk.tap("confirm")
    kiosk.shows("K6")


@pytest.mark.parametrize("victim", [RENDERER, ENGINE])
def test_a_crash_in_the_middle_of_the_cash_brings_the_page_back_with_the_sum(kiosk: OldKiosk, victim: str) -> None:
    to_cash(kiosk)
    kiosk.insert(NOTE)
    kiosk.reads("[data-sum=inserted]", "500,00")

    kiosk.kill(victim)
    died = kiosk.clock.monotonic()
    kiosk.forget_page()
    kiosk.reads("[data-sum=inserted]", "500,00")
    came_back = kiosk.clock.monotonic()
    kiosk.tap("pay")
    kiosk.shows("K8")
    kiosk.tap("done")

    assert came_back - died < BACK_SECONDS


def test_there_is_no_way_out_of_the_page(kiosk: OldKiosk) -> None:
    before = kiosk.page.value(PLACE)
    ours = kiosk.terminal.url

    for address in ADDRESSES:
        kiosk.page.ask("Page.navigate", url=address.replace("{ours}", ours))
        assert kiosk.page.value(PLACE) == before, address
        kiosk.page.value(TRY.replace("ACT", f"location.href = {address.replace('{ours}', ours)!r}"))
    for act in ACTS:
        kiosk.page.value(TRY.replace("ACT", act.replace("{ours}", ours)))
        assert kiosk.page.value(PLACE) == before, act
    for key in KEYS:
        kiosk.screen.press(key)
        assert kiosk.page.value(PLACE) == before, key
    x, y = kiosk.point("#title")
    kiosk.screen.click(x, y, button=3)
    kiosk.screen.hand("mousemove", str(x), str(y), "mousedown", "1", "mousemove", "5", "5", "mouseup", "1")
    kiosk.screen.hand("keydown", "ctrl")
    kiosk.screen.wheel(x, y, down=3)
    kiosk.screen.hand("keyup", "ctrl")
    kiosk.keep_picture(SHOTS / "cefpython-no-way-out.png")

    assert kiosk.page.value(PLACE) == before
    assert len(pages(kiosk.debugging_port)) == 1
    kiosk.page.ask("Page.reload")
    if kiosk.shows("K0", "K1", "K2") != "K0":
        kiosk.tap("cancel")


def test_an_empty_page_gives_way_to_the_kiosks_own(kiosk: OldKiosk) -> None:
    """This engine asks nobody before it shows one."""
    kiosk.page.ask("Page.navigate", url="about:blank")
    kiosk.waits(lambda: kiosk.page.value("location.protocol") == "about:" or None, "about:blank")

    kiosk.shows("K0")

    assert kiosk.page.value("location.pathname") == "/kiosk"


def pages(port: int) -> list[str]:
    """What a debugger sees in the engine."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list", timeout=5) as answer:
        return [one["url"] for one in json.load(answer)]
