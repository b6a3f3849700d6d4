"""A terminal that must not take notes does not, however they are pushed into it; then it takes them again (C3)."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from agent_terminal.ccnet.codes import Status
from common.protocol.endpoint import Nothing
from processing_app.service import asks
from tests.faults.simulation.nodes import OPERATOR, unit
from tests.faults.simulation.plan import Fault
from tests.faults.simulation.world import World

NOTE = 4
PUSHES, PUSH_SECONDS = 12, 2.0
CLOSES_WITHIN, OPENS_WITHIN = 1_200.0, 600.0
LOOK_SECONDS = 5.0


class Cause(NamedTuple):
    """Why a terminal must close, by the code on its screen; how that is brought about, and taken away."""

    code: str
    comes: Callable[[World], object]
    goes: Callable[[World], object]


def _stop_taking(world: World) -> None:
    unit(world.terminal, "agreement", "stop_taking", Nothing())


def _resume_taking(world: World) -> None:
    unit(world.terminal, "agreement", "resume_taking", Nothing())


def _centre_away(world: World) -> None:
    world.network.cut(Fault("partition", "centre", 0.0, CLOSES_WITHIN * 10))


def _cassette_out(world: World) -> None:
    world.device.mechanics.take_cassette(world.scheduler.now)


def _cassette_in(world: World) -> None:
    world.device.mechanics.put_cassette(world.scheduler.now)


def _cable(*, cut: bool) -> Callable[[World], None]:
    def change(world: World) -> None:
        world.terminal.wire.cut = cut

    return change


def _agent(act: str) -> Callable[[World], None]:
    def change(world: World) -> None:
        unit(world.centre, "agents", act, asks.AgentId(agent_id=1))

    return change


CAUSES = (
    Cause("C-01", _stop_taking, _resume_taking),
    Cause("N-01", _centre_away, lambda world: world.network.heal()),
    Cause("A-02", _agent("block_agent"), _agent("unblock_agent")),
    Cause("H-02", _cassette_out, _cassette_in),
    Cause("H-04", _cable(cut=True), _cable(cut=False)),
)


def closes(world: World) -> Iterator[str]:
    """One cause by chance: the terminal closes, takes nothing that is pushed into it, and opens again by itself."""
    cause = world.scheduler.chance.choice(CAUSES)
    cause.comes(world)
    if not _comes_about(world, lambda codes: cause.code in codes, CLOSES_WITHIN):
        yield f"C3: it does not close for {cause.code}: {_codes(world)}"
    before = _inside(world)
    for _ in range(PUSHES):
        _push(world)
        world.scheduler.sleep(PUSH_SECONDS)
    if _inside(world) != before or world.device.mechanics.memory.note is not None:
        yield f"C3: closed for {cause.code}, it has taken a note"
    world.closed[cause.code] += 1
    cause.goes(world)
    if not _comes_about(world, lambda codes: not codes, OPENS_WITHIN):
        yield f"C3: it does not open again after {cause.code}: {_codes(world)}"


def _comes_about(world: World, wanted: Callable[[list[str]], bool], seconds: float) -> bool:
    end = world.scheduler.now + seconds
    while world.scheduler.now < end:
        if wanted(_codes(world)):
            return True
        world.scheduler.rouse(world.terminal.life)
        world.scheduler.sleep(LOOK_SECONDS)
    return False


def _codes(world: World) -> list[str]:
    found: list[str] = world.terminal.ask(
        lambda p: p.database.read(lambda db: p.service.state(db, OPERATOR, Nothing())).blocked
    )
    return found


def _push(world: World) -> None:
    """Whenever the device would take it."""
    mechanics, now = world.device.mechanics, world.scheduler.now
    mechanics.advance(now)
    if mechanics.status is Status.IDLING:
        mechanics.insert(NOTE, now, None)


def _inside(world: World) -> int:
    memory = world.device.mechanics.memory
    return len(memory.stacker) + len(memory.collected)
