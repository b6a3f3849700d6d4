"""Addresses that contracts name: written in one way only, and never one that leads inside instead of to another role.

A computer may be another one or this one: in a lab every role runs here. What never is a role's place: addresses of
a network card's own neighbourhood (clouds tell their secrets there), of everybody, of nobody, ports of databases and
mail, and the asker's own port. A name is looked at once more when it has led somewhere, so that it cannot say one
thing at the contract's desk and another when it is called.
"""

import re
from collections.abc import Collection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from common.words import Words

LONGEST = 200
NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(\.(?!-)[a-z0-9_-]{1,63}(?<!-))*")
NUMBER = re.compile(r"(\d+|0x[0-9a-f]*)")
"""What a name ends in that some programs take for a number of an address: 127.1, 0x7f000001, 2130706433."""
BUSY = frozenset({
    21, 22, 23, 25, 53, 110, 111, 135, 139, 143, 389, 445, 465, 587, 636, 993, 995, 1433, 1521, 2049, 2375, 2376, 2379,
    3306, 3389, 5432, 5672, 5900, 6379, 6432, 9092, 9200, 11211, 15672, 26379, 27017,
})  # fmt: skip
"""Ports of mail, files, consoles, databases and queues: no role is there, and a program behind one may be harmed."""
CLOUDS = frozenset({"100.100.100.200", "fd00:ec2::254"})
"""Where clouds tell a computer its secrets, besides 169.254.169.254."""
THIS_NETWORK = ip_network("0.0.0.0/8")
TRANSLATED = ip_network("64:ff9b::/96")
"""The last 32 bits of such an address are one of the older kind (RFC 6052)."""
HERE = "localhost"

ADDRESS = Words(
    "Адрес начинается с http:// или https:// и называет компьютер, например http://127.0.0.1:8101.",
    "An address begins with http:// or https:// and names a computer, for example http://127.0.0.1:8101.",
)
WITH_MORE = Words(
    "В адресе не должно быть логина, «?» и «#»: логин и пароль пишутся в своих полях.",
    'An address holds no login, "?" or "#": login and password have their own fields.',
)
UNUSUAL = Words(
    "Компьютер «{host}» записан необычно. Напишите его имя латиницей или IP-адрес целиком, например 127.0.0.1.",
    'The computer "{host}" is written in an unusual way. Give its name in Latin letters or its whole IP address, '
    "for example 127.0.0.1.",
)
INSIDE = Words(
    "Адрес {host} служебный: другой программы сети там не бывает. Спросите правильный адрес у того, с кем договор.",
    "{host} is a service address: no other role can be there. Ask the other side of the contract for the right one.",
)
BUSY_PORT = Words(
    "Порт {port} занят почтой, базой данных или другой службой, договоры туда не ведут. Проверьте номер порта.",
    "Port {port} belongs to mail, a database or another service, no contract leads there. Check the port.",
)
OWN = Words(
    "Это адрес самой этой программы. Нужен адрес другой стороны договора.",
    "This is the program's own address. The address of the contract's other side is needed.",
)


def wrong(url: str, own: Collection[str] = ()) -> Words | None:
    """What is wrong with a contract's address, None when nothing is. `own` are the asker's own addresses."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ADDRESS
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0 or len(url) > LONGEST:
        return ADDRESS
    if not url.isprintable() or " " in url:
        return ADDRESS
    if "@" in parts.netloc or parts.query or parts.fragment or url.endswith(("?", "#")):
        return WITH_MORE
    if port in BUSY:
        return BUSY_PORT.format(port=port)
    if any(_same_place(parts, one) for one in own):
        return OWN
    return _wrong_host(parts.hostname)


def leads_inside(host: str, reached: str, here: str) -> bool:
    """Whether a connection has come where no role is: `reached` is the IP address at its other end.

    A name of somebody else's that leads to this computer does so on purpose; `here` is what this computer is called.
    """
    found = ip_address(reached.partition("%")[0])
    if _of_a_service(found):
        return True
    return _true(found).is_loopback and not (_is_ip(host) or _means_here(host) or host == here.lower())


def is_of_a_service(reached: str) -> bool:
    """Whether an IP address is one where no role and no shop is: of everybody, of nobody, of a cloud's secrets."""
    return _of_a_service(ip_address(reached.partition("%")[0]))


def is_inside(reached: str) -> bool:
    """Whether an IP address is of this computer or of a network of its own, not of the world's."""
    return not _true(ip_address(reached.partition("%")[0])).is_global


def is_here(host: str) -> bool:
    """Whether a host is this computer's own line, by a name or an address that says so by itself."""
    return _place(host) == HERE


def is_ip(host: str) -> bool:
    """Whether a host is an IP address in its only full form."""
    return _is_ip(host)


def _wrong_host(host: str) -> Words | None:
    shown = host[:80]
    if not _is_ip(host):
        sound = NAME.fullmatch(host) and not NUMBER.fullmatch(host.rpartition(".")[2])
        return None if sound and len(host) <= LONGEST else UNUSUAL.format(host=shown)
    found = ip_address(host)
    if _true(found) != found:
        return UNUSUAL.format(host=shown)
    return INSIDE.format(host=shown) if _of_a_service(found) else None


def _is_ip(host: str) -> bool:
    """Whether it is an address in its only full form."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return "%" not in host


def _true(found: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The address of the older kind that one of the newer kind carries, if it does."""
    if not isinstance(found, IPv6Address):
        return found
    if found in TRANSLATED:
        return IPv4Address(int(found) & 0xFFFF_FFFF)
    return found.ipv4_mapped or found.sixtofour or (found.teredo or (None, found))[1]


def _of_a_service(found: IPv4Address | IPv6Address) -> bool:
    found = _true(found)
    nobody = found.is_link_local or found.is_multicast or found.is_unspecified or found.is_reserved
    return (nobody and not found.is_loopback) or found in THIS_NETWORK or str(found) in CLOUDS


def _means_here(host: str) -> bool:
    return host == HERE or host.endswith(f".{HERE}")


def _same_place(parts: SplitResult, own: str) -> bool:
    ours = urlsplit(own)
    return _port(parts) == _port(ours) and (_place(parts.hostname) == _place(ours.hostname))


def _place(host: str | None) -> str:
    """All names of this computer's own line are one place."""
    host = host or ""
    local = _means_here(host) or (_is_ip(host) and _true(ip_address(host)).is_loopback)
    return HERE if local else host


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)
