"""Who acts in a world: payers at the terminal, a consumer with a telephone, operators; each by what he sees."""

from collections.abc import Callable
from typing import Any

from agent_terminal.ccnet.codes import Status
from agent_terminal.service import messages as kiosk
from common.errors import OplataError
from common.principal import Principal
from consumer_app import messages as telephone
from processing_app.service import asks
from provider_app.service import messages as provider_messages
from tests.faults.simulation.nodes import OPERATOR, unit
from tests.faults.simulation.world import World

PAGE = Principal("kiosk", "kiosk")
LOOK_SECONDS = 1.0
LOOKS_ANYWAY = 20
WALKS_AWAY = 180.0
PICK_UP_SECONDS = 2.5
LONGEST_PAUSE = 20.0
BETWEEN_CHECKS = 9.0
NO_DEVICE_SECONDS = 45.0
REVERSE_SECONDS = 240.0
AT_ONCE = {"K0": "touch", "K5": "confirm", "K8": "done", "K9": "done", "K10": "done", "K10x": "done"}
"""What a payer presses on a screen where there is nothing to think about."""


class Payer:
    """One person with his notes before the terminal: looks at the screen and does what it asks for, until it is over.

    `before_paying` happens when the cash is inside and nobody has pressed «pay» yet.
    """

    def __init__(
        self, world: World, account: str, notes: list[int], *, leaves: bool = False, provider: int = 1,
        before_paying: Callable[[], None] | None = None,
    ) -> None:  # fmt: skip
        self._world = world
        self._account = account
        self._notes = notes
        self._leaves = leaves
        self._provider = provider
        self._before_paying = before_paying
        self._begun = False
        self._pushed_at = self._cash_at = 0.0
        self._inside_before = self._inside()
        self._seen: tuple[Any, ...] = ()
        self._screen: Any = None

    def live(self) -> None:
        """Until he has what he came for, or has had enough."""
        scheduler = self._world.scheduler
        end = scheduler.now + WALKS_AWAY
        while scheduler.now < end:
            try:
                screen = self._look()
                if screen is not None and self._over(screen):
                    return
            except OplataError:
                self._screen = None
            scheduler.sleep(LOOK_SECONDS * (0.5 + scheduler.chance.random()))

    def _look(self) -> Any:
        """The screen; asked for again only when something has changed there."""
        terminal = self._world.terminal
        if terminal.application is None:
            self._screen = None
            return None
        if self._screen is None or self._edition(terminal.program) != self._seen:
            self._seen = self._edition(terminal.program)
            self._screen = terminal.ask(lambda p: p.service.screen(PAGE, kiosk.AskScreen()))
            if self._screen is not None and self._screen.data.get("receipt"):
                self._world.shown.add(self._screen.data["code"])
        return self._screen

    def _edition(self, program: Any) -> tuple[int, ...]:
        lives = len(self._world.terminal.lives)
        return lives, *program._ground.news(), int(self._world.scheduler.now) // LOOKS_ANYWAY

    def _over(self, screen: Any) -> bool:
        """One step by what is seen; whether it was the last one."""
        name = screen.screen
        if name in ("K0", "K14") and self._begun:
            self._begun = False
            return self._inside() > self._inside_before
        if name == "K14" or name in ("K4", "K7"):
            return False
        self._begun = True
        if name in ("K1", "K2"):
            self._do("provider", provider_id=self._provider)
        elif name == "K3":
            self._do("fields", account=self._account)
        elif name in ("K6", "K6s", "K6r"):
            return self._with_cash(screen)
        elif name == "K9n":
            self._world.scheduler.sleep(BETWEEN_CHECKS)
            self._do("again")
        elif name in AT_ONCE:
            self._do(AT_ONCE[name])
        return False

    def _with_cash(self, screen: Any) -> bool:
        """His notes first, those that come back once more; then he pays, or leaves."""
        now = self._world.scheduler.now
        self._cash_at = self._cash_at or now
        inside = self._inside() - self._inside_before
        if screen.screen == "K6" and inside < len(self._notes) and now - self._cash_at < NO_DEVICE_SECONDS:
            self._push(self._notes[inside])
            return False
        if self._leaves:
            return True
        if self._before_paying is not None and inside:
            self._before_paying()
            self._before_paying = None
        self._press("pay", "cancel", "stop")
        return False

    def _inside(self) -> int:
        memory = self._world.device.mechanics.memory
        return len(memory.stacker) + len(memory.collected)

    def _push(self, number: int) -> None:
        """A person takes a while to pick up a note that came back."""
        world, mechanics = self._world, self._world.device.mechanics
        now = world.scheduler.now
        mechanics.advance(now)
        if mechanics.status is not Status.IDLING or now - self._pushed_at < PICK_UP_SECONDS:
            return
        reason, world.refuse_next = world.refuse_next, None
        if mechanics.insert(number, now, reason):
            self._pushed_at = now
            world.scheduler.rouse(world.terminal.life)

    def _press(self, *wishes: str) -> None:
        for wish in wishes:
            try:
                self._do(wish)
                return
            except OplataError:
                continue

    def _do(self, name: Any, **values: Any) -> None:
        """The answer is the next screen, as it is for the page."""

        def act(program: Any) -> Any:
            screen = program.service.intent(PAGE, kiosk.Intent(intent=name, **values))
            self._seen = self._edition(program)
            return screen

        self._screen = None
        self._screen = self._world.terminal.ask(act)


def insist(world: World, work: Callable[[], Any], seconds: float = 400.0) -> Any:
    """Somebody who tries again until it is done; None when he has had enough."""
    end, pause = world.scheduler.now + seconds, 1.5
    while world.scheduler.now < end:
        try:
            done = work()
            if done is not None:
                return done
        except OplataError:
            pass
        world.scheduler.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)
    return None


def block(world: World, number: str) -> None:
    """The provider's operator blocks a subscriber."""
    ask = provider_messages.OneSubscriber(number=number)
    insist(world, lambda: unit(world.provider, "", "block_subscriber", ask), 60.0)


def reverse_one(world: World) -> None:
    """The centre's operator takes a captured payment back, once there is one."""

    def captured() -> str | None:
        rows: list[Any] | None = world.centre.ask(
            lambda p: p.database.read(
                lambda db: p.service.books.payments(db, OPERATOR, asks.FindPayments(limit=10)).payments
            )
        )
        return next((row.payment_id for row in rows or [] if row.status == "captured"), None)

    found = insist(world, captured, REVERSE_SECONDS)
    if found is None:
        return
    ask = asks.ReversePayment(payment=found, reason="по заявлению")
    insist(world, lambda: unit(world.centre, "repair", "reverse_payment", ask), 60.0)


def telephone_call(world: World, use_id: str) -> None:
    """A consumer uses a service; what he does not know he asks again later."""
    ask = telephone.Use(contract="1", service="call", quantity=1, use_id=use_id)
    insist(world, lambda: world.consumer.ask(lambda p: p.service.use(OPERATOR, ask)), 60.0)
