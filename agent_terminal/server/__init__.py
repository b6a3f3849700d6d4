"""Who may ask the terminal: its operator's commands, and the kiosk page on this computer."""

from agent_terminal.server import agreement, bench, desk, hardware, printing, staff
from agent_terminal.service import Service
from agent_terminal.service import messages as m
from agent_terminal.service.kiosk import KIOSK
from common.http_server.doors import Doors, call, read, write
from common.operation import doors

OPERATIONS = (
    *agreement.OPERATIONS,
    *desk.OPERATIONS,
    *hardware.OPERATIONS,
    *printing.OPERATIONS,
    *staff.OPERATIONS,
    *bench.OPERATIONS,
)


def table(service: Service) -> Doors:
    """Every door of the terminal."""
    kiosk: Doors = {
        m.KIOSK_OPEN: write(service.exchange_token),
        m.KIOSK_STATE: read(service.screen, KIOSK),
        m.KIOSK_INTENT: call(service.intent, KIOSK),
    }
    return {**kiosk, **doors(OPERATIONS, service)}
