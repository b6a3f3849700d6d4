"""The tree's model against Qt's own tester, while stories come, grow, go and change places by chance."""

import random
from collections.abc import Sequence
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from common.qt.desk import Desk
from common.words import same
from launcher_app.stories.story import Story, StoryKind
from launcher_app.ui.exchanges.lines import UNMARKED
from launcher_app.ui.exchanges.model import PAGE, ExchangeModel, Source, hop_key
from launcher_app.ui.exchanges.tree import ExchangeTree

STEPS = 40
NOWHERE = QModelIndex()


def story(number: int) -> Story:
    """Without hops."""
    key = f"story {number}"
    return Story(key=key, kind=StoryKind.OTHER, code="", words=same(key), began_ms=number, hops=())


class Chance:
    """A list of stories that changes as a seed says."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._last = 0
        self.stories: list[Story] = []

    def step(self) -> None:
        """Something happens."""
        what = self._chance.choice((self._come, self._grow, self._grow, self._go, self._lose, self._turn))
        what()

    def _come(self) -> None:
        for _ in range(self._chance.randint(1, 4)):
            self._last += 1
            self.stories.insert(self._chance.choice((0, len(self.stories))), self._grown(story(self._last)))

    def _grow(self) -> None:
        for place in self._some():
            self.stories[place] = self._grown(self.stories[place])

    def _go(self) -> None:
        for place in sorted(self._some(), reverse=True):
            del self.stories[place]

    def _lose(self) -> None:
        """Trimmed from the beginning; whose first try is gone is a first one itself."""
        for place in self._some():
            one = self.stories[place]
            kept = one.hops[1:]
            repeats = {hop: first for hop, first in one.repeats.items() if hop in kept and first in kept}
            self.stories[place] = msgspec.structs.replace(one, hops=kept, repeats=repeats)

    def _turn(self) -> None:
        if self._chance.random() < 0.2:
            self._chance.shuffle(self.stories)

    def _some(self) -> set[int]:
        count = min(3, len(self.stories))
        return set(self._chance.sample(range(len(self.stories)), count))

    def _grown(self, one: Story) -> Story:
        self._last += 1
        firsts = [hop for hop in one.hops if hop not in one.repeats]
        repeats = dict(one.repeats)
        if firsts and self._chance.random() < 0.5:
            repeats[self._last] = self._chance.choice(firsts)
        return msgspec.structs.replace(one, hops=(*one.hops, self._last), repeats=repeats)


@pytest.fixture
def model(desk: Desk) -> ExchangeModel:
    return ExchangeModel(desk, Source(lambda _: None, lambda one: one.repeats, lambda _one, _hop: UNMARKED))


def shape(model: ExchangeModel, above: QModelIndex = NOWHERE) -> list[Any]:
    """The tree as nested keys."""
    indexes = [model.index(n, 0, above) for n in range(model.rowCount(above))]
    rows = [(model.row(index), index) for index in indexes]
    return [(row.key, shape(model, index)) for row, index in rows if row is not None]


def wanted(stories: Sequence[Story]) -> list[Any]:
    """The same of stories, told once more in another way."""
    return [
        (
            one.key,
            [
                (hop_key(one.key, hop), [(hop_key(one.key, n), []) for n in one.hops if one.repeats.get(n) == hop])
                for hop in one.hops
                if hop not in one.repeats
            ],
        )
        for one in stories
    ]


@pytest.mark.parametrize("seed", range(2))
def test_whatever_comes_and_goes_the_tree_is_what_was_told(
    qtbot: QtBot, desk: Desk, model: ExchangeModel, qtlog: Any, seed: int
) -> None:
    chance, tree = Chance(seed), ExchangeTree(desk, model)
    qtbot.addWidget(tree)
    tree.show()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)

    for step in range(STEPS):
        chance.step()
        model.show_stories(list(chance.stories))
        if chance.stories and step % 3 == 0:
            tree.go_to(chance.stories[step % len(chance.stories)].key)
            tree.expand(tree.currentIndex())

        assert shape(model) == wanted(chance.stories), f"seed {seed}, step {step}"

    assert [record.message for record in qtlog.records if "FAIL" in record.message] == []
    assert tester.model() is model


def test_a_long_list_is_told_a_page_at_a_time_and_a_row_further_down_is_fetched(model: ExchangeModel) -> None:
    stories = [story(number) for number in range(5 * PAGE)]
    model.show_stories(stories)
    first = model.rowCount()

    model.fetchMore(NOWHERE)
    second = model.rowCount()
    found = model.fetch_to(stories[4 * PAGE].key)

    assert (first, second) == (PAGE, 2 * PAGE)
    assert found
    assert model.place_of(stories[4 * PAGE].key).row() == 4 * PAGE
    assert not model.fetch_to("nobody")


def test_what_was_looked_at_stays_when_more_comes_on_top(model: ExchangeModel) -> None:
    stories = [story(number) for number in range(3 * PAGE)]
    model.show_stories(stories)
    model.fetchMore(NOWHERE)

    model.show_stories([story(-1), story(-2), *stories])

    assert model.rowCount() == 2 * PAGE + 2
