"""A machine, not a browser: what a curious person tries, and nothing happens."""

import pytest

from tests.agent_terminal.kiosk.conftest import Open
from tests.agent_terminal.kiosk.kiosk import Kiosk
from tests.agent_terminal.kiosk.ways import NOTE, cash

KEYS = (
    "Control+r", "Control+Shift+r", "F5", "Control+F5", "Alt+ArrowLeft", "Alt+ArrowRight", "F11", "F12", "Control+p",
    "Control+s", "Control+f", "Control+o", "Control+u", "Control+n", "Control+t", "Control+w", "Control+h", "Control+j",
    "Control+l", "Control+d", "Control+Shift+i", "Control+Shift+j", "Control+Shift+Delete", "Control+-", "Control+=",
    "Control+0", "Control+a", "Alt+Home", "Alt+F4", "Alt+d", "F3", "F6", "F7", "Control+g",
)  # fmt: skip
WATCH = """
  window.mark = 'the same page';
  window.refused = {};
  for (const name of ['keydown', 'contextmenu', 'drop', 'dragover']) {
    window.addEventListener(name, (event) => { window.refused[name] = event.defaultPrevented; });
  }
"""


@pytest.fixture
def watched(page: Kiosk) -> Kiosk:
    """With cash inside: the moment when a lost page hurts most."""
    cash(NOTE)(page, "ru")
    page.shows("K6").catches_up()
    page.page.evaluate(WATCH)
    return page


def stays(kiosk: Kiosk) -> None:
    """The same page, at the same place, alone, and as large as before."""
    page = kiosk.page
    assert page.evaluate("window.mark") == "the same page"
    assert page.url == kiosk.terminal.url + "/kiosk"
    assert len(page.context.pages) == 1
    assert page.evaluate("[visualViewport.scale, visualViewport.offsetLeft, scrollX, scrollY]") == [1, 0, 0, 0]
    assert page.evaluate("String(getSelection())") == ""
    assert kiosk.terminal.screen.data["inserted"] == NOTE


def refused(kiosk: Kiosk) -> dict[str, bool]:
    found: dict[str, bool] = kiosk.page.evaluate("window.refused")
    return found


def test_a_browsers_keys_do_nothing(watched: Kiosk) -> None:
    for keys in KEYS:
        watched.press(keys)
        assert refused(watched)["keydown"], keys
    stays(watched)


def test_there_is_no_menu_of_the_browser(watched: Kiosk) -> None:
    watched.page.locator("#title").click(button="right")
    assert refused(watched)["contextmenu"]

    box = watched.page.locator("#title").bounding_box()
    assert box is not None
    watched.page.mouse.move(box["x"] + 5, box["y"] + 5)
    watched.fingers("touchStart", (box["x"] + 5, box["y"] + 5))
    watched.fingers("touchEnd")

    stays(watched)


def test_nothing_can_be_dragged_selected_or_dropped(watched: Kiosk) -> None:
    mouse = watched.page.mouse
    mouse.move(100, 200)
    mouse.down()
    mouse.move(700, 500, steps=5)
    mouse.up()
    watched.page.locator("#title").click(click_count=3)
    assert watched.page.evaluate("getComputedStyle(document.querySelector('#title')).userSelect") == "none"
    stays(watched)

    watched.page.evaluate(DROP)

    assert refused(watched)["drop"]
    assert refused(watched)["dragover"]
    stays(watched)


def test_two_fingers_do_not_make_it_larger(watched: Kiosk) -> None:
    watched.fingers("touchStart", (400, 300), (500, 400))
    for step in range(1, 8):
        watched.fingers("touchMove", (400 - 30 * step, 300 - 20 * step), (500 + 30 * step, 400 + 20 * step))
    watched.fingers("touchEnd")
    stays(watched)

    watched.page.mouse.move(500, 300)
    watched.page.keyboard.down("Control")
    watched.page.mouse.wheel(0, -400)
    watched.page.keyboard.up("Control")
    for _ in range(2):
        watched.page.touchscreen.tap(500, 250)
    stays(watched)


def test_one_finger_does_not_pull_the_page_away(watched: Kiosk) -> None:
    for way in ((0, 60), (60, 0), (-60, 0), (0, -60)):
        watched.fingers("touchStart", (500, 300))
        for step in range(1, 8):
            watched.fingers("touchMove", (500 + way[0] * step, 300 + way[1] * step // 2))
        watched.fingers("touchEnd")

    stays(watched)


def test_there_is_no_way_out_in_the_page_itself(watched: Kiosk) -> None:
    assert watched.page.locator("a[href], form, iframe, [target]").count() == 0

    before = watched.page.evaluate("history.length")
    watched.tap("help").shows("K6", "K12").tap("back").shows("K6", "K6").tap("stop").shows("K6s").tap("continue")

    assert watched.page.evaluate("history.length") == before


def test_a_script_that_went_mad_opens_asks_prints_and_downloads_nothing(opened: Open) -> None:
    kiosk = opened()
    context = kiosk.page.context
    before = len(context.pages)

    assert kiosk.page.evaluate("window.open('https://example.com/') === null")
    assert kiosk.page.evaluate("[alert('?'), confirm('?'), prompt('?')]") == [None, False, None]
    with kiosk.page.expect_console_message(lambda told: "Download is disallowed" in told.text):
        kiosk.page.evaluate(DOWNLOAD)

    assert len(context.pages) == before
    assert kiosk.page.url == kiosk.terminal.url + "/kiosk"


def test_an_address_that_is_scanned_or_typed_leads_nowhere(watched: Kiosk) -> None:
    watched.page.keyboard.type("https://example.com/")
    watched.press("Enter")
    watched.page.keyboard.type("javascript:alert(1)")

    assert len(watched.page.context.pages) == 1
    assert watched.page.evaluate("window.mark") == "the same page"
    assert watched.page.url == watched.terminal.url + "/kiosk"
    watched.demand_no_complaints()


DOWNLOAD = """
() => {
  const link = document.createElement('a');
  link.href = '/kiosk/kiosk.js';
  link.download = 'kiosk.js';
  document.body.append(link);
  link.click();
}
"""
DROP = """
() => {
  const data = new DataTransfer();
  data.setData('text/uri-list', 'https://example.com/');
  const main = document.querySelector('main');
  for (const name of ['dragover', 'drop']) {
    main.dispatchEvent(new DragEvent(name, {dataTransfer: data, bubbles: true, cancelable: true}));
  }
}
"""
