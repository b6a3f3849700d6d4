"""The centre dies before or after any commit, of its books or the bank's: then money has moved once, or never.

A death is a copy of both files at that moment; a restart opens the copy.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from common import ids
from common.clock import VirtualClock
from common.status import Status
from processing_app.bank.simulated.account_moods import AccountMood
from processing_app.core import ledger
from tests.wallets.executor.yard import BALANCE, FILES, IVAN, MARIA, SUM, Yard


class Play(NamedTuple):
    """A payment, how the bank behaves towards it, and how it ends whoever dies when."""

    name: str
    withdraw: bool
    mood: AccountMood
    end: Status
    times: int = 0


PLAYS = (
    Play("sent", withdraw=False, mood=AccountMood.OK, end=Status.CAPTURED),
    Play("withdrawn", withdraw=True, mood=AccountMood.OK, end=Status.CAPTURED),
    Play("refused", withdraw=True, mood=AccountMood.REFUSES, end=Status.CANCELLED),
    Play("answer lost", withdraw=True, mood=AccountMood.LOST, end=Status.CAPTURED),
)


LONG = (
    Play("silent at first", withdraw=True, mood=AccountMood.SILENT, end=Status.CAPTURED, times=1),
    Play("answered twice", withdraw=True, mood=AccountMood.TWICE, end=Status.CAPTURED),
    Play("slow", withdraw=True, mood=AccountMood.SLOW, end=Status.CAPTURED),
)


@pytest.mark.parametrize(
    "play", [*PLAYS, *(pytest.param(play, marks=pytest.mark.long) for play in LONG)], ids=lambda play: play.name
)
def test_a_death_at_any_commit_moves_money_once(tmp_path: Path, play: Play) -> None:
    clock, deaths = VirtualClock(), tmp_path / "deaths"
    payment_id, moments = played(tmp_path, clock, play, deaths)
    assert len(moments) >= (8 if play.withdraw else 4)

    for number, when in enumerate(moments):
        with Yard(deaths / str(number), VirtualClock(when)) as yard:
            yard.settle()
            yard.begin(payment_id, withdraw=play.withdraw)
            yard.settle()

            demand_agreement(yard, payment_id, play, f"death {number}")


def played(folder: Path, clock: VirtualClock, play: Play, deaths: Path) -> tuple[str, list[int]]:
    """The play without a death, and a copy of the disk at each moment at which one could come."""
    moments: list[int] = []
    watching = [False]

    def watch(moment: str, names: Sequence[str]) -> None:
        if watching[0]:
            to = deaths / str(len(moments))
            to.mkdir(parents=True)
            for file in FILES:
                if (folder / file).exists():
                    shutil.copy(folder / file, to / file)
            moments.append(clock.now_ms())

    with Yard(folder, clock, watch) as yard:
        yard.open_wallets()
        yard.mood(play.mood, play.times, 2_000)
        payment_id = ids.uuid7(clock.now_ms())
        watching[0] = True
        yard.begin(payment_id, withdraw=play.withdraw)
        yard.settle()
        watching[0] = False
        demand_agreement(yard, payment_id, play, "without a death")
    return payment_id, moments


def demand_agreement(yard: Yard, payment_id: str, play: Play, when: str) -> None:
    """Both sides tell the same story, nothing is left to do, and every kopeck is in its place."""
    state = yard.state(payment_id)
    assert state is not None, when
    assert state.status is play.end, when
    assert [one.verdict for one in yard.transfers()] == _verdicts(play), when
    moved = play.end is Status.CAPTURED
    place = ledger.bank("simulated") if play.withdraw else ledger.wallet(MARIA)
    expected = {ledger.TOP_UPS: -BALANCE, ledger.wallet(IVAN): BALANCE - SUM if moved else BALANCE}
    assert yard.balances() == expected | ({place: SUM} if moved else {}), when
    assert yard.tasks() == {}, when


def _verdicts(play: Play) -> list[str]:
    return [] if not play.withdraw else ["done" if play.end is Status.CAPTURED else "refused"]
