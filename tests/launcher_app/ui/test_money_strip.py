"""«Где деньги»: what the roles tell, what is unknown, and when the sums do not agree."""

from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from common.errors import Rejected
from common.qt.desk import Desk
from common.qt.wording import BREAK
from common.words import Words
from launcher_app.network.seat import Player, Seat
from launcher_app.stories.money import AT_PROVIDER, STRANGER, Money, Places, Sight
from launcher_app.stories.story import Story, StoryKind
from launcher_app.ui.chosen import Chosen
from launcher_app.ui.money_strip import MoneyStrip
from tests.launcher_app.ui.standin_launcher import StandInLauncher

CODE = "7F3K-92QD"
PAYMENT = "01a2226f-0b01-777c-97a9-59fc1773a136"
HOLD = [["agent:1:deposit", "payment:x:hold", 48_985]]
CAPTURE = [["payment:x:hold", "provider:1:settlement", 48_500], ["payment:x:hold", "processing:commission", 485]]
BACK = [["payment:x:hold", "agent:1:deposit", 48_985]]
SEATS = [(role, role, True) for role in ("provider", "processing", "terminal", "consumer")]


def answers(status: str, postings: list[Any], credited: int | None) -> dict[tuple[str, str], Any]:
    credit = {"code": CODE, "payment_id": PAYMENT, "kind": "credit", "amount": credited}
    rows = [] if credited is None else [credit]
    return {
        ("terminal", "show-payment"): {
            "payment": {"code": CODE, "inserted": 50_000, "agent_fee": 1_500, "amount": 48_500}
        },
        ("processing", "story"): {
            "payment": {"code": CODE, "amount": 48_500, "status": status},
            "events": [{"postings": postings}],
        },
        ("provider", "find-operations"): {"rows": rows},
    }


def told(
    known: dict[tuple[str, str], Any], seats: list[tuple[str, str, bool]] | None = None, payment: str = CODE
) -> Money:
    def ask(name: str, operation: str, **_: Any) -> Any:
        if (name, operation) not in known:
            raise Rejected("unknown_payment", name)
        return known[name, operation]

    return Places(ask, SEATS if seats is None else seats).of_payment(payment)


def words(money: Money) -> list[str]:
    return [stop.words.ru.replace(BREAK, " ") for stop in money.stops]


def test_while_it_is_on_hold_the_provider_awaits_it() -> None:
    money = told(answers("authorized", HOLD, None))

    assert words(money) == ["внесено 500,00, комиссия 15,00", "−489,85 на холде", "комиссия 0,00", "ждёт 485,00"]
    assert [stop.sight for stop in money.stops] == [Sight.KNOWN, Sight.WAITING, Sight.KNOWN, Sight.WAITING]
    assert (money.verdict.ru, money.good) == ("Сумма проводок 0,00", True)


def test_once_captured_it_is_at_the_provider() -> None:
    money = told(answers("captured", HOLD + CAPTURE, 48_500))

    assert words(money)[1:] == ["−489,85 списано", "комиссия 4,85", "зачислено 485,00"]
    assert money.good


def test_what_is_credited_is_known_by_the_payments_id_while_the_centre_does_not_answer() -> None:
    known = {("provider", "find-operations"): answers("captured", HOLD, 48_500)[("provider", "find-operations")]}

    money = told(known, payment=PAYMENT)

    assert words(money)[3] == "зачислено 485,00"
    assert money.good is None


def test_a_lost_reply_is_no_difference_while_the_centre_still_asks() -> None:
    money = told(answers("authorized", HOLD, 48_500))

    assert words(money)[3] == "зачислено 485,00"
    assert money.good


