"""A sender that is killed at any moment loses no letter, and at the server each letter is one, by its Message-ID."""

import sys
from collections import defaultdict
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from common import ids, spawn
from common.reporting.asks import LetterState
from common.settings import ROOT
from tests.mail import office
from tests.mail.office import FILES
from tests.mail.sender import KILLED
from tests.mail.server import MailServer, Received

LETTERS = 5
AT_SERVER = ("greets", "sender", "recipient", "data")
AT_COMMIT = (("before", "enclose"), ("after", "enclose"), ("before", "letter_sent"), ("after", "letter_sent"))
ALIVE_SECONDS = 20


class Fate(NamedTuple):
    """When a sender dies: in the which-th step of a kind at the server, or at the which-th commit of a unit."""

    moment: str
    unit: str
    which: int


NEVER = Fate("never", "", 0)


class Sender:
    """A process that sends, and dies when it is to."""

    def __init__(self, folder: Path, server: MailServer | None, fate: Fate) -> None:
        self._left = fate.which
        self._fate = fate
        self._process: spawn.Process[bytes] | None = None
        if server is not None:
            for step in AT_SERVER[1:]:
                setattr(server.temper, step, lambda _, step=step: self._reached(step))
            server.temper.greets = lambda: self._reached("greets")
        port = server.port if server is not None else 0
        words = [str(folder), str(port), str(LETTERS), fate.moment, fate.unit, str(fate.which)]
        self._process = spawn.process([sys.executable, "-m", "tests.mail.sender", *words], folder=ROOT)

    def end(self) -> int:
        """Its exit code."""
        assert self._process is not None
        code = self._process.wait(ALIVE_SECONDS)
        assert self._process.stdin is not None
        self._process.stdin.close()
        return code

    def _reached(self, step: str) -> None:
        if step == self._fate.moment:
            self._left -= 1
            if self._left == 0 and self._process is not None:
                self._process.kill()
                self._process.wait(ALIVE_SECONDS)


def drawn(chance: Random, *, at_server: bool) -> Fate:
    """A moment to die at."""
    which = chance.randint(1, LETTERS)
    if at_server and chance.random() < 0.6:
        return Fate(chance.choice(AT_SERVER), "", which)
    moment, unit = chance.choice(AT_COMMIT)
    return Fate(moment, unit, which if unit == "letter_sent" else 1)


def demand_each_once(received: list[Received], folder: Path) -> None:
    """At the server the set of letters is the outbox's, each the same at every repeat."""
    mail = office.opened(folder)
    rows = mail.rows()
    mail.close()
    repeats = defaultdict(set)
    for letter in received:
        repeats[letter.message_id].add(letter)

    assert len(rows) == LETTERS
    assert {row.state for row in rows} == {LetterState.SENT}
    assert repeats.keys() == {row.message_id for row in rows}
    assert all(len(same) == 1 for same in repeats.values())
    assert {letter.recipients for letter in received} == {(row.recipient,) for row in rows}


CERTAIN = [
    Fate("greets", "", 1),
    Fate("sender", "", 2),
    Fate("recipient", "", 3),
    Fate("data", "", 2),
    Fate("before", "letter_sent", 3),
    Fate("after", "letter_sent", 4),
    Fate("before", "enclose", 1),
    Fate("after", "enclose", 1),
]


@pytest.mark.parametrize("fate", CERTAIN, ids=lambda fate: "-".join(map(str, fate)))
def test_a_sender_that_is_killed_once_loses_and_doubles_nothing(tmp_path: Path, fate: Fate) -> None:
    with MailServer() as server:
        died = Sender(tmp_path, server, fate).end()
        lived = Sender(tmp_path, server, NEVER).end()

    assert died != 0
    assert lived == 0
    demand_each_once(server.received, tmp_path)
    assert len(server.received) == LETTERS + (fate.moment == "data" or fate[:2] == ("before", "letter_sent"))


def demand_survives(tmp_path: Path, seed: int, kills: int) -> None:
    print(f"seed {seed}")
    chance = ids.chance(seed)
    with MailServer() as server:
        for _ in range(kills):
            Sender(tmp_path, server, drawn(chance, at_server=True)).end()
        assert Sender(tmp_path, server, NEVER).end() == 0

    demand_each_once(server.received, tmp_path)


@pytest.mark.parametrize("seed", range(2))
def test_a_sender_that_is_killed_again_and_again_loses_and_doubles_nothing(tmp_path: Path, seed: int) -> None:
    demand_survives(tmp_path, seed, kills=3)


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", range(100, 130))
def test_many_senders_that_are_killed_lose_and_double_nothing(tmp_path: Path, seed: int) -> None:
    demand_survives(tmp_path, seed, kills=8)


@pytest.mark.parametrize(("moment", "which"), [("before", 1), ("after", 3), ("before", 5)])
def test_in_the_folder_each_letter_is_one_whole_file(tmp_path: Path, moment: str, which: int) -> None:
    died = Sender(tmp_path, None, Fate(moment, "letter_sent", which)).end()
    half = tmp_path / "outbox" / "5.1_x.eml.abc.part"
    half.write_bytes(b"half a letter")
    lived = Sender(tmp_path, None, NEVER).end()

    assert (died, lived) == (KILLED, 0)
    mail = office.opened(tmp_path)
    assert {str(path) for path in mail.outbox()} == {row.way for row in mail.rows()}
    assert len(mail.outbox()) == LETTERS
    assert all(path.read_bytes().count(b"filename=") == len(FILES) for path in mail.outbox())
    mail.close()
