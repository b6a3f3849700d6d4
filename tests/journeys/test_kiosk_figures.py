"""How quick the kiosk is and how little it costs when nobody is there, measured on the real page by its own clock."""

from collections.abc import Callable, Iterator
from datetime import datetime

import psutil
import pytest

from tests.busy import busy
from tests.journeys.kiosk import Kiosk
from tests.journeys.screen import Screen

FIRST_SCREEN_SECONDS = 4.0
TOUCH_MS = 150.0
NOTE_MS = 300.0
IDLE_PERCENT = 5.0
IDLE_SECONDS = 5.0
ATTEMPTS = 5
"""A machine that also does other things is late now and then: the best of so many counts."""
NOTE = 10_000
STACKED = " 81 "
WATCH = """
  window.touched = 0; window.drawn = 0; window.counted = 0;
  addEventListener('pointerdown', (event) => { touched = event.timeStamp; drawn = 0; }, true);
  new MutationObserver(() => requestAnimationFrame(() => setTimeout(() => { drawn = performance.now(); }, 0)))
    .observe(document.querySelector('#page'), { attributes: true, attributeFilter: ['data-view'] });
  new MutationObserver(() => {
    const sum = document.querySelector('[data-sum=inserted]');
    if (!sum || sum.textContent === window.sum) return;
    window.sum = sum.textContent;
    requestAnimationFrame(() => setTimeout(() => { counted = performance.timeOrigin + performance.now(); }, 0));
  }).observe(document.querySelector('#page'), { subtree: true, childList: true, characterData: true });
  1
"""
pytestmark = pytest.mark.timeout(180)


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kiosk]:
    folder = tmp_path_factory.mktemp("figures")
    with Screen(folder / "screen", 1280, 1024) as screen, Kiosk(folder, screen, "--kiosk") as one:
        yield one


def best(attempt: Callable[[], float], limit: float, what: str) -> float:
    """The best of some attempts; the first good one is good enough."""
    found: list[float] = []
    for _ in range(ATTEMPTS):
        found.append(attempt())
        if found[-1] <= limit:
            break
    told = ", ".join(f"{one:.3g}" for one in found)
    print(f"\n{what}: {min(found):.3g} ({told}), {limit:.3g}")
    return min(found)


def test_the_first_screen_comes_soon_after_the_start(kiosk: Kiosk) -> None:
    def started() -> float:
        """On a machine that is busy with other things the wait is theirs: then its own work counts."""
        kiosk.terminal.stop()
        began = kiosk.clock.monotonic()
        kiosk.start_terminal()
        kiosk.meets()
        kiosk.shows("K0", "K14")
        waited, worked = kiosk.clock.monotonic() - began, sum(map(spent, kiosk.processes()))
        print(f"\nждали | waited {waited:.2f} с, работа | work {worked:.2f} с")
        return worked if busy() else waited

    what = "запуск → первый экран, с | start to first screen, s"
    assert best(started, FIRST_SCREEN_SECONDS, what) <= FIRST_SCREEN_SECONDS


def test_a_touch_is_followed_by_the_next_screen(kiosk: Kiosk) -> None:
    kiosk.leave()
    kiosk.value(WATCH)

    def touched() -> float:
        kiosk.touch("start")
        kiosk.shows("K2")
        took = kiosk.until(lambda: kiosk.value("drawn && touched ? drawn - touched : 0"), "drawn")
        kiosk.touch("cancel")
        kiosk.shows("K0")
        return float(took)

    assert best(touched, TOUCH_MS, "касание → экран, мс | touch to screen, ms") <= TOUCH_MS


def test_a_note_is_counted_soon_after_it_is_stacked(kiosk: Kiosk) -> None:
    kiosk.leave()
    kiosk.scan(kiosk.number)
    if not kiosk.seen_soon("K5"):
        kiosk.scan(kiosk.number)  # the screen was still on its way: that is measured elsewhere
        kiosk.shows("K5")
    kiosk.touch("confirm")
    kiosk.shows("K6")
    kiosk.value(WATCH)

    def counted() -> float:
        before = kiosk.value("counted")
        kiosk.insert(NOTE)
        shown = kiosk.until(lambda: at if (at := kiosk.value("counted")) != before else None, "counted")
        return float(shown) - stacked_at(kiosk)

    took = best(counted, NOTE_MS, "укладка → сумма на экране, мс | stacked to sum, ms")
    kiosk.touch("pay")
    kiosk.shows("K8")
    kiosk.leave()

    assert took <= NOTE_MS


def stacked_at(kiosk: Kiosk) -> float:
    """When the terminal has read the last 0x81, milliseconds since 1970."""
    frames = kiosk.terminal.ask("acceptor-frames")["frames"]
    at = next(one["at"] for one in reversed(frames) if one["way"] == "device" and STACKED in f" {one['hex']} ")
    return datetime.fromisoformat(at).timestamp() * 1000


def test_a_kiosk_that_waits_costs_next_to_nothing(kiosk: Kiosk) -> None:
    kiosk.leave()
    kiosk.shows("K0")

    assert best(lambda: idle(kiosk), IDLE_PERCENT, "покой, % одного ядра | idle, % of a core") <= IDLE_PERCENT


def idle(kiosk: Kiosk) -> float:
    """The processor's time of the terminal and its browser, in per cent of one core."""
    processes = kiosk.processes()
    before, began = sum(map(spent, processes)), kiosk.clock.monotonic()
    kiosk.clock.sleep(IDLE_SECONDS)
    return 100 * (sum(map(spent, processes)) - before) / (kiosk.clock.monotonic() - began)


def spent(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(times.user + times.system)
