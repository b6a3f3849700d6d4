"""`demo --shop` as a person runs it: everything is seen, the books agree, nothing is left running."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args

import psutil
import pytest

from common.protocol.shop import events, intents, payments
from common.settings import ROOT
from launcher_app.demo import __main__ as demo
from launcher_app.demo import shop_day, shop_story

SEEN = (
    ("создано намерение на 255,00 ₽: Кружка из маркета и Доставка", "an intent of 255.00 ₽ is made, 2 lines"),
    ("платёж 1 не прошёл: на карте не хватает денег", "payment 1 failed: InsufficientFunds"),
    ("плательщика просят на страницу банка, 3-D Secure", "the payer is sent to 3-D Secure"),
    ("платёж 2 списан: 255,00 ₽", "payment 2 captured: 255.00 ₽"),
    ("возврат 5,00 ₽ начат", "a refund of 5.00 ₽ begun"),
    ("опротестование отклонено, деньги у магазина", "the dispute is rejected, the shop has the money"),
    ("платёж 1 начат наличными, чек", "payment 1 begun in cash, receipt"),
)
BALANCES = ("bank:simulated:settlement −250,00", "pos:TEST:settlement 439,70", "Сумма / sum 0,00")
TOLD = ("paymentIntent.created", "payment.failed", "payment.captured", "paymentIntent.paid")


@pytest.mark.timeout(120)
def test_a_shops_day_is_seen_in_both_languages_and_all_books_agree(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "launcher_app.demo", "--shop", "--data", str(tmp_path / "data")]

    done = subprocess.run(words, cwd=ROOT, capture_output=True, check=False, timeout=100)

    said = done.stdout.decode("utf-8")
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace") + said
    lines = [" ".join(line.split()) for line in said.splitlines()]
    for ru, en in SEEN:
        assert any(ru in line and en in line for line in lines), ru
    told = [line.rpartition(" ")[2] for line in lines]
    places = [told.index(kind) for kind in TOLD]
    assert places == sorted(places)
    assert set(BALANCES) <= set(lines)
    assert "verify: сумма 0 / all books agree" in lines[-1]
    centre = next(line.rpartition(" ")[2] for line in lines if " центр demo-shop http" in line)
    assert list(running(str(tmp_path), centre)) == []


def test_what_belongs_to_the_other_demonstration_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        demo.main(["--shop", "--tamper", "--data", str(tmp_path)])

    assert "without --tamper" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("spoiled", "said"),
    [
        ({}, []),
        ({"ledger": {"sum": 1}}, ["книги процессинга"]),
        ({"ledger": {"holds": 25_500}}, ["книги процессинга"]),
        ({"verify": {"sum": -1}}, ["книги процессинга"]),
        ({"bank-operations": {"operations": []}}, ["учебный банк"]),
        ({"state": {"money": {"stacked": 20_000}}}, ["терминал"]),
        ({"tasks": {"waiting": 1}}, ["задания процессинга"]),
        ({"tasks": {"dead": [1]}}, ["задания процессинга"]),
    ],
)
def test_every_disagreement_of_the_books_is_told(spoiled: dict[str, dict[str, Any]], said: list[str]) -> None:
    found = list(shop_day.differences(Books(spoiled)))  # type: ignore[arg-type]

    assert [line.partition(":")[0] for line in found] == said


def test_every_change_of_the_feed_has_words_in_both_languages() -> None:
    assert set(shop_story._SAID) == set(get_args(events.AnyChange))
    assert set(shop_story.INTENT) == set(get_args(intents.IntentStatus))
    assert set(shop_story.PAYMENT) == set(get_args(payments.PaymentStatus))
    assert set(get_args(payments.ChargebackStatus)) <= set(shop_story.ENDS)
    assert set(shop_story.NOTIFIED.values()) == set(shop_story.TOLD)


class Books:
    """Books of a network that agree, but for what is spoiled."""

    def __init__(self, spoiled: dict[str, dict[str, Any]]) -> None:
        self.centre = self.kiosk = self
        self.acceptor = SimpleNamespace(do=lambda act: {"stacker_value": 30_000})
        self._answers: dict[str, dict[str, Any]] = {
            "ledger": {
                "sum": 0, "holds": 0, "accounts": [{"account": "bank:simulated:settlement", "amount": -25_000}],
            },
            "verify": {"sum": 0},
            "bank-operations": {
                "operations": [
                    {"operation": "authorize", "amount": 25_500, "failure": "insufficient_funds"},
                    {"operation": "authorize", "amount": 25_500, "failure": ""},
                    {"operation": "refund", "amount": 500, "failure": ""},
                ]
            },
            "state": {"money": {"stacked": 30_000}},
            "tasks": {"waiting": 0, "dead": []},
        }  # fmt: skip
        for name, changed in spoiled.items():
            self._answers[name] = self._answers[name] | changed

    def ask(self, operation: str, **_: Any) -> dict[str, Any]:
        return self._answers[operation]


def running(*marks: str) -> Iterator[str]:
    """Processes that were started with one of these."""
    for process in psutil.process_iter(["cmdline"]):
        words = " ".join(process.info["cmdline"] or [])
        if any(mark in words for mark in marks):
            yield words
