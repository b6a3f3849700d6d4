"""A kiosk as a payer meets it: the real terminal in its window, an acceptor, a provider and a centre behind it."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Self, TypeVar

import msgspec
import psutil

from agent_terminal.ui.browser import DEBUGGING_PORT
from common.clock import SystemClock
from common.logs import Log
from launcher_app.agreements import PHONE
from launcher_app.instance import MODULES, Instance
from launcher_app.simulator import Simulator
from tests.journeys.album import SHOTS
from tests.journeys.cdp import Cdp, Gone, free_port
from tests.journeys.person import Person, Seen
from tests.journeys.screen import Screen

Found = TypeVar("Found")
SECONDS = 20.0
SOON_SECONDS = 4.0
PAUSE_SECONDS = 0.02
DEPOSIT = 10_000_000
PERCENT_3 = 300
WEDGE_MS, TYPING_MS = "8", "120"
"""Between the keys of a scanner, and of a person."""
MOST_STEPS = 12
LEFT = ("K0", "K1", "K2", "K2s", "K3", "K5", "K6", "K8", "K9", "K10", "K10x", "K11", "K12", "K14", "K15")
PLACE = """(() => {
  const found = document.querySelector(%s);
  if (!found) return null;
  const box = found.getBoundingClientRect();
  return box.width ? [box.left + box.width / 2, box.top + box.height / 2] : null;
})()"""
STATE = """(() => {
  const page = document.querySelector("#page");
  return page ? Object.assign({ busy: page.getAttribute("aria-busy") || "" }, page.dataset) : {};
})()"""
FOCUS = "Array.from(document.querySelectorAll('*')).indexOf(document.activeElement)"


class Kiosk:
    """Everything is started and signed; `words` are more of the terminal's options: `--kiosk`, `--cef …`."""

    def __init__(self, folder: Path, screen: Screen, *words: str) -> None:
        """Nothing is started yet."""
        self.clock = SystemClock()
        self.log = Log(folder / "logs", "kiosk-test", self.clock, console=False)
        self.screen = screen
        self._words = words
        self.debugging_port = free_port()
        self._folder = folder
        self.provider, self.centre, self.terminal = (
            Instance(role, "default", folder, self.log, self.clock, port=0)
            for role in ("provider", "processing", "terminal")
        )
        self.acceptor = Simulator(folder / "simulator", self.log, self.clock)
        self.person = Person(screen, self.terminal)
        self.number = ""
        self.page: Cdp | None = None

    def __enter__(self) -> Self:
        try:
            self._start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End every program."""
        self._look_away()
        for role in (self.terminal, self.centre, self.provider):
            role.stop()
        self.acceptor.stop()
        self.log.close()

    def start_terminal(self) -> None:
        """Open its window; `meets` looks at the page."""
        environment = self.screen.environment | {DEBUGGING_PORT: str(self.debugging_port)}
        self.terminal.start(by=(MODULES["terminal"], *self._words), windows=True, environment=environment)
        self.terminal.wait()

    def meets(self) -> None:
        """Look at the page that is shown now: after a crash it is another one."""
        self._look_away()
        self.page = self.until(self._met, "a page that lives")

    def state(self) -> dict[str, str]:
        """What the page says it shows: screen, view, link; `busy` while it takes no other wish."""
        found: dict[str, str] = self.value(STATE)
        return found

    def value(self, expression: str) -> Any:
        """What an expression is worth in the page."""
        assert self.page is not None
        return self.page.value(expression)

    def text(self, selector: str) -> str:
        """The words of one element, spaces made plain; empty when there is none."""
        found = self.value(f"(document.querySelector({_quoted(selector)}) || {{}}).textContent || ''")
        return str(found).replace("\u00a0", " ").strip()

    def shows(self, *views: str) -> str:
        """Wait until the page draws one of them, and hears what is wished there."""

        def found() -> str | None:
            state = self.state()
            return state["view"] if state.get("view") in views and not state["busy"] else None

        return self.until(found, f"{views}")

    def place(self, selector: str) -> tuple[int, int]:
        """Where an element is, in pixels of the screen."""
        x, y = self.until(lambda: self.value(PLACE % _quoted(selector)), selector)
        ratio = self.value("devicePixelRatio")
        around = self.browser_place()
        return around.x + round(x * ratio), around.y + round(y * ratio)

    def browser_place(self) -> Seen:
        """The widget that holds the page."""
        kinds = ("CapiBrowser", "CefpythonBrowser")
        return next(one for one in self.person.sees() if one.kind in kinds)

    def touch(self, act: str) -> None:
        """A finger on a button that may be used."""
        selector = f'[data-act="{act}"]'
        self.until(lambda: self.value(f"!!document.querySelector({_quoted(selector)})"), act)
        self.until(lambda: (state := self.state()).get("link") == "ok" and not state["busy"], "link")
        self.screen.click(*self.place(selector))

    def walk_to(self, act: str) -> None:
        """By Tab, until the focus is seen on a button."""
        for _ in range(MOST_STEPS):
            if self.value("(document.activeElement.dataset || {}).act") == act:
                return
            before = self.value(FOCUS)
            self.screen.press("Tab")
            self.until(lambda before=before: self.value(FOCUS) != before, "the focus moves")  # type: ignore[misc]
        raise AssertionError(f"{act}; {self.shot('failed')}")

    def type(self, text: str) -> None:
        """With the keys, as fast as a person does."""
        self.screen.hand("type", "--clearmodifiers", "--delay", TYPING_MS, "--", text)

    def scan(self, text: str) -> None:
        """A scanner that is a keyboard: the keys at once, then Enter."""
        self.screen.hand("type", "--clearmodifiers", "--delay", WEDGE_MS, "--", text)
        self.screen.press("Return")

    def seen_soon(self, view: str) -> bool:
        """Whether the page comes to this view within some seconds."""
        deadline = self.clock.monotonic() + SOON_SECONDS
        while self.state().get("view") != view:
            if self.clock.monotonic() > deadline:
                return False
            self.clock.sleep(PAUSE_SECONDS)
        return True

    def insert(self, *notes: int) -> None:
        """Push banknotes in, each when the acceptor takes one and the sum of the last one is seen."""
        for note in notes:
            before = self.sum("inserted")
            self.until(lambda note=note: self.acceptor.do("insert", value=note)["done"], f"{note}")  # type: ignore[misc]
            self.until(lambda before=before: self.sum("inserted") != before, "the sum")  # type: ignore[misc]

    def sum(self, name: str) -> str:
        """A sum on the screen: inserted, fee, amount."""
        return self.text(f"[data-sum={name}]")

    def leave(self) -> None:
        """Back to the first screen, whatever an earlier payer has left: cash that is inside is paid."""
        if not self.terminal.running():
            self.start_terminal()
            self.meets()
        for _ in range(MOST_STEPS):
            view = self.shows(*LEFT)
            if view in ("K0", "K14"):
                return
            paid = view == "K8" or (view == "K6" and not self.sum("inserted").startswith("0,00"))
            self.screen.press("Return" if paid else "Escape")
            self.until(lambda view=view: self.state().get("view") != view, f"away from {view}")  # type: ignore[misc]
        raise AssertionError(self.state())

    def shot(self, name: str) -> Path:
        """A picture of the whole screen, kept."""
        SHOTS.mkdir(exist_ok=True)
        file = SHOTS / f"kiosk-{name}.png"
        self.screen.still().save(str(file))
        return file

    def processes(self) -> list[psutil.Process]:
        """The terminal and all that its browser has started."""
        own = psutil.Process(self.terminal.process_id)
        return [own, *own.children(recursive=True)]

    def process_of(self, kind: str) -> list[psutil.Process]:
        """The browser's processes of a kind: `--type=renderer`, `network.mojom`."""
        return [one for one in self.processes() if any(kind in word for word in words_of(one))]

    def until(self, ready: Callable[[], Found | None], what: str, seconds: float = SECONDS) -> Found:
        """Look until it is so, also while the page is loaded anew; a picture tells what was seen instead."""
        deadline = self.clock.monotonic() + seconds
        while not (found := _there(ready)):
            if self.clock.monotonic() > deadline:
                raise AssertionError(f"{what}; {self._seen()}; {self.shot('failed')}")
            self.clock.sleep(PAUSE_SECONDS)
        return found

    def _start(self) -> None:
        for role in (self.provider, self.centre):
            role.start()
        self.start_terminal()
        self.acceptor.start()
        for role in (self.provider, self.centre):
            role.wait()
        self.meets()
        self._sign()
        self.shows("K0")

    def _sign(self) -> None:
        self.provider.ask("describe-provider", name_ru="МегаФон", name_en="MegaFon", group_ru="Мобильная связь")
        self.provider.ask("standard-tariffs")
        person = {"full_name": "Иванов Иван Иванович", "passport": "4506 123456", "email": "ivanov@example.org"}
        self.number = self.provider.ask("sign-subscriber", tariff="mobile", **person)["number"]
        card = self.provider.ask("sign-processing", name="ПЦ", dialect="json", fields=[PHONE])
        retry = {"strategy": "fixed", "pause_ms": 60_000, "attempts": 5}
        self.centre.ask("sign-provider", card=card, retry=retry, timeout_ms=3000)
        agent = self.centre.ask("sign-agent", name="Киоск у дома")
        self.centre.ask("top-up", agent_id=1, amount=DEPOSIT)
        self.terminal.ask("set-agent", name="ООО «Киоск»", inn="5900000001", phone="8-800-000-00-00")
        self.terminal.ask("set-commission", basis_points=PERCENT_3)
        self.terminal.ask("connect", card=agent, terminal="T-1")
        self.terminal.ask("set-acceptor", line=self.acceptor.line)

    def _seen(self) -> dict[str, str]:
        try:
            return self.state() if self.page is not None else {}
        except Gone as gone:
            return {"page": str(gone)}

    def _met(self) -> Cdp | None:
        try:
            return Cdp(self.debugging_port, self.clock)
        except (AssertionError, Gone):
            return None

    def _look_away(self) -> None:
        if self.page is not None:
            self.page.close()
            self.page = None


def words_of(process: psutil.Process) -> list[str]:
    """Its command; none when it has just ended."""
    with suppress(psutil.NoSuchProcess):
        return process.cmdline()
    return []


def end(processes: list[psutil.Process]) -> None:
    """At once; the death of one may be another's before its turn."""
    for one in processes:
        with suppress(psutil.NoSuchProcess):
            one.kill()


def _there(ready: Callable[[], Found | None]) -> Found | None:
    with suppress(Gone):
        return ready()
    return None


def _quoted(text: str) -> str:
    return msgspec.json.encode(text).decode()
