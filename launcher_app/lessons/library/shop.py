"""Lesson: a shop on the public API: a card refused, a card with 3-D Secure, a part given back, signed notifications."""

from collections.abc import Iterator
from typing import Any

from common.words import Words
from launcher_app.hands import Hands
from launcher_app.lessons.lesson import Facts, Lesson, Option, Point, Question, missing
from launcher_app.lessons.work import CENTRE, Row, Work

POS = "TEST"
RECEIVER = "http://127.0.0.1:8099/"
"""Where docs/lessons/shop.py takes its notifications; a POS's notifications go only where its operator let them."""
SETTLEMENT = f"pos:{POS}:settlement"
PAID = Words("Заказ учебного магазина оплачен", "An order of the training shop is paid")
FAILED = Words("До этого у него была неудачная попытка", "It had an attempt that failed before")
REFUNDED = Words("Часть денег возвращена", "A part of the money was given back")
NOTIFIED = Words("Магазин принял уведомления", "The shop took its notifications")
LEFT = Words("Сколько на счёте точки продаж (pos:TEST:settlement), ₽?", "What is on the account of the POS, ₽?")
PROOF = Words("Чем уведомление доказывает, что оно от центра?", "What proves that a notification is the centre's?")
SIGNED, ADDRESSED, KEYED = "signature", "address", "key"
PROOFS = (
    Option(ADDRESSED, Words("Адресом, с которого пришло", "The address that it came from")),
    Option(SIGNED, Words("Подписью общим секретом", "A signature by a shared secret")),
    Option(KEYED, Words("Ключом магазина в заголовке", "The shop's key in a header")),
)


def _prepare(hands: Hands, facts: Facts) -> None:
    """The training shop, which may be told at the sample shop's address."""
    hands.ask(CENTRE, "add-training-shop", return_urls=[RECEIVER])


def _orders(work: Work) -> list[dict[str, Any]]:
    """States of the orders that were paid since."""
    found = work.ask(CENTRE, "intents", status="paid", pos_id=POS, since=work.since.isoformat())["intents"]
    return [work.ask(CENTRE, "intent", intent=row["intent"])["state"] for row in found]


def _all_taken(work: Work, order: dict[str, Any]) -> bool:
    rows: list[Row] = work.ask(CENTRE, "webhook-deliveries", intent_id=order["intent"]["id"])["deliveries"]
    return bool(rows) and all(row["state"] == "sent" for row in rows)


def _check(work: Work) -> Iterator[Point]:
    orders = _orders(work)
    tried = [one for one in orders if any(payment["status"] == "failed" for payment in one["payments"])]
    given = [one for one in tried if any(refund["status"] == "succeeded" for refund in one["refunds"])]
    yield Point(
        PAID,
        bool(orders),
        missing(
            "оплаченных заказов нет: запустите docs/lessons/shop.py и откройте её ссылку",
            "there is no paid order: start docs/lessons/shop.py and open its link",
        ),
    )
    yield Point(
        FAILED,
        bool(tried),
        missing(
            "у оплаченного заказа нет неудачной попытки: сначала карта 4000 0000 0000 0002",
            "the paid order has no failed attempt: begin with the card 4000 0000 0000 0002",
        ),
    )
    yield Point(
        REFUNDED,
        bool(given),
        missing("возврата части денег ещё не было", "no part of the money was given back yet"),
    )
    yield Point(
        NOTIFIED,
        any(_all_taken(work, one) for one in given or orders),
        missing(
            "центр не смог передать уведомления: магазин должен работать",
            "the centre could not deliver its notifications: the shop must run",
        ),
    )
    accounts = work.ask(CENTRE, "ledger", path="/v1/ledger")["accounts"]
    left = next((one["amount"] for one in accounts if one["account"] == SETTLEMENT), -1)
    yield work.says_sum("left", LEFT, left)
    yield work.chose("proof", PROOF, SIGNED)


LESSON = Lesson(
    name="shop",
    words=Words("Магазин на публичном API", "A shop on the public API"),
    steps=(
        Words(
            "Выпустите ключ магазина TEST и запустите учебный магазин docs/lessons/shop.py.",
            "Issue a key of the shop TEST and start the sample shop, docs/lessons/shop.py.",
        ),
        Words(
            "Откройте его ссылку: сначала карта без денег, потом карта с 3-D Secure.",
            "Open its link: first a card without money, then a card with 3-D Secure.",
        ),
        Words(
            "Верните 5 ₽ за доставку и найдите возврат среди событий и уведомлений.",
            "Give 5 ₽ back for the delivery; find it among the events and notifications.",
        ),
    ),
    check=_check,
    questions=(Question("left", LEFT), Question("proof", PROOF, PROOFS)),
    prepare=_prepare,
    minutes=30,
)
