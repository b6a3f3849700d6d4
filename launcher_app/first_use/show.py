"""The show of two minutes: a network is started, signed, paid through and called over, scene after scene."""

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from common import spawn
from common.errors import OplataError, Unavailable
from common.protocol import codes
from common.words import Words
from launcher_app.first_use.scenes import SCENES, Play, Scene
from launcher_app.hands import Hands
from launcher_app.payer import Acceptor

if TYPE_CHECKING:
    from launcher_app.launcher import Launcher

NETWORK = "show"
SLICE_SECONDS = 0.1
HURRIED = 4
NOTHING = Words("", "")
OVER = Words(
    "Показ окончен, сеть работает дальше. Платёж {code} можно рассмотреть: обмены, диаграмма, «Где деньги».",
    "The show is over, the network goes on. Look at payment {code}: exchanges, diagram, Where the money is.",
)
STOPPED = Words(
    "Показ прерван. Что сделано, осталось, сеть работает; показ можно начать снова, он продолжит с того же места.",
    "The show was interrupted. What was done stays, the network runs; started again, it goes on from there.",
)


class ShowState(StrEnum):
    """How far a show is."""

    RESTING = "resting"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    INTERRUPTED = "interrupted"
    FAILED = "failed"


class Told(NamedTuple):
    """A scene as it is told: `number` from 1; `result` is empty while it is under way."""

    number: int
    words: Words
    result: Words = NOTHING


class Show:
    """Plays in a thread of its own; everything here is at hand, nobody waits. `changes` grows with each word.

    `pace` 1 is two minutes, 0 as quick as the roles are. Nothing but the profile `show` is touched.
    """

    def __init__(self, launcher: "Launcher", *, pace: float = 1.0, acceptor: Acceptor | None = None) -> None:
        """Not begun."""
        self.state = ShowState.RESTING
        self.told: tuple[Told, ...] = ()
        self.last: Words = NOTHING
        """What is said when it has ended, well or not."""
        self.code = ""
        self.changes = 0
        self.hurried = False
        self._launcher = launcher
        self._pace = pace
        self._acceptor = acceptor
        self._stopped = spawn.Signal()
        self._thread: spawn.Thread | None = None

    @property
    def count(self) -> int:
        """How many scenes there are."""
        return len(SCENES)

    @property
    def playing(self) -> bool:
        """Whether it is under way, paused or not."""
        return self.state in (ShowState.RUNNING, ShowState.PAUSED)

    def begin(self) -> None:
        """Play from the first scene; what is signed already is skipped quickly."""
        if self.playing:
            return
        self._stopped.clear()
        self.told, self.last, self.code, self.hurried = (), NOTHING, "", False
        self._be(ShowState.RUNNING)
        self._thread = spawn.thread("show", self._run)

    def pause(self, *, on: bool) -> None:
        """Stand still after the scene that is played now, or go on."""
        if self.playing:
            self._be(ShowState.PAUSED if on else ShowState.RUNNING)

    def hurry(self, *, on: bool) -> None:
        """Four times as quick."""
        self.hurried = on
        self.changes += 1

    def interrupt(self) -> None:
        """End it; what was done stays."""
        self._stopped.set()

    def close(self) -> None:
        """End it and wait for its thread."""
        self.interrupt()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        play = Play(Hands(self._launcher, self._stopped, self._acceptor))
        try:
            play.hands.open(NETWORK)
            for number, scene in enumerate(SCENES, 1):
                self._scene(number, scene, play)
            self._end(ShowState.DONE, OVER.format(code=play.code))
        except OplataError as trouble:
            if self._stopped.is_set():
                self._end(ShowState.INTERRUPTED, STOPPED)
            else:
                self._end(ShowState.FAILED, codes.words_of(trouble))
        except Exception as unexpected:  # noqa: BLE001 - a thread's end: logged, and told
            self._launcher.log.error("show", error=f"{type(unexpected).__name__}: {unexpected}")
            self._end(ShowState.FAILED, codes.words("window_trouble", f"{type(unexpected).__name__}: {unexpected}"))
        finally:
            play.close()

    def _scene(self, number: int, scene: Scene, play: Play) -> None:
        self._tell(Told(number, scene.words))
        result = scene.act(play)
        self.code = play.code
        self.told = self.told[:-1]
        self._tell(Told(number, scene.words, result))
        self._rest(scene.seconds * self._pace)

    def _rest(self, seconds: float) -> None:
        while seconds > 0 or self.state is ShowState.PAUSED:
            if self._stopped.wait(SLICE_SECONDS):
                break
            if self.state is not ShowState.PAUSED:
                seconds -= SLICE_SECONDS * (HURRIED if self.hurried else 1)
        if self._stopped.is_set():
            raise Unavailable("not_now", "interrupted")

    def _tell(self, told: Told) -> None:
        self.told = (*self.told, told)
        self.changes += 1

    def _be(self, state: ShowState) -> None:
        self.state = state
        self.changes += 1

    def _end(self, state: ShowState, words: Words) -> None:
        self.last = words
        self._be(state)
