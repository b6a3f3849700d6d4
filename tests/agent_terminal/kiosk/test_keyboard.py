"""Without a finger: a whole payment by keys, and the focus that is always somewhere and always seen."""

import pytest
from playwright.sync_api import FloatRect, expect

from common.status import Status
from tests.agent_terminal.kiosk.conftest import Open
from tests.agent_terminal.kiosk.kiosk import Kiosk
from tests.agent_terminal.kiosk.providers import MANY, MEGAFON, NUMBER
from tests.agent_terminal.kiosk.states import STATES, State
from tests.agent_terminal.kiosk.ways import NOTE, Way, begun, cash, checking, confirming, number

MOST = 80
PERSON = 80
"""Milliseconds between keys: quicker ones are a scanner's."""
FOCUS = (
    "document.activeElement === document.body || document.activeElement === null ? '' : "
    "(document.activeElement.dataset.act || document.activeElement.id || document.activeElement.tagName)"
)
RING = """
() => {
  const stop = document.activeElement;
  const look = () => { const style = getComputedStyle(stop); return [style.outline, style.boxShadow].join(); };
  const focused = look();
  stop.blur();
  const plain = look();
  stop.focus();
  return focused !== plain;
}
"""
WAY_TO = """
(act) => {
  const middle = (one) => {
    const box = one.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  const goal = document.querySelector(`#dialog [data-act^="${act}"]`) || document.querySelector(`[data-act^="${act}"]`);
  if (document.activeElement === goal) return '';
  const [from, to] = [middle(document.activeElement), middle(goal)];
  const [right, down] = [to[0] - from[0], to[1] - from[1]];
  if (Math.abs(down) > 20) return down > 0 ? 'ArrowDown' : 'ArrowUp';
  return right > 0 ? 'ArrowRight' : 'ArrowLeft';
}
"""
SEEN = ("K0", "K1", "K2-group", "K3-phone", "K3-letters", "K5", "K6", "K6s", "K8", "K9", "K12", "K13-K6", "K15")
"""Where in the everyday run every stop of the focus is looked at."""
EVERYWHERE = [
    pytest.param(state, id=state.name, marks=() if state.name in SEEN else pytest.mark.long) for state in STATES
]


def test_a_payment_by_keys_alone(opened: Open) -> None:
    kiosk = opened(providers=MANY)
    server = kiosk.terminal

    kiosk.press("Enter").shows("K1")
    walk_to(kiosk, "group:3")
    kiosk.press("Enter").shows("K2")
    walk_to(kiosk, f"provider:{MEGAFON}")
    kiosk.press("Enter").shows("K3")
    kiosk.page.keyboard.type("998", delay=PERSON)
    kiosk.press("Delete").page.keyboard.type(NUMBER[:-1] + "5", delay=PERSON)
    kiosk.press("Backspace", NUMBER[-1])
    expect(kiosk.page.locator("#field")).to_have_attribute("data-value", NUMBER)
    kiosk.press("Enter").shows("K5")
    kiosk.press("Escape").shows("K3")
    kiosk.press("Enter").shows("K5")
    kiosk.press("Enter").shows("K6").catches_up()
    server.insert(NOTE)
    kiosk.catches_up()
    kiosk.press("Escape").shows("K6s")
    walk_to(kiosk, "continue")
    kiosk.press("Enter").shows("K6").catches_up()
    kiosk.press("Enter").shows("K7")
    server.becomes(Status.CAPTURED)
    kiosk.shows("K8").catches_up()
    kiosk.press("Enter").shows("K0")

    assert [one.account for one in server.centre.accepted.values()] == [NUMBER]
    kiosk.demand_no_complaints()


def walk_to(kiosk: Kiosk, act: str) -> None:
    """By arrows, looking where to go."""
    kiosk.catches_up()
    for _ in range(MOST):
        way = kiosk.page.evaluate(WAY_TO, act)
        if way == "":
            return
        kiosk.press(way)
    raise AssertionError(f"{act} is out of the arrows' reach")


@pytest.mark.parametrize(
    ("key", "way", "proof"),
    [
        ("F1", begun, "[data-view=K12]"),
        ("F2", begun, "html[lang=en]"),
        ("F3", begun, "html[data-theme=contrast]"),
        ("Escape", number(MEGAFON), "[data-screen=K2]"),
        ("Escape", checking, "[data-screen=K3]"),
        ("Escape", cash(), "[data-screen=K0]"),
        ("Escape", cash(NOTE), "[data-screen=K6s]"),
        ("Control+Alt+s", begun, "[data-view=K15]"),
    ],
    ids=["help", "language", "contrast", "back", "back from the check", "cancel", "stop", "staff"],
)
def test_each_key_has_its_one_meaning(page: Kiosk, key: str, way: Way, proof: str) -> None:
    way(page, "ru")
    page.catches_up()

    page.press(key)

    expect(page.page.locator(proof)).to_have_count(1)


@pytest.mark.parametrize("state", EVERYWHERE)
def test_the_focus_is_always_somewhere_and_seen(opened: Open, state: State) -> None:
    kiosk = opened(providers=state.providers)
    state.reach(kiosk)
    stops: list[str] = []
    assert kiosk.page.evaluate(FOCUS)
    kiosk.press("Shift")

    while len(stops) < MOST:
        stop = kiosk.page.evaluate(FOCUS)
        assert stop, f"lost after {stops[-3:]}"
        if stop in stops:
            break
        stops.append(stop)
        assert kiosk.page.evaluate(RING), stop
        kiosk.page.keyboard.press("Tab")

    assert stops


def test_a_ring_is_drawn_where_the_focus_is(page: Kiosk) -> None:
    confirming()(page, "ru")
    page.shows("K5").catches_up().press("Tab")
    box = page.page.evaluate_handle("document.activeElement").as_element()
    assert box is not None
    frame = box.bounding_box()
    assert frame is not None
    around = FloatRect(x=frame["x"] - 8, y=frame["y"] - 8, width=frame["width"] + 16, height=frame["height"] + 16)

    with_focus = page.page.screenshot(clip=around)
    page.page.evaluate("document.activeElement.blur()")

    assert page.page.screenshot(clip=around) != with_focus
