"""The kiosk in its window: kinds of screens, bench and office beside it, full screen and back, a server that stops."""

from collections.abc import Iterator

import pytest
from psutil import STATUS_ZOMBIE as ZOMBIE

from tests.journeys.kiosk import Kiosk
from tests.journeys.screen import Screen

WIDE = (1920, 1080)
NOTE = 50_000
PIN = "1234"
pytestmark = pytest.mark.timeout(180)


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kiosk]:
    folder = tmp_path_factory.mktemp("kiosk-window")
    with Screen(folder / "screen", *WIDE) as screen, Kiosk(folder, screen) as one:
        yield one


@pytest.fixture
def kiosk(standing: Kiosk) -> Kiosk:
    standing.leave()
    standing.person.come()
    standing.person.show("page")
    return standing


def test_a_payer_pays_on_each_kind_of_screen_as_large_as_it_really_is(kiosk: Kiosk) -> None:
    for width, height in ((1024, 768), (1280, 1024), (1920, 1080)):
        choose_size(kiosk, f"{width} × {height}")
        kiosk.until(lambda width=width: abs(kiosk.value("innerWidth") - width) <= 1, f"{width}")  # type: ignore[misc]
        size = kiosk.value("[innerWidth, innerHeight]")

        kiosk.touch("start")
        kiosk.shows("K2")
        kiosk.shot(f"8-{width}")
        kiosk.touch("cancel")
        kiosk.shows("K0")

        assert abs(size[1] - height) <= 1


def choose_size(kiosk: Kiosk, name: str) -> None:
    """A list that has just opened takes no click yet: a person clicks again."""

    def chosen() -> bool:
        cells = [one for one in kiosk.person.sees() if one.kind == "cell" and one.text.startswith(name)]
        if cells:
            kiosk.screen.click(*cells[-1].middle)
        return not cells

    kiosk.person.click("bar-sizes")
    kiosk.person.find(name, kind="cell")
    kiosk.until(chosen, name)


def test_the_bench_stands_beside_the_page_and_its_note_is_counted(kiosk: Kiosk) -> None:
    kiosk.screen.click(*kiosk.place("#title"))
    kiosk.screen.press("F9")
    kiosk.person.find("bench-dock")
    kiosk.shot("9-bench")
    kiosk.screen.click(*kiosk.place("#title"))
    kiosk.screen.press("F9")

    kiosk.person.until(lambda: all(one.name != "bench-dock" for one in kiosk.person.sees()), "away")


def test_the_office_comes_and_goes_and_the_kiosk_stays(kiosk: Kiosk) -> None:
    kiosk.screen.press("F10")
    kiosk.person.wait_for("ООО «Киоск», T-1 — агент")
    kiosk.shot("10-office")
    kiosk.screen.focus("ООО «Киоск»")
    kiosk.screen.press("ctrl+q")

    kiosk.person.until(lambda: all(one.window != "window" for one in kiosk.person.sees()), "away")
    assert kiosk.terminal.running()


def test_full_screen_takes_every_key_but_one_and_that_wants_the_pin(kiosk: Kiosk) -> None:
    kiosk.screen.press("F11")
    kiosk.until(lambda: kiosk.value("[innerWidth, innerHeight]") == list(WIDE), "full screen")
    for key in ("F11", "F9", "F10", "alt+F4", "ctrl+q", "Escape"):
        kiosk.screen.press(key)
    kiosk.screen.press("ctrl+alt+q")
    kiosk.person.wait_for_focus("pin", window="leaving-dialog")
    kiosk.shot("11-leaving")
    kiosk.screen.type(PIN)
    kiosk.screen.press("Return")

    kiosk.person.find("bar-bench")
    assert kiosk.terminal.running()


def test_the_page_comes_back_when_the_server_was_stopped_and_started(kiosk: Kiosk) -> None:
    kiosk.person.show("server")
    kiosk.person.click("server-switch")
    kiosk.until(lambda: kiosk.state().get("link") == "lost", "stopped")
    kiosk.shot("12-stopped")

    kiosk.screen.press("ctrl+F5")
    kiosk.meets()

    kiosk.shows("K0")
    kiosk.until(lambda: kiosk.state().get("link") == "ok", "back")


def test_the_cross_asks_and_then_nothing_is_left(kiosk: Kiosk) -> None:
    processes = kiosk.processes()
    kiosk.screen.press("ctrl+q")
    kiosk.person.click("Остановить и закрыть", window="closing")

    assert kiosk.terminal.ended(15.0) == 0
    kiosk.until(lambda: not any(one.is_running() and one.status() != ZOMBIE for one in processes), "nothing is left")
