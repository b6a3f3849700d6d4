"""The course: every lesson with what was prepared for it, what was answered, and whether it is done."""

from typing import TYPE_CHECKING, Any, NamedTuple

from common import spawn
from common.errors import OplataError
from common.protocol import codes
from common.words import Words
from launcher_app.faults.presets import PRESETS
from launcher_app.hands import Hands
from launcher_app.lessons.lesson import Facts, Lesson, Point, Verdict, missing
from launcher_app.lessons.library import LESSONS
from launcher_app.lessons.work import SINCE, Work
from launcher_app.payer import Acceptor
from launcher_app.session import kept_in

if TYPE_CHECKING:
    from launcher_app.launcher import Launcher

NETWORK = "lessons"
"""Lessons have a network of their own: what is broken in them breaks nothing of anybody's."""
KEPT = "lessons"
SEED = 17
DEPOSIT = 1_000_000
PREPARED = Words("Сеть подготовлена", "The network is prepared")
NOT_PREPARED = missing("нажмите «Подготовить сеть»", "press Prepare the network")
ASKED = Words("Роли ответили на вопросы проверки", "The roles answered the check's questions")


class Kept(NamedTuple):
    """What is remembered of one lesson."""

    facts: Facts
    given: dict[str, str]
    done: bool


class Course:
    """Threads may share it; what is kept is in the session of the lessons' network."""

    def __init__(self, launcher: "Launcher", acceptor: Acceptor | None = None) -> None:
        """Nothing is asked yet."""
        self._launcher = launcher
        self._acceptor = acceptor
        self.stopped = spawn.Signal()

    @property
    def lessons(self) -> tuple[Lesson, ...]:
        """In the order in which they are taken."""
        return LESSONS

    def lesson(self, name: str) -> Lesson:
        """One by its name."""
        return next(one for one in LESSONS if one.name == name)

    @property
    def done(self) -> frozenset[str]:
        """Names of the lessons that are done."""
        return frozenset(name for name, one in self._all().items() if one.get("done", False))

    def kept(self, name: str) -> Kept:
        """What is known of a lesson, whichever network is open."""
        one = self._all().get(name, {})
        return Kept(one.get("facts", {}), one.get("given", {}), bool(one.get("done", False)))

    def prepare(self, name: str) -> None:
        """Open the lessons' network, sign what is missing, set the lesson's faults anew. May wait half a minute."""
        lesson, hands = self.lesson(name), Hands(self._launcher, self.stopped, self._acceptor)
        hands.open(NETWORK)
        faults = self._launcher.faults
        faults.clear()
        faults.stepping, faults.slow = False, 1
        hands.seat_ours()
        hands.start()
        hands.finish_what_hangs()
        signed = hands.agreements.everything(DEPOSIT)
        facts: Facts = {"number": signed.number, "provider_id": signed.provider_id, "agent_id": signed.agent_id}
        facts[SINCE] = self._launcher.clock.now_ms()
        lesson.prepare(hands, facts)
        for preset in PRESETS:
            if preset.name == lesson.preset:
                faults.apply(preset)
        faults.begin(SEED)
        self._keep(name, Kept(facts, {}, self.kept(name).done))

    def check(self, name: str, given: dict[str, str]) -> Verdict:
        """Look at what the learner has brought about; remembered when it is all there. May wait."""
        kept = self.kept(name)
        if not kept.facts or self._launcher.network != NETWORK:
            return Verdict((Point(PREPARED, False, NOT_PREPARED),))
        work = Work(Hands(self._launcher, self.stopped, self._acceptor), kept.facts, given)
        verdict = self._checked(self.lesson(name), work)
        self._keep(name, Kept(kept.facts, given, kept.done or verdict.done))
        return verdict

    def _checked(self, lesson: Lesson, work: Work) -> Verdict:
        points: list[Point] = []
        try:
            points.extend(lesson.check(work))
        except OplataError as trouble:
            said = codes.words_of(trouble)
            points.append(Point(ASKED, False, missing(said.ru, said.en)))
        return Verdict(tuple(points))

    def _all(self) -> dict[str, Any]:
        if self._launcher.network == NETWORK:
            found = self._launcher.session.recall(KEPT, {})
        else:
            kept = kept_in(self._launcher.data / "launcher" / f"{NETWORK}.json")
            found = {} if kept is None else kept.others.get(KEPT, {})
        return found if isinstance(found, dict) else {}

    def _keep(self, name: str, kept: Kept) -> None:
        self._launcher.session.remember(KEPT, {**self._all(), name: kept._asdict()})
