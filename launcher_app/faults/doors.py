"""The doors that faults stand at: how a request's door is named, and the words for it."""

from urllib.parse import parse_qsl

from common.protocol import provider
from common.protocol.dialects.osmp import PATH as OSMP
from common.words import Words, same
from launcher_app.feed.doors import DOORS, NOT_BETWEEN_ROLES, Part, known
from launcher_app.feed.hop import Arrow
from launcher_app.proxy import Request

SOMEBODY = "somebody"
"""Who knocks at doors that are not between roles: an operator, a payer's page, a program that looks after them."""
CALLERS = {"provider": "processing", "processing": "terminal", "consumer": "provider"}
"""Who asks a receiver at doors of a dialect that only the two of them know."""
OSMP_PAY = f"{OSMP}?command=pay"
SAME_ACT = {provider.CREDIT.path: (provider.CREDIT.path, OSMP_PAY)}
"""A credit is a credit in every dialect: a fault at its door meets OSMP's `pay`, too."""
ANY = Words("любая точка входа", "any door")


def sender_at(receiver: str, path: str) -> str:
    """Who knocks at a door."""
    door = known(receiver, path)
    if door is not None:
        return door.sender
    return SOMEBODY if path.startswith(NOT_BETWEEN_ROLES) else CALLERS.get(receiver, SOMEBODY)


def door_of(request: Request) -> str:
    """The request's door: its path without what is asked in it; OSMP's one door is two, by their command."""
    path, _, query = request.path.partition("?")
    if path != OSMP:
        return path
    for text in (query, request.body.decode("latin-1")):
        if command := dict(parse_qsl(text)).get("command"):
            return f"{OSMP}?command={command}"
    return OSMP


def is_poll(receiver: str, path: str) -> bool:
    """Whether it is asked again and again, whatever happens."""
    door = known(receiver, path)
    return door is not None and door.part is Part.POLL


def of_arrow(arrow: Arrow) -> list[str]:
    """The doors at which the arrow's sender knocks, those that move money first."""
    found = [(door, what) for (receiver, door), what in DOORS.items() if Arrow(what.sender, receiver) == arrow]
    return [door for door, _ in sorted(found, key=lambda one: one[1].part is Part.POLL)]


def door_words(receiver: str, path: str) -> Words:
    """What a list calls a door; its path, where nobody has words for it."""
    if not path:
        return ANY
    door, command = known(receiver, path), path.partition("command=")[2]
    if door is None:
        return same(path)
    return Words(f"{door.words.ru}: {command}", f"{door.words.en}: {command}") if command else door.words
