"""Lesson: a payment of 500 roubles from the banknote to the balance, and the call that it pays for."""

from collections.abc import Iterator

from common.words import Words
from launcher_app.lessons.lesson import Lesson, Point, Question, missing
from launcher_app.lessons.work import Work

NOTE, MINUTES = 50_000, 3
PAID = Words("500 ₽ внесены и зачислены на номер Иванова", "500 ₽ were inserted and credited to Ivanov's number")
CALLED = Words("Иванов позвонил на 3 минуты", "Ivanov called for 3 minutes")
CODE = Words("Код платежа", "The payment's code")
CREDITED = Words("Сколько зачислено абоненту, ₽?", "How much was credited to the subscriber, ₽?")
FEE = Words("Сколько оставил себе агент, ₽?", "How much did the agent keep, ₽?")


def _check(work: Work) -> Iterator[Point]:
    paid = [one for one in work.credited(account=work.facts["number"]) if one["inserted"] == NOTE]
    yield Point(
        PAID,
        bool(paid),
        missing(
            f"нет зачисленного платежа на 500 ₽ на номер {work.facts['number']}",
            f"there is no credited payment of 500 ₽ to {work.facts['number']}",
        ),
    )
    calls = [use for use in work.uses() if use["state"] == "done" and use["number"] == work.facts["number"]]
    yield Point(
        CALLED,
        any(use["quantity"] == MINUTES for use in calls),
        missing("нет удавшегося звонка на 3 минуты", "there is no call of 3 minutes that went through"),
    )
    code, amount, fee = (paid[0][name] for name in ("code", "amount", "agent_fee")) if paid else ("", -1, -1)
    yield work.says_code("code", CODE, code)
    yield work.says_sum("credited", CREDITED, amount)
    yield work.says_sum("fee", FEE, fee)


LESSON = Lesson(
    name="payment",
    words=Words("Платёж от купюры до баланса", "A payment from note to balance"),
    steps=(
        Words(
            "На экране терминала выберите МегаФон и наберите номер Иванова; мышь отложите.",
            "At the terminal choose MegaFon, type Ivanov's number; put the mouse away.",
        ),
        Words("Вставьте 500 ₽ (стенд, F9) и нажмите «Оплатить».", "Insert 500 ₽ (bench, F9) and press Pay."),
        Words("Позвоните с этого номера на 3 минуты.", "Call from this number for 3 minutes."),
    ),
    check=_check,
    questions=(Question("code", CODE), Question("credited", CREDITED), Question("fee", FEE)),
)
