"""The centre's window: its tabs in the order of a working day."""

from common.qt.desk import Desk
from common.qt.reports import Reports
from common.qt.server_screen import ServerScreen
from common.qt.window import AppWindow
from common.words import Words
from processing_app.ui.agents import Agents
from processing_app.ui.intents.screen import Intents
from processing_app.ui.ledger import Ledger
from processing_app.ui.overview import Overview
from processing_app.ui.payments import Payments
from processing_app.ui.providers import Providers
from processing_app.ui.reconciliation import Reconciliation
from processing_app.ui.review import ReviewQueue
from processing_app.ui.shops.screen import Shops
from processing_app.ui.wallets.screen import Wallets

SERVER = Words("Сервер", "Server")
NAME = Words("ПЦ «Учебный»", "PC “Training”")


def window(desk: Desk) -> AppWindow:
    """All tabs over one desk."""
    with desk.theme.making():
        screens = (
            Overview(desk), Payments(desk), Intents(desk), Providers(desk), Agents(desk), Shops(desk), Wallets(desk),
            ReviewQueue(desk), Reconciliation(desk), Ledger(desk),
            Reports(desk, registers=True, payment_tab="payments"), ServerScreen(desk, title=SERVER),
        )  # fmt: skip
        return AppWindow(desk, NAME, screens)
