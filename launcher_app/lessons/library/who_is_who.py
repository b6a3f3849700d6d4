"""Lesson: who is who: four programs, and what each of them keeps."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from common import settings
from common.words import Words
from launcher_app.lessons.lesson import Lesson, Option, Point, Question, missing
from launcher_app.lessons.work import ALL, CENTRE, Work

ROLES = (
    Option("consumer", Words("потребитель", "consumer")),
    Option("terminal", Words("терминал агента", "the agent's terminal")),
    Option("processing", Words("процессинговый центр", "processing centre")),
    Option("provider", Words("поставщик", "provider")),
)
RUNNING = Words("Все четыре роли работают", "All four roles work")
BALANCE = Words("У кого записан баланс абонента?", "Who keeps the subscriber's balance?")
DEPOSIT = Words("У кого лежит депозит агента?", "Who holds the agent's deposit?")
CASH = Words("Где лежат банкноты?", "Where do the banknotes lie?")
PORT = Words(
    "На каком порту отвечает процессинговый центр? (число из карточки на карте)",
    "On which port does the processing centre answer? (the number on its card)",
)


def _check(work: Work) -> Iterator[Point]:
    looks = work.hands.launcher.board.looks
    silent = [settings.TITLES[seat] for seat in ALL if seat not in looks or not looks[seat].answers]
    yield Point(
        RUNNING,
        not silent,
        missing(
            f"не отвечает: {', '.join(one.ru.lower() for one in silent)}",
            f"does not answer: {', '.join(one.en.lower() for one in silent)}",
        ),
    )
    yield work.chose("balance", BALANCE, "provider")
    yield work.chose("deposit", DEPOSIT, "processing")
    yield work.chose("cash", CASH, "terminal")
    port = urlsplit(work.hands.launcher.board.public_url(CENTRE)).port or 0
    yield work.says_number("port", PORT, port)


LESSON = Lesson(
    name="who-is-who",
    words=Words("Кто есть кто", "Who is who"),
    steps=(
        Words("Запустите всё (F5) и откройте окно каждой роли.", "Start all (F5) and open each role's window."),
        Words(
            "Скажите вслух, что делает каждая из четырёх программ.", "Say aloud what each of the four programs does."
        ),
        Words("Ответьте на вопросы ниже.", "Answer the questions below."),
    ),
    check=_check,
    questions=(
        Question("balance", BALANCE, ROLES),
        Question("deposit", DEPOSIT, ROLES),
        Question("cash", CASH, ROLES),
        Question("port", PORT),
    ),
    minutes=3,
)
