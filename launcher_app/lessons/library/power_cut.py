"""Lesson: the terminal loses its power with money in it, and finds the money again."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import psutil

from common.words import Words
from launcher_app.hands import TERMINAL, Hands
from launcher_app.lessons.lesson import Facts, Lesson, Point, Question, missing
from launcher_app.lessons.work import Row, Work

BACK = Words("Терминал был обесточен и запущен снова", "The terminal lost its power and was started again")
SAVED = Words("Деньги, внесённые до того, зачислены после", "Money inserted before was credited after")
BOOT = timedelta(seconds=1)
"""Linux knows when it was booted to a second: its processes may seem up to that much older than they are."""
INSIDE = Words("Сколько денег показал терминал после запуска, ₽?", "How much did the terminal show once started, ₽?")


def _prepare(hands: Hands, facts: Facts) -> None:
    facts["pid"] = hands.launcher.board.looks[TERMINAL].process_id


def _began(process_id: int) -> datetime | None:
    """When a process began."""
    try:
        return datetime.fromtimestamp(psutil.Process(process_id).create_time(), UTC)
    except psutil.Error:
        return None


def _survived(work: Work, began: datetime) -> Row | None:
    """A payment credited since, whose payer had come before the terminal's process began."""
    sessions = work.ask(TERMINAL, "sessions")["sessions"]
    codes = {
        code
        for one in sessions
        if datetime.fromisoformat(one["started"]) < began + BOOT and one["notes"]
        for code in one["payments"]
    }
    return next((one for one in work.credited() if one["code"] in codes), None)


def _check(work: Work) -> Iterator[Point]:
    look = work.hands.launcher.board.looks[TERMINAL]
    began = _began(look.process_id) if look.answers and look.process_id != work.facts["pid"] else None
    yield Point(
        BACK,
        began is not None,
        missing(
            "терминал с тех пор не перезапускали (или он не работает)",
            "the terminal was not started again since then (or does not work)",
        ),
    )
    payment = _survived(work, began) if began else None
    yield Point(
        SAVED,
        payment is not None,
        missing(
            "нет платежа, начатого до обрыва и зачисленного после: внесите купюру, обесточьте, запустите, оплатите",
            "no payment began before the cut and was credited after it: insert a note, cut the power, start, pay",
        ),
    )
    yield work.says_sum("inside", INSIDE, payment["inserted"] if payment else -1)


LESSON = Lesson(
    name="power-cut",
    words=Words("Терминал без света", "The terminal without power"),
    steps=(
        Words(
            "Наберите номер, вставьте купюру и не нажимайте «Оплатить».", "Type the number, insert a note, do not pay."
        ),
        Words(
            "«Сбои» (Ctrl+B) → «Терминал обесточен с деньгами». Потом запустите терминал.",
            "Faults (Ctrl+B) → The terminal loses power. Then start the terminal.",
        ),
        Words("Посмотрите, что на экране, и заплатите.", "Look at its screen and pay."),
    ),
    check=_check,
    questions=(Question("inside", INSIDE),),
    prepare=_prepare,
)
