"""The doors of /payments: holders of wallets and providers enter by their logins or tokens."""

from common.http_server import Doors
from processing_app.service.wallets.parts import Parts

WALLET, PROVIDER = "wallet", "provider"


def table(parts: Parts) -> Doors:
    """The table of doors for both."""
    return {}
