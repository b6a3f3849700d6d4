"""Two tries of one use at once: whatever one of them has heard of the provider outweighs that the other never left."""

from collections.abc import Callable, Iterator
from threading import Event, Thread, current_thread

import pytest

from common.errors import ContractFault, OplataError, Rejected, Unavailable
from consumer_app.core import UseState
from consumer_app.store import uses as store
from consumer_app.store.uses import Ending
from tests.consumer_app.world import World

USE = "0195a1fb-1b2c-7d3e-8f40-112233445566"
LONG = 20.0
"""Nobody waits that long unless something is wrong."""
NO_CONNECTION = Unavailable("no_connection", "http://127.0.0.1:8101")


@pytest.fixture
def stuck(world: World) -> World:
    """A use that never left."""
    world.sign()
    world.provider.fail(NO_CONNECTION)
    with pytest.raises(Unavailable):
        world.use(use_id=USE)
    return world


class Second:
    """The try of another press: it has read that the use never left, and is let go step by step."""

    def __init__(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        self.read, self.go, self.at_provider, self.answer = Event(), Event(), Event(), Event()
        self.heard: list[str] = []
        self._world = world
        self._thread = Thread(target=self._press)
        lost = world.service.uses.__self__._lost  # type: ignore[attr-defined]

        def looked(use: store.UseRow) -> bool:
            if self.is_mine:
                self.read.set()
                assert self.go.wait(LONG)
            return bool(lost(use))

        monkeypatch.setattr(world.service.uses.__self__, "_lost", looked)  # type: ignore[attr-defined]
        self._thread.start()
        assert self.read.wait(LONG)

    @property
    def is_mine(self) -> bool:
        """Whether it is the one that runs here."""
        return current_thread() is self._thread

    def goes(self) -> None:
        """Up to its provider."""
        self.go.set()
        assert self.at_provider.wait(LONG)

    def ends(self) -> None:
        """Whatever it has brought is written down."""
        self.answer.set()
        self._thread.join(LONG)
        assert not self._thread.is_alive()

    def _press(self) -> None:
        try:
            self._world.use(use_id=USE)
        except OplataError as error:
            self.heard.append(error.code)


@pytest.fixture
def second(stuck: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[Second]:
    made = Second(stuck, monkeypatch)
    yield made
    made.go.set()
    made.ends()


def tried(world: World, second: Second, *, before: bool) -> None:
    """The first press never leaves, while the second one is at the provider; it ends before the first, or after it."""

    def at_provider() -> None:
        if second.is_mine:
            second.at_provider.set()
            assert second.answer.wait(LONG)
            return
        second.goes()
        if before:
            second.ends()
        raise NO_CONNECTION

    world.provider.before = at_provider
    with pytest.raises(Unavailable):
        world.use(use_id=USE)
    second.ends()


@pytest.mark.parametrize("before", [False, True], ids=["later", "sooner"])
def test_what_was_done_is_done_though_another_try_never_left(stuck: World, second: Second, before: bool) -> None:
    tried(stuck, second, before=before)

    (use,) = stuck.uses()
    assert (use.state, use.cost, second.heard) == (UseState.DONE, 250, [])
    assert stuck.contracts().contracts[0].balance == stuck.provider.balance == 9_750


@pytest.mark.parametrize("before", [False, True], ids=["later", "sooner"])
def test_what_nobody_knows_is_unknown_though_another_try_never_left(stuck: World, second: Second, before: bool) -> None:
    stuck.provider.lose_answers()

    tried(stuck, second, before=before)

    assert (stuck.states(), second.heard) == ([UseState.UNKNOWN], ["no_answer"])
    stuck.provider.recover()
    stuck.retry()
    assert (stuck.states(), stuck.provider.balance) == ([UseState.DONE], 9_750)


def ending(state: UseState, error: OplataError | None = None) -> Ending:
    return Ending(state, error.code if error else "")


NEVER_LEFT, AT_THE_DOOR = ending(UseState.REFUSED, NO_CONNECTION), ending(UseState.REFUSED, ContractFault("forbidden"))
GATEWAY = ending(UseState.REFUSED, ContractFault("ip_blocked"))
UNKNOWN, NO = ending(UseState.UNKNOWN, Unavailable("no_answer")), ending(UseState.REFUSED, Rejected("unknown_service"))
DONE = Ending(UseState.DONE, cost=250, balance=9_750)


@pytest.mark.parametrize(
    ("weaker", "stronger"),
    [
        (NEVER_LEFT, UNKNOWN),
        (AT_THE_DOOR, UNKNOWN),
        (GATEWAY, UNKNOWN),
        (NEVER_LEFT, NO),
        (UNKNOWN, NO),
        (NO, DONE),
        (UNKNOWN, DONE),
    ],
)
@pytest.mark.parametrize("order", [lambda *both: both, lambda *both: both[::-1]], ids=["first", "last"])
def test_what_is_heard_outweighs_what_is_not_whichever_is_written_first(
    stuck: World, weaker: Ending, stronger: Ending, order: Callable[..., tuple[Ending, Ending]]
) -> None:
    stuck.database.write(lambda db: store.reopen(db, USE))

    for one in order(weaker, stronger):
        stuck.database.write(lambda db, one=one: store.end(db, USE, one))  # type: ignore[misc]

    (use,) = stuck.uses()
    assert (use.state, use.code) == (stronger.state, stronger.code)
