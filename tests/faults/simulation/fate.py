"""What happens by itself: faults of time and of the device while they last, and the healing of everything after."""

import contextlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

from agent_terminal.ccnet.simulator.faults import Faults
from agent_terminal.ccnet.simulator.mechanics import Point
from common.clock import milliseconds
from common.errors import OplataError
from common.protocol.endpoint import Nothing
from consumer_app import messages as telephone
from processing_app.bank.simulated.moods import Mood
from processing_app.service import asks
from processing_app.service.asks.bank import SetBankMood
from processing_app.service.asks.repairs import AskStopped, ReviveIntent
from provider_app.service import messages as provider_messages
from tests.faults.simulation.nodes import OPERATOR, Node, unit
from tests.faults.simulation.plan import OF_DEVICE, SPECIAL, Fault
from tests.faults.simulation.world import World

NOISE = b"\xff\x02\x03\x81"
NOT_VERIFIED = 0x66
BEFORE_MS = 30_000
OF_A_NOTE = frozenset({"jam", "cassette_jam", "power", "cheat", "cassette_out"})
"""They wait for a note, and count when one has come."""
Strike = Callable[[World, Fault], None]


def happen(world: World) -> None:
    """All faults of the plan that wait for a moment, in order."""
    for fault in world.plan.of_time():
        if fault.at > world.scheduler.now:
            world.scheduler.sleep(fault.at - world.scheduler.now)
        if not world.plan.on:
            return
        if fault.kind not in OF_A_NOTE:
            world.plan.strikes(fault)
        STRIKES[fault.kind](world, fault)
        if fault.kind in OF_DEVICE:
            world.scheduler.rouse(world.terminal.life)


def begin(world: World) -> None:
    """What is so from the start: clocks that go wrong, a second worker."""
    for fault in world.plan.of_time():
        if fault.kind == "calendar":
            _begin_before(world, SPECIAL[int(fault.size)])
        node = _node(world, fault.where)
        if node is None:
            continue
        if fault.kind == "skew":
            node.clock.offset += fault.size
        elif fault.kind == "second_worker":
            node.second_worker = True


def _begin_before(world: World, moment: datetime) -> None:
    for node in world.nodes:
        node.clock.began_ms = milliseconds(moment) - BEFORE_MS


def heal(world: World) -> None:
    """Nothing goes wrong any more: links open, clocks are set, the device is set right by staff."""
    world.plan.on = False
    for node in world.nodes:
        world.scheduler.thaw(node.life)
    world.network.heal()
    for node in world.nodes:
        node.clock.offset = 0.0
        node._full_until = 0.0
    world.device.mechanics._traps.clear()
    world.device.faults = Faults()
    staff(world)


def staff(world: World) -> None:
    """Somebody comes and does whatever has to be done at the device by hand."""
    now, mechanics = world.scheduler.now, world.device.mechanics
    world.terminal.wire.cut = False
    mechanics.advance(now)
    if not mechanics.powered:
        mechanics.power_on(now)
    if mechanics.memory.full and mechanics.memory.cassette:
        mechanics.take_cassette(now)
    if not mechanics.memory.cassette:
        mechanics.put_cassette(now)
    mechanics.clear(now)
    world.scheduler.rouse(world.terminal.life)


def operators(world: World) -> int:
    """Every role's operator looks at what waits for a person and tries it again; how much there was."""
    acts = 0
    for look in (_of_bank, _of_centre, _of_intents, _of_terminal, _of_provider, _of_consumer):
        try:
            acts += look(world) or 0
        except OplataError:
            acts += 1
    return acts


def _of_centre(world: World) -> int:
    centre = world.centre
    contracts = centre.ask(lambda p: p.database.read(lambda db: p.service.contracts.providers(db, OPERATOR, Nothing())))
    dead = centre.ask(lambda p: p.database.read(lambda db: p.service.repair.tasks(db, OPERATOR, asks.AskTasks())))
    if contracts is None or dead is None:
        return 1
    paused = [row.provider_id for row in contracts.providers if row.paused]
    for provider_id in paused:
        unit(centre, "contracts", "resume_provider", asks.ProviderId(provider_id=provider_id))
    for task in dead.dead:
        unit(centre, "repair", "retry_task", asks.TaskId(task_id=task.task_id))
    return len(paused) + len(dead.dead)


def _of_bank(world: World) -> int:
    """The shops' bank is in its right mind again."""
    found = world.centre.ask(lambda p: p.service.platform.banks.bank_moods(OPERATOR, Nothing()))
    if found is None:
        return 1
    moody = [one.bank for one in found.banks if one.mood is not Mood.OK]
    for bank in moody:
        _set_mood(world, Mood.OK, bank)
    return len(moody)


def _of_intents(world: World) -> int:
    """What has stopped goes on from where it was."""
    found = world.centre.ask(
        lambda p: p.database.read(lambda db: _console(p).stopped_intents(db, OPERATOR, AskStopped()))
    )
    if found is None:
        return 1
    for one in found.intents:
        ask = ReviveIntent(intent_id=one.intent_id, reason="банк отвечает снова")
        world.centre.ask(lambda p, ask=ask: _console(p).revive_intent(OPERATOR, ask))  # type: ignore[misc]
    return len(found.intents)


