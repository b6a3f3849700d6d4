"""Who may ask the terminal: its operator's commands, and the kiosk page on this computer."""

from agent_terminal.server import agreement, bench, desk, hardware, page, printing, staff
from agent_terminal.service import Service
from agent_terminal.service.page_files import found
from common.http_server.doors import Doors
from common.operation import doors
from common.reporting import operations as reporting

OPERATIONS = (
    *agreement.OPERATIONS,
    *desk.OPERATIONS,
    *hardware.OPERATIONS,
    *printing.OPERATIONS,
    *staff.OPERATIONS,
    *bench.OPERATIONS,
    *reporting.REPORTS,
    *reporting.SCHEDULES,
    *reporting.LETTERS,
)


def table(service: Service) -> Doors:
    """Every door of the terminal but the files of its page."""
    return {**page.doors(service), **doors(OPERATIONS, service)}


def page_files() -> Doors:
    """The files of the kiosk page, as they are now."""
    return page.files(found())
