"""The table of timeouts as a payer lives through it: the terminal's own clock put forward, the page looked at."""

import re
from typing import NamedTuple

import msgspec
import pytest
from playwright.sync_api import Locator, expect

from common.status import Status
from tests.agent_terminal.kiosk import ways
from tests.agent_terminal.kiosk.conftest import Open
from tests.agent_terminal.kiosk.kiosk import Kiosk
from tests.agent_terminal.kiosk.providers import MANY, MEGAFON
from tests.agent_terminal.kiosk.terminal import AGENT
from tests.agent_terminal.kiosk.ways import NOTE, TEN, Way, begun, cash, confirming, fixed, number, stopping

WARNING = 30
OTHER_KEYS = ("Shift", "ArrowDown")
EARLY = 10
"""So many seconds before its time, nothing has happened yet."""
LATE = 10
"""So many seconds a busy machine may take to look at a screen; the table's times are 30 apart."""
NEAR = 1.5


class Wait(NamedTuple):
    """A screen, how long it waits, where it goes, and where it goes when that is a warning nobody heeds."""

    name: str
    way: Way
    seconds: int
    then: str
    last: str = ""

    @property
    def screen(self) -> str:
        """Its server's name, without what is in it."""
        return self.name.partition("-")[0]


WAITS = (
    Wait("K1", begun, 60, "K0"),
    Wait("K2", ways.group, 60, "K13", "K0"),
    Wait("K2s", ways.searching, 60, "K13", "K0"),
    Wait("K3", number(MEGAFON, "912"), 60, "K13", "K0"),
    Wait("K4", ways.checking, 30, "K9n", "K0"),
    Wait("K5", confirming(), 60, "K13", "K0"),
    Wait("K6-0", cash(), 90, "K13", "K0"),
    Wait("K6", cash(NOTE), 90, "K13", "K7"),
    Wait("K6-little", cash(TEN), 90, "K13", "K10x"),
    Wait("K6s", stopping(NOTE), 60, "K13", "K7"),
    Wait("K6r", fixed, 60, "K13", "K10x"),
    Wait("K7", ways.sent, 30, "K10", "K0"),
    Wait("K8", ways.answered(Status.CAPTURED), 30, "K0"),
    Wait("K9", ways.unknown, 30, "K0"),
    Wait("K10x", ways.too_little, 30, "K0"),
)


@pytest.mark.parametrize("wait", WAITS, ids=[wait.name for wait in WAITS])
def test_a_screen_waits_as_long_as_the_table_says_and_then_goes_where_it_says(opened: Open, wait: Wait) -> None:
    kiosk = opened(providers=MANY)
    wait.way(kiosk, "ru")
    kiosk.shows(wait.screen).catches_up().rests()

    remaining = left(kiosk)
    assert remaining == pytest.approx(wait.seconds, abs=LATE)
    kiosk.terminal.hands.forward(int(remaining) - EARLY)
    kiosk.terminal.turns()
    assert kiosk.terminal.screen.screen == wait.screen
    kiosk.terminal.hands.forward(EARLY + 1)
    kiosk.shows(wait.then)

    if wait.last:
        assert left(kiosk) == pytest.approx(WARNING, abs=LATE)
        kiosk.waits_out(wait.last)
        kiosk.shows(wait.last)
    assert kiosk.terminal.slot.values == frozenset()
    kiosk.terminal.demand_money_adds_up()
    kiosk.demand_no_complaints()


def left(kiosk: Kiosk) -> float:
    """Seconds until the screen changes by itself, as the page is told."""
    shown = kiosk.terminal.screen
    assert shown.deadline is not None
    return (shown.deadline - shown.now).total_seconds()


def seconds(text: str) -> int:
    """What a countdown shows: «1:05» or «25»."""
    minutes, rest = re.fullmatch(r"(?:(\d+):)?(\d+)", text.strip()).groups()  # type: ignore[union-attr]
    return int(minutes or 0) * 60 + int(rest)


