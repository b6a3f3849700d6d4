"""Links of the Faster Payments System (SBP): read and checked; made with another host, so that no telephone pays them.

    https://qr.nspk.ru/<32 letters and digits>?type=02&bank=100000000007&sum=100&cur=RUB&crc=AB75

`crc` is CRC-16/CCITT-FALSE over all before `&crc=`: not in any public document, but 18 of 19 published links agree.
"""

import re
from typing import NamedTuple

from common.errors import Rejected
from common.money import LARGEST
from common.pay_codes.crc import checksum

HOSTS = ("qr.nspk.ru", "sub.nspk.ru")
OUR_HOST = "qr.oplata.test"
"""Where links of the simulator point: .test is kept free for ever (RFC 6761), so a real telephone opens nothing."""
STATIC, DYNAMIC, BINDING = "01", "02", "03"
LETTERS = 32
CRC = "&crc="
LINK = re.compile(r"(https?)://([A-Za-z0-9.-]+)/([^?/#]*)\?(.*)", re.DOTALL)
IDENTIFIER = re.compile(r"[A-Z0-9]{32}")
BANK = re.compile(r"1[0-9]{11}")
SUM = re.compile(r"[1-9][0-9]{0,12}")


class Link(NamedTuple):
    """A link in its parts; `values` in their order, as written."""

    scheme: str
    host: str
    identifier: str
    values: tuple[tuple[str, str], ...]
    before_crc: str

    def value(self, name: str) -> str:
        """A parameter, empty when it is not there."""
        return next((value for key, value in self.values if key == name), "")

    @property
    def right_crc(self) -> str:
        """What the checksum should be."""
        return checksum(self.before_crc.encode("utf-8", "replace"))


def looks_so(text: str) -> bool:
    """Is it a link of SBP, or one written like it?"""
    link = LINK.fullmatch(text)
    return link is not None and (link[2].lower().endswith("nspk.ru") or ("type=" in link[4] and "bank=" in link[4]))


def parse(text: str) -> Link:
    """The parts of what looks like a link; nothing of them is checked. Rejected `qr_unreadable` for other texts."""
    link = LINK.fullmatch(text)
    if not link:
        raise Rejected("qr_unreadable", "SBP")
    values = tuple(part.partition("=")[::2] for part in link[4].split("&"))
    return Link(link[1], link[2], link[3], values, text.partition(CRC)[0])


def read(text: str) -> Link:
    """A whole link with a right checksum; Rejected `qr_unreadable` otherwise. Whose host it is, is not looked at."""
    link = parse(text)
    whole = IDENTIFIER.fullmatch(link.identifier) and BANK.fullmatch(link.value("bank")) and link.scheme == "https"
    if not whole or link.values[-1] != ("crc", link.right_crc) or link.value("type") not in (STATIC, DYNAMIC, BINDING):
        raise Rejected("qr_unreadable", f"SBP: CRC {link.value('crc')[:10]}")
    return link


def write(identifier: str, kind: str, bank: str, amount: int = 0, host: str = OUR_HOST) -> str:
    """A link; `amount` in kopecks, 0: the payer chooses. Rejected `wrong_value`: wrong parts, or NSPK's own host."""
    fits = IDENTIFIER.fullmatch(identifier) and kind in (STATIC, DYNAMIC, BINDING) and BANK.fullmatch(bank)
    if not fits or not 0 <= amount <= LARGEST or (kind == DYNAMIC and not amount) or (kind == BINDING and amount):
        raise Rejected("wrong_value", f"{identifier} {kind} {bank} {amount}"[:80])
    if not allowed_host(host):
        raise Rejected("wrong_value", host[:80])
    before = f"https://{host}/{identifier}?type={kind}&bank={bank}" + (f"&sum={amount}&cur=RUB" if amount else "")
    return before + CRC + checksum(before.encode())


def allowed_host(host: str) -> bool:
    """Whether a link may be made with it: any name but NSPK's own."""
    return re.fullmatch(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", host) is not None and not host.endswith("nspk.ru")
