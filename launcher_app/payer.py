"""A payer at a kiosk: touches the screen by the page's own doors and pushes banknotes into the acceptor."""

from collections.abc import Callable
from typing import Any, Protocol

import msgspec

from common.clock import Clock
from common.errors import Broken
from common.http_client import Peer
from common.http_client.trust import Trust
from common.logs import Log
from common.protocol.endpoint import Endpoint, Nothing
from common.words import Words
from launcher_app.instance import SECRET

SECONDS = 20.0
LATE_SECONDS = 40.0
"""A terminal that has no answer shows for half a minute that it is sending."""
PAUSE = 0.03
CHECKING, GIVEN_BACK = "K4", "returned"
AGAIN_SECONDS = 2.0
ENDS = ("K8", "K10", "K10x")
FREE, BUSY, STILL_THERE = ("K0", "K14"), (CHECKING, "K7"), "K13"


class Terminal(Protocol):
    """A running terminal: where it answers, and its operator's doors."""

    @property
    def url(self) -> str:
        """Where it answers."""

    def ask(self, operation: str, **fields: Any) -> Any:
        """Ask an operator's door."""


class Acceptor(Protocol):
    """A simulated acceptor, wherever its process is."""

    def do(self, act: str, **fields: Any) -> dict[str, Any]:
        """One act at the device; `done` says whether it had an effect."""


class Bench:
    """The acceptor that a terminal simulates itself: hands at its hardware bench."""

    def __init__(self, ask: Callable[..., Any]) -> None:
        """`ask` is the terminal's operator's door."""
        self._ask = ask

    def do(self, act: str, **fields: Any) -> dict[str, Any]:
        """One act at the device."""
        done: dict[str, Any] = self._ask("bench-do", act=act, fields=fields)
        return done


class Payer:
    """Stands before one terminal."""

    def __init__(
        self, terminal: Terminal, acceptor: Acceptor, log: Log, clock: Clock, trust: Trust | None = None
    ) -> None:
        """Open the kiosk page: a one-time token for its key; `trust` for a terminal that speaks https."""
        self._clock = clock
        self._terminal = terminal
        self._acceptor = acceptor
        token = terminal.ask("open-kiosk")
        stranger = Peer(terminal.url, "kiosk", "none", log, clock, us="payer", them="kiosk", trust=trust)
        key = _post(stranger, "/kiosk/open", {"token": token["token"]})
        stranger.close()
        self._page = Peer(terminal.url, key["login"], key["key"], log, clock, us="payer", them="kiosk", trust=trust)

    def look(self) -> dict[str, Any]:
        """What is on the screen."""
        return _post(self._page, "/kiosk/state", {})

    def want(self, intent: str, **more: Any) -> dict[str, Any]:
        """Touch something."""
        return _post(self._page, "/kiosk/intent", {"intent": intent, **more})

    def await_screen(self, *names: str) -> dict[str, Any]:
        """Wait until one of the screens is shown."""
        deadline = self._clock.monotonic() + SECONDS
        while (screen := self.look())["screen"] not in names:
            if self._clock.monotonic() > deadline:
                raise Broken("not_started", f"{' / '.join(names)}: {screen['screen']} {screen['data']}"[:400])
            self._clock.sleep(PAUSE)
        return screen

    def come(self) -> None:
        """Step up to the screen: what somebody left there is brought to its end, cash inside is paid."""
        deadline = self._clock.monotonic() + LATE_SECONDS
        while (screen := self.look())["screen"] not in FREE:
            name = screen["screen"]
            if self._clock.monotonic() > deadline:
                raise Broken("not_started", f"K0: {name}")
            if name in ENDS:
                self.want("done")
            elif name == STILL_THERE:
                self.want("touch")
            elif name not in BUSY:
                self.want("pay" if screen["data"]["held"] else "cancel")
            self._clock.sleep(PAUSE)

    def choose(self, provider_id: int, account: str) -> dict[str, Any]:
        """From the idle screen to the answer about the number."""
        self.await_screen("K0")
        screen = self.want("touch")
        if screen["screen"] == "K1":
            raise Broken("not_started", "K1")
        self.want("provider", provider_id=provider_id)
        screen = self.want("fields", account=account)
        return self.await_screen("K5", "K9", "K9n") if screen["screen"] == CHECKING else screen

    def scan(self, text: str) -> dict[str, Any]:
        """From the idle screen: hold a code before the terminal's scanner; the answer about whose it is."""
        self.await_screen("K0")
        self._terminal.ask("scan", text=text)
        return self.await_screen("K5", "K9", "K9n")

    def insert(self, *notes: int) -> dict[str, Any]:
        """Push notes in, one after another, each when the acceptor lets one in; the screen with the sum."""
        for note in notes:
            before = self.await_screen("K6")["data"]["inserted"]
            deadline = self._clock.monotonic() + SECONDS
            while not self._acceptor.do("insert", value=note)["done"]:
                if self._clock.monotonic() > deadline:
                    raise Broken("not_started", f"{note}: acceptor")
                self._clock.sleep(PAUSE)
            self._see_in(note, before + note, deadline)
        return self.look()

    def _see_in(self, note: int, whole: int, deadline: float) -> None:
        """Wait until the screen has counted the note; one that was given back is pushed in again."""
        pushed = self._clock.monotonic()
        while (screen := self.look())["data"].get("inserted") != whole:
            now = self._clock.monotonic()
            if now > deadline:
                raise Broken("not_started", f"{note}: {screen}"[:400])
            if screen["data"].get("notice") == GIVEN_BACK and now > pushed + AGAIN_SECONDS:
                self._acceptor.do("insert", value=note)
                pushed = now
            self._clock.sleep(PAUSE)

    def pay(self, provider_id: int, account: str, *notes: int) -> str:
        """The whole way; the payment's code."""
        self.choose(provider_id, account)
        self.want("confirm")
        self.insert(*notes)
        return self.press_pay()

    def press_pay(self) -> str:
        """Pay what is inside; the payment's code."""
        screen = self.want("pay")
        code: str = screen["data"]["payments"][-1]["code"]
        return code

    def leave(self) -> None:
        """Take the receipt and go."""
        if self.look()["screen"] in ENDS:
            self.want("done")

    def close(self) -> None:
        """Go away from the kiosk."""
        self._page.close()


def _post(peer: Peer, path: str, body: dict[str, Any]) -> dict[str, Any]:
    door: Endpoint[Any, Any] = Endpoint("POST", path, Nothing, dict[str, Any], Words(path, path), unsafe_to_show=SECRET)
    answer: dict[str, Any] = peer.post(door, path, msgspec.json.encode(body), "application/json", operation="")
    return answer
