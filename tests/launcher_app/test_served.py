"""The launcher's own server: its operator is found by its files, nobody else is let in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from common.clock import SystemClock
from common.errors import Broken
from common.logs import Log
from common.operation import Operation, doors
from common.principal import Principal
from common.protocol.endpoint import Message, Nothing
from common.words import Words
from launcher_app.instance import Instance
from launcher_app.served import Served


class Seen(Message, frozen=True):
    """What is on the screen."""

    tabs: list[str]


class Window:
    """A window that a test plays."""

    def ui_tree(self, who: Principal, ask: Nothing) -> Seen:
        return Seen(tabs=[who.kind])


OPERATIONS = (Operation("ui-tree", "call", Nothing, Seen, Words("Что на экране", "What is on the screen")),)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    made = Log(tmp_path / "logs", "test", SystemClock(), console=False)
    yield made
    made.close()


@pytest.fixture
def served(tmp_path: Path, log: Log) -> Iterator[Served]:
    made = Served(tmp_path, log, SystemClock())
    made.doors = doors(OPERATIONS, Window())
    made.start()
    yield made
    made.stop()


def test_it_is_found_and_entered_by_its_files(served: Served, tmp_path: Path, log: Log) -> None:
    launcher = Instance("launcher", "default", tmp_path, log, SystemClock())

    launcher.meet()
    seen = launcher.ask("ui-tree")
    launcher.stop()

    assert launcher.url == served.url
    assert seen == {"tabs": ["operator"]}


@pytest.mark.parametrize("login", [None, ("operator", "guessed"), ("somebody", "guessed")])
def test_nobody_enters_without_its_password(served: Served, login: tuple[str, str] | None) -> None:
    answer = requests.post(served.url + "/v1/operator/ui-tree", json={}, auth=login, timeout=5)

    assert answer.status_code == 401


def test_its_end_is_told(served: Served, tmp_path: Path, log: Log) -> None:
    served.stop()

    with pytest.raises(Broken, match="not_started"):
        Instance("launcher", "default", tmp_path, log, SystemClock()).meet()
    assert not served.running


def test_the_end_of_one_does_not_hide_another_that_was_opened_on_the_same_folder(
    served: Served, tmp_path: Path, log: Log
) -> None:
    other = Served(tmp_path, log, SystemClock())
    other.doors = doors(OPERATIONS, Window())
    other.start()

    served.stop()
    launcher = Instance("launcher", "default", tmp_path, log, SystemClock())
    launcher.meet()
    seen = launcher.ask("ui-tree")
    launcher.stop()
    other.stop()

    assert seen == {"tabs": ["operator"]}
    assert not (other._folder / "ready.json").exists()
