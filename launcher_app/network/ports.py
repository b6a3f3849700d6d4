"""The public ports of a network: which are whose, whether they can be taken, and who has those that cannot."""

from collections.abc import Iterable
from pathlib import Path

import msgspec
import psutil

from common import settings
from common.settings import LOOPBACK, NEXT_PORT, Identity
from launcher_app.checks import machine
from launcher_app.network.seat import Seat

FIRST, LAST = 1030, 65_535
"""The ports that anybody may take."""


def usual(seat: Seat) -> int:
    """Where a seat is found unless somebody decided otherwise: 8101, the second provider 8111."""
    return settings.PORTS[seat.role] + NEXT_PORT * (seat.number - 1)


def kept(seat: Seat, data: Path) -> int:
    """The port that others know the seat by, from its earlier starts; 0 when it has none yet."""
    if seat.port:
        return seat.port
    try:
        written = (data / seat.role / seat.profile / "identity.json").read_bytes()
        return msgspec.json.decode(written, type=Identity).port
    except (OSError, msgspec.MsgspecError):
        return 0


def url(port: int) -> str:
    """The address of a port on this computer."""
    return f"http://{LOOPBACK}:{port}"


def busy(ports: Iterable[int]) -> dict[int, str]:
    """Those that cannot be taken now, with who has them."""
    return {port: holder(port) for port in ports if not machine.is_free(port)}


def holder(port: int, but: int = 0) -> str:
    """«PID 4411, python»: the program that listens there; empty where the system does not tell, or it is this one."""
    try:
        pid = next(
            one.pid
            for one in psutil.net_connections("tcp")
            if one.laddr
            and one.laddr.port == port
            and one.status == psutil.CONN_LISTEN
            and one.pid not in (None, 0, but)
        )
        return f"PID {pid}, {psutil.Process(pid).name()}"
    except (StopIteration, psutil.Error, OSError):
        return ""


def another_port(port: int) -> int:
    """The next free one of the same role's places: 8112 after 8102."""
    while not machine.is_free(port := _further(port)):
        pass
    return port


def _further(port: int) -> int:
    """After the last one there is, from the first that anybody may take."""
    return port + NEXT_PORT if port + NEXT_PORT <= LAST else FIRST + port % NEXT_PORT
