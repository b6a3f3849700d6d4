"""A provider in the dialect of OSMP: check and pay, codes that a network understands, and no accident on garbage."""

import pytest

from tests.protocol.osmp import BLOCKED, FORMAT, OK, REUSED, UNKNOWN, Osmp, elements
from tests.protocol.target import needs
from tests.protocol.wire import together, turned_away

KINDS = ("osmp",)
NO_SUMS = ("0.00", "-1.00", "abc", "1e3", "100.001", "1,00", "", "NaN", "Infinity", "1000000000000000.00", "٣.00")
GARBAGE = (
    "",
    "&&&===",
    "command",
    "command=",
    "command=destroy&txn_id=1&account=1&sum=1.00",
    "command=pay",
    "command=pay&txn_id=&account=&sum=",
    "command=pay&command=check&txn_id=1&account=1&sum=1.00",
    "command=check&txn_id=1%00&account=%00&sum=1.00",
    "command=check&txn_id=abc&account=1&sum=1.00",
    "command=check&txn_id=" + "9" * 300 + "&account=1&sum=1.00",
    "command=check&txn_id=-1&account=1&sum=1.00",
    "command=check&txn_id=1&account=%3C%26%3E%22%27]]>&sum=1.00",
    "command=check&txn_id=1&account=%FF%FE&sum=1.00",
    "command=check&txn_id=1&account=%ED%A0%80&sum=1.00",
    "command=check&txn_id=1&account=" + "7" * 5_000 + "&sum=1.00",
    "%zz=%zz",
)


@pytest.mark.parametrize("method", ["POST", "GET"])
def test_a_known_account_may_be_paid_to(osmp: Osmp, method: str) -> None:
    ask = osmp.check_ask()

    said = osmp.ask(ask, method=method)

    assert (said["result"], said["osmp_txn_id"]) == (OK, ask["txn_id"])


def test_an_unknown_account_is_code_5(osmp: Osmp) -> None:
    assert osmp.ask(osmp.check_ask(account=osmp.target.unknown))["result"] == UNKNOWN
    assert osmp.ask(osmp.pay_ask(account=osmp.target.unknown))["result"] == UNKNOWN


def test_an_account_of_a_wrong_form_is_code_4(osmp: Osmp) -> None:
    assert osmp.ask(osmp.check_ask(account=osmp.target.malformed))["result"] == FORMAT
    assert osmp.ask(osmp.pay_ask(account=osmp.target.malformed))["result"] == FORMAT


@needs("blocked")
def test_a_blocked_account_is_a_fatal_code(osmp: Osmp) -> None:
    assert osmp.ask(osmp.check_ask(account=osmp.target.blocked))["result"] in BLOCKED
    assert osmp.ask(osmp.pay_ask(account=osmp.target.blocked))["result"] in BLOCKED


@pytest.mark.parametrize("method", ["POST", "GET"])
def test_a_payment_is_credited_with_the_providers_own_number(osmp: Osmp, method: str) -> None:
    ask = osmp.pay_ask()

    said = osmp.ask(ask, method=method)

    assert (said["result"], said["osmp_txn_id"], said["sum"]) == (OK, ask["txn_id"], ask["sum"])
    assert said["prv_txn"]


def test_a_repeated_payment_has_the_same_number(osmp: Osmp) -> None:
    ask = osmp.pay_ask()
    first = osmp.ask(ask)

    assert [osmp.ask(ask) for _ in range(3)] == [first] * 3


def test_a_repeat_is_one_whatever_its_date(osmp: Osmp) -> None:
    ask = osmp.pay_ask()
    first = osmp.ask(ask)

    assert osmp.ask(ask | {"txn_date": "20300201000000"})["prv_txn"] == first["prv_txn"]


def test_eight_at_once_are_one_payment(osmp: Osmp) -> None:
    ask = osmp.pay_ask()

    answers = [elements(answer) for answer in together(lambda: osmp.raw(ask))]

    assert answers == answers[:1] * 8
    assert answers[0]["result"] == OK


def test_two_payments_have_two_numbers(osmp: Osmp) -> None:
    numbers = {osmp.ask(osmp.pay_ask())["prv_txn"] for _ in range(5)}

    assert len(numbers) == 5


@pytest.mark.parametrize("changed", ["sum", "account"])
def test_a_number_of_a_payment_belongs_to_its_first_content(osmp: Osmp, changed: str) -> None:
    ask = osmp.pay_ask()
    first = osmp.ask(ask)

    other = {"sum": osmp.sum(100)} if changed == "sum" else {"account": osmp.target.unknown}

    assert osmp.ask(ask | other)["result"] in REUSED
    assert osmp.ask(ask) == first


def test_a_check_books_nothing_so_its_number_may_be_paid_with(osmp: Osmp) -> None:
    check = osmp.check_ask()
    assert osmp.ask(check)["result"] == OK

    assert osmp.ask(osmp.pay_ask(txn_id=check["txn_id"]))["result"] == OK


@pytest.mark.parametrize("wrong", NO_SUMS, ids=range(len(NO_SUMS)))
def test_what_is_no_sum_is_not_credited(osmp: Osmp, wrong: str) -> None:
    ask = osmp.pay_ask(sum=wrong)

    assert osmp.ask(ask)["result"] != OK


@pytest.mark.parametrize("name", ["txn_id", "account", "sum", "command"])
def test_a_payment_that_lacks_something_is_not_credited(osmp: Osmp, name: str) -> None:
    ask = osmp.pay_ask()
    del ask[name]

    assert osmp.ask(ask)["result"] != OK


@pytest.mark.parametrize("method", ["POST", "GET"])
@pytest.mark.parametrize("garbage", GARBAGE, ids=range(len(GARBAGE)))
def test_garbage_is_answered_and_is_no_accident(osmp: Osmp, garbage: str, method: str) -> None:
    answer = osmp.raw(garbage, method=method)

    assert answer.status < 500, answer
    if answer.status == 200:
        assert elements(answer)["result"] != OK


def test_a_comment_may_be_shown_to_people_for_it_is_well_formed(osmp: Osmp) -> None:
    said = osmp.ask(osmp.check_ask(account="<&>\"'"))

    assert said["result"] not in (OK, "")


@pytest.mark.parametrize("method", ["POST", "GET"])
def test_nobody_gets_in_without_the_password(osmp: Osmp, method: str) -> None:
    ask = osmp.pay_ask()

    turned_away(osmp.raw(ask, method=method, login=False), 401)
    turned_away(osmp.raw(ask, method=method, login=(osmp.login[0], "a wrong password")), 401)

    assert osmp.ask(ask | {"sum": osmp.sum(100)})["result"] == OK
