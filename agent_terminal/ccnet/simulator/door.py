"""The simulator's control door: HTTP on loopback, one login with a password made at every start."""

import hmac
from collections.abc import Callable
from typing import Any

import msgspec

from agent_terminal.ccnet.simulator.control import ACTS, Act, State, look
from agent_terminal.ccnet.simulator.device import Device
from agent_terminal.ccnet.simulator.running import Running
from common.clock import Clock
from common.credentials import Gatekeeper
from common.errors import ContractFault
from common.http_server import Application, Door, Doors, call
from common.logs import Log
from common.principal import Principal

LOGIN = "bench"
WHO = Principal("operator", LOGIN)


class OneLogin(Gatekeeper):
    """Lets in whoever knows the one password; there is no database behind it."""

    def __init__(self, password: str) -> None:
        self._password = password

    def remembered(self, header: bytes) -> Principal | None:
        """Nobody: comparing is cheap."""
        return None

    def admit(self, header: bytes, login: str, password: str) -> Principal:
        """The one who drives the simulator, or `wrong_password`."""
        if login != LOGIN or not hmac.compare_digest(password.encode(), self._password.encode()):
            raise ContractFault("wrong_password")
        return WHO


class Health(msgspec.Struct, frozen=True):
    """The answer of GET /health."""

    role: str
    line: str


def doors(running: Running) -> Doors:
    """The table of doors."""
    return {endpoint: _door(running, act) for endpoint, act in ACTS.items()}


def _door(running: Running, act: Act) -> Door:
    def answer(_who: Principal, ask: Any) -> State:
        def do(device: Device, now: float) -> State:
            return look(device, act(device, now, ask))

        return running.act(do)

    return call(answer, WHO.kind)


def application(running: Running, password: str, address: str, log: Log, clock: Clock) -> Application:
    """The control door's server, for a listener."""
    about: Callable[[], Health] = lambda: Health("simulator", address)  # noqa: E731
    return Application(doors(running), None, OneLogin(password), log, clock, role="simulator", about=about)
