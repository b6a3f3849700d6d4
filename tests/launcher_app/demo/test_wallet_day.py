"""`demo --wallet` as a person runs it: everything is seen, the books agree, nothing is left running."""

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args

import pytest

from common.clock import SystemClock
from common.protocol.wallets.payments import State, Way
from common.settings import ROOT
from launcher_app.demo import __main__ as demo
from launcher_app.demo import wallet_books, wallet_day, wallet_story
from launcher_app.demo.timeline import Timeline
from tests.launcher_app.demo.test_shop_day import running

SEEN = (
    "3 notes of 1,000.00 ₽, 3,000.00 ₽ in the wallet",
    "sends 500.00 ₽ to Мария П.",
    "came twice, answered the same",
    "has 500.00 ₽, once, though asked three times",
    "sees «МегаФон» of the directory, pays 255.00 ₽",
    "the till asks for 120.00 ₽: accepted",
    "the till asks for 1,200.00 ₽: waits for the payer's word",
    "sees «МегаФон» and 1,200.00 ₽, confirms",
    "300.00 ₽ on ••0042",
    "The bank's answer was not understood",
    "200.00 ₽ are held in the payer's wallet",
    "200.00 ₽ came once",
    "7 200.00 ₽ withdrawn",
    "3 1,200.00 ₽ received from Иван И.",
    "reconciled: 11 agree, 0 do not",
    "verify: sum 0",
)
"""In this order."""
BALANCES = ("bank:simulated:settlement 500.00", "provider:1:settlement 1,575.00", "Balance 545.00", "Sum 0.00")


@pytest.mark.timeout(120)
def test_the_whole_way_of_wallets_is_told_and_all_books_agree(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "launcher_app.demo", "--wallet", "--lang", "en", "--data", str(tmp_path / "data")]

    done = subprocess.run(words, cwd=ROOT, capture_output=True, check=False, timeout=100)

    said = done.stdout.decode("utf-8")
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace") + said
    lines = [" ".join(line.split()) for line in said.splitlines()]
    assert set(BALANCES) <= set(lines)
    places = [next((at for at, line in enumerate(lines) if text in line), -1) for text in SEEN]
    assert -1 not in places, SEEN[places.index(-1)]
    assert places == sorted(places)
    centre = next(line.rpartition(" ")[2] for line in lines if " centre demo-wallet http" in line)
    assert list(running(str(tmp_path), centre)) == []


@pytest.mark.parametrize("words", [["--wallet", "--tamper"], ["--wallet", "--shop"], ["--lang", "en"]], ids=" ".join)
def test_what_does_not_belong_to_it_is_refused(tmp_path: Path, words: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        demo.main([*words, "--data", str(tmp_path)])

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("spoiled", "said"),
    [
        ({}, []),
        ({"ledger": {"sum": 1}}, ["the centre's ledger"]),
        ({"ledger": {"holds": 20_000}}, ["the centre's ledger"]),
        ({"verify": {"sum": -1}}, ["the centre's ledger"]),
        ({"ledger": {"accounts": []}}, ["wallet:ivan", "wallet:maria", "provider", "the simulated bank"]),
        ({"wallet-state": {"balance": 1}}, ["wallet:ivan", "wallet:maria"]),
        ({"find-accepted": {"amount": 0}}, ["provider"]),
        ({"bank-accounts": {"accounts": []}}, ["the simulated bank"]),
        ({"state": {"money": {"stacked": 1}}}, ["kiosk"]),
        ({"tasks": {"waiting": 1}}, ["the centre's tasks"]),
        ({"tasks": {"dead": [1]}}, ["the centre's tasks"]),
        ({"wallet-reconciliations": {"reconciliations": []}}, ["reconciliation"]),
    ],
)
def test_every_disagreement_of_the_books_is_told(spoiled: dict[str, dict[str, Any]], said: list[str]) -> None:
    found = list(wallet_books.differences(Books(spoiled)))  # type: ignore[arg-type]

    assert [words.en.partition(": ")[0] for words in found] == said


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda books: books.told["provider:1"].pop(), "nobody told of ['B']"),
        (lambda books: books.told["provider:1"][0].update(state="waiting"), "nobody told of ['A']"),
        (lambda books: books.told["wallet:ivan"][0].update(sequence=2), "notices of wallet:ivan"),
        (lambda books: books.told["wallet:ivan"].reverse(), "notices of wallet:ivan"),
        (lambda books: books.heard["ivan"].pop(), "notices of wallet:ivan: heard [1]"),
    ],
    ids=["one is missing", "one waits", "two with a number", "out of order", "one was not heard"],
)
def test_a_side_that_was_not_told_in_order_is_told_of(spoil: Any, said: str) -> None:
    books = Books({})
    spoil(books)

    found = list(wallet_books.differences(books))  # type: ignore[arg-type]

    assert found[0].en.startswith(said), found


