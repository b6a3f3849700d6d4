"""Lesson: the provider cannot be reached in the middle of a payment: where are the 500 roubles?"""

from collections.abc import Iterator

from common.protocol import provider
from common.words import Words
from launcher_app.faults.presets import TO_PROVIDER
from launcher_app.faults.setting import Setting
from launcher_app.hands import Hands
from launcher_app.lessons.lesson import Facts, Lesson, Option, Point, Question, missing
from launcher_app.lessons.work import CENTRE, Work
from launcher_app.proxy.faults import FaultKind

CREDIT_DOORS = (provider.CREDIT.path, provider.STATUS.path, provider.VOID.path)
STANDS = Words("Платёж принят и ждёт поставщика", "A payment was taken and waits for the provider")
WHERE = Words("Где сейчас 500 ₽?", "Where are the 500 ₽ now?")
HELD = Words("Сколько удержано в центре (холды), ₽?", "How much does the centre hold (holds), ₽?")
AGAIN = Words("Можно ли просить плательщика заплатить ещё раз?", "May the payer be asked to pay again?")
PLACES = (
    Option("lost", Words("потеряны", "lost")),
    Option("provider", Words("у поставщика, на балансе абонента", "at the provider, on the balance")),
    Option(
        "held",
        Words(
            "банкнота в терминале, сумма удержана на депозите агента",
            "the note is in the terminal, its sum is held on the agent's deposit",
        ),
    ),
    Option("payer", Words("вернулись плательщику", "back with the payer")),
)
YES_NO = (
    Option("no", Words("нет, повторит сеть сама", "no, the network repeats by itself")),
    Option("yes", Words("да, пусть внесёт снова", "yes, let him insert again")),
)


def cut_credits(hands: Hands, facts: Facts) -> None:
    """Numbers can be checked; a credit does not reach the provider until somebody switches that off."""
    for path in CREDIT_DOORS:
        hands.launcher.faults.add(Setting(arrow=TO_PROVIDER, kind=FaultKind.CUT, path=path))


def _check(work: Work) -> Iterator[Point]:
    waiting = [one for one in work.payments() if one["status"] == "authorized"]
    yield Point(
        STANDS,
        bool(waiting),
        missing(
            "нет платежа, который ждёт: внесите 500 ₽; если он уже зачислен, подготовьте сеть снова",
            "no payment waits: insert 500 ₽; if it is credited already, prepare the network again",
        ),
    )
    yield work.chose("where", WHERE, "held")
    yield work.says_sum("held", HELD, work.ask(CENTRE, "ledger", path="/v1/ledger")["holds"])
    yield work.chose("again", AGAIN, "no")


LESSON = Lesson(
    name="where-is-money",
    words=Words("Где 500 ₽?", "Where are the 500 ₽?"),
    steps=(
        Words(
            "Внесите 500 ₽ на номер Иванова. Зачисление до поставщика не дойдёт.",
            "Insert 500 ₽ for Ivanov's number. The credit does not reach the provider.",
        ),
        Words(
            "Найдите деньги по карте и полосе «Где деньги», без журналов.",
            "Find the money by the map and Where the money is, without logs.",
        ),
    ),
    check=_check,
    questions=(Question("where", WHERE, PLACES), Question("held", HELD), Question("again", AGAIN, YES_NO)),
    prepare=cut_credits,
)
