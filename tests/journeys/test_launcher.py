"""`run_all.py` without arguments, on a real screen, by mouse and keys: nothing of what it started is left behind."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from common.settings import Identity
from launcher_app.checks import machine
from launcher_app.instance import MODULES
from tests.journeys.launched import Launched
from tests.journeys.screen import Screen

NOTE = 50_000
SLOWLY = {"strategy": "fixed", "pause_ms": 3_000, "attempts": 50}
"""So slowly that a person sees the payment wait."""
TITLE = "Учебная платёжная сеть"


@pytest.fixture
def launched(screen: Screen, tmp_path: Path) -> Iterator[Launched]:
    with Launched(tmp_path, screen) as one:
        yield one


def public_ports(folder: Path, network: str) -> list[int]:
    files = [folder / role / network / "identity.json" for role in MODULES]
    return [msgspec.json.decode(file.read_bytes(), type=Identity).port for file in files]


@pytest.mark.timeout(120)
def test_f5_starts_every_role_and_shift_f5_ends_them(screen: Screen, launched: Launched) -> None:
    screen.focus(TITLE)

    screen.press("F5")
    ours = launched.wait_for_roles()
    children = launched.children()
    launched.person.come()
    launched.person.press("shift+F5")
    launched.wait_until_gone(ours)

    assert ours <= children
    assert launched.children() == set()


@pytest.mark.timeout(120)
def test_the_end_of_the_launcher_is_the_end_of_what_it_started(screen: Screen, launched: Launched) -> None:
    screen.focus(TITLE)
    screen.press("F5")
    ours = launched.wait_for_roles()

    assert launched.process is not None
    launched.process.kill()

    launched.wait_until_gone(ours)


@pytest.mark.timeout(180)
def test_a_lost_reply_is_seen_waiting_and_then_credited_once_and_drawn(screen: Screen, tmp_path: Path) -> None:
    drawing = tmp_path / "payment.svg"
    with Launched(tmp_path, screen, "show") as launched:
        person = launched.person
        launched.picture("start")
        person.click("begin-demo")
        ours = launched.wait_for_roles()
        launched.click_until("show-faster", "Обычно")
        launched.until(lambda: launched.ask("terminal", "state")["available"], "the demo's terminal has its deposit")
        person.come()
        person.click("show-stop")
        launched.picture("main")

        person.press("ctrl+b")
        person.click("preset-lost-reply")
        launched.picture("faults")
        (provider,) = launched.ask("processing", "providers")["providers"]
        (subscriber,) = launched.ask("provider", "subscribers")["subscribers"]
        launched.ask("processing", "edit-provider", provider_id=provider["provider_id"], retry=SLOWLY)
        seen: list[str] = []
        with launched.paying(provider["provider_id"], subscriber["number"], NOTE) as code:
            launched.watch(code, seen, until="Зачислен")
        credited = launched.ask("provider", "find-operations", text=code)["rows"]

        launched.choose(code)
        person.show("diagram")
        person.click("diagram-save")
        person.click("diagram-svg")
        person.write("fileNameEdit", str(drawing))
        person.press("Return")
        person.until(drawing.exists, "the drawing is saved")
        launched.picture("diagram")

        person.come()
        person.press("shift+F5")
        launched.wait_until_gone(ours)
        person.wait_for("Все порты свободны")
        ports = public_ports(tmp_path, "show")

    assert any("Ждёт повтора" in line for line in seen), seen
    assert [row["kind"] for row in credited] == ["credit"]
    assert ElementTree.parse(drawing).getroot().tag.endswith("svg")
    assert all(machine.is_free(port) for port in ports)
    assert len(set(ports)) == len(MODULES)
