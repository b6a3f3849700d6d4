"""The names of figures in Russian; `{}` stands for what a lane fills in."""

import re
from functools import cache

NAMES = {
    "the lane": "дорожка",
    "lanes that did not finish": "дорожка не дошла до конца",
    "programs of {}": "программ шагов: {}",
    "programs of {} that break the model": "программ шагов, сломавших модель: {}",
    "steps of {}": "шагов: {}",
    "cases": "вопросов",
    "doors never reached": "точек входа, до которых не дошли",
    "doors open without a login": "точек входа, открытых без логина",
    "5xx and broken schemas": "ответов 5xx и не по описанию",
    "targets": "мишеней",
    "runs of {}": "прогонов: {}",
    "anything but a clean refusal": "чего-то кроме чистого отказа",
    "rows with tests": "строк с проверками",
    "rows that wait for their issue": "строк, ждущих своей задачи",
    "tests that are not there": "названных проверок нет",
    "tests passed": "проверок прошло",
    "tests failed": "проверок не прошло",
    "kills": "убийств процессов",
    "acknowledged payments": "подтверждённых платежей",
    "acknowledged uses": "подтверждённых пользований",
    "seconds until back": "секунд до возвращения",
    "acknowledged payments in cash": "подтверждённых платежей наличными",
    "lost cash payments": "потеряно платежей наличными",
    "notes and books that do not agree": "купюры и книги не сошлись",
    "cash that has not arrived": "наличные, что не дошли",
    "cash payments of one book only": "платежей наличными лишь в одной книге",
    "still held at the end": "осталось на холде",
    "roles that stay down": "ролей, что не поднялись",
    "refused": "отказов",
    "lost payments": "потеряно платежей",
    "payments not credited": "принятых и не зачисленных",
    "losses seen after one credit was deleted": "потерь замечено, когда удалено одно зачисление",
    "bugs put in on purpose that are seen": "замечено ошибок, внесённых нарочно",
    "doubled payments": "задвоено платежей",
    "payments of nobody": "ничьих платежей",
    "payments of another sum": "платежей на другую сумму",
    "payments without an end": "платежей без конца",
    "lost uses": "потеряно пользований",
    "doubled uses": "задвоено пользований",
    "books that do not agree": "книг, что не сошлись",
    "crash states": "состояний диска",
    "promises of {}": "обещаний: {}",
    "losses of {} seen when {} is never synced": "{}: потерь замечено без fsync {}",
    "schedules": "расписаний",
    "violations": "нарушений",
    "violations of {}": "нарушений: {}",
    "single faults": "сбоев по одному",
    "pairs of faults": "пар сбоев",
    "violations of single faults": "нарушений при сбоях по одному",
    "violations of pairs of faults": "нарушений при парах сбоев",
    "scripts that do not take their way": "сценариев, что пошли не своим путём",
    "digests that differ when lived again": "отпечатков, что не повторились",
    "schedules a second of a core": "расписаний в секунду на ядро",
    "strikes of each kind of fault": "раз случился каждый вид сбоя",
    "mutants killed": "мутантов убито",
    "mutants alive": "мутантов в живых",
    "schedules until the last one is seen": "расписаний, пока увиден последний",
    "damage refused": "порчи, что не впущены",
    "second instance": "вторых экземпляров на папке",
    "closed folder": "закрытых папок",
    "full disk": "полных дисков",
    "zombie": "остановленных и разбуженных",
    "restored copy": "вчерашних копий",
    "left behind or moved": "оставленных и перенесённых файлов",
    "not told": "о чём не сказано",
    "did not go on": "что не пошло дальше",
    "touched by a refused start": "тронуто отказанным запуском",
    "lost": "потеряно",
    "corrupt": "испорчено",
}


def name(figure: str) -> str:
    """A figure's name in Russian; as it is where nobody has said it in Russian."""
    for pattern, ru in _patterns():
        if found := pattern.fullmatch(figure):
            return ru.format(*found.groups())
    return figure


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """The longest first: one name may be the beginning of another."""
    longest = sorted(NAMES, key=len, reverse=True)
    return [(re.compile(re.escape(en).replace(r"\{\}", "(.+)")), NAMES[en]) for en in longest]
