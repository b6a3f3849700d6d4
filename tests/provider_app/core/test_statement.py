"""Moves of one moment are put into the order in which their balances follow each other."""

import random

import pytest

from common.words import same
from provider_app.core.statement import Move, chained, last_balance


def move(number: int, before: int, amount: int) -> Move:
    return Move("use", number, 5, "call", same("minute"), 1, 1, amount, before + amount, str(number))


def walk(chance: random.Random, length: int) -> list[Move]:
    """Moves as a busy account makes them; few different sums, so that balances come again."""
    balance, made = 500, []
    for number in range(length):
        amount = chance.choice((-100, -50, 50, 100))
        made.append(move(number, balance, amount))
        balance += amount
    return made


@pytest.mark.parametrize("seed", range(50))
def test_shuffled_moves_follow_each_other_again(seed: int) -> None:
    chance = random.Random(seed)
    made = walk(chance, chance.randint(1, 12))
    shuffled = chance.sample(made, len(made))

    found = chained(shuffled, 500)

    assert sorted(one.id for one in found) == sorted(one.id for one in made)
    balance = 500
    for one in found:
        assert one.before == balance
        balance = one.balance
    assert balance == made[-1].balance
    if made[-1].balance != 500:
        assert last_balance(shuffled) == made[-1].balance


@pytest.mark.parametrize("seed", range(20))
def test_the_last_balance_is_known_though_the_clock_was_set_back(seed: int) -> None:
    made = [one._replace(at=place) for place, one in enumerate(walk(random.Random(seed), 12))]
    back = [*made[:3], made[-1]._replace(at=2), *made[3:-1]]

    assert last_balance(made) == made[-1].balance
    if made[-1].balance != 500:
        assert last_balance(back) == made[-1].balance


def test_where_all_came_back_to_where_it_began_the_last_moment_tells_it() -> None:
    first, second, third = move(1, 0, 100)._replace(at=1), move(2, 100, -50), move(3, 50, -50)

    assert last_balance([first, third, second]) == 0


def test_moves_that_make_no_chain_stay_as_they_are() -> None:
    broken = [move(1, 100, 50), move(2, 700, -100)]

    assert chained(broken, 100) == broken
    assert last_balance([broken[0]]) == 150
