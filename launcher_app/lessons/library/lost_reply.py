"""Lesson: the reply is lost: the provider has credited, the centre does not know, and nobody pays twice."""

from collections.abc import Iterator

from common.words import Words
from launcher_app.feed.doors import Part, known
from launcher_app.lessons.lesson import Lesson, Point, Question, missing
from launcher_app.lessons.work import CAPTURED, TO_PROVIDER, Work
from launcher_app.proxy.faults import FaultKind

MET = Words("Ответ поставщика потерян в пути", "The provider's reply was lost on its way")
CREDITED = Words("Платёж всё равно зачислен", "The payment is credited all the same")
ASKED = Words(
    "Сколько раз центр обращался к поставщику с этим платежом после проверки номера?",
    "How many times did the centre turn to the provider with this payment after the number's check?",
)
TIMES = Words("Сколько раз деньги зачислены абоненту?", "How many times was the subscriber credited?")


def _check(work: Work) -> Iterator[Point]:
    payment = work.payment_with(FaultKind.LOST_REPLY)
    yield Point(
        MET,
        payment is not None,
        missing(
            "ни один платёж не потерял ответ: проведите платёж после подготовки сети",
            "no payment has lost a reply: make one after the network was prepared",
        ),
    )
    yield Point(
        CREDITED,
        payment is not None and payment["status"] == CAPTURED,
        missing("платёж ещё не зачислен, подождите повтора", "it is not credited yet, wait for the repeat"),
    )
    every = work.hops(TO_PROVIDER, trace=payment["code"]) if payment else []
    turns = [hop for hop in every if not hop.by_hand]  # what a person sends again is no turn of the centre's
    asked = sum(1 for hop in turns if (door := known(hop.receiver, hop.path)) and door.part is Part.CREDIT)
    yield work.says_number("asked", ASKED, asked or -1)
    yield work.says_number("times", TIMES, len(work.credits_of(payment)) if payment else -1)


LESSON = Lesson(
    name="lost-reply",
    words=Words("Ответ потерян", "The lost reply"),
    steps=(
        Words(
            "Внесите любую сумму на номер Иванова: следующий ответ на зачисление пропадёт.",
            "Pay any sum to Ivanov's number: the next reply to a credit is lost.",
        ),
        Words(
            "Смотрите диаграмму: ↻, повтор с тем же номером платежа, потом ●.",
            "Watch the diagram: ↻, a repeat with the same payment id, then ●.",
        ),
    ),
    check=_check,
    questions=(Question("asked", ASKED), Question("times", TIMES)),
    preset="lost-reply",
)
