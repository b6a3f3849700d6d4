"""The same payment in the second engine, cefpython3 66 under a Python 3.7: real touches in the terminal's window."""

import json
import urllib.request
from collections.abc import Callable, Iterator

import psutil
import pytest

from common.setup import cefpython
from common.setup.console import CannotSetUp
from tests.busy import within
from tests.journeys.album import SHOTS
from tests.journeys.old_kiosk import ENGINE, RENDERER, OldKiosk
from tests.journeys.screen import Screen

pytestmark = pytest.mark.timeout(300)
"""The first of them may have 80 MB to fetch."""
NOTE = 50_000
FEE = NOTE * 3 // 100
BACK_SECONDS = 3.0
TYPING_SECONDS = 0.07
"""Between two keys: faster than 50 ms only a scanner types."""
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


def test_a_number_is_typed_on_a_real_keyboard_in_full_screen(kiosk: OldKiosk) -> None:
    kiosk.screen.press("F11")
    kiosk.waits(lambda: kiosk.place().width == kiosk.screen.width or None, "full screen")
    kiosk.waits(lambda: kiosk.page.value("innerHeight") == kiosk.screen.height or None, "the page fills it")
    kiosk.keep_picture(SHOTS / "cefpython-full-screen.png")

    kiosk.screen.press("Return")
    kiosk.shows("K1", "K2")
    kiosk.tap("provider:1")
    kiosk.shows("K3")
    for digit in kiosk.number:
        kiosk.screen.press(digit)
        kiosk.clock.sleep(TYPING_SECONDS)
    kiosk.screen.press("Return")
    kiosk.shows("K5")
    kiosk.screen.press("F9", "F10", "ctrl+q", "alt+F4")
    kiosk.keep_picture(SHOTS / "cefpython-K5.png")

    assert kiosk.place().width == kiosk.screen.width
    kiosk.screen.press("ctrl+alt+q")
    kiosk.person.wait_for_focus("pin")
    kiosk.screen.type("1234")
    kiosk.screen.press("Return")
    kiosk.waits(lambda: kiosk.place().width < kiosk.screen.width or None, "a window again")
    kiosk.waits(lambda: kiosk.page.value("document.hasFocus()") or None, "the keys are the page's again")
    kiosk.screen.press("Escape")
    kiosk.shows("K3")
    kiosk.screen.press("Escape")
    kiosk.shows("K1", "K2")
    kiosk.screen.press("Escape")


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

    assert within(came_back - died, BACK_SECONDS)


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


@pytest.mark.parametrize("end", [OldKiosk.stop_terminal, OldKiosk.kill_terminal])
def test_nothing_of_the_engine_outlives_the_terminal(kiosk: OldKiosk, end: Callable[[OldKiosk], object]) -> None:
    running = kiosk.waits(lambda: every_part(kiosk), "the engine and its renderers")

    end(kiosk)

    kiosk.waits(lambda: not any(one.is_running() for one in running) or None, "the end of the engine")
    kiosk.open_window()


def test_an_engine_that_cannot_start_says_why_and_the_terminal_works_on(kiosk: OldKiosk) -> None:
    kiosk.stop_terminal()

    kiosk.open_window(python="no-such-python")

    kiosk.person.wait_for("не запускается под no-such-python")
    kiosk.keep_picture(SHOTS / "cefpython-cannot.png")
    assert kiosk.terminal.ask("state")["terminal"] == "T-1"
    assert kiosk.stop_terminal() == 0
    kiosk.open_window()


def every_part(kiosk: OldKiosk) -> list[psutil.Process] | None:
    """The one engine and all below it; None while no page is drawn there.

    A renderer is told by its parent, the zygote: its command may stay the zygote's, of which it is a copy.
    """
    engine = kiosk.engine()
    below = [part for one in engine for part in one.children(recursive=True)]
    renderers = [one for one in below if one.ppid() in {other.pid for other in below}]
    return [*engine, *below] if len(engine) == 1 and renderers else None


def pages(port: int) -> list[str]:
    """What a debugger sees in the engine."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list", timeout=5) as answer:
        return [one["url"] for one in json.load(answer)]
