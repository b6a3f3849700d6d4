"""The simulator's control door: HTTP on loopback, one login with a password made at every start."""

from collections.abc import Callable
from typing import Any

import msgspec

from agent_terminal.ccnet.simulator.control import ACTS, Act, State, look
from agent_terminal.ccnet.simulator.device import Device
from agent_terminal.ccnet.simulator.running import Running
from common.clock import Clock
from common.http_server import Application, Door, Doors, call
from common.logs import Log
from common.one_login import OneLogin
from common.principal import Principal

LOGIN = "bench"
WHO = Principal("operator", LOGIN)


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
    return Application(doors(running), None, OneLogin(LOGIN, password, WHO), log, clock, role="simulator", about=about)
