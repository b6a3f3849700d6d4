"""Who is who on the page, and the page's own words."""

import re

from common.words import Words, same
from launcher_app.proxy.faults import WORDS as FAULTS
from launcher_app.proxy.faults import FaultKind

NAMES = {
    "grader": Words("Проверяющий", "Grader"),
    "consumer": Words("Потребитель", "Consumer"),
    "terminal": Words("Терминал", "Terminal"),
    "processing": Words("Центр", "Centre"),
    "provider": Words("Поставщик", "Provider"),
    "scripted-centre": Words("Учебный центр", "Scripted centre"),
    "scripted-provider": Words("Учебный поставщик", "Scripted provider"),
    "timers-centre": Words("Учебный центр", "Scripted centre"),
}
ORDER = (
    "consumer",
    "terminal",
    "grader",
    "scripted-centre",
    "timers-centre",
    "processing",
    "scripted-provider",
    "provider",
)
PLAYS = {"scripted-centre": "processing", "timers-centre": "processing", "scripted-provider": "provider"}
NUMBERED = re.compile(r"(.*?)(?:-(\d+))?")

SCORE = Words("Итог {points} из {most}", "Score {points} of {most}")
FAILED = Words("Не пройдено ({count})", "Not passed ({count})")
IDLE = Words("Не запускалось ({count})", "Not run ({count})")
NONE_FAILED = Words("Все проверки, которые здесь показаны, пройдены.", "Every check shown here passed.")
OPENED = Words("Открытые проверки: {passed} из {every}.", "Open checks: {passed} of {every}.")
HIDDEN = Words(
    "Скрытых проверок: {count}, их видит только преподаватель.", "Hidden checks: {count}, for the instructor only."
)
HIDDEN_HERE = Words(
    "Скрытых проверок: {count}, результат увидит преподаватель.", "Hidden checks: {count}: the instructor will see."
)
EXTRAS = Words("Дополнительно, в итог не входит: {points} из {most}", "Extras, not in the score: {points} of {most}")
TEAM, VARIANT = Words("Команда", "Team"), Words("вариант", "variant")
TOOK = Words("прогон {seconds} с", "took {seconds} s")
EXPECTED, GOT = Words("Ожидали", "Expected"), Words("Получили", "Got")
WHY, LOOK = (
    Words("Почему важно: пункт задания", "Why: the task says"),
    Words("Где смотреть: обмены", "Where to look: exchanges"),
)
HINT, LINES, ROWS = (
    Words("Подсказка", "Hint"),
    Words("Строки журналов и случаи", "Log lines and cases"),
    Words("Строки реестра", "Register rows"),
)
AGAIN = Words("Повторено; в первый раз: {first}", "Repeated; the first time: {first}")
OVERRIDDEN = Words("Изменено вручную, было {before}: {reason}", "Changed by hand, was {before}: {reason}")
HIDDEN_SIGN = Words("скрытая", "hidden")
ALL = Words("Все проверки", "All checks")
CHECK, POINTS, TIME = Words("Проверка", "Check"), Words("Баллы", "Points"), Words("Время, с", "Time, s")
DIAGRAMS = Words("Сценарии: диаграммы и деньги", "Scenarios: diagrams and money")
MONEY, SUM = Words("Где деньги, ₽", "Where the money is, ₽"), Words("Сумма", "Sum")
AGREES, DIFFERS = Words("сходится", "agrees"), Words("РАСХОЖДЕНИЕ", "DIFFERENCE")
TALK = Words("Обмены", "Exchanges")
ASKED, ANSWERED = Words("Запрос", "Request"), Words("Ответ", "Reply")
TIMING = Words("Время ответов", "Answer times")
WHO, COUNT = Words("Кто отвечал", "Who answered"), Words("Запросов", "Requests")
MIDDLE, WORST = Words("Медиана, мс", "Median, ms"), Words("Худшее, мс", "Worst, ms")
LOGS = Words("Журналы проверявшейся программы (последние строки)", "The program's logs (last lines)")
REPEAT = Words("Как повторить и на чём проверено", "How to repeat it, and where it ran")
RECONCILED = Words("Сверка: агент · центр · поставщик", "Reconciliation: agent · centre · provider")
BOOKS = Words("Три книги", "The three books")
DIFFER = Words("РАСХОЖДЕНИЙ: {count}", "DIFFERENCES: {count}")
NOT_AGREED = Words("В чём книги расходятся", "What the books do not agree about")
BOOK, PAYMENTS, AMOUNT = Words("Книга", "Book"), Words("Платежей", "Payments"), Words("Сумма, ₽", "Sum, ₽")
CODE, WHAT, WHEN = Words("Код", "Code"), Words("Что", "What"), Words("Когда", "When")
AT_AGENT, AT_CENTRE, AT_PROVIDER = Words("Послано", "Sent"), Words("У центра", "Centre"), Words("Зачислено", "Credited")
PICTURES = Words("Снимки окон и киоска", "Pictures of the windows and the kiosk")
MARKS, NOTE = Words("Пометки и заметки из окна", "Stars and notes of the window"), Words("Заметка", "Note")
WHOLE_LOG = Words("Журнал целиком", "The whole log")
STARTED = Words("Запуск программ", "Start-up of the programs")
PROGRAM, STARTED_IN = Words("Программа", "Program"), Words("Ответила через, мс", "Answered after, ms")
STOPPED = Words(
    "Прогон прерван: оценено только то, что было сыграно, остальное отмечено ⊘ и пройденным не считается.",
    "The run was broken off: only what was played is graded, the rest is marked ⊘ and not counted as passed.",
)
COMMAND, SEED, HASHES = (
    Words("Команда", "Command"),
    Words("Зерно", "Seed"),
    Words("SHA-256 исходников", "SHA-256 of sources"),
)
BY_HAND = Words("Оценено вручную", "Graded by hand")
STUDENT_LINK = Words("Что увидит студент", "What the student sees")
STUDENT_COPY = Words("Копия для студента", "The student's copy")
SEARCH = Words("Поиск по проверкам", "Search the checks")
SHOW_FAILED, SHOW_ALL = Words("Не пройдено", "Not passed"), Words("Все", "All")
EMPTY = Words("Под этот отбор ничего не подходит.", "Nothing fits this filter.")
NOT_SHOWN = Words("ещё {count} стрелок — в списке обменов", "{count} more arrows: see the exchanges")
OF = Words("{points} из {most}", "{points} of {most}")


def who(name: str) -> Words:
    """A participant as people call it."""
    found = NUMBERED.fullmatch(name)
    stem, number = (found.group(1), found.group(2)) if found else (name, None)
    words = NAMES.get(name) or NAMES.get(stem) or same(name)
    return Words(f"{words.ru} {number}", f"{words.en} {number}") if number and name not in NAMES else words


def role(name: str) -> str:
    """Which role a participant plays, or plays in place of."""
    stem = re.sub(r"-\d+$", "", name)
    return PLAYS.get(stem, stem)


def fault(name: str) -> Words:
    """What was done on purpose."""
    return FAULTS[FaultKind(name)] if name in list(FaultKind) else same(name)
