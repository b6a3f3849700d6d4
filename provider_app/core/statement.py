"""A subscriber's account as a row of moves, each with the balance after it: what was first, what was last."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from common.words import Words


class Move(NamedTuple):
    """A use, a credit or a reversal; `amount` is what it added to the balance, `key` the id its caller gave it."""

    kind: str
    id: int
    at: int
    service: str
    unit: Words
    quantity: int
    price: int
    amount: int
    balance: int
    key: str

    @property
    def before(self) -> int:
        """The balance it found."""
        return self.balance - self.amount


def last_balance(moves: Sequence[Move]) -> int:
    """The balance after moves, in whatever order they are given: the one that no other began with.

    Where all came back to where it began, the moves of the last moment tell it, as far as they do.
    """
    together = [move for move in moves if move.at == moves[-1].at]
    likely = next(iter(_ends(together)), moves[-1].balance)
    ends = _ends(moves)
    return likely if not ends or likely in ends else next(reversed(ends))


def chained(moves: Sequence[Move], balance: int) -> list[Move]:
    """The moves of one moment in the order in which each begins with the balance that the one before it left.

    A walk over all edges of a graph whose places are balances; moves that make no such walk stay as they are.
    """
    waiting: defaultdict[int, list[Move]] = defaultdict(list)
    for move in reversed(moves):
        waiting[move.before].append(move)
    path: list[Move | None] = [None]
    found: list[Move] = []
    while path:
        here = balance if path[-1] is None else path[-1].balance
        if waiting[here]:
            path.append(waiting[here].pop())
        elif (done := path.pop()) is not None:
            found.append(done)
    return found[::-1] if len(found) == len(moves) else list(moves)


def _ends(moves: Sequence[Move]) -> Counter[int]:
    return Counter(move.balance for move in moves) - Counter(move.before for move in moves)
