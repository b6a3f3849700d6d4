"""A step of the checklist: what it is for, its parts, how each is known to be done, and where that is clicked."""

from collections.abc import Callable
from typing import Any, NamedTuple

from common.words import Words

Ask = Callable[..., Any]
LAUNCHER = "launcher"


class Place(NamedTuple):
    """A control: whose window, which tab, its stable name."""

    seat: str
    tab: str
    control: str


class Part(NamedTuple):
    """`done` asks the roles; an error of theirs means that it is not known, so not done."""

    place: Place
    done: Callable[[Ask], bool]


class Step(NamedTuple):
    """`why` is one sentence of what it is; it is done when all its parts are."""

    name: str
    words: Words
    why: Words
    parts: tuple[Part, ...]