def _console(program: Any) -> Any:
    return program.service.platform.repairs.console


def _set_mood(world: World, mood: Mood, bank: str = "simulated") -> object:
    ask = SetBankMood(mood=mood, bank=bank, pause_ms=3_000)
    return world.centre.ask(lambda p: p.service.platform.banks.set_bank_mood(OPERATOR, ask))


def _mood(world: World, fault: Fault) -> None:
    """For a while, if the centre is there to take it."""

    def swing() -> None:
        for mood, seconds in ((Mood(fault.where), fault.size), (Mood.OK, 0.0)):
            with contextlib.suppress(OplataError):
                _set_mood(world, mood)
            world.scheduler.sleep(seconds)

    world.scheduler.spawn(world.scheduler.outside, "bank's mood", swing)


def _of_terminal(world: World) -> int:
    """«Send now» takes up what was set aside, too."""
    state = world.terminal.ask(lambda p: p.database.read(lambda db: p.service.state(db, OPERATOR, Nothing())))
    if state is None:
        return 1
    if not state.money.in_review:
        return 0
    world.terminal.ask(lambda p: p.service.send_now(OPERATOR, Nothing()))
    return 1


def _of_provider(world: World) -> int:
    found = world.provider.ask(lambda p: p.database.read(lambda db: p.service.news_tasks(db, OPERATOR, Nothing())))
    dead = [one.task for one in found.tasks if one.state == "dead"] if found is not None else []
    for number in dead:
        unit(world.provider, "", "retry_news", provider_messages.OneTask(task=number))
    return len(dead)


def _of_consumer(world: World) -> int:
    found = world.consumer.ask(lambda p: p.service.retry_uses(OPERATOR, telephone.RetryUses()))
    return 1 if found is None or found.still_unknown else 0


def _node(world: World, name: str) -> Node | None:
    return next((one for one in world.nodes if one.name == name), None)


def _clock_jump(world: World, fault: Fault) -> None:
    node = _node(world, fault.where)
    assert node is not None
    node.clock.offset += fault.size


def _at(point: Point, what: Callable[[World, float], None]) -> Strike:
    """It strikes when a note is there, if one ever is."""

    def wait(world: World, fault: Fault) -> None:
        def strike(now: float) -> None:
            world.plan.strikes(fault)
            what(world, now)

        world.device.mechanics.trap(point, strike)

    return wait


def _blink(world: World, now: float) -> None:
    world.device.mechanics.power_off(now)
    world.device.mechanics.power_on(now)


def _arm(name: str) -> Strike:
    return lambda world, fault: setattr(world.device.faults, name, 3)


def _cable(world: World, fault: Fault) -> None:
    world.terminal.wire.cut = True

    def back() -> None:
        world.terminal.wire.cut = False

    world.scheduler.spawn(world.scheduler.outside, "cable", back, fault.size * 3)


def _busy(world: World, fault: Fault) -> None:
    world.device.faults.busy_until = world.scheduler.now + fault.size


def _noise(world: World, _: Fault) -> None:
    world.device.faults.noise = NOISE


def _freeze(world: World, fault: Fault) -> None:
    """SIGSTOP: the process has no turn, and does not know of it."""
    node = _node(world, fault.where)
    assert node is not None
    life = node.life
    world.network.note(node.name, "‖ stopped")
    life.frozen = True
    world.scheduler.spawn(world.scheduler.outside, "thaw", lambda: world.scheduler.thaw(life), fault.size)


def _nothing(_: World, __: Fault) -> None:
    """It is so from the start."""


STRIKES: dict[str, Strike] = {
    "clog": lambda world, fault: world.network.clog(fault),
    "partition": lambda world, fault: world.network.cut(fault),
    "skew": _nothing,
    "clock_jump": _clock_jump,
    "second_worker": _nothing,
    "calendar": _nothing,
    "osmp": _nothing,
    "freeze": _freeze,
    "mood": _mood,
    "jam": _at(Point.BEFORE_EXIT_SENSOR, lambda world, now: world.device.mechanics.jam(now)),
    "cassette_jam": _at(Point.AFTER_EXIT_SENSOR, lambda world, now: world.device.mechanics.jam(now, in_cassette=True)),
    "power": _at(Point.AFTER_EXIT_SENSOR, _blink),
    "cheat": _at(Point.BEFORE_EXIT_SENSOR, lambda world, now: world.device.mechanics.cheat(now)),
    "cassette_out": _at(Point.AFTER_EXIT_SENSOR, lambda world, now: world.device.mechanics.take_cassette(now)),
    "cable": _cable,
    "noise": _noise,
    "bad_crc": _arm("bad_crcs"),
    "lost_ack": _arm("lost_acks"),
    "lost_answer": _arm("lost_answers"),
    "device_busy": _busy,
    "reject": lambda world, _: setattr(world, "refuse_next", NOT_VERIFIED),
}