@pytest.mark.parametrize(
    ("status", "postings", "credited", "apart"),
    [
        ("captured", HOLD + CAPTURE, 48_501, "0,01"),
        ("authorized", HOLD, 48_501, "0,01"),
        ("cancelled", HOLD + BACK, 48_500, "485,00"),
    ],
    ids=["another sum", "another sum, under review", "credited though the money went back"],
)
def test_what_the_provider_has_and_the_centre_does_not_is_a_difference(
    status: str, postings: list[Any], credited: int, apart: str
) -> None:
    money = told(answers(status, postings, credited))

    assert money.good is False
    assert apart in money.verdict.ru
    assert AT_PROVIDER.ru in money.verdict.ru


def test_another_sum_at_the_centre_than_at_the_terminal_is_a_difference() -> None:
    known = answers("authorized", HOLD, None)
    known["terminal", "show-payment"]["payment"]["amount"] = 48_499

    money = told(known)

    assert money.good is False
    assert "расхождение 0,01" in money.verdict.ru


def test_a_place_that_cannot_be_asked_says_why() -> None:
    money = told(answers("authorized", HOLD, None), [("provider", "provider", False), *SEATS[1:]])

    assert STRANGER.ru in words(money)[3]
    assert money.stops[3].sight is Sight.UNKNOWN
    assert money.good


def test_without_the_centre_nobody_knows_the_sum() -> None:
    known = answers("authorized", HOLD, None)
    del known["processing", "story"]

    money = told(known)

    assert money.good is None


def test_a_payment_of_the_second_terminal_is_found_there() -> None:
    known = answers("authorized", HOLD, None)
    known["terminal-2", "show-payment"] = known.pop(("terminal", "show-payment"))

    money = told(known, [*SEATS, ("terminal", "terminal-2", True)])

    assert words(money)[0].startswith("внесено 500,00")


WALLET_HOLD = [["wallet:123456789015:main", "payment:x:hold", 15_000]]
TO_PROVIDER = [["payment:x:hold", "provider:3:settlement", 15_000]]
TO_WALLET = [["payment:x:hold", "wallet:222222222222:main", 15_000]]
TO_PAYER = [["payment:x:hold", "wallet:123456789015:main", 15_000]]


def of_wallet(way: str, status: str, postings: list[Any], **accepted: Any) -> Money:
    payment = {"code": CODE, "payment_id": PAYMENT, "amount": 15_000, "status": status, "way": way, "provider_id": 0}
    row = {"payment_id": PAYMENT, "state": "done", "amount": 15_000} | accepted
    return told(
        {
            ("processing", "story"): {"payment": payment, "events": [{"postings": postings}]},
            ("provider", "find-accepted"): {"rows": [row]},
        }
    )


@pytest.mark.parametrize(
    ("way", "status", "postings", "told"),
    [
        ("barcode", "created", [], ["0,00, не списано", "ждёт 150,00"]),
        ("qr", "captured", WALLET_HOLD + TO_PROVIDER, ["−150,00 списано", "получено 150,00"]),
        ("send", "captured", WALLET_HOLD + TO_WALLET, ["−150,00 списано", "получено 150,00"]),
        ("withdraw", "authorized", WALLET_HOLD, ["−150,00 на холде", "ждёт 150,00"]),
        ("withdraw", "cancelled", WALLET_HOLD + TO_PAYER, ["0,00, не списано", "0,00, ничего"]),
        ("qr", "failed", [], ["0,00, не списано", "0,00, ничего"]),
    ],
)
def test_a_wallets_money_is_where_its_postings_put_it(
    way: str, status: str, postings: list[Any], told: list[str]
) -> None:
    money = of_wallet(way, status, postings, amount=15_000, state="done" if status == "captured" else "accepted")

    assert words(money) == told
    assert money.good


def test_a_provider_that_was_paid_another_sum_by_its_own_books_is_a_difference() -> None:
    money = of_wallet("qr", "captured", WALLET_HOLD + TO_PROVIDER, amount=15_001)

    assert (money.good, AT_PROVIDER.ru in money.verdict.ru) == (False, True)


