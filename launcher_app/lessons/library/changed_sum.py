"""Lesson: the sum is changed on its way, and the registers of two sides tell."""

from collections.abc import Iterator

from common.words import Words
from launcher_app.lessons.lesson import Lesson, Point, Question, missing
from launcher_app.lessons.work import CENTRE, Work
from launcher_app.proxy.faults import FaultKind

MET = Words("Сумма одного зачисления изменена в пути", "The sum of one credit was changed on its way")
COMPARED = Words("Сверка сделана и нашла расхождение", "A reconciliation was made and found the difference")
DECIDED = Words("Человек решил, что с платежом, и написал почему", "A person decided about the payment, and wrote why")
UNDECIDED = "needs_review"
CODE = Words("Код платежа, в котором расхождение", "The code of the payment that differs")
APART = Words("На сколько сумма у поставщика больше, чем в центре, ₽?", "By how much is the provider's sum larger, ₽?")


def _check(work: Work) -> Iterator[Point]:
    payment = work.payment_with(FaultKind.CHANGED_SUM)
    yield Point(
        MET,
        payment is not None,
        missing(
            "ни одна сумма не подменена: проведите платёж после подготовки сети",
            "no sum was changed: make a payment after the network was prepared",
        ),
    )
    rows = work.ask(CENTRE, "reconciliations")["reconciliations"]
    made = [one for one in rows if work.is_later(one, "started") and one["state"] == "done"]
    yield Point(
        COMPARED,
        any(one["differences"] for one in made),
        missing(
            "сверки с расхождением нет: окно центра, «Сверка»",
            "no reconciliation with a difference: the centre's window, Reconciliation",
        ),
    )
    yield Point(
        DECIDED,
        payment is not None and payment["shown"] != UNDECIDED,
        missing(
            "платёж ждёт решения: окно центра, «Разбор»",
            "the payment waits for a decision: the centre's window, Review",
        ),
    )
    yield work.says_code("code", CODE, payment["code"] if payment else "")
    booked = sum(one["amount"] for one in work.credits_of(payment)) if payment else 0
    yield work.says_sum("apart", APART, booked - payment["amount"] if payment else -1)


LESSON = Lesson(
    name="changed-sum",
    words=Words("Подменённая сумма", "The changed sum"),
    steps=(
        Words(
            "Проведите платёж: по пути к поставщику сумма изменится.",
            "Make a payment: its sum changes on the way to the provider.",
        ),
        Words(
            "Сделайте в центре сверку за сегодня и найдите расхождение.",
            "Reconcile today at the centre and find the difference.",
        ),
        Words(
            "Разберите платёж: проведите вручную или верните, с причиной.",
            "Decide about the payment: settle it by hand or return it, with a reason.",
        ),
    ),
    check=_check,
    questions=(Question("code", CODE), Question("apart", APART)),
    preset="changed-sum",
)
