"""The doors that faults stand at: how a request's door is named, and the words for it."""

from urllib.parse import parse_qsl

from common.protocol import provider
from common.protocol.dialects.osmp import PATH as OSMP
from common.protocol.shop.signature import HEADER as SIGNATURE
from common.words import Words, same
from launcher_app.feed.doors import DOORS, NOT_BETWEEN_ROLES, Part, door_path, known
from launcher_app.feed.hop import Arrow
from launcher_app.proxy import Request
from launcher_app.proxy.logins import name

SOMEBODY = "somebody"
"""Who knocks at doors that are not between roles: an operator, a payer's page, a program that looks after them."""
CALLERS = {"provider": "processing", "processing": "terminal", "consumer": "provider"}
"""Who asks a receiver at doors of a dialect that only the two of them know."""
OSMP_PAY = f"{OSMP}?command=pay"
OF_LOGIN = {"wallet": "consumer", "acceptance": "provider"}
"""Who has a login that the centre issued, by how it begins."""
SAME_ACT = {provider.CREDIT.path: (provider.CREDIT.path, OSMP_PAY)}
"""A credit is a credit in every dialect: a fault at its door meets OSMP's `pay`, too."""
ANY = Words("любая точка входа", "any door")


def sender_at(receiver: str, request: Request) -> str:
    """Who knocks at a door; where several may, the login and the centre's signature tell which of them does."""
    path, door = request.path, known(receiver, request.path)
    if door is not None and not door.others:
        return door.sender
    if door is not None:
        login = name(request.header("authorization"))
        told = "processing" if request.header(SIGNATURE) else OF_LOGIN.get(login.partition("-")[0], "")
        return told if told in door.senders else door.sender
    return SOMEBODY if path.startswith(NOT_BETWEEN_ROLES) else CALLERS.get(receiver, SOMEBODY)


def door_of(request: Request) -> str:
    """The request's door: its path without what is asked in it; OSMP's one door is two, by their command."""
    path, query = door_path(request.path), request.path.partition("?")[2]
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
    found = [
        (door, what)
        for (receiver, door), what in DOORS.items()
        if arrow.receiver == receiver and arrow.sender in what.senders
    ]
    return [door for door, _ in sorted(found, key=lambda one: one[1].part is Part.POLL)]


def door_words(receiver: str, path: str) -> Words:
    """What a list calls a door; its path, where nobody has words for it."""
    if not path:
        return ANY
    door, command = known(receiver, path), path.partition("command=")[2]
    if door is None:
        return same(path)
    return Words(f"{door.words.ru}: {command}", f"{door.words.en}: {command}") if command else door.words
