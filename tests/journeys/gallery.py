"""`python3 run_all.py shots [FOLDER]`: every tab of every window, in both languages and palettes, on two screens."""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import Any

from common.clock import SystemClock
from common.errors import OplataError
from common.logs import Log, say, speak_utf8
from common.protocol import codes
from common.words import Words
from launcher_app.demo.network import PROFILE, Network
from launcher_app.demo.scenes import TOP_UP, Play
from launcher_app.demo.timeline import Timeline
from launcher_app.launcher import BEGAN
from launcher_app.payer import Payer
from launcher_app.session import Session
from tests.journeys import album
from tests.journeys.launched import Launched
from tests.journeys.screen import NoScreen, Screen

NOTE = 50_000
IMPATIENT = {"strategy": "fixed", "pause_ms": 300, "age_ms": 1_500}
PATIENT = {"strategy": "fixed", "pause_ms": 20_000, "attempts": 50}


def main(arguments: Sequence[str]) -> int:
    """Fill a network with a lesson's events, picture its windows."""
    parser = argparse.ArgumentParser(prog="run_all.py shots", description="Снимки всех окон / Pictures of all windows")
    parser.add_argument("folder", nargs="?", type=Path, default=album.SHOTS, help="куда / where to")
    folder: Path = parser.parse_args(arguments).folder.resolve()
    speak_utf8()
    try:
        return pictured(folder)
    except NoScreen as trouble:
        say(f"Нет экрана / no screen: {trouble}", sys.stderr)
    except OplataError as trouble:
        say(codes.words_of(trouble).ru, sys.stderr)
    return 1


def pictured(folder: Path) -> int:
    """The whole of it; 0."""
    folder.mkdir(parents=True, exist_ok=True)
    clock = SystemClock()
    began = clock.monotonic()
    taken = 0
    with tempfile.TemporaryDirectory(prefix="shots-") as place, ExitStack() as stack:
        log = Log(Path(place) / "logs", "shots", clock, console=False)
        stack.callback(log.close)
        network = Network(Path(place), log, clock)
        stack.callback(network.close)
        fill(network, log)
        windows = {
            "provider": network.megafon,
            "processing": network.centre,
            "consumer": network.consumer,
            "terminal": network.first,
        }
        for width, height in album.SIZES:
            with Screen(Path(place) / f"screen-{width}", width, height) as screen:
                album.opened(screen, windows)
                for file in chain(album.pictured(screen, windows, folder), launcher(Path(place), screen, folder)):
                    taken += 1
                    say(f"{clock.monotonic() - began:6.1f} с  {taken:4}  {file.name}")
                for role in windows.values():
                    role.stop()
    say(f"Снимков / pictures: {taken}, {folder} ({clock.monotonic() - began:.0f} с)")
    return 0


def launcher(data: Path, screen: Screen, folder: Path) -> Iterator[Path]:
    """Its start page, then the demonstration's network with all that was said since its beginning."""
    Session(data / "launcher" / f"{PROFILE}.json").remember(BEGAN, 0)
    for opened in (False, True):
        with Launched(data, screen, PROFILE, opened=opened) as launched:
            yield from album.pictured(screen, {"launcher": launched.person.role}, folder)


def fill(network: Network, log: Log) -> None:
    """The demonstration's day, a payment that nobody could deliver, and one that waits for its next attempt."""
    say("Сеть заполняется событиями демонстрации / the demonstration fills the network")
    network.start()
    network.sign(TOP_UP)
    play = Play(network, Timeline(network.clock), log, network.clock)
    play.everything()
    play.close()
    undelivered(network, Payer(network.second, network.acceptors["demo-2"], log, network.clock), IMPATIENT)
    in_review = Words("платёж ждёт разбора", "the payment waits for a person")
    network.wait_for(in_review, lambda: network.centre.ask("tasks", path="/v1/tasks")["dead"])
    network.ertelecom.start()
    network.ertelecom.wait()
    undelivered(network, Payer(network.first, network.acceptors["demo"], log, network.clock), PATIENT)


def undelivered(network: Network, payer: Payer, retry: dict[str, Any]) -> None:
    """Somebody pays while the second provider goes away."""
    network.centre.ask("edit-provider", provider_id=network.provider_ids["ertelecom"], retry=retry)
    payer.choose(network.provider_ids["ertelecom"], network.contract_number)
    payer.want("confirm")
    payer.insert(NOTE)
    network.ertelecom.stop()
    payer.press_pay()
    payer.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
