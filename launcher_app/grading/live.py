"""A grading as a process of its own, with a network of its own: begun, watched, broken off politely."""

from dataclasses import dataclass, field, replace

from common import settings, spawn
from common.clock import Clock
from common.logs import Log
from common.words import Words
from launcher_app.grading import progress
from launcher_app.grading.asked import Asked
from launcher_app.grading.outcome import Result
from launcher_app.grading.progress import Began, Ended, Failed, Line, News, Planned, Reported
from launcher_app.network import tree

POLITE_SECONDS = 40.0
"""So long it may take to end its roles and to write the report of what was played."""
PAUSE_SECONDS = 0.05
TAIL = 8
FELL = Words("Проверка прервалась сама, код {code}. {said}", "The grading ended by itself, code {code}. {said}")


@dataclass(frozen=True)
class Course:
    """How far a grading is. `playing` are the checks that are being made; points are hundredths."""

    running: bool = False
    stopping: bool = False
    checks: tuple[Line, ...] = ()
    playing: frozenset[str] = frozenset()
    results: dict[str, Result] = field(default_factory=dict)
    scenario: Words | None = None
    left_seconds: int = 0
    report: Reported | None = None
    failed: Words | None = None
    said: str = ""
    """The last line that was no news: what is being installed, say."""


class Live:
    """One grading at a time; threads may share it."""

    def __init__(self, log: Log, clock: Clock) -> None:
        """Nothing runs."""
        self._log = log
        self._clock = clock
        self._lock = spawn.Lock()
        self._process: spawn.Process[bytes] | None = None
        self._reader: spawn.Thread | None = None
        self._said: list[str] = []
        self.course = Course()
        self.changes = 0

    def begin(self, asked: Asked) -> None:
        """Start it; nobody begins one while another runs."""
        with self._lock:
            assert not self.course.running
            self._said = []
            words = asked.words()
            self._log.info("grading begins", words=" ".join(words[3:]))
            process = spawn.process(words, folder=settings.ROOT, output=spawn.CAPTURE)
            self._process = process
            self._put(Course(running=True))
        self._reader = spawn.thread("grading", lambda: self._read(process))

    def abort(self) -> None:
        """Tell it to end; what was found by then is kept, and reported."""
        with self._lock:
            process = self._process
            if process is None or not self.course.running or self.course.stopping:
                return
            self._put(replace(self.course, stopping=True))
        spawn.close_input(process)
        spawn.thread("grading ends", lambda: self._see_off(process))

    def close(self) -> None:
        """Break it off and wait until it has ended."""
        self.abort()
        if self._reader is not None:
            self._reader.join(POLITE_SECONDS + PAUSE_SECONDS)

    def _see_off(self, process: "spawn.Process[bytes]") -> None:
        """Who does not end by a word is ended, with all that it has started."""
        deadline = self._clock.monotonic() + POLITE_SECONDS
        while process.poll() is None and self._clock.monotonic() < deadline:
            self._clock.sleep(PAUSE_SECONDS)
        if process.poll() is None:
            tree.kill(process.pid)

    def _read(self, process: "spawn.Process[bytes]") -> None:
        assert process.stdout is not None
        with process.stdout as said:
            for line in said:
                news = progress.read(line)
                with self._lock:
                    if news is None:
                        self._said = [*self._said, line.decode("utf-8", "replace").strip()][-TAIL:]
                        self._put(replace(self.course, said=self._said[-1]))
                    else:
                        self._put(heard(self.course, news))
        code = process.wait()
        spawn.close_input(process)
        with self._lock:
            self._put(_over(self.course, code, self._said))
        self._log.info("grading ended", code=code)

    def _put(self, course: Course) -> None:
        self.course = course
        self.changes += 1


def heard(course: Course, news: News) -> Course:
    """The course after a piece of news."""
    if isinstance(news, Planned):
        return replace(course, checks=tuple(news.checks))
    if isinstance(news, Began):
        playing = course.playing | frozenset(news.checks)
        return replace(course, playing=playing, scenario=news.title, left_seconds=news.left_seconds)
    if isinstance(news, Ended):
        results = course.results | {one.check: one for one in news.results}
        return replace(course, results=results, playing=course.playing - results.keys(), left_seconds=news.left_seconds)
    if isinstance(news, Failed):
        return replace(course, failed=news.words)
    return replace(course, report=news)


def _over(course: Course, code: int, said: list[str]) -> Course:
    failed = course.failed
    if failed is None and course.report is None:
        failed = FELL.format(code=code, said=" · ".join(said))
    return replace(course, running=False, stopping=False, playing=frozenset(), scenario=None, failed=failed)
