"""Everything that is played, in its order; a scenario is played when one of its checks is asked for."""

from collections.abc import Callable
from typing import NamedTuple

from common.words import Words
from launcher_app.grading.network import Network
from launcher_app.grading.scenarios import (
    centre,
    conformance,
    consumer,
    general,
    provider,
    storm,
    terminal,
    whole,
)
from launcher_app.grading.sheet import Sheet


class Scenario(NamedTuple):
    """`checks` are those that it judges; `beside` others: it waits for a clock, and runs at the same time.

    `seconds` is about how long it takes with ours.
    """

    name: str
    title: Words
    checks: tuple[str, ...]
    play: Callable[[Network, Sheet], None]
    beside: bool = False
    seconds: float = 0.2


SCENARIOS = (
    Scenario(
        "timers", Words("Таймеры терминала (часы ускорены)", "The terminal's timers (hurried clock)"),
        ("A-06", "A-07"), terminal.timers, beside=True,
    ),
    Scenario(
        "whole", Words("От банкноты до баланса", "From banknote to balance"), ("P-01", "C-01"),
        whole.from_note_to_balance, seconds=4.0,
    ),
    Scenario("numbers", Words("Проверка номера", "Checking a number"), ("P-02",), provider.numbers),
    Scenario("doubled", Words("Платёж послан дважды", "A payment sent twice"), ("P-03",), provider.doubled),
    Scenario("lost-reply", Words("Ответ поставщика потерян", "A provider's reply is lost"), ("P-04",), provider.lost),
    Scenario("use", Words("Пользование услугой", "Using a service"), ("P-06",), provider.used),
    Scenario("provider-storm", Words("Сбои по зерну: поставщик", "Faults from the seed: provider"), ("P-07",),
             storm.provider),
    Scenario(
        "restart", Words("Поставщик убит и запущен снова", "A provider killed and started again"), ("P-05",),
        provider.restarted, seconds=0.7,
    ),
    Scenario(
        "provider-conformance", Words("Случаи соответствия: поставщик", "Conformance cases: provider"),
        ("P-10", "P-11", "P-12", "P-13", "P-14", "P-15", "P-16"), conformance.of_provider, seconds=2.5,
    ),
    Scenario(
        "proxied-check", Words("Центр спрашивает поставщика о номере", "The centre asks the provider about a number"),
        ("C-02",), centre.proxied_check,
    ),
    Scenario("held-twice", Words("Центру послано дважды", "Sent to the centre twice"), ("C-03",), centre.doubled),
    Scenario(
        "agent-unheard", Words("Ответ центра потерян", "The centre's reply is lost"), ("C-04",), centre.agent_unheard,
    ),
    Scenario(
        "provider-unheard", Words("Центр не услышал поставщика", "The centre did not hear the provider"), ("C-05",),
        centre.provider_unheard,
    ),
    Scenario("refused", Words("Поставщик отказал", "The provider refused"), ("C-07",), centre.refused),
    Scenario("centre-storm", Words("Сбои по зерну: центр", "Faults from the seed: centre"), ("C-08",),
             storm.centre, seconds=2.5),
    Scenario(
        "centre-restart", Words("Центр убит до доставки", "The centre is killed before delivery"), ("C-06",),
        centre.restarted, seconds=1.0,
    ),
    Scenario(
        "centre-conformance", Words("Случаи соответствия: центр", "Conformance cases: centre"),
        ("C-10", "C-11", "C-12", "C-13", "C-14", "C-15", "C-16"), conformance.of_centre, seconds=2.5,
    ),
    Scenario(
        "terminal", Words("Оплата на терминале", "Paying at a terminal"),
        ("A-01", "A-02", "A-03", "A-08", "A-05", "A-04", "A-09"), terminal.paid_at, seconds=12.0,
    ),
    Scenario(
        "consumer", Words("Потребитель пользуется услугой", "A consumer uses a service"),
        ("K-01", "K-02", "K-06", "K-04", "K-03", "K-05"), consumer.served, seconds=1.0,
    ),
    Scenario("excel", Words("Отчёт в Excel", "A report in Excel"), ("X-01",), general.workbook, seconds=0.6),
    Scenario("tidy", Words("Журналы, тесты, документы", "Logs, tests, documents"), ("G-01", "G-02", "G-03", "G-04"),
             general.tidy),
)  # fmt: skip
