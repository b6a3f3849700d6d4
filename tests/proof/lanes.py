"""The lanes in the order in which they are told: each module has `run(seed, form, folder) -> list[Figure]`."""

from typing import NamedTuple

from common.words import Words


class Lane(NamedTuple):
    """A lane: its module, what it asks, and what it cannot do without.

    `alone`: it measures time, or takes every core by itself, so that nothing else runs beside it. `package` and
    `program` are not on every machine: where one is missing, the lane is left out, and that is said.
    """

    module: str
    words: Words
    alone: bool = False
    package: str = ""
    program: str = ""


LANES: dict[str, Lane] = {
    "simulation": Lane(
        "tests.proof.simulation.swarm",
        Words(
            "Все роли в одном процессе и виртуальном времени, сбои по зерну; потом починка и книги всех ролей",
            "All roles in one process and virtual time, faults drawn from a seed; then healing, and everybody's books",
        ),
        alone=True,
    ),
    "mutants": Lane(
        "tests.proof.simulation.killing",
        Words(
            "Ошибки, внесённые нарочно: симуляция видит каждую, и сказано, на каком по счёту расписании",
            "Bugs put in on purpose: the simulation sees each of them, and it is told at which schedule",
        ),
        alone=True,
    ),
    "scope": Lane(
        "tests.proof.simulation.small",
        Words(
            "Каждый сбой на каждом сообщении и каждой записи шести сценариев по одному, и пары сбоев",
            "Each fault at each message and commit of six scripts by itself, and pairs of them",
        ),
        alone=True,
    ),
    "machines": Lane(
        "tests.proof.machines.running",
        Words(
            "Любой порядок шагов против простой модели: платёж и книги, заказ, очередь, сессия с купюроприёмником",
            "Every order of steps against a plain model: payment and books, an order, the queue, a session at the till",
        ),
    ),
    "conformance": Lane(
        "tests.proof.interfaces.conformance",
        Words(
            "Каждая точка входа каждой роли отвечает так, как сказано в её описании, о чём её ни спроси",
            "Every door of every role answers as its document says, whatever it is asked",
        ),
        package="schemathesis",
    ),
    "fuzz": Lane(
        "tests.proof.fuzz.fuzzing",
        Words(
            "Чужие байты под фаззером, который видит ветви кода: только чистый отказ",
            "Bytes of strangers from a fuzzer that sees the branches of the code: clean refusals only",
        ),
        package="atheris",
    ),
    "security": Lane(
        "tests.security.checking",
        Words(
            "Список безопасности, строка за строкой: у каждой, что уже применима, своя проверка",
            "The security checklist row by row: each that applies by now has its test",
        ),
    ),
    "kills": Lane(
        "tests.proof.kills.killing",
        Words(
            "Настоящие процессы убивают под нагрузкой: что подтверждено, есть, и ничего нет дважды",
            "Real processes are killed under load: what was acknowledged is there, and nothing is there twice",
        ),
        alone=True,
    ),
    "storage": Lane(
        "tests.proof.storage.misbehaving",
        Words(
            "Полный диск, закрытая папка, испорченная база, двойник, вчерашняя копия, остановленный процесс",
            "A full disk, a closed folder, a damaged database, a twin, yesterday's copy, a stopped process",
        ),
    ),
    "power": Lane(
        "tests.proof.power.losing",
        Words(
            "Питание пропадает после любого вызова системы: ни одно «да» не потеряно, каждая роль начинает снова",
            "The power goes after any call of the system: no yes is lost, and every role begins again",
        ),
        program="strace",
    ),
    "overload": Lane(
        "tests.proof.overload.crowding",
        Words(
            "Втрое больше платежей, чем центр может принять: принимает столько же и так же быстро, прочим — «позже»",
            "Three times more payments than the centre can take: it takes as many, as fast, and sends the rest back",
        ),
        alone=True,
    ),
    "slow": Lane(
        "tests.proof.overload.crawling",
        Words(
            "Тысячи медленных клиентов: соединения закрыты вовремя, и никто честный их не ждёт",
            "Thousands of clients who take their time: ended in time, and nobody honest waits for them",
        ),
        alone=True,
    ),
    "silence": Lane(
        "tests.proof.overload.silence",
        Words(
            "Один поставщик из пяти молчит: платежи остальным этого не замечают, его платежи дождутся его",
            "One provider of five is silent: payments to the others do not notice, and its own wait for it",
        ),
        alone=True,
    ),
}
