"""What two checks count: turns of the centre and not of a person, payments that arrived and not only went."""

from typing import Any

import pytest

from launcher_app.feed.hop import Hop
from launcher_app.lessons.lesson import Point
from launcher_app.lessons.library import double_press, lost_reply
from launcher_app.lessons.work import SINCE, Row, Work

CODE = "7F3K-92QD"
PAYMENT: Row = {"code": CODE, "status": "captured", "payment_id": "p", "amount": 48_500, "processing_fee": 485}


class Remembered(Work):
    """A network in which one payment was credited once, and these exchanges were seen."""

    def __init__(self, seen: list[Hop], **given: str) -> None:
        super().__init__(_Hands(seen), {SINCE: 0}, given)  # type: ignore[arg-type]

    def ask(self, seat: str, operation: str, /, **fields: Any) -> Any:
        rows: dict[str, Any] = {"payments": [PAYMENT], "rows": [{"kind": "credit", "amount": 48_500}]}
        return rows


class _Hands:
    def __init__(self, seen: list[Hop]) -> None:
        self.launcher = self
        self.feed = self
        self.hops = lambda: seen


def hop(number: int, sender: str, receiver: str, path: str, **more: Any) -> Hop:
    usual: dict[str, Any] = {"verb": "", "method": "POST", "trace": CODE, "status": 200, "answered": 200}
    return Hop(number=number, at_ms=number, sender=sender, receiver=receiver, path=path, **(usual | more))


def by_words(points: Any) -> dict[str, bool]:
    found: list[Point] = list(points)
    return {one.words.en: one.done for one in found}


def test_what_a_person_sent_again_is_no_turn_of_the_centres() -> None:
    turns = [
        hop(1, "processing", "provider", "/v1/credit", status=0, fault="lost_reply"),
        hop(2, "processing", "provider", "/v1/credit"),
        hop(3, "processing", "provider", "/v1/credit", by_hand=True),
    ]

    points = by_words(lost_reply._check(Remembered(turns, asked="2", times="1")))

    assert all(points.values()), points


@pytest.mark.parametrize(("arrived", "twice"), [(200, True), (0, False)])
def test_a_payment_that_did_not_arrive_did_not_come_twice(arrived: int, twice: bool) -> None:
    sent = [
        hop(1, "terminal", "processing", "/v1/payments", status=arrived, answered=arrived),
        hop(2, "terminal", "processing", "/v1/payments"),
    ]

    points = by_words(double_press._check(Remembered(sent, code=CODE, charged="489,85")))

    assert points[double_press.TWICE.en] is twice
