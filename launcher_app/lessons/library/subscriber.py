"""Lesson: a contract with a subscriber: signed by one side, imported by the other, and a call without money."""

from collections.abc import Iterator

from common.words import Words
from launcher_app.lessons.lesson import Lesson, Point, Question, missing
from launcher_app.lessons.work import CONSUMER, PROVIDER, Work

SIGNED = Words("Поставщик подписал нового абонента", "The provider signed a new subscriber")
IMPORTED = Words("Потребитель внёс его карточку", "The consumer imported the card")
TRIED = Words("С этого номера пробовали позвонить", "A call from this number was tried")
NUMBER = Words("Какой номер выдан новому абоненту?", "Which number did the new subscriber get?")
BALANCE = Words("Сколько денег на его счету, ₽?", "How much money has he on his account, ₽?")


def _check(work: Work) -> Iterator[Point]:
    rows = work.ask(PROVIDER, "subscribers", order="signed_at", descending=True)["subscribers"]
    signed = [row for row in rows if work.is_later(row, "signed_at")]
    home = {one["number"] for one in work.ask(CONSUMER, "contracts")["contracts"]}
    both = [row for row in signed if row["number"] in home]
    called = {use["number"] for use in work.uses()}
    yield Point(
        SIGNED,
        bool(signed),
        missing(
            "новых абонентов нет: окно поставщика, «Абоненты», Ctrl+N",
            "there is no new subscriber: the provider's window, Subscribers, Ctrl+N",
        ),
    )
    yield Point(
        IMPORTED,
        bool(both),
        missing(
            "у потребителя нет договора с новым номером: импортируйте карточку",
            "the consumer has no contract with the new number: import the card",
        ),
    )
    yield Point(
        TRIED,
        any(row["number"] in called for row in both),
        missing("с нового номера не звонили", "nobody tried to call from the new number"),
    )
    chosen = (both or signed)[:1]
    yield work.says_code("number", NUMBER, chosen[0]["number"] if chosen else "")
    yield work.says_sum("balance", BALANCE, chosen[0]["balance"] if chosen else 0)


LESSON = Lesson(
    name="subscriber",
    words=Words("Договор с абонентом", "A subscriber's contract"),
    steps=(
        Words(
            "В окне поставщика заключите договор с новым человеком (не Ивановым).",
            "In the provider's window sign a new person (not Ivanov).",
        ),
        Words(
            "Скопируйте карточку и внесите её в окне потребителя.",
            "Copy the card and import it in the consumer's window.",
        ),
        Words(
            "Позвоните с нового номера и прочитайте, почему не вышло.", "Call from the new number, read why it failed."
        ),
    ),
    check=_check,
    questions=(Question("number", NUMBER), Question("balance", BALANCE)),
    minutes=4,
)
