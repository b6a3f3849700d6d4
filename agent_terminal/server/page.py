"""The doors of the kiosk page: its files for anybody on this computer, its questions for whoever has its key."""

from collections.abc import Mapping

from agent_terminal.service import Service
from agent_terminal.service import messages as m
from agent_terminal.service.kiosk import KIOSK
from agent_terminal.service.page_files import PageFile
from common.http_server.doors import Doors, call, file, read, write
from common.protocol.endpoint import Endpoint, Nothing
from common.words import Words

FILE = Words("Файл страницы киоска", "A file of the kiosk page")


def doors(service: Service) -> Doors:
    """What the page asks."""
    return {
        m.KIOSK_OPEN: write(service.exchange_token),
        m.KIOSK_STATE: call(service.screen, KIOSK),
        m.KIOSK_INTENT: call(service.intent, KIOSK),
        m.KIOSK_HELP: read(service.help_page.help, KIOSK),
        m.STAFF_ENTER: call(service.staff.enter, KIOSK),
        m.STAFF_DO: call(service.staff.do, KIOSK),
    }


def files(found: Mapping[str, PageFile]) -> Doors:
    """The page itself: no login, for nothing in it is a secret or a sum."""
    return {
        Endpoint("GET", address, Nothing, Nothing, FILE, kind="page"): file(one.body, one.content_type)
        for address, one in found.items()
    }
