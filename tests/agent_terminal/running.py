"""A whole terminal in this process: server on a free port, workers, acceptor's line; the centre is a stand-in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from agent_terminal import server
from agent_terminal.app import Terminal
from agent_terminal.ccnet.timing import Timing
from agent_terminal.service import messages
from common import spawn
from common.clock import Clock, SystemClock
from common.http_client import Peer
from common.protocol.endpoint import Nothing
from common.role import Role, opened
from common.settings import Settings
from tests.agent_terminal.centre import StandIn

PATIENCE_SECONDS = 20.0
STEP = 0.02
QUICK = Timing(poll=0.01, free=0.001, answer=0.1, slow_answer=0.5, gap=0.02, absent=0.5, reset_again=0.5)


class Running:
    """What a test has in its hands: commands, the page's doors, the stand-in centre."""

    def __init__(self, folder: Path, clock: Clock | None = None) -> None:
        self.clock: Clock = clock or SystemClock()
        self.centre = StandIn(self.clock)
        chosen = Settings("terminal", "test", 0, folder, folder / "logs", None, "ru", until_stdin_closes=False)
        role = Role("terminal", lambda place: Terminal(place, lambda *_: self.centre, QUICK), server.OPERATIONS)
        self.instance = opened(role, chosen, serves=True, clock=self.clock)
        program = self.instance.program
        self.instance.serving.start()
        self._stop = spawn.Signal()
        self._peers: list[Peer] = []
        program.start(self._stop)
        login = self.instance.secrets.login_of("operator")
        assert login is not None
        self._operator = self.peer(*login)

    @property
    def url(self) -> str:
        return self.instance.place.url

    def tell_to_stop(self) -> None:
        """As a signal of the system does: the program is about to end."""
        self._stop.set()

    def close(self) -> None:
        for peer in self._peers:
            peer.close()
        self._stop.set()
        self.instance.__exit__()

    def peer(self, login: str, password: str) -> Peer:
        made = Peer(self.url, login, password, self.instance.log, self.clock, us="test", them="terminal")
        self._peers.append(made)
        return made

    def operate(self, name: str, ask: Any = None) -> Any:
        """Do as the operator does."""
        operation = next(one for one in server.OPERATIONS if one.name == name)
        return self._operator.call(operation.endpoint, Nothing() if ask is None else ask)

    def page(self) -> "Page":
        """The kiosk's page, let in by a token."""
        token = self.operate("open-kiosk").token
        key = self.peer("nobody", "nothing").call(messages.KIOSK_OPEN, messages.OpenKiosk(token=token))
        return Page(self, key)

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait until the world is so."""
        last = self.clock.monotonic() + PATIENCE_SECONDS
        while not condition():
            assert self.clock.monotonic() < last, self.operate("state")
            self.clock.sleep(STEP)


class Page:
    """What the page does: asks for the screen, sends intents."""

    def __init__(self, terminal: Running, key: messages.KioskKey) -> None:
        self._terminal = terminal
        self._key = key
        self.peer = self.another()

    def another(self) -> Peer:
        """One more connection of this page."""
        return self._terminal.peer(self._key.login, self._key.key)

    def screen(self) -> messages.Screen:
        return self.peer.call(messages.KIOSK_STATE, messages.AskScreen())

    def do(self, name: Any, **values: Any) -> messages.Screen:
        return self.peer.call(messages.KIOSK_INTENT, messages.Intent(intent=name, **values))

    def comes_to(self, screen: str) -> messages.Screen:
        """Wait for a screen."""
        self._terminal.until(lambda: self.screen().screen == screen)
        return self.screen()


@contextmanager
def running(folder: Path) -> Iterator[Running]:
    """Started, and stopped at the end."""
    made = Running(folder)
    try:
        yield made
    finally:
        made.close()
