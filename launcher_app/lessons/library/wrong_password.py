"""Lesson: the terminal's contract has a wrong password: 401 is about the contract, not about a payment."""

from collections.abc import Iterator

from common.words import Words
from launcher_app.hands import TERMINAL, Hands, answered
from launcher_app.lessons.lesson import Facts, Lesson, Option, Point, Question, missing
from launcher_app.lessons.work import TO_CENTRE, Work

UNAUTHORIZED = 401
LOGIN = "A-01"
SEEN = Words("Центр отказал терминалу во входе", "The centre did not let the terminal in")
OPEN = Words("Терминал снова вошёл в центр", "The terminal is let in again")
PAID = Words("После этого прошёл платёж", "After that a payment went through")
STATUS = Words("Каким HTTP-статусом ответил центр?", "Which HTTP status did the centre answer?")
MEANS = Words("Что это значит для платежа плательщика?", "What does that mean for a payer's payment?")
MEANINGS = (
    Option("refused", Words("платёж отклонён навсегда", "the payment is refused for good")),
    Option(
        "contract",
        Words(
            "о платеже ничего не сказано: не в порядке договор, нужен человек",
            "nothing is said of the payment: the contract is wrong, a person is needed",
        ),
    ),
    Option("repeat", Words("надо повторять, пока не пройдёт", "repeat until it goes through")),
)
WRONG = "wrong-on-purpose"


def _prepare(hands: Hands, facts: Facts) -> None:
    contract = hands.ask(TERMINAL, "overview")["contract"]
    words = {name: contract[name] for name in ("url", "login", "terminal")}
    hands.ask(TERMINAL, "edit-contract", password=WRONG, **words)
    answered(lambda: hands.ask(TERMINAL, "refresh"), {})


def _check(work: Work) -> Iterator[Point]:
    refused = [hop for hop in work.hops(TO_CENTRE) if hop.status == UNAUTHORIZED]
    yield Point(
        SEEN,
        bool(refused),
        missing(
            "терминал ещё не обращался в центр: «Обновить баланс»", "the terminal did not ask yet: Refresh balance"
        ),
    )
    reasons = [one["code"] for one in work.ask(TERMINAL, "overview")["reasons"]]
    yield Point(
        OPEN,
        LOGIN not in reasons,
        missing(
            "терминал закрыт с кодом A-01: выпустите агенту новый пароль и внесите карточку",
            "the terminal is closed with A-01: issue a new password and import the card",
        ),
    )
    yield Point(PAID, bool(work.credited()), missing("нет зачисленного платежа", "there is no credited payment"))
    yield work.says_number("status", STATUS, refused[0].status if refused else -1)
    yield work.chose("means", MEANS, "contract")


LESSON = Lesson(
    name="wrong-password",
    words=Words("Неверный пароль", "The wrong password"),
    steps=(
        Words(
            "Терминал закрыт. Найдите причину: экран, список обменов, окно агента (F10).",
            "The terminal is closed. Find out why: its screen, the exchanges, the agent's office (F10).",
        ),
        Words(
            "Исправьте договор: новый пароль в центре, карточка в терминал.",
            "Mend the contract: a new password at the centre, its card to the terminal.",
        ),
        Words("Проведите любой платёж.", "Make any payment."),
    ),
    check=_check,
    questions=(Question("status", STATUS), Question("means", MEANS, MEANINGS)),
    prepare=_prepare,
)
