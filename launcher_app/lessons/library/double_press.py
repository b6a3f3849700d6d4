"""Lesson: the same payment is sent twice, and the proof that money moved once."""

from collections.abc import Iterator

from common.protocol import processing
from common.words import Words
from launcher_app.lessons.lesson import Lesson, Point, Question, missing
from launcher_app.lessons.work import TO_CENTRE, Row, Work

TWICE = Words("Один платёж пришёл в центр дважды", "One payment came to the centre twice")
ONCE = Words("Поставщик зачислил его один раз", "The provider credited it once")
CODE = Words("Код этого платежа", "The code of this payment")
CHARGED = Words(
    "Сколько снято с депозита агента за оба запроса вместе, ₽?",
    "How much left the agent's deposit for both requests together, ₽?",
)


def _doubled(work: Work) -> Row | None:
    """A person may send it again by hand, too: that is the same proof."""
    traces = [hop.trace for hop in work.hops(TO_CENTRE, path=processing.PAY.path) if hop.answered]
    return next((one for one in work.payments() if traces.count(one["code"]) > 1), None)


def _check(work: Work) -> Iterator[Point]:
    payment = _doubled(work)
    yield Point(
        TWICE,
        payment is not None,
        missing(
            "ни один платёж не отправлен дважды: проведите платёж после подготовки сети",
            "no payment was sent twice: make one after the network was prepared",
        ),
    )
    booked = work.credits_of(payment) if payment else []
    yield Point(
        ONCE,
        len(booked) == 1,
        missing(f"у поставщика зачислений: {len(booked)}", f"credits at the provider: {len(booked)}"),
    )
    yield work.says_code("code", CODE, payment["code"] if payment else "")
    yield work.says_sum("charged", CHARGED, payment["amount"] + payment["processing_fee"] if payment else -1)


LESSON = Lesson(
    name="double-press",
    words=Words("Двойное нажатие", "Pressed twice"),
    steps=(
        Words(
            "Внесите любую сумму: терминал пошлёт платёж в центр дважды.",
            "Pay any sum: the terminal sends the payment to the centre twice.",
        ),
        Words(
            "Докажите, что деньги двинулись один раз: ответы, проводки, депозит.",
            "Prove that money moved once: replies, postings, deposit.",
        ),
    ),
    check=_check,
    questions=(Question("code", CODE), Question("charged", CHARGED)),
    preset="double-press",
)
