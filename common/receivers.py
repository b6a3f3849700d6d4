"""Addresses that strangers give for their notifications: out into the world, or to a place that was registered here.

A contract's address is its operator's word (common/addresses.py); a shop's is anybody's, so it may name little. Every
IP address that a name leads to is judged, and nobody is connected to but one that was.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from common import addresses
from common.words import Words

LONGEST = 500
OPEN_PORTS = frozenset({80, 443, 8080, 8443})
USUAL = {"http": 80, "https": 443}

PORT = Words(
    "На порт {port} уведомления не отправляют: только 80, 443, 8080, 8443 или зарегистрированный у точки продаж",
    "Notifications are not sent to port {port}: only to 80, 443, 8080, 8443 or one registered with the POS",
)
UNREGISTERED = Words(
    "{place} внутри нашей сети и не зарегистрирован у точки продаж",
    "{place} is inside our network and is not registered with the POS",
)


@dataclass(frozen=True, slots=True)
class Places:
    """`registered` are «host:port» that contracts name, the only ones inside; `own` are the addresses of our roles."""

    registered: frozenset[str] = frozenset()
    own: tuple[str, ...] = ()


def place(url: str) -> str:
    """«host:port» of an address; empty for what is none."""
    try:
        parts = urlsplit(url)
        port = parts.port or USUAL.get(parts.scheme, 0)
    except ValueError:
        return ""
    return f"{parts.hostname}:{port}" if parts.hostname and port else ""


def places(registered: Iterable[str], own: Iterable[str]) -> Places:
    """From whole addresses: those that contracts name, and those of our own roles."""
    return Places(frozenset(filter(None, map(place, registered))), tuple(own))


def wrong(url: str, known: Places) -> Words | None:
    """What is wrong with an address as it is written, None when nothing is. It may have a query, unlike a contract's.

    Where its name leads is not asked here: `refused` judges that when it is known.
    """
    if len(url) > LONGEST or not url.isprintable() or " " in url:
        return addresses.ADDRESS
    if "#" in url:
        return addresses.WITH_MORE
    problem = addresses.wrong(url.partition("?")[0], known.own)
    if problem is not None:
        return problem
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or USUAL[parts.scheme]
    if addresses.is_ip(host):
        return refused(host, port, host, known)
    if _registered(host, port, known):
        return None
    if addresses.is_here(host):
        return UNREGISTERED.format(place=f"{host}:{port}")
    return PORT.format(port=port) if port not in OPEN_PORTS else None


def refused(host: str, port: int, reached: str, known: Places) -> Words | None:
    """Why nothing is sent to the IP address that a host has led to, None when it may be."""
    if addresses.is_of_a_service(reached):
        return addresses.INSIDE.format(host=reached)
    inside = addresses.is_inside(reached)
    if inside and _is_ours(reached, port, known):
        return addresses.OWN
    if _registered(host, port, known):
        return None
    if inside:
        return UNREGISTERED.format(place=f"{host}:{port}")
    return PORT.format(port=port) if port not in OPEN_PORTS else None


def _registered(host: str, port: int, known: Places) -> bool:
    return f"{host}:{port}" in known.registered


def _is_ours(reached: str, port: int, known: Places) -> bool:
    """Whether one of our roles answers there; a port of this computer's line is taken whatever the address."""
    found = ip_address(reached.partition("%")[0])
    for url in known.own:
        host, _, number = place(url).rpartition(":")
        if number == str(port) and (addresses.is_here(host) if addresses.is_here(str(found)) else host == str(found)):
            return True
    return False
