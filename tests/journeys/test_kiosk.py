"""The real kiosk on a real screen: paid by finger, by keys, by scanner; a page that dies over cash; a way out of it."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from tests.busy import within
from tests.journeys import lockdown_tries as tries
from tests.journeys.cdp import Gone
from tests.journeys.kiosk import Kiosk, end
from tests.journeys.screen import Screen

NOTE, SECOND = 50_000, 10_000
CREDITED = NOTE - NOTE * 3 // 100
BACK_SECONDS = 3.0
SIZE = (1280, 1024)
SEEN = """[window.mark, location.href, devicePixelRatio, visualViewport.scale, scrollX, scrollY, innerWidth,
  innerHeight, document.querySelector("#page").dataset.screen]"""
SCANS = 4
"""On a machine that also does other things a scanner's keys may come too slowly: a person scans once more."""
pytestmark = pytest.mark.timeout(180)


@pytest.fixture(scope="module")
def full_screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    with Screen(tmp_path_factory.mktemp("kiosk-screen"), *SIZE) as one:
        yield one


@pytest.fixture(scope="module")
def standing(full_screen: Screen, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kiosk]:
    with Kiosk(tmp_path_factory.mktemp("kiosk"), full_screen, "--kiosk") as one:
        yield one


@pytest.fixture
def kiosk(standing: Kiosk) -> Kiosk:
    """Waiting for the next payer."""
    standing.leave()
    return standing


def balance(kiosk: Kiosk) -> int:
    """What the subscriber has at the provider."""
    found: int = kiosk.provider.ask("subscribers")["subscribers"][0]["balance"]
    return found


def credited(kiosk: Kiosk, before: int, by: int) -> None:
    """The money reaches the subscriber, once."""
    kiosk.until(lambda: balance(kiosk) == before + by, "credited")


def choose_by_touch(kiosk: Kiosk) -> None:
    """From the first screen to the open acceptor."""
    kiosk.touch("start")
    kiosk.shows("K2")
    kiosk.touch("provider:1")
    kiosk.shows("K3")
    for digit in kiosk.number:
        kiosk.touch(f"key:{digit}")
    kiosk.touch("next")
    kiosk.shows("K5")
    kiosk.touch("confirm")
    kiosk.shows("K6")


def test_a_whole_payment_by_touch(kiosk: Kiosk) -> None:
    before = balance(kiosk)
    kiosk.shot("1-first")

    choose_by_touch(kiosk)
    kiosk.insert(NOTE, SECOND)
    inside = [kiosk.sum(name) for name in ("inserted", "fee", "amount")]
    kiosk.shot("2-cash")
    kiosk.touch("pay")
    kiosk.shows("K8")
    kiosk.shot("3-paid")
    kiosk.touch("done")
    kiosk.shows("K0")

    assert inside == ["600,00 ₽", "18,00 ₽", "582,00 ₽"]
    credited(kiosk, before, 58_200)


def test_a_whole_payment_by_the_keyboard_alone(kiosk: Kiosk) -> None:
    before = balance(kiosk)
    kiosk.screen.hand("mousemove", "2", str(SIZE[1] - 2))

    kiosk.screen.press("Return")
    kiosk.shows("K2")
    kiosk.walk_to("provider:1")
    kiosk.shot("4-keyboard")
    kiosk.screen.press("Return")
    kiosk.shows("K3")
    kiosk.type(kiosk.number)
    kiosk.screen.press("Return")
    kiosk.shows("K5")
    kiosk.screen.press("Return")
    kiosk.shows("K6")
    kiosk.insert(NOTE)
    kiosk.screen.press("Return")
    kiosk.shows("K8")
    kiosk.screen.press("Return")
    kiosk.shows("K0")

    credited(kiosk, before, CREDITED)


def test_a_whole_payment_by_a_scanner(kiosk: Kiosk) -> None:
    before = balance(kiosk)

    for _ in range(SCANS):
        kiosk.scan(kiosk.number)
        if kiosk.seen_soon("K5"):
            break
        kiosk.leave()
    kiosk.shows("K5")
    number = kiosk.text("#page")
    kiosk.shot("5-scanned")
    kiosk.touch("confirm")
    kiosk.shows("K6")
    kiosk.insert(NOTE)
    kiosk.touch("pay")
    kiosk.shows("K8")

    assert "".join(letter for letter in number if letter.isdigit()).count(kiosk.number) == 1
    credited(kiosk, before, CREDITED)


