"""Whatever payers, faults and deaths make of a terminal's day, each part of it is accounted for by itself."""

from itertools import pairwise
from pathlib import Path

import pytest

from agent_terminal.reports.shift import Shift, shift
from agent_terminal.service import messages
from agent_terminal.store import banknotes
from tests.agent_terminal.service.operating import ask
from tests.agent_terminal.stand import Stand, standing
from tests.agent_terminal.test_any_road import Road

SEEDS, STEPS, CUTS = 20, 60, 12


def encash(stand: Stand) -> None:
    """Somebody takes the cassette, unless a note is on its way into it."""
    if stand.database.read(banknotes.open_note) is None:
        ask(stand, "encash", messages.Encash())


def demand_whole(parts: list[Shift], whole: Shift) -> None:
    """Each part agrees with itself and with its neighbours, and together they are the whole."""
    assert {(one.difference, one.cassette_difference) for one in parts} == {(0, 0)}
    for before, after in pairwise(parts):
        assert before.held_after == after.held_before
        assert before.cassette_after == after.cassette_before
    assert sum(one.inserted for one in parts) == whole.inserted
    assert sum(one.number for one in parts) == whole.number
    assert sum(one.taken_out for one in parts) == whole.taken_out
    assert sum(one.credited.amount for one in parts) == whole.credited.amount


@pytest.mark.parametrize("seed", range(SEEDS))
def test_any_day_cut_anywhere_is_accounted_for(tmp_path: Path, seed: int) -> None:
    with standing(tmp_path) as stand:
        stand.centre.available = 10**9
        road = Road(stand.ready(), seed)
        moments = [stand.clock.now_ms()]
        for _ in range(STEPS):
            road.step()
            if road.chance.random() < 0.1:
                encash(stand)
            stand.clock.advance(0.001)
            moments.append(stand.clock.now_ms())
        cuts = sorted({moments[0], moments[-1], *road.chance.sample(moments, CUTS)})

        whole = stand.database.read(lambda db: shift(db, moments[0], moments[-1]))
        parts = stand.database.read(lambda db: [shift(db, *cut) for cut in pairwise(cuts)])

        demand_whole(parts, whole)
        assert whole.inserted == stand.demand_money_adds_up().stacked
