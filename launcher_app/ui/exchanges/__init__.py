"""«Обмены»: what the roles said to each other, payment by payment, and each exchange in full."""

from launcher_app.ui.exchanges.pane import HopPane
from launcher_app.ui.exchanges.tab import ExchangesTab

__all__ = ["ExchangesTab", "HopPane"]
