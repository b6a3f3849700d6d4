"""What checks count: turns of the centre and no person's, payments that arrived, payers before the power was cut."""

from typing import Any

import pytest

from common.clock import moment
from launcher_app.feed.hop import Hop
from launcher_app.lessons.lesson import Point
from launcher_app.lessons.library import double_press, lost_reply, power_cut, wallet
from launcher_app.lessons.work import SINCE, Row, Work

CODE = "7F3K-92QD"
STARTED_MS = 1_900_000_000_000
PAYMENT: Row = {
    "code": CODE,
    "status": "captured",
    "payment_id": "p",
    "account": "9123456789",
    "amount": 48_500,
    "processing_fee": 485,
}


class Remembered(Work):
    """A network in which one payment was credited once, and these exchanges were seen."""

    def __init__(self, seen: list[Hop], **given: str) -> None:
        super().__init__(_Hands(seen), {SINCE: 0}, given)  # type: ignore[arg-type]

    def ask(self, seat: str, operation: str, /, **fields: Any) -> Any:
        rows: dict[str, Any] = {
            "payments": [PAYMENT],
            "rows": [{"kind": "credit", "amount": 48_500}],
            "sessions": [{"started": moment(STARTED_MS).isoformat(), "notes": [50_000], "payments": [CODE]}],
        }
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


@pytest.mark.parametrize(("after_ms", "survived"), [(5_000, True), (-400, True), (-1_500, False)])
def test_a_process_that_seems_a_little_older_than_it_is_came_after_the_payer(after_ms: int, survived: bool) -> None:
    began = moment(STARTED_MS + after_ms)

    found = power_cut._survived(Remembered([]), began)

    assert (found is not None) is survived


class Moved(Work):
    """A network with one wallet, and these movements of it."""

    def __init__(self, *ways: str, **given: str) -> None:
        super().__init__(_Hands([]), {SINCE: STARTED_MS, wallet.WALLET: "123456789015"}, given)  # type: ignore[arg-type]
        self._ways = ways

    def ask(self, seat: str, operation: str, /, **fields: Any) -> Any:
        assert (seat, fields) == ("processing", {"number": "123456789015"})
        before = {"way": "barcode", "at": moment(STARTED_MS - 1).isoformat()}
        lines = [{"way": one, "at": moment(STARTED_MS).isoformat()} for one in self._ways]
        return {"lines": [*lines, before], "wallet": {"balance": 28_500}}


def test_a_wallet_is_paid_from_in_this_lesson_and_not_before_it() -> None:
    points = by_words(wallet._check(Moved("top_up", "qr", balance="285", again="refused")))

    assert [words for words, done in points.items() if not done] == [wallet.BY_BARCODE.en]
    assert all(by_words(wallet._check(Moved("top_up", "qr", "barcode", balance="285,00", again="refused"))).values())


def test_a_barcode_that_is_scanned_again_is_not_charged_again() -> None:
    points = by_words(wallet._check(Moved("top_up", "qr", "barcode", balance="285", again="twice")))

    assert [words for words, done in points.items() if not done] == [wallet.AGAIN.en]
