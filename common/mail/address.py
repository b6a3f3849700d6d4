"""What an e-mail address is: one rule for every place where somebody types one."""

import ipaddress
import re
import unicodedata
from collections.abc import Sequence

from common.protocol.mistake import Mistake
from common.words import Words

LONGEST, LONGEST_LOCAL, LONGEST_HOST, MOST = 254, 64, 253, 50
ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
LOCAL = re.compile(rf"{ATOM}(\.{ATOM})*")
LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
TYPED_HOST = re.compile(r"[\w.-]+")
MASK = "***"
EMPTY = Words("Впишите адрес e-mail.", "Type the e-mail address.")
WRONG = Words(
    "Адрес «{address}» не годится. Он пишется так: имя@сервер.ru, латинскими буквами до @, без пробелов и запятых.",
    "“{address}” is no e-mail address. It looks like this: name@server.com, without spaces and commas.",
)
LONG = Words(
    "Адрес e-mail длиннее 254 знаков, таких не бывает.", "An e-mail address has at most 254 characters, this has more."
)
NOBODY = Words("Впишите хотя бы один адрес e-mail.", "Type at least one e-mail address.")
CROWD = Words(f"Адресов не больше {MOST}.", f"At most {MOST} addresses.")
SHOWN = 60


def mistake_of(address: str) -> Words | None:
    """What is wrong with an address, in words; None when letters may go there."""
    if not address.strip():
        return EMPTY
    if len(address.strip()) > LONGEST:
        return LONG
    return WRONG.format(address=_shown(address)) if plain(address) is None else None


def mistakes_of(addresses: Sequence[str], field: str) -> list[Mistake]:
    """Everything that is wrong with a list of them: `recipients.0` is its first."""
    if len(addresses) > MOST:
        return [Mistake(field, CROWD)]
    found = [(f"{field}.{place}", mistake_of(address)) for place, address in enumerate(addresses)]
    return [Mistake(name, words) for name, words in found if words is not None]


def plain(address: str) -> str | None:
    """The address as it goes over the wire: ASCII, its domain in lower case and punycode; None when it is none."""
    local, at, domain = address.strip().rpartition("@")
    host = host_of(domain)
    if not at or host is None or "." not in host or len(local) > LONGEST_LOCAL or not LOCAL.fullmatch(local):
        return None
    whole = f"{local}@{host}"
    return whole if len(whole) <= LONGEST and not _is_number(host) else None


def each_once(addresses: Sequence[str]) -> list[str]:
    """Sound addresses as they go over the wire, nobody twice, in their order."""
    return list(dict.fromkeys(found for address in addresses if (found := plain(address)) is not None))


def host_of(typed: str) -> str | None:
    """A host's name in ASCII, or an IP address as it is; None when it is neither."""
    name = unicodedata.normalize("NFC", typed.strip().rstrip(".").lower())
    if _is_number(name):
        return name
    if not TYPED_HOST.fullmatch(name) or len(name) > LONGEST_HOST:
        return None
    try:
        host = name.encode("idna").decode("ascii")
        same = name in (host, host.encode("ascii").decode("idna"))
    except UnicodeError:
        return None
    labels = host.split(".")
    sound = len(host) <= LONGEST_HOST and all(LABEL.fullmatch(label) for label in labels) and not labels[-1].isdigit()
    return host if sound and same else None  # «straße» read as «strasse» would be somebody else's


def is_loopback(host: str) -> bool:
    """Whether a host is this computer itself."""
    return host == "localhost" or (_is_number(host) and ipaddress.ip_address(host).is_loopback)


def masked(address: str) -> str:
    """An address as a log may hold it: «i***@example.org»."""
    local, at, domain = address.rpartition("@")
    return f"{local[:1]}{MASK}{at}{domain}"


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _shown(address: str) -> str:
    """What a person typed, without what cannot be seen and not for ever."""
    seen = "".join(letter if letter.isprintable() else "·" for letter in address.strip())
    return seen if len(seen) <= SHOWN else f"{seen[:SHOWN]}…"
