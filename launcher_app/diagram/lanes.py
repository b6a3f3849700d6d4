"""The lanes of a diagram: one for each seat that speaks, in the order in which the map shows them."""

import re
from collections.abc import Callable, Sequence

import msgspec

from common.settings import TITLES
from common.words import Words, same
from launcher_app.feed.hop import Hop
from launcher_app.network.seat import ON_MAP

NUMBERED = re.compile(r"(.*?)-(\d+)")


class Lane(msgspec.Struct, frozen=True):
    """`name` is the seat's, `role` what it plays, empty for one that plays none of ours."""

    name: str
    role: str
    words: Words


def lane_names(hop: Hop) -> tuple[str, str]:
    """The lanes of who asks and who answers."""
    return hop.sender_seat or hop.sender, hop.receiver_seat or hop.receiver


def seat_words(name: str) -> Words:
    """«Поставщик», «Поставщик 2»; a stranger by its own name."""
    if name in TITLES:
        return TITLES[name]
    found = NUMBERED.fullmatch(name)
    if not found or found[1] not in TITLES:
        return same(name)
    title = TITLES[found[1]]
    return Words(f"{title.ru} {found[2]}", f"{title.en} {found[2]}")


def lanes_of(
    hops: Sequence[Hop], order: Sequence[str] = ON_MAP, called: Callable[[str], Words] = seat_words
) -> tuple[Lane, ...]:
    """Those that take part; who is not in the order comes last."""
    found: dict[str, str] = {}
    for hop in hops:
        sender, receiver = lane_names(hop)
        found.setdefault(sender, hop.sender)
        found.setdefault(receiver, hop.receiver)
    places = {name: place for place, name in enumerate(order)}
    ordered = sorted(found, key=lambda name: (places.get(name, places.get(_stem(name), len(places))), name))
    return tuple(Lane(name, found[name], called(name)) for name in ordered)


def _stem(name: str) -> str:
    found = NUMBERED.fullmatch(name)
    return found[1] if found else name
