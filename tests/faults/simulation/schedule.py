"""One schedule: a script and a plan of faults lived through, healed, brought to rest, and the books looked at."""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from common.errors import OplataError
from processing_app.service.dialects import JSON, OSMP
from tests.faults.simulation import fate
from tests.faults.simulation.closing import closes
from tests.faults.simulation.drill import compared
from tests.faults.simulation.invariants import Books, rows, violations
from tests.faults.simulation.network import Sent
from tests.faults.simulation.people import Payer, block, reverse_one, telephone_call
from tests.faults.simulation.plan import FAULTY_SECONDS, Fault, Plan, drawn
from tests.faults.simulation.scheduler import NoEnd
from tests.faults.simulation.shops import SECURE, Order, Way, trade
from tests.faults.simulation.world import World, living_world, signed

HEALED_SECONDS = 900.0
"""Within 15 minutes after the healing everything is over (D1)."""
STEP_SECONDS = 8.0
NIGHT_SECONDS = 2 * 86_400.0
NIGHT_IDLE, NIGHT_STEP = 3_600.0, 900.0
ROUNDS_OF_OPERATORS, ROUNDS_OF_STAFF = 60.0, 40.0
START_SECONDS = 3.0
SOON_MS, DAYS_MS = 900_000, 3 * 86_400_000
SHOPPING = 0.2
"""The share of schedules in which there are shops, too."""
MOST_ORDERS = 2
CLOSING = 0.15
"""The share of schedules at whose end the terminal is made to close."""
ROUBLES_100, ROUBLES_500, ROUBLES_50 = 4, 5, 3
Script = Callable[[World], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a schedule ended."""

    wrong: tuple[str, ...]
    digest: str
    struck: Counter[str]
    seconds: float
    commits: int
    messages: dict[str, int]
    commits_of: dict[str, int]
    acts: int
    drilled: Counter[str]
    """What the terminal was closed for, and what was put into books to be found."""
    paid: Counter[str]
    operations: Counter[str]
    """The provider's, by kind."""
    orders: Counter[str] = field(default_factory=Counter)
    """Attempts to pay shops' orders by status, and what the shops' bank did, by operation."""
    said: tuple[Sent, ...] = ()
    logs: tuple[str, ...] = field(default=(), repr=False)

    def brief(self) -> "Outcome":
        """Without what only a failure's report needs."""
        return replace(self, said=(), logs=())


def lived(seed: int, faults: Sequence[Fault], script: str = "any") -> Outcome:
    """Live one schedule; the same seed, faults and script give the same digest."""
    logging.disable(logging.CRITICAL)
    plan = Plan(faults)
    evening = signed(OSMP if plan.osmp else JSON)
    try:
        with living_world(seed, plan, evening) as world:
            world.numbers = (evening.number, evening.neighbour)
            world.shop_key = evening.shop_key
            return _live(world, SCRIPTS[script])
    finally:
        logging.disable(logging.NOTSET)


def of_seed(seed: int) -> Outcome:
    """The schedule that a seed draws."""
    return lived(seed, drawn(seed))


def _live(world: World, script: Script) -> Outcome:
    wrong: list[str] = []
    story = Story(world, script)
    fate.begin(world)
    world.start()
    world.outside("fate", lambda: fate.happen(world))
    world.outside("story", story.live)
    try:
        world.scheduler.until(lambda: story.over or bool(world.scheduler.outside.bugs))
    except NoEnd as endless:
        wrong.append(f"no end: {endless}")
    if not story.over and not wrong and not world.scheduler.outside.bugs:
        wrong.append("no end: nobody has anything to do")
    wrong += story.wrong
    lives = [world.scheduler.outside, *(life for node in world.nodes for life in node.lives)]
    wrong += [bug for life in lives for bug in life.bugs]
    return Outcome(
        wrong=tuple(wrong),
        digest=world.scheduler.digest(story.books.dump() if story.books is not None else ""),
        struck=world.plan.struck,
        seconds=world.scheduler.now,
        commits=sum(node.commits for node in world.nodes),
        messages={name: world.network.messages(name) for name in ("centre", "provider", "consumer", "shop")},
        commits_of={node.name: node.commits for node in world.nodes} | world.centre.commits_beside,
        acts=story.acts,
        drilled=world.closed + world.tampered,
        paid=Counter(row["status"] for row in story.books.payments) if story.books is not None else Counter(),
        operations=Counter(row["kind"] for row in story.books.operations) if story.books is not None else Counter(),
        orders=story.books.shops.counted() if story.books is not None else Counter(),
        said=tuple(world.network.said),
        logs=tuple(f"{node.name} {line}" for node in world.nodes for line in node.log.kept),
    )


class Story:
    """The phases of a schedule, told by somebody outside of all roles."""

    def __init__(self, world: World, script: Script) -> None:
        self._world = world
        self._script = script
        self._played = False
        self.books: Books | None = None
        self.wrong: list[str] = []
        self.acts = 0
        self.over = False

    def live(self) -> None:
        """Faults, healing, rest, books."""
        scheduler = self._world.scheduler
        scheduler.sleep(START_SECONDS)
        self._world.outside("script", self._play)
        rounds = 1
        while scheduler.now < FAULTY_SECONDS and not (self._over and self._rests(final=False)):
            scheduler.sleep(STEP_SECONDS)
            if scheduler.now > rounds * ROUNDS_OF_STAFF:
                rounds += 1
                fate.staff(self._world)
        fate.heal(self._world)
        self._come_to_rest()
        self._let_everything_land()
        self._come_to_rest()
        try:
            self.books = Books(self._world)
            self.wrong += violations(self.books)
            if not self.wrong:
                self._drill(self.books)
        except OplataError as unreadable:
            self.wrong.append(f"books: {unreadable}")
        self.over = True

    @property
    def _over(self) -> bool:
        """Whether nobody outside of the roles has anything left to do."""
        return self._played and not self._world.trading

    def _play(self) -> None:
        self._script(self._world)
        self._played = True

    def _drill(self, books: Books) -> None:
        """What is looked at only when all is well: a terminal that must close, registers that must agree."""
        if self._world.scheduler.chance.random() < CLOSING:
            self.wrong += closes(self._world)
        self.wrong += compared(books)

    def _come_to_rest(self) -> None:
        """From the healing and the last payer's leave on, a quarter of an hour is enough for everything."""
        scheduler = self._world.scheduler
        round_at = scheduler.now
        until = scheduler.now + HEALED_SECONDS
        while not (self._over and self._rests(final=True)):
            if not self._over:
                until = scheduler.now + HEALED_SECONDS
            if scheduler.now >= until:
                self.wrong.append(f"D1: after a quarter of an hour there is still {self._left()}")
                return
            if scheduler.now >= round_at:
                self.acts += fate.operators(self._world)
                fate.staff(self._world)
                round_at = scheduler.now + ROUNDS_OF_OPERATORS
            scheduler.sleep(STEP_SECONDS)

    def _let_everything_land(self) -> None:
        """Messages that are late by hours still come, and what began while a clock was wrong by a day has its end."""
        scheduler, network = self._world.scheduler, self._world.network
        before, scheduler.longest_idle = scheduler.longest_idle, NIGHT_IDLE
        morning = scheduler.now + NIGHT_SECONDS
        while (network.under_way or self._to_be_woken(DAYS_MS)) and scheduler.now < morning:
            scheduler.sleep(NIGHT_STEP)
        scheduler.longest_idle = before
        for node in self._world.nodes:
            scheduler.stir(node.life)  # nobody sleeps on into the day
            scheduler.rouse(node.life)

    def _rests(self, *, final: bool) -> bool:
        """Whether nobody has anything left to do; at the end the device rests empty, too."""
        world = self._world
        if any(node.application is None for node in world.nodes):
            return False
        left = self._left()
        mechanics = world.device.mechanics
        return not left and (not final or (mechanics.memory.note is None and not mechanics.events))

    def _to_be_woken(self, within_ms: int) -> int:
        """How many orders wait for a moment that is not further away."""
        until = self._world.centre.clock.now_ms() + within_ms
        return _count(self._world, "centre", f"{_WAITING} AND wake_at < {until}")

    def _left(self) -> dict[str, int]:
        """Work by role."""
        found: Counter[str] = Counter()
        for name, sql in LEFT:
            found[name] += _count(self._world, name, sql)
        found["clock"] = self._to_be_woken(SOON_MS)
        return {name: number for name, number in found.items() if number}


_TASKS = "SELECT count(*) AS n FROM tasks"
_WAITING = "SELECT count(*) AS n FROM intents WHERE wake_at > 0"
LEFT = (
    ("centre", _TASKS),
    ("centre", "SELECT count(*) AS n FROM intents WHERE stopped != ''"),
    ("provider", _TASKS),
    (
        "terminal",
        """SELECT (SELECT count(*) FROM tasks) + (SELECT count(*) FROM sessions WHERE stage != 'K0')
        + (SELECT count(*) FROM payments WHERE state IN ('sent', 'review'))
        + (SELECT count(*) FROM banknotes WHERE state = 'escrow') AS n""",
    ),
    ("consumer", "SELECT count(*) AS n FROM uses WHERE state IN ('unknown', 'sending')"),
)
"""What somebody still has to do something about."""


def _count(world: World, name: str, sql: str) -> int:
    node = next(one for one in world.nodes if one.name == name)
    found: int = rows(node, sql)[0]["n"]
    return found


def _uuid(chance: Random) -> str:
    return f"{chance.getrandbits(32):08x}-0000-7000-8000-{chance.getrandbits(48):012x}"


def _pay(world: World) -> None:
    Payer(world, world.numbers[0], [ROUBLES_100]).live()


def _kiosk_cash(world: World) -> None:
    Payer(world, world.numbers[0], [ROUBLES_50, ROUBLES_500]).live()


def _refuse(world: World) -> None:
    neighbour = world.numbers[1]
    Payer(world, neighbour, [ROUBLES_100], before_paying=lambda: block(world, neighbour)).live()


def _give_up(world: World) -> None:
    """The provider hears of no credit until the centre has had enough and asks for the fence."""
    world.network.mute.add("/v1/credit")
    Payer(world, world.numbers[0], [ROUBLES_100]).live()
    world.scheduler.sleep(60.0)


def _reverse(world: World) -> None:
    Payer(world, world.numbers[0], [ROUBLES_100]).live()
    if not world.plan.osmp:
        reverse_one(world)


def _any(world: World) -> None:
    """Some of everything, one after another and beside each other."""
    chance = Random(f"script {world.scheduler.chance.random()}")
    if chance.random() < SHOPPING:
        world.trading += 1
        world.outside("shops", lambda: _shops(world, chance.getrandbits(32)))
    if chance.random() < 0.3:
        world.network.mute.add("/v1/credit")
        world.outside("loud again", lambda: _loud_after(world, chance.uniform(5, 90)))
    if chance.random() < 0.4:
        telephone_call(world, _uuid(chance))
    for _ in range(chance.randrange(1, 4)):
        parts = (_pay, _pay, _kiosk_cash, _refuse, _reverse, _leave)
        chance.choice(parts)(world)
        world.scheduler.sleep(chance.uniform(0, 5))
    if chance.random() < 0.4:
        telephone_call(world, _uuid(chance))
    _pay_orders(world)


def _pay_orders(world: World) -> None:
    """Somebody comes with the codes of orders, in cash."""
    while world.codes:
        Payer(world, world.codes.pop(), [ROUBLES_500], provider=0).live()


def _shops(world: World, seed: int) -> None:
    """A few orders, beside everything else."""
    chance = Random(seed)
    try:
        trade(world, chance, chance.randrange(1, MOST_ORDERS + 1))
    finally:
        world.trading -= 1


def _only_shops(world: World) -> None:
    """Orders and nothing else: what a bug in them is seen by soonest."""
    trade(world, Random(f"script {world.scheduler.chance.random()}"), MOST_ORDERS + 1)
    _pay_orders(world)


def _order(world: World) -> None:
    """A hold, a part of it taken, a part of that given back: and all is told by a page of 3-D Secure."""
    Order(world, "order", Way(SECURE, hold=True, after_hold="capture", take=20_000, refunds=(5_000,))).live()


def _leave(world: World) -> None:
    Payer(world, world.numbers[0], [ROUBLES_100], leaves=True).live()


def _loud_after(world: World, seconds: float) -> None:
    world.scheduler.sleep(seconds)
    world.network.mute.clear()


SCRIPTS: dict[str, Script] = {
    "any": _any,
    "pay": _pay,
    "kiosk cash": _kiosk_cash,
    "refuse": _refuse,
    "give up": _give_up,
    "reverse": _reverse,
    "order": _order,
    "shops": _only_shops,
}
