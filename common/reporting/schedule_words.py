"""When a schedule's report is made, in words."""

from common.reporting.calendar import Rhythm
from common.words import Words

PAUSED = Words("{words}; на паузе", "{words}; paused")
DAILY = Words("каждый день в {at}, за прошлый день", "every day at {at}, for the day before")
WORKING = Words(
    "по рабочим дням в {at}, за прошлый день, а после выходных — и за них",
    "on working days at {at}, for the day before and, after days off, for them, too",
)
WEEKLY = Words("по {day} в {at}, за прошлую неделю", "every {day} at {at}, for the week before")
MONTHLY = Words("{day}-го числа в {at}, за прошлый месяц", "on day {day} of the month at {at}, for the month before")
MOVED = Words("{words}; в выходной — на следующий рабочий день", "{words}; on a day off, the next working day")
DAYS = (
    Words("понедельникам", "Monday"), Words("вторникам", "Tuesday"), Words("средам", "Wednesday"),
    Words("четвергам", "Thursday"), Words("пятницам", "Friday"), Words("субботам", "Saturday"),
    Words("воскресеньям", "Sunday"),
)  # fmt: skip


def in_words(rhythm: Rhythm, active: bool) -> Words:
    """«по рабочим дням в 06:00, …»: when a schedule's report is made, and for which period."""
    at = time_of_day(rhythm.minute)
    if rhythm.every == "daily":
        words = (WORKING if rhythm.working_days else DAILY).format(at=at)
    else:
        words = (
            Words(WEEKLY.ru.format(day=DAYS[rhythm.day].ru, at=at), WEEKLY.en.format(day=DAYS[rhythm.day].en, at=at))
            if rhythm.every == "weekly"
            else MONTHLY.format(day=rhythm.day, at=at)
        )
        words = _around(MOVED, words) if rhythm.working_days else words
    return words if active else _around(PAUSED, words)


def time_of_day(minute: int) -> str:
    """Minutes from midnight as 06:00."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _around(frame: Words, words: Words) -> Words:
    return Words(frame.ru.format(words=words.ru), frame.en.format(words=words.en))
