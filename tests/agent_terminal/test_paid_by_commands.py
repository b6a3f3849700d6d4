"""Cash for a wallet without any window: the commands of the README, as they are typed there."""

import json
import os
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from agent_terminal.app import ROLE
from agent_terminal.service import messages
from common import role
from common.durable import write_whole
from common.settings import Ready
from common.setup.places import PROJECT
from processing_app.core import ledger
from processing_app.service.wallets.offered import NUMBER
from tests.agent_terminal.centre import provider
from tests.agent_terminal.running import Running, running
from tests.agent_terminal.stand import CARD

NOTE = 50_000
TYPED = re.compile(r"^python3 run_all\.py terminal (.+)$", re.MULTILINE)
Answer = dict[str, Any]


class Console:
    """Where the commands are typed: each is answered by the terminal that runs."""

    def __init__(self, terminal: Running, screen: pytest.CaptureFixture[str]) -> None:
        self.terminal, self._screen = terminal, screen

    def __call__(self, line: str) -> Answer:
        self._screen.readouterr()
        begun = ["--data", str(self.terminal.instance.place.settings.data), "--profile", "test"]
        ended = role.main(ROLE, [*begun, *shlex.split(line), "--json"])
        seen = self._screen.readouterr()
        assert ended == 0, seen.err
        answer: Answer = json.loads(seen.out)
        return answer

    def until(self, line: str, wanted: Callable[[Answer], bool]) -> Answer:
        """The command again and again, as a person does who waits for the machine."""
        answer: Answer = {}

        def came() -> bool:
            nonlocal answer
            answer = self(line)
            return wanted(answer)

        self.terminal.until(came)
        return answer


@pytest.fixture
def console(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Console]:
    """A terminal with its contract; the centre's directory has wallets."""
    with running(tmp_path) as terminal:
        terminal.centre.providers.append(provider(ledger.WALLETS, fields=[NUMBER]))
        terminal.operate("connect", messages.Connect(card=CARD, terminal="T1"))
        place = terminal.instance.place
        ready = Ready("terminal", "test", place.url, os.getpid())  # as an instance says it that has come up by itself
        write_whole(place.folder / "ready.json", msgspec.json.encode(ready))
        yield Console(terminal, capsys)


def written() -> list[str]:
    """The lines of the README that end in a payment."""
    text = (PROJECT / "README.md").read_text(encoding="utf-8")
    (block,) = [one for one in re.findall(r"```text\n(.*?)```", text, re.DOTALL) if "press --intent pay" in one]
    return TYPED.findall(block)


def test_the_commands_of_the_readme_put_cash_into_a_wallet(console: Console) -> None:
    centre = console.terminal.centre
    acceptor, refresh, touch, provider_, fields, confirm, insert, pay, done = written()

    centre.meanwhile = centre.capture_all
    console(acceptor)
    console(refresh)
    console.until(touch, lambda seen: seen["screen"] in ("K1", "K2"))  # closed until the simulator has come up
    assert console(provider_)["screen"] == "K3"
    found = console(fields)
    assert (found["screen"], found["subscriber"]) == ("K5", "Иванов И*** И.")
    assert console(confirm)["screen"] == "K6"
    console.until(insert, lambda seen: bool(seen["done"]))
    assert console.until(touch, lambda seen: seen["held"] == NOTE)["screen"] == "K6"
    paid = console(pay)
    assert (paid["screen"], len(paid["code"])) == ("K8", 9)
    assert console(done)["screen"] == "K0"

    (order,) = centre.accepted.values()
    assert (order.provider_id, order.account, order.inserted) == (-1, "100000000008", NOTE)
