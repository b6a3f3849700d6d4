"""Lesson: a program of one's own plays a role, a payment goes through it, and it is graded."""

from collections.abc import Iterator

from common.words import Words
from launcher_app.feed.hop import Hop, Outcome
from launcher_app.grading.kept import changed
from launcher_app.lessons.lesson import Lesson, Point, Question, missing
from launcher_app.lessons.work import SINCE, Work
from launcher_app.network.seat import Player, Seat

SEATED = Words("Одну из ролей играет ваша программа", "Your program plays one of the roles")
SPOKEN = Words("С ней обменивались сообщениями, и она ответила «да»", "It was spoken to, and answered yes")
GRADED = Words("Программа проверена и оценена", "The program was checked and graded")
GRADES = "grade"
STATUS = Words("Какой статус HTTP означает окончательное «нет»?", "Which HTTP status means a final “no”?")
FINAL_NO = 422


def _seated(work: Work) -> list[Seat]:
    return [seat for seat in work.hands.launcher.board.seats if seat.player is not Player.OURS]


def _with(seat: Seat, hop: Hop) -> bool:
    return seat.name in (hop.receiver_seat, hop.sender_seat) or seat.role == hop.receiver


def _check(work: Work) -> Iterator[Point]:
    seats = _seated(work)
    yield Point(
        SEATED,
        bool(seats),
        missing(
            "все роли наши: меню карточки на карте, «Заменить программой студента…»",
            "all roles are ours: the menu of its card on the map, Put a student's program here…",
        ),
    )
    good = [hop for hop in work.hops() if hop.outcome is Outcome.OK and any(_with(seat, hop) for seat in seats)]
    yield Point(
        SPOKEN,
        bool(good),
        missing("удачных обменов с ней ещё не было", "there was no successful exchange with it yet"),
    )
    folder = work.hands.launcher.data / GRADES
    yield Point(
        GRADED,
        changed(folder) // 1_000_000 >= work.facts[SINCE],
        missing(
            f"новой оценки в папке {folder} нет: «Проверить и оценить» (F8)",
            f"there is no new grading in {folder}: Check and grade (F8)",
        ),
    )
    yield work.says_number("status", STATUS, FINAL_NO)


LESSON = Lesson(
    name="own-role",
    words=Words("Своя программа в сети", "A program of your own"),
    steps=(
        Words(
            "Напишите поставщика (docs/protocol.md) на любом языке: проверка, зачисление, статус.",
            "Write a provider (docs/protocol.md) in any language: check, credit, status.",
        ),
        Words(
            "Поставьте её на место нашего поставщика (меню его карточки) и проведите платёж.",
            "Put it in our provider's place (the menu of its card) and make a payment.",
        ),
        Words(
            "Проверьте и оцените её (F8), исправьте первую потерю, оцените снова.",
            "Check and grade it (F8), mend the first loss, grade again.",
        ),
    ),
    check=_check,
    questions=(Question("status", STATUS),),
    minutes=90,
)
