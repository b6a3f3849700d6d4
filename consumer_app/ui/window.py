"""The consumer's window: its tabs in their order, and the way from a use to its exchange."""

from common.qt.desk import Desk
from common.qt.server_screen import ServerScreen
from common.qt.window import SERVER_TAB, AppWindow
from common.words import Words
from consumer_app.ui.contracts import Contracts
from consumer_app.ui.news import News
from consumer_app.ui.wallet.screen import Wallet

MINE = Words("Мои договоры", "My contracts")
DEFAULT = "default"


def window(desk: Desk) -> AppWindow:
    """Everything a consumer's window shows."""
    with desk.theme.making():
        contracts, server = Contracts(desk), ServerScreen(desk)
        made = AppWindow(desk, _name(desk.inside.profile), (contracts, Wallet(desk), News(desk), server))

    def show_exchange(trace: str) -> None:
        """The server's tab, with only this use's exchanges in its list."""
        made.show_tab(SERVER_TAB)
        server.lists.setCurrentWidget(server.exchanges)
        made.commands.box.setText(trace)

    contracts.details.exchange_wanted.connect(show_exchange)
    return made


def _name(profile: str) -> Words:
    return MINE if profile == DEFAULT else Words(profile, profile)