@pytest.mark.parametrize(
    "kind", ["--type=renderer", "network.mojom", pytest.param("storage.mojom", marks=pytest.mark.long)]
)
def test_a_part_of_the_browser_that_dies_over_cash_costs_the_payer_nothing(kiosk: Kiosk, kind: str) -> None:
    before = balance(kiosk)
    choose_by_touch(kiosk)
    kiosk.insert(NOTE)
    dying = kiosk.process_of(kind)

    began = kiosk.clock.monotonic()
    end(dying)
    psutil.wait_procs(dying, timeout=5)
    back(kiosk, lambda: kiosk.state().get("view") == "K6" and kiosk.sum("inserted") == "500,00 ₽")
    took = kiosk.clock.monotonic() - began
    kiosk.shot(f"6-after-{kind.strip('-').partition('=')[2] or kind}")
    kiosk.touch("pay")
    kiosk.shows("K8")

    assert dying
    print(f"\n{kind}: страница вернулась за | back in {took:.2f} с")
    assert within(took, BACK_SECONDS)
    credited(kiosk, before, CREDITED)


def test_thirty_and_more_ways_out_of_the_page_lead_nowhere(kiosk: Kiosk) -> None:
    choose_by_touch(kiosk)
    kiosk.insert(NOTE)
    windows = tries.windows(kiosk)
    kiosk.value("window.mark = 'the same page'")

    for name, attempt in tries.EVERY:
        attempt(kiosk)
        kiosk.clock.sleep(tries.SETTLE_SECONDS)
        stays(kiosk, name)

    assert len(tries.EVERY) >= 30
    assert tries.windows(kiosk) == windows
    kiosk.shot("7-locked")
    kiosk.touch("pay")
    kiosk.shows("K8")


def stays(kiosk: Kiosk, name: str) -> None:
    """The same page at the same place, alone, as large as before, with the same cash inside."""
    assert kiosk.value(SEEN) == ["the same page", f"{kiosk.terminal.url}/kiosk", 1, 1, 0, 0, *SIZE, "K6"], name
    assert kiosk.sum("inserted") == "500,00 ₽", name
    assert len(tries.pages(kiosk)) == 1, name


@pytest.mark.parametrize(
    "address",
    ["about:blank", "view-source:{page}", "chrome://crash", pytest.param("chrome://hang", marks=pytest.mark.long)],
)
def test_a_page_that_was_led_away_all_the_same_comes_back(kiosk: Kiosk, address: str) -> None:
    """Only the debugging port can do this: a payer has none."""
    choose_by_touch(kiosk)
    kiosk.insert(NOTE)

    began = kiosk.clock.monotonic()
    tries.lead_to(kiosk, address.format(page=f"{kiosk.terminal.url}/kiosk"))
    if "hang" in address:
        kiosk.screen.click(SIZE[0] // 2, SIZE[1] // 2)
    back(kiosk, lambda: kiosk.state().get("view") == "K6" and kiosk.sum("inserted") == "500,00 ₽")
    took = kiosk.clock.monotonic() - began
    kiosk.touch("pay")
    kiosk.shows("K8")

    if "hang" not in address:
        assert within(took, BACK_SECONDS)


def back(kiosk: Kiosk, ready: Callable[[], bool]) -> None:
    """The page is another one now: look at that."""

    def seen() -> bool:
        try:
            kiosk.meets()
            return ready()
        except (OSError, AssertionError, Gone):
            return False

    kiosk.until(seen, "back", seconds=40.0)


def written(file: Path) -> bytes:
    """What is in a file; nothing when the browser has just thrown it away."""
    with suppress(FileNotFoundError):
        return file.read_bytes()
    return b""


def test_nothing_of_a_payer_is_written_by_the_browser(kiosk: Kiosk) -> None:
    kiosk.value("localStorage.setItem('number', '9123456789-on-disk'); document.cookie = 'number=9123456789-on-disk'")
    folder = kiosk.terminal.folder / "browser"

    def found() -> list[Path]:
        marks = (b"on-disk", kiosk.number.encode(), kiosk.terminal.url.encode())
        files = [file for file in folder.rglob("*") if file.is_file()]
        return [file for file in files if any(mark in written(file) for mark in marks)]

    choose_by_touch(kiosk)
    kiosk.touch("cancel")
    kiosk.shows("K0")

    assert list(folder.rglob("*"))
    assert found() == []
