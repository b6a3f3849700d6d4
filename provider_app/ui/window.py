"""The provider's window: its tabs in the order of a working day."""

from common.protocol.endpoint import Nothing
from common.qt.desk import Desk
from common.qt.reports import Reports
from common.qt.server_screen import ServerScreen
from common.qt.window import AppWindow
from common.words import Words
from provider_app.service.messages import ProviderShown
from provider_app.ui.accepting import Accepting
from provider_app.ui.centres import Centres
from provider_app.ui.checks import Checks
from provider_app.ui.operations import Operations
from provider_app.ui.overview import Overview
from provider_app.ui.subscribers import Subscribers
from provider_app.ui.tariffs import Tariffs
from provider_app.ui.uses import Uses

NAME = Words("Поставщик", "Provider")
SERVER = Words("Сервер", "Server")


def window(desk: Desk) -> AppWindow:
    """All tabs over one desk; the title follows the name that the provider gives itself."""
    with desk.theme.making():
        screens = (
            Overview(desk), Subscribers(desk), Centres(desk), Accepting(desk), Uses(desk), Operations(desk),
            Checks(desk), Tariffs(desk), Reports(desk, registers=True), ServerScreen(desk, title=SERVER),
        )  # fmt: skip
        made = AppWindow(desk, NAME, screens)

    def name(us: ProviderShown) -> None:
        made.name_it(us.name)

    def ask() -> None:
        desk.ask(made, "show-provider", Nothing(), then=name, failed=lambda _: None, key="name")

    desk.changed.connect(ask)
    ask()
    return made
