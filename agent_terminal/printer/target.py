"""Where a receipt printer is, as a person writes it: 192.168.0.9:9100, COM3, LPT1, /dev/usb/lp0, a file, a folder."""

import re
import sys
from pathlib import Path
from typing import Protocol

from agent_terminal.printer.com_port import BAUD, ComPort
from agent_terminal.printer.files import File, Folder
from agent_terminal.printer.network import PORT, Network
from common.errors import Rejected

COM = re.compile(r"(COM\d{1,3}|/dev/(?:tty|cu)[\w.-]+|/dev/serial/\S+?)(?::(\d{3,6}))?", re.IGNORECASE)
NETWORK = re.compile(r"(?:tcp://|socket://)?(\[[0-9A-Fa-f:]+\]|[\w-]{2,}(?:[\w.-]*\w)?)(?::(\d{1,5}))?")
LPT = re.compile(r"LPT\d", re.IGNORECASE)
LARGEST_PORT = 65_535


class Outlet(Protocol):
    """Takes the bytes of papers."""

    answers: bool
    """Whether this way can be heard: what `has_paper` says of it is news."""

    def send(self, data: bytes, name: str) -> str:
        """All of a paper, named so where it becomes a file; where it went. Unavailable says why not.

        Only after `printer_silent` something may have come out.
        """

    def has_paper(self) -> bool | None:
        """Whether there is a roll; None where nobody can tell, Unavailable where nobody is."""


def outlet(text: str) -> Outlet:
    """The way to a printer; Rejected `wrong_value` for what is none on this system."""
    place = text.strip()
    if LPT.fullmatch(place) and sys.platform == "win32":
        return File(f"\\\\.\\{place.upper()}")
    com = COM.fullmatch(place)
    if com is not None and place.startswith("/") != (sys.platform == "win32"):
        return ComPort(com[1], int(com[2] or BAUD))
    if Path(place).is_absolute() or place.startswith("\\\\"):
        return Folder(Path(place)) if place.endswith(("/", "\\")) or Path(place).is_dir() else File(place)
    network = None if com or LPT.fullmatch(place) else NETWORK.fullmatch(place)
    if network is not None and (network[2] or place.startswith(("tcp:", "socket:"))):
        port = int(network[2] or PORT)
        if 0 < port <= LARGEST_PORT:
            return Network(network[1].strip("[]"), port)
    raise Rejected("wrong_value", f"target {place[:80]!r}: {EXAMPLES}")


EXAMPLES = (
    "192.168.0.9:9100, COM3, COM3:19200, LPT1, \\\\computer\\printer, C:\\receipts\\"
    if sys.platform == "win32"
    else "192.168.0.9:9100, /dev/usb/lp0, /dev/ttyUSB0:19200, /srv/receipts/"
)
