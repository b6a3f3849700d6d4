"""Whatever receivers say, and however often the sender dies: each takes everything of each intent, in order, once."""

import socket
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from common.principal import SYSTEM
from processing_app.service.asks import webhooks as asks
from tests.intents.webhooks.office import NO, YES, Office, Receiver, told

HOUR = 3600
EVENTS = 5
"""Of an intent that was created and paid."""


def by_chance(receiver: Receiver, chance: Random) -> Callable[[socket.socket], None]:
    """Takes it and says so; takes it and the answer is lost; takes nothing and says why, or says nothing."""

    def says(connection: socket.socket) -> None:
        happens = chance.randrange(5)
        if happens < 3:
            receiver.hear(receiver.heard[-1])
        if happens < 2:
            connection.sendall(YES)
        elif happens == 3:
            connection.sendall(NO)

    return says


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_each_takes_everything_in_order_and_once(tmp_path: Path, seed: int) -> None:
    chance = Random(seed)
    office = Office(tmp_path / "office")
    office.open_to()
    receivers = [office.receiver() for _ in range(2)]
    for one in receivers:
        one.says = by_chance(one, chance)
    intents = []
    for _ in range(6):
        intents.append(office.story.create())
        office.run()
        office.story.pay(chance.choice([name for name in intents if name not in paid(office)]))
        office.clock.advance(chance.randrange(HOUR))
        if chance.randrange(3) == 0:
            office = again(office, tmp_path)
    for name in intents:
        if name not in paid(office):
            office.story.pay(name)
    for one in receivers:
        one.says = YES
    office.run_for(30 * HOUR, step=600)

    for one in receivers:
        for name in intents:
            assert [sequence for sequence, _ in told(one, name)] == [1, 2, 3, 4, 5], (seed, name)
        names = {got.name for got in (*one.taken, *one.repeated)}
        assert (len(names), one.refused) == (EVENTS * len(intents), [])
    shown: asks.WebhookRows = office.look(office.desk.webhooks, asks.AskWebhooks(), SYSTEM)
    assert [(row.state, row.waiting) for row in shown.webhooks] == [("active", 0)] * 2
    office.close()


def paid(office: Office) -> set[str]:
    """The intents that have been paid."""
    return {name.removeprefix("intent/") for name, version in office.story._versions.items() if version > 1}


def again(office: Office, folder: Path) -> Office:
    """Another sender over what this one has left."""
    office.log.close()
    office.story.close()
    made = Office(folder / "office", office.clock)
    made.receivers = office.receivers
    made.story._versions = office.story._versions
    made.story._names = office.story._names
    return made
