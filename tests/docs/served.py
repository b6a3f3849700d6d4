"""Every role's table of doors, read without starting anything."""

from typing import Any

import agent_terminal.server
import consumer_app.server
import processing_app.server
import processing_app.server.callbacks
import processing_app.server.payments
import processing_app.server.shop
import processing_app.vault.doors
import provider_app.server
from agent_terminal.ccnet.simulator import door as simulator
from common.http_server import Doors
from common.operation import Operation
from common.protocol.endpoint import Endpoint
from common.reporting.doors import Counter
from processing_app.bank.simulated.pages import Pages


class _Anything:
    """Stands where a service is: tables of doors only name its functions."""

    def __getattr__(self, name: str) -> "_Anything":
        return self

    def __call__(self, *_: Any) -> None:
        """Never called."""


_SERVICE: Any = _Anything()
TABLES: dict[str, Doors] = {
    "provider": provider_app.server.doors(_SERVICE),
    "processing": processing_app.server.table(_SERVICE),
    "consumer": consumer_app.server.doors(_SERVICE),
    "terminal": agent_terminal.server.table(_SERVICE),
    "simulator": simulator.doors(_SERVICE),
    "shops": {
        **processing_app.server.shop.table(_SERVICE),
        **processing_app.vault.doors.table(_SERVICE),
        **processing_app.server.callbacks.table(_SERVICE),
        **Pages.doors(_SERVICE),
    },
    "payments": processing_app.server.payments.table(_SERVICE),
    "reports": Counter(_SERVICE, _SERVICE).doors("agent", "subscriber"),
}
"""«reports» are doors of both the centre and the provider, «shops» and «payments» of the centre: /v2 and /payments."""
OPERATIONS: dict[str, tuple[Operation, ...]] = {
    "provider": provider_app.server.OPERATIONS,
    "processing": processing_app.server.OPERATIONS,
    "terminal": agent_terminal.server.OPERATIONS,
    "consumer": consumer_app.server.OPERATIONS,
}


def between_roles(role: str) -> list[Endpoint[Any, Any]]:
    """A role's doors that are not its operator's."""
    own = {one.endpoint for one in OPERATIONS.get(role, ())}
    return [endpoint for endpoint in TABLES[role] if endpoint not in own]
