"""A payer who presses anything, pushes in notes and walks away; a seed chooses, as far as the clock lets it."""

from random import Random
from typing import NamedTuple

from agent_terminal.ccnet.happenings import Decision
from common.status import Status
from tests.agent_terminal.centre import UNKNOWN_ACCOUNT
from tests.agent_terminal.kiosk.keys import BURST, in_russian
from tests.agent_terminal.kiosk.kiosk import Kiosk
from tests.agent_terminal.stand import VALUES

TARGETS = """
() => Array.from(document.querySelectorAll('[data-act]')).map((button) => {
  const box = button.getBoundingClientRect();
  const x = box.left + box.width / 2, y = box.top + box.height / 2;
  const on = box.width > 0 && button.contains(document.elementFromPoint(x, y));
  return on ? [button.dataset.act, x, y] : null;
}).filter(Boolean)
"""
READY = """
(edition) => {
  const page = document.querySelector('#page');
  return page.dataset.edition === edition && page.getAttribute('aria-busy') !== 'true' && page.dataset.link === 'ok';
}
"""
SUMS = "Array.from(document.querySelectorAll('[data-sum=inserted], [data-sum=held]')).map((one) => one.textContent)"
DISTRACTIONS = (
    "key:",
    "layer:",
    "shift",
    "space",
    "erase",
    "clear",
    "language",
    "contrast",
    "help",
    "part:",
    "scan",
    "page:",
)
"""Pressed rarely: they lead nowhere by themselves."""
HOME = ("K0", "K1", "K14")
PAID = ("K7", "K8", "K10", "K10x")
"""Their sums are those of payments and slips."""
DEPOSIT = 500_000_000
"""More than a walk can spend."""
FORWARD = ("next", "confirm", "pay")
HOMEWARD = ("back", "cancel", "menu", "done")
BY_A_PERSON = 200
"""Milliseconds between keys."""
LOOKS = 1000


class Before(NamedTuple):
    """What the world was before a step: the screen, the cash inside, what was paid or put on slips."""

    screen: str
    held: int
    kept: int


class Walk:
    """`trail` is how it came there."""

    def __init__(self, kiosk: Kiosk, seed: int) -> None:
        """Nothing has been pressed yet."""
        self.kiosk = kiosk
        self.server = kiosk.terminal
        self.server.centre.available = DEPOSIT
        self.server.operate("refresh")
        self.chance = Random(seed)
        self.trail: list[str] = []
        self.stacked = 0
        self.screens: set[str] = set()

    def step(self) -> None:
        """Do something, wait until the page shows what came of it, and hold it to the promises."""
        before = self._now()
        deed = self._deed(before)
        self.trail.append(f"{before.screen}: {deed}")
        self._settle()
        self._demand(before, deed)

    def _now(self) -> Before:
        screen = self.server.screen
        self.screens.add(screen.screen)
        return Before(screen.screen, screen.data.get("held", 0), self.server.demand_money_adds_up())

    def _deed(self, before: Before) -> str:
        draw = self.chance.random()
        if draw < 0.3 and self.server.slot.values:
            return self._insert()
        if 0.3 <= draw < 0.34 and before.screen not in ("K0", "K14"):
            return self._walk_away()
        if 0.34 <= draw < 0.36:
            self.kiosk.page.reload()
            return "reload"
        if before.screen in ("K7", "K10") and draw < 0.8:
            return self._answer()
        return self._press(before.screen)

    def _insert(self) -> str:
        value = self.chance.choice(sorted(self.server.slot.values & set(VALUES)))
        if self.server.insert(value) == [Decision.STACK]:
            self.stacked += value
        return f"note {value}"

    def _walk_away(self) -> str:
        deadline = self.server.screen.deadline
        if deadline is not None:
            self.server.hands.forward(max(0, int(deadline.timestamp()) + 1 - self.server.hands.now_ms() // 1000))
            self.server.turns()
        return "walk away"

    def _answer(self) -> str:
        status = self.chance.choice((Status.CAPTURED, Status.CAPTURED, Status.CANCELLED))
        self.server.centre.capture_all(status)
        self.server.service.sending.hurry()
        self.server.service.sending.turn()
        return status

    def _press(self, screen: str) -> str:
        targets: list[tuple[str, float, float]] = self.kiosk.page.evaluate(TARGETS)
        if not targets:
            return "nothing to press"
        if screen == "K3" and self.chance.random() < 0.3:
            return self._type()
        act, x, y = self.chance.choices(targets, [_weight(act) for act, _, _ in targets])[0]
        self.kiosk.page.touchscreen.tap(x, y)
        return act

    def _type(self) -> str:
        """What some field of this provider takes, or a number that nobody has."""
        field = self.chance.choice(self.server.screen.data["fields"])
        text: str = self.chance.choice((field["example"], field["example"], UNKNOWN_ACCOUNT))
        self.kiosk.page.keyboard.press("Delete")
        self.kiosk.page.evaluate(BURST, [in_russian(text.replace("_", "")), BY_A_PERSON])
        return f"types {text}"

    def _settle(self) -> None:
        """The centre is quick here; the page has drawn the newest edition."""
        for _ in range(LOOKS):
            if self.server.screen.screen == "K4":
                self.server.clock.sleep(0.01)
                continue
            if self.kiosk.page.evaluate(READY, self.server.screen.edition):
                return
            self.server.clock.sleep(0.005)
        raise AssertionError(f"the page is behind: {self.kiosk.complaints} {self.server.screen}")

    def _demand(self, before: Before, deed: str) -> None:
        now = self._now()
        assert now.held + now.kept >= before.held + before.kept or deed == "other_number", (before, now)
        if now.screen in ("K0", "K14"):
            assert now.held == 0
        if before.held and now.screen in HOME and before.screen not in HOME:
            assert now.kept > before.kept or now.held == before.held, "cash inside, and the page is at its start"
            assert now.held == 0 or deed in ("other_number", "back", "menu"), "nobody chose another number"
        assert self.stacked == now.held + now.kept, "a note in the stacker is neither inside, paid nor kept"
        self._demand_shown(now)

    def _demand_shown(self, now: Before) -> None:
        if now.screen in PAID:
            return
        for text in self.kiosk.page.evaluate(SUMS):
            digits = "".join(sign for sign in text if sign.isdigit())
            assert int(digits) == now.held, (text, now)


def _weight(act: str) -> float:
    if act.startswith(DISTRACTIONS):
        return 0.1
    return 9.0 if act in FORWARD else 1.0 if act in HOMEWARD else 3.0


def walked(kiosk: Kiosk, seed: int, steps: int) -> Walk:
    """The whole walk; a failure says its seed and its last steps."""
    walk = Walk(kiosk, seed)
    try:
        for _ in range(steps):
            walk.step()
    except Exception as problem:
        last = "\n  ".join(walk.trail[-12:])
        raise AssertionError(f"seed {seed}, step {len(walk.trail)}: {problem!r}\n  {last}") from problem
    return walk