@pytest.mark.parametrize(("language", "word"), [("ru", "НЕ СХОДИТСЯ"), ("en", "DIFFERS")])
def test_any_difference_ends_it_with_an_error(language: Any, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    teller = wallet_story.Teller(Timeline(SystemClock()), language)

    assert wallet_day._verdict(["wallet:7"], teller, 1.0) == 1
    assert wallet_day._verdict([], teller, 1.0) == 0
    assert f"{word}: wallet:7" in capsys.readouterr().err


def test_every_way_and_state_of_a_payment_has_words() -> None:
    assert set(wallet_story.WAYS) == set(get_args(Way))
    assert set(wallet_story.STATES) == set(get_args(State))


class Books:
    """Books of a network that agree, but for what is spoiled: payments A and B went from Ivan to the provider."""

    seller = "provider:1"

    def __init__(self, spoiled: dict[str, dict[str, Any]]) -> None:
        self.centre = self.kiosk = self.provider = self
        self.ivan, self.maria = (SimpleNamespace(name=name, ask=self._of(name)) for name in ("ivan", "maria"))
        self.acceptor = SimpleNamespace(do=lambda act: {"stacker_value": 300_000})
        self.told = {
            receiver: [
                {"sequence": number, "state": "sent", "payment_id": name, "kind": "payment_done"}
                for number, name in enumerate("AB", 1)
            ]
            for receiver in ("wallet:ivan", "wallet:maria", "provider:1")
        }
        self.heard = {name: [{"news_id": f"centre-{number}"} for number in (1, 2)] for name in ("ivan", "maria")}
        self._balances = {"ivan": wallet_books.IVANS, "maria": wallet_books.MARIAS}
        self._spoiled = spoiled
        booked = {
            "wallet:ivan:main": wallet_books.IVANS, "wallet:maria:main": wallet_books.MARIAS,
            "provider:1:settlement": wallet_books.PAID, "bank:simulated:settlement": wallet_books.OUT,
        }  # fmt: skip
        self._answers: dict[str, dict[str, Any]] = {
            "ledger": {
                "sum": 0, "holds": 0, "accounts": [{"account": name, "amount": sum_} for name, sum_ in booked.items()],
            },
            "verify": {"sum": 0},
            "find-accepted": {"amount": wallet_books.PAID, "rows": PAYMENTS},
            "bank-accounts": {"accounts": [{"amount": wallet_books.OUT}]},
            "state": {"money": {"stacked": 300_000}},
            "tasks": {"waiting": 0, "dead": []},
            "wallet-reconciliations": {"reconciliations": [{"differences": 0, "unread": {}, "counts": {}}]},
        }  # fmt: skip

    def wallet(self, holder: Any) -> str:
        return f"wallet:{holder.name}"

    def ask(self, operation: str, *, receiver: str = "", **_: Any) -> dict[str, Any]:
        if operation == "notices":
            return {"notices": self.told[receiver][::-1]}
        return self._answers[operation] | self._spoiled.get(operation, {})

    def _of(self, name: str) -> Any:
        """The doors of a holder's program."""

        def ask(operation: str, **_: Any) -> dict[str, Any]:
            found: dict[str, dict[str, Any]] = {
                "wallet-state": {"balance": self._balances[name]},
                "wallet-statement": {"lines": [PAYMENTS[0] | {"balance": self._balances[name]}]},
                "news": {"news": self.heard[name][::-1]},
            }
            return found[operation] | self._spoiled.get(operation, {})

        return ask


PAYMENTS: list[dict[str, Any]] = [{"payment_id": name, "code": name} for name in "AB"]
