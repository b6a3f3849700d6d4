"""`bench accept --window`: what an open window with a list that is scrolled all the time costs, beside none."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

from common import spawn
from common.clock import SystemClock
from common.logs import Log
from common.settings import PROFILE
from common.setup import debian
from launcher_app.instance import Instance
from tests.bench import generator, machine, rounds
from tests.bench.centre import Centre
from tests.bench.rounds import Round
from tests.bench.verdict import Claim, at_least, at_most, concluded, figure, table
from tests.journeys.person import Person
from tests.journeys.screen import Screen, missing_tools

SHARE = 0.5
WINDOW_MB = 250
NOTCHES = 8
GROW_SECONDS = 4
PAYMENTS = "payments"


def measure(count: int, seconds: int, *, strict: bool) -> int:
    """Two centres take turns: one without a window, one whose window is scrolled while payments arrive."""
    if missing := missing_tools():
        packages = [package for tool in missing for package in debian.SCREEN[tool]]
        print(f"Нет / not found: {', '.join(missing)}. Debian: {debian.command(packages)}")
        return 2
    with machine.folder() as folder, ExitStack() as stack:
        screen = stack.enter_context(Screen(folder / "screen"))
        plain = stack.enter_context(Centre(folder / "headless", place=machine.SERVER))
        shown = stack.enter_context(Centre(folder / "window", place=machine.SERVER, screen=screen.environment))
        person = stack.enter_context(before(screen, folder))
        subjects = [plain.subject, shown.subject]
        first = [generator.send(subject.target, GROW_SECONDS) for subject in subjects]
        headless: list[Round] = []
        windowed: list[Round] = []
        for _ in range(count):
            headless.append(rounds.one(plain.subject, seconds, subjects))
            windowed.append(rounds.one(shown.subject, seconds, subjects, during=scrolling(person)))
        print(table(("", "платежей/с", "p99 мс", "CPU мкс"), [row("без окна", headless), row("с окном", windowed)]))
        claims = judged(headless, windowed, shown.role.server.memory() / 2**20)
        good = first[1].good + sum(one.load.good for one in windowed)
        unanswered = [payment for load in (first[1], *(one.load for one in windowed)) for payment in load.unanswered]
        claims.append(books(shown, good, unanswered))
    return concluded(claims, strict=strict)


def judged(headless: list[Round], windowed: list[Round], megabytes: float) -> list[Claim]:
    """The targets, and that no answer was wrong."""
    share = median(one.load.rate for one in windowed) / median(one.load.rate for one in headless)
    wrong = sum(one.load.wrong for one in (*headless, *windowed))
    return [
        Claim("неверных ответов 0", "wrong answers 0", f"{wrong}", wrong == 0, condition=True),
        at_least("с окном / без окна", "with a window / headless", share, SHARE),
        at_most("память процесса с окном, МБ", "memory of the process with a window, MB", megabytes, WINDOW_MB),
    ]


def books(centre: Centre, good: int, unanswered: list[str]) -> Claim:
    """Every good answer stands in the books."""
    stored, on_their_way = centre.verified(), centre.known(unanswered)
    told = f"{stored:,} = {good:,} + {on_their_way}"
    words = ("в книгах ровно принятые платежи, сумма 0", "the books hold exactly the accepted payments, sum 0")
    return Claim(*words, told, stored == good + on_their_way, condition=True)


def row(name: str, measured: list[Round]) -> tuple[str, str, str, str]:
    """One line of the table."""
    rate = median(one.load.rate for one in measured)
    p99 = median(one.load.p99 for one in measured) / 1000
    return name, figure(rate), figure(p99), figure(median(one.cpu_each for one in measured))


@contextmanager
def before(screen: Screen, folder: Path) -> Iterator[Person]:
    """A person who has the list of payments before them."""
    log = Log(folder, "person", SystemClock(), console=False)
    role = Instance("processing", PROFILE, folder / "window", log, SystemClock())
    role.meet()
    person = Person(screen, role)
    person.come()
    person.show(PAYMENTS)
    yield person
    role.stop()
    log.close()


@contextmanager
def scrolling(person: Person) -> Iterator[None]:
    """Turn the wheel over the list, down and up again, until the load is over."""
    stop = spawn.Signal()
    x, y = person.screen.width // 4, person.screen.height // 2

    def turn() -> None:
        while not stop.is_set():
            person.screen.wheel(x, y, down=NOTCHES)
            person.screen.wheel(x, y, down=-NOTCHES)

    thread = spawn.thread("scrolling", turn)
    yield
    stop.set()
    thread.join()