@pytest.mark.parametrize("way", [ways.quiet(begun), cash(NOTE), ways.too_little], ids=["K13", "K6", "K10x"])
def test_a_countdown_counts_down_to_the_moment_when_the_screen_goes(opened: Open, way: Way) -> None:
    kiosk = opened()
    way(kiosk, "ru")
    kiosk.catches_up()
    countdown = kiosk.page.locator("[data-countdown]").last
    seen = [seconds(countdown.inner_text())]

    while len(seen) < 3:
        expect(countdown).not_to_have_text(re.compile(rf"^\s*(0:)?0?{seen[-1]}\s*$"))
        seen.append(seconds(countdown.inner_text()))

    assert seen == sorted(seen, reverse=True)
    kiosk.terminal.until(lambda: agrees(kiosk, countdown))


def agrees(kiosk: Kiosk, countdown: Locator) -> bool:
    """Whether what is shown is what was left when it was looked at."""
    before, shown, after = left(kiosk), seconds(countdown.inner_text()), left(kiosk)
    return after - NEAR <= shown <= before + NEAR


@pytest.mark.parametrize("key", ["7", "continue", *(pytest.param(key, marks=pytest.mark.long) for key in OTHER_KEYS)])
def test_whoever_is_still_there_goes_on_as_often_as_he_likes(opened: Open, key: str) -> None:
    kiosk = opened()
    cash(NOTE)(kiosk, "ru")

    for _ in range(12):
        kiosk.waits_out("K13")
        kiosk.shows("K13").catches_up()
        kiosk.tap(key) if key == "continue" else kiosk.press(key)
        kiosk.shows("K6").catches_up()

    assert kiosk.text("[data-sum=inserted]") == "500,00 ₽"
    assert kiosk.terminal.screen.data["inserted"] == NOTE


def test_help_does_not_hide_that_time_runs_out(page: Kiosk) -> None:
    ways.then(begun, "help")(page, "ru")
    page.shows("K2", "K12")

    page.waits_out("K13")

    page.shows("K13", "K2")


def test_a_long_check_and_a_long_sending_are_no_silence(opened: Open) -> None:
    kiosk = opened(on="clocked")
    ways.checking(kiosk, "ru")
    kiosk.shows("K4").catches_up()
    assert "Обычно 1–3 секунды" in kiosk.text("main")

    kiosk.page.clock.fast_forward(5_000)
    expect(kiosk.page.locator("main")).to_contain_text("Дольше обычного")
    kiosk.terminal.let_go()

    kiosk.shows("K5").catches_up().tap("confirm").shows("K6").catches_up()
    kiosk.terminal.insert(NOTE)
    kiosk.catches_up().tap("pay").shows("K7").catches_up()
    assert "Ещё отправляем" not in kiosk.text("main")
    kiosk.page.clock.fast_forward(10_000)
    expect(kiosk.page.locator("main")).to_contain_text("Ещё отправляем")


def test_for_those_who_need_more_time_all_waits_are_longer(opened: Open) -> None:
    kiosk = opened()
    kiosk.terminal.operate("set-agent", msgspec.structs.replace(AGENT, patience=10))
    begun(kiosk, "ru")

    assert left(kiosk) == pytest.approx(600, abs=LATE)
    kiosk.terminal.hands.forward(580)
    kiosk.terminal.turns()
    assert kiosk.terminal.screen.screen == "K2"


def test_the_next_payer_is_spoken_to_in_russian_and_plainly(page: Kiosk) -> None:
    begun(page, "ru")
    page.shows("K2")
    page.speaks("en")
    page.wears("contrast")

    page.waits_out("K13")
    page.waits_out("K0")

    page.shows("K0")
    html = page.page.locator("html")
    expect(html).to_have_attribute("lang", "ru")
    expect(html).to_have_attribute("data-theme", "normal")