def test_a_top_up_is_no_difference_though_no_provider_knows_it() -> None:
    known = answers("captured", [*HOLD, ["payment:x:hold", "provider:-1:settlement", 48_985]], None)
    known["processing", "story"]["payment"]["provider_id"] = -1

    money = told(known)

    assert words(money)[3] == "у центра 489,85"
    assert money.good


@pytest.mark.parametrize(
    ("accepted", "good", "said"), [(15_000, True, "0,00"), (0, None, "не слышал о 150,00"), (15_001, False, "0,01")]
)
def test_what_wallets_paid_counts_among_what_providers_have(accepted: int, good: bool | None, said: str) -> None:
    accounts = {"wallet:1:main": 5_000, "provider:3:settlement": 63_500, "provider:-1:settlement": -7}
    known: dict[tuple[str, str], Any] = {
        ("terminal", "state"): {"money": {"stacked": 50_000, "agent_fees": 1_500}},
        ("processing", "ledger"): {
            "accounts": [{"account": name, "amount": amount} for name, amount in accounts.items()],
            "holds": 0, "sum": 0,
        },
        ("provider", "totals"): {"credited": 48_500, "reversed": 0},
        ("provider", "find-accepted"): {"amount": accepted},
    }  # fmt: skip

    money = Places(lambda name, operation, **_: known[name, operation], SEATS).of_network()

    assert money.good is good
    assert said in money.verdict.ru
    assert "в кошельках 50,00" in words(money)


@pytest.fixture
def strip(qtbot: QtBot, played_desk: Desk, played: StandInLauncher) -> MoneyStrip:
    played.open("default")
    made = MoneyStrip(played_desk, played, Chosen())  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: played_desk.background.idle)
    return made


def test_the_strip_follows_what_is_chosen_and_can_be_copied(
    qtbot: QtBot, strip: MoneyStrip, played: StandInLauncher, played_desk: Desk
) -> None:
    played.board.answers.update(answers("captured", HOLD + CAPTURE, 48_500))
    title = Words("Платёж", "Payment")
    story = Story(key="p1", kind=StoryKind.PAYMENT, code=CODE, words=title, began_ms=0, hops=())
    played.stories.put(story)

    strip.chosen.choose("p1")
    qtbot.waitUntil(lambda: strip.money.good is True)
    strip.copy()

    copied = QGuiApplication.clipboard().text()
    assert copied == strip.text()
    assert copied.startswith(f"Где деньги, {CODE}: терминал внесено 500,00")
    assert copied.endswith("Сумма проводок 0,00 ✓")
    assert strip.accessibleName() == copied


def test_without_a_chosen_payment_the_whole_network_is_summed_up(
    qtbot: QtBot, strip: MoneyStrip, played: StandInLauncher
) -> None:
    accounts = [("agent:1:deposit", 1_000_000), ("processing:commission", 485), ("provider:1:settlement", 48_500)]
    played.board.answers["terminal", "state"] = {"money": {"stacked": 50_000, "agent_fees": 1_500}}
    played.board.answers["processing", "ledger"] = {
        "accounts": [{"account": name, "amount": amount} for name, amount in accounts], "holds": 0, "sum": 0,
    }  # fmt: skip
    played.board.answers["provider", "totals"] = {"credited": 48_500, "reversed": 0}

    strip.ask()

    qtbot.waitUntil(lambda: strip.money.good is True)
    assert "вся сеть" in strip.text()
    assert "принято 500,00" in strip.text().replace(BREAK, " ")


def test_a_students_program_leaves_its_place_unknown_and_not_wrong(
    qtbot: QtBot, strip: MoneyStrip, played: StandInLauncher, played_desk: Desk
) -> None:
    played.board.replace(Seat(role="provider", network="default", player=Player.ADDRESS, url="http://127.0.0.1:9"))

    strip.ask()

    qtbot.waitUntil(lambda: STRANGER.ru in strip.text())
    assert strip.money.good is None
