"""The desk of faults: what is to go wrong on which arrow, drawn from one seed, and what every request met."""

from collections.abc import Callable, Sequence

from common import spawn
from common.clock import Clock
from launcher_app.faults.active import Active
from launcher_app.faults.doors import SAME_ACT, SOMEBODY, door_of, is_poll, sender_at
from launcher_app.faults.gate import AT_ONCE, Gate, Held
from launcher_app.faults.presets import Preset
from launcher_app.faults.setting import Setting
from launcher_app.feed.hop import Arrow
from launcher_app.proxy import Fault, FaultKind, Faults, Request, Rule
from launcher_app.proxy.tampering import has_sum

SEED = 17
MOST = 50_000
Outcome = tuple[Arrow, str, str]
"""On which arrow, at which door, which fault or nothing."""


class FaultDesk:
    """The way of all the network's proxies (launcher_app/proxy/way.py); threads may share it.

    A request meets at most one fault: that of the first setting, in the order in which they were switched on, whose
    arrow and door are the request's and whose chance hits. Chance comes from the seed, the arrow, the door and how many
    requests came to that door since `begin`: what happens at other doors changes nothing.
    """

    def __init__(self, clock: Clock, *, kill: Callable[[str], object] | None = None, seed: int = SEED) -> None:
        """Nothing goes wrong. `kill` cuts the power of a seat, for the preset that does."""
        self._clock = clock
        self._kill = kill
        self._lock = spawn.Lock()
        self._seed = seed
        self._arrows: dict[Arrow, Faults] = {}
        self._standing: dict[int, _Standing] = {}
        self._last = 0
        self._outcomes: list[Outcome] = []
        self.changes = 0
        self.gate = Gate(clock, self._changed)

    @property
    def seed(self) -> int:
        """What all chance comes from."""
        return self._seed

    @property
    def on(self) -> list[Active]:
        """The faults that can still be met, the first in precedence first."""
        return [one for one in self.all if one.on]

    @property
    def all(self) -> list[Active]:
        """Those that are on, and those that have had their day since `begin`."""
        now = self._clock.monotonic()
        with self._lock:
            return [one.shown(now) for one in self._standing.values()]

    @property
    def outcomes(self) -> list[Outcome]:
        """What every request met since `begin`, in order; polls, which come by the clock, only if they met one."""
        with self._lock:
            return list(self._outcomes)

    def add(self, setting: Setting) -> int:
        """Switch one on, after those that are; its number."""
        with self._lock:
            self._last += 1
            self._standing[self._last] = _Standing(self._last, setting, self._clock.monotonic())
        self._changed()
        return self._last

    def remove(self, number: int) -> None:
        """Switch one off; nothing for one that is not there."""
        with self._lock:
            self._standing.pop(number, None)
        self._changed()

    def clear(self) -> None:
        """Switch all off. Steps and slow motion stay as they are."""
        with self._lock:
            self._standing.clear()
        self._changed()

    def begin(self, seed: int) -> None:
        """Count everything anew, times and seconds too: the same requests meet the same faults."""
        now = self._clock.monotonic()
        with self._lock:
            self._seed = seed
            self._arrows.clear()
            self._outcomes.clear()
            for one in self._standing.values():
                one.begin(now)
        self._changed()

    def apply(self, preset: Preset) -> None:
        """Switch a preset's faults on; a power cut happens at once."""
        for setting in preset.settings:
            self.add(setting)
        if preset.kills and self._kill is not None:
            self._kill(preset.kills)

    @property
    def slow(self) -> int:
        """1, or how many times as long as it does every request takes."""
        return self.gate.slow

    @slow.setter
    def slow(self, times: int) -> None:
        self.gate.slow = times
        self._changed()

    @property
    def stepping(self) -> bool:
        """Whether each request waits for a step."""
        return self.gate.stepping

    @stepping.setter
    def stepping(self, on: bool) -> None:
        self.gate.use_steps(on)

    @property
    def held(self) -> Sequence[Held]:
        """The requests that wait for a step, the next one first."""
        return self.gate.held

    def step(self) -> bool:
        """Let the next one go; False when none waits."""
        return self.gate.step()

    def sender(self, receiver: str, request: Request) -> str:
        """Who knocks at its door."""
        return sender_at(receiver, request)

    def draw(self, sender: str, receiver: str, request: Request) -> Fault | None:
        """What the request that goes now meets."""
        if sender == SOMEBODY:
            return None
        arrow, door = Arrow(sender, receiver), door_of(request)
        with self._lock:
            found = self._drawn(arrow, door, request)
            if found or not is_poll(receiver, door):
                self._outcomes.append((arrow, door, found.kind.value if found else ""))
                del self._outcomes[:-MOST]
        if found:
            self._changed()
        return found

    def hold(self, sender: str, receiver: str, request: Request, go: Callable[[], None]) -> int:
        """Whether a request waits for a step; polls pass, unless they are to wait, too."""
        if self._passes(sender, receiver, request):
            return AT_ONCE
        return self.gate.arrive(Arrow(sender, receiver), door_of(request), go)

    def gone(self, number: int, *, left: bool) -> None:
        """It waits no more."""
        self.gate.gone(number, left=left)

    def slowness(self, sender: str, receiver: str, request: Request) -> int:
        """How many times as long as it does a request takes."""
        return 1 if self._passes(sender, receiver, request) else self.gate.slow

    def _passes(self, sender: str, receiver: str, request: Request) -> bool:
        return sender == SOMEBODY or (is_poll(receiver, request.path) and not self.gate.polls_wait)

    def _drawn(self, arrow: Arrow, door: str, request: Request) -> Fault | None:
        now = self._clock.monotonic()
        faults = self._arrows.get(arrow)
        if faults is None:
            faults = self._arrows[arrow] = Faults(self._seed, "-".join(arrow))
        standing = [
            one
            for one in self._standing.values()
            if one.setting.arrow == arrow and one.is_on(now) and one.can_meet(request)
        ]
        faults.use([rule for one in standing for rule in one.rules])
        found = faults.draw(door)
        if found:
            self._standing[found.rule].met += 1
        return found

    def _changed(self) -> None:
        self.changes += 1


class _Standing:
    """A setting with what it has met since `begin`."""

    def __init__(self, number: int, setting: Setting, now: float) -> None:
        self.number = number
        self.setting = setting
        doors = SAME_ACT.get(setting.path, (setting.path,))
        self.rules = [Rule(setting.kind, setting.share, door, setting.milliseconds, number=number) for door in doors]
        self.begin(now)

    def begin(self, now: float) -> None:
        self.met = 0
        self._until = now + self.setting.seconds if self.setting.seconds else None

    def is_on(self, now: float) -> bool:
        return not self._spent() and (self._until is None or now < self._until)

    def can_meet(self, request: Request) -> bool:
        """A sum is not changed where there is none: nobody is told that it was, and no turn is used up by it."""
        return self.setting.kind is not FaultKind.CHANGED_SUM or has_sum(request)

    def shown(self, now: float) -> Active:
        return Active(
            id=self.number,
            setting=self.setting,
            met=self.met,
            left=max(0, self.setting.times - self.met) if self.setting.times else None,
            seconds=None if self._until is None else max(0, round(self._until - now)),
            on=self.is_on(now),
        )

    def _spent(self) -> bool:
        return bool(self.setting.times) and self.met >= self.setting.times
