"""Lesson: a payment that hangs is brought to its end, credited once and not twice."""

from collections.abc import Iterator

from common.words import Words
from launcher_app.hands import Hands
from launcher_app.lessons.lesson import Facts, Lesson, Point, Question, missing
from launcher_app.lessons.library.where_is_money import cut_credits
from launcher_app.lessons.work import CENTRE, Work

NOTE = 50_000
FINAL = ("captured", "cancelled", "refunded")
CLEAR = Words("Сбои на стрелке «центр → поставщик» выключены", "The faults on centre → provider are off")
ENDED = Words("Платёж дошёл до конца", "The payment has come to its end")
ONCE = Words("Деньги зачислены ровно один раз", "The money was credited exactly once")
EMPTY = Words("В центре не осталось холдов", "No holds are left at the centre")
TRIES = Words(
    "Состояние платежа в конце: сколько раз поставщик его зачислил?",
    "In the end: how many times did the provider credit it?",
)


def _prepare(hands: Hands, facts: Facts) -> None:
    """The payer has gone home already."""
    cut_credits(hands, facts)
    hands.launcher.faults.begin(0)
    payer = hands.payer()
    try:
        payer.come()
        facts["code"] = payer.pay(facts["provider_id"], facts["number"], NOTE)
    finally:
        hands.give_back(payer)


def _check(work: Work) -> Iterator[Point]:
    on = [one for one in work.hands.launcher.faults.on if one.setting.arrow.receiver == "provider"]
    yield Point(
        CLEAR,
        not on,
        missing(f"включены сбои: {len(on)}; панель «Сбои» (Ctrl+B)", f"faults that are on: {len(on)}; Faults (Ctrl+B)"),
    )
    payment = work.hands.payment(work.facts["code"])
    status = payment.get("status", "")
    code = work.facts["code"]
    yield Point(
        ENDED,
        status in FINAL,
        missing(
            f"платёж {code} ещё ждёт: окно центра, «Повторить сейчас»",
            f"payment {code} still waits: the centre's window, Retry now",
        ),
    )
    booked = work.credits_of(payment) if payment else []
    yield Point(
        ONCE,
        len(booked) == 1,
        missing(f"у поставщика зачислений: {len(booked)}", f"credits at the provider: {len(booked)}"),
    )
    holds = work.ask(CENTRE, "ledger", path="/v1/ledger")["holds"]
    yield Point(EMPTY, holds == 0, missing("деньги ещё удержаны", "money is still held"))
    yield work.says_number("times", TRIES, len(booked))


LESSON = Lesson(
    name="bring-to-end",
    words=Words("Довести платёж до конца", "Bring a payment to its end"),
    steps=(
        Words(
            "Плательщик ушёл с чеком «принят», платёж висит. Найдите его в центре.",
            "The payer has gone with a receipt “accepted”, the payment hangs. Find it at the centre.",
        ),
        Words(
            "Уберите причину и доведите платёж до ● или до возврата с причиной.",
            "Remove the cause, bring the payment to ● or to a return with its reason.",
        ),
    ),
    check=_check,
    questions=(Question("times", TRIES),),
    prepare=_prepare,
)
