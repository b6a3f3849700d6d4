"""A role killed at any moment makes every report again that was not ready, and nothing twice."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from common import ids
from common.clock import SystemClock
from common.http_client import Peer
from common.http_server.doors import OPERATOR
from common.logs import Log
from common.reporting import asks
from common.reporting.asks import MailWish, ReportState
from common.secrets import Secrets
from tests.common.processes import Running
from tests.common.reporting.office import OPERATIONS, SINCE, UNTIL

MODULE = "tests.common.reporting.office"
MAIL = MailWish(recipients=["a@example.org", "b@example.org"])
PATIENCE_SECONDS = 30


class Killed:
    """The role as a process of its own, asked as its operator asks."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.folder = data / "processing" / "default"
        self.clock = SystemClock()
        self.url = ""

    def run(self, die: str = "") -> Running:
        running = Running(self.data, "--headless", module=MODULE, DIE=die)
        self.url = running.said["url"]
        return running

    def ask(self, name: str, **fields: Any) -> Any:
        """One of its operations."""
        one = next(one for one in OPERATIONS if one.name == name)
        log = Log(self.data, "asking", self.clock, console=False)
        login = Secrets(self.folder / "secrets").login_of(OPERATOR)
        assert login is not None
        peer = Peer(self.url, *login, log, self.clock, us="test", them="office")
        try:
            return peer.call(one.endpoint, one.ask(**fields), seconds=PATIENCE_SECONDS)
        finally:
            peer.close()
            log.close()

    def order(self, kind: str, **more: Any) -> int:
        values = {"kind": kind, "since": SINCE, "until": UNTIL, "wait": False, **more}
        row: asks.ReportRow = self.ask("report", **values)
        return row.id

    def ended(self, number: int) -> asks.ReportRow:
        deadline = self.clock.monotonic() + PATIENCE_SECONDS
        while True:
            row: asks.ReportRow = self.ask("show-report", id=number)
            if row.ended is not None:
                return row
            assert self.clock.monotonic() < deadline
            self.clock.sleep(0.02)

    def letters(self, expected: int) -> list[Path]:
        deadline = self.clock.monotonic() + PATIENCE_SECONDS
        while len(found := sorted((self.folder / "outbox").glob("*.eml"))) < expected:
            assert self.clock.monotonic() < deadline
            self.clock.sleep(0.02)
        return found


@pytest.fixture
def role(tmp_path: Path) -> Killed:
    """Not started yet."""
    return Killed(tmp_path)


@pytest.mark.parametrize(
    "moment", ["before:end_report", "after:end_report", "before:keep_findings", "after:keep_findings"]
)
def test_killed_at_a_commit_a_report_is_ready_once_and_its_letters_leave_once(role: Killed, moment: str) -> None:
    kind = "comparing" if "findings" in moment else "quick"
    with role.run(moment) as dying:
        role.ask("note")
        number = role.order(kind, subject="7" if kind == "quick" else "", mail=MAIL)
        assert dying.process.wait(PATIENCE_SECONDS) == 9

    with role.run():
        row = role.ended(number)
        letters = role.letters(2)
        later = role.ask("letters")
        found = role.ask("findings", id=number).found

    assert (row.state, row.letters, later.found) == (ReportState.DONE, 2, 2)
    assert len(letters) == 2
    assert found == (1200 if kind == "comparing" else 0)
    for kept in row.files:
        assert hashlib.sha256((Path(row.folder) / kept.name).read_bytes()).hexdigest() == kept.sha256


def test_killed_while_a_report_is_made_the_next_start_makes_it_from_the_beginning(role: Killed) -> None:
    with role.run() as dying:
        first, second = role.order("slow"), role.order("quick", subject="7")
        half = role.folder / "reports" / str(first) / "half.part"
        deadline = role.clock.monotonic() + PATIENCE_SECONDS
        while not half.exists():
            assert role.clock.monotonic() < deadline
            role.clock.sleep(0.01)
        dying.process.kill()
        dying.process.wait()
    (role.folder / "reports" / "999").mkdir()
    (role.folder / "go").touch()

    with role.run():
        rows = [role.ended(number) for number in (first, second)]

    assert [row.state for row in rows] == [ReportState.DONE, ReportState.DONE]
    assert not half.exists()
    assert not (role.folder / "reports" / "999").exists()


def test_told_to_stop_while_a_report_is_made_the_role_ends_at_once_and_leaves_it_waiting(role: Killed) -> None:
    with role.run() as running:
        number = role.order("slow")
        half = role.folder / "reports" / str(number) / "half.part"
        deadline = role.clock.monotonic() + PATIENCE_SECONDS
        while not half.exists():
            assert role.clock.monotonic() < deadline
            role.clock.sleep(0.01)
        running.terminate()
        code, _ = running.end()
    (role.folder / "go").touch()

    with role.run():
        assert role.ended(number).state is ReportState.DONE

    assert code == 0


def test_the_order_of_a_command_without_an_instance_is_made_in_that_command(role: Killed) -> None:
    arguments = [
        "report",
        "--kind",
        "quick",
        "--subject",
        "8",
        "--since",
        "2026-11-01",
        "--until",
        "2026-11-20",
        "--json",
    ]
    with Running(role.data, *arguments, ready=False, module=MODULE) as command:
        code, said = command.end(PATIENCE_SECONDS)

    row = json.loads(said)
    assert (code, row["state"]) == (0, "done")
    assert row["files"][0]["name"].startswith("2026-11-20_notes_1-1_")


def test_the_same_command_is_carried_out_by_a_running_instance(role: Killed) -> None:
    arguments = [
        "report",
        "--kind",
        "quick",
        "--subject",
        "8",
        "--since",
        "2026-11-01",
        "--until",
        "2026-11-20",
        "--json",
    ]
    with role.run(), Running(role.data, *arguments, ready=False, module=MODULE) as command:
        code, said = command.end(PATIENCE_SECONDS)
        shown = role.ask("show-report", id=json.loads(said)["id"])

    assert (code, shown.state) == (0, ReportState.DONE)


@pytest.mark.parametrize(
    ("seed", "kills"), [(1, 2), *(pytest.param(seed, 5, marks=pytest.mark.long) for seed in range(2, 12))]
)
def test_killed_at_any_moment_every_report_is_ready_once_and_every_letter_leaves_once(
    role: Killed, seed: int, kills: int
) -> None:
    print(f"seed {seed}")
    chance = ids.chance(seed)
    ordered = []
    for _ in range(kills):
        with role.run() as dying:
            role.ask("note")
            for _ in range(2):
                kind = chance.choice(["quick", "comparing"])
                ordered.append(role.order(kind, subject="7" if kind == "quick" else "", mail=MAIL))
            role.clock.sleep(chance.random())
            dying.process.kill()
            dying.process.wait()

    with role.run():
        rows = [role.ended(number) for number in ordered]
        letters = role.letters(2 * len(ordered))
        outbox = role.ask("letters")
        found = [role.ask("findings", id=row.id).found for row in rows]

    assert {row.state for row in rows} == {ReportState.DONE}
    assert found == [1200 if row.kind == "comparing" else 0 for row in rows]
    assert len(letters) == outbox.found == 2 * len(ordered)
    for row in rows:
        assert {path.name for path in Path(row.folder).iterdir()} == {kept.name for kept in row.files}
        for kept in row.files:
            assert hashlib.sha256((Path(row.folder) / kept.name).read_bytes()).hexdigest() == kept.sha256
