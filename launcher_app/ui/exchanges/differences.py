"""Two texts line by line beside each other: what stayed, what changed, what is only in one of them."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

SAME, CHANGED, GONE, NEW, NO_LINE = " ", "≠", "−", "+", ""


class Pair(NamedTuple):
    """A line of the comparison; `sign` says what became of it, also where colours cannot be told apart."""

    sign: str
    one: str
    other: str


def pairs(one: str, other: str) -> list[Pair]:
    """Both texts, aligned."""
    left, right = one.splitlines(), other.splitlines()
    made: list[Pair] = []
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            made += [Pair(SAME, line, line) for line in left[a:b]]
        else:
            made += _changed(left[a:b], right[c:d])
    return made


def places(compared: Sequence[Pair]) -> list[int]:
    """Where each difference begins: lines that changed together are one."""
    signs = [pair.sign for pair in compared]
    return [n for n, sign in enumerate(signs) if sign != SAME and (n == 0 or signs[n - 1] == SAME)]


def column(compared: Sequence[Pair], *, other: bool) -> str:
    """One side of it as text, each line with its sign; where it has no line, an empty one."""
    return "\n".join(_line(pair, other=other) for pair in compared)


def _line(pair: Pair, *, other: bool) -> str:
    is_here = pair.sign not in ((GONE,) if other else (NEW,))
    return f"{pair.sign} {pair.other if other else pair.one}" if is_here else NO_LINE


def _changed(left: Sequence[str], right: Sequence[str]) -> list[Pair]:
    return [
        Pair(NEW if a is None else GONE if b is None else CHANGED, a or "", b or "")
        for a, b in zip_longest(left, right)
    ]
