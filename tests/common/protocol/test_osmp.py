"""The OSMP dialect on both sides: what is written is as the network describes it, what is read is never trusted."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from common.errors import Broken, OplataError, Rejected, Unavailable
from common.protocol.dialects import osmp
from common.protocol.dialects.osmp import Answer, CodeTable, Meaning, Result
from common.protocol.dialects.osmp.wire import balance, kopecks, roubles
from common.protocol.provider import CheckAccount, CreditAccount

PAID_AT = datetime(2005, 8, 15, 8, 1, 33, 999_000, UTC)
CHECK = CheckAccount(payment_id="p", account="4957835959")
CREDIT = CreditAccount(payment_id="p", number=1234567, account="4957835959", amount=20_000, accepted_at=PAID_AT)


def answer(inside: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    """An answer's bytes."""
    return f"{head}<response>{inside}</response>".encode()


def refused(data: bytes, table: CodeTable = osmp.STANDARD) -> OplataError:
    """The error that an answer to the credit means."""
    with pytest.raises(OplataError) as error:
        osmp.account_credited(CREDIT, osmp.read_answer(data, table), PAID_AT, table)
    return error.value


def test_a_check_asks_as_the_description_has_it() -> None:
    assert osmp.check_parameters(CHECK, 1234567) == {
        "command": "check",
        "txn_id": "1234567",
        "account": "4957835959",
        "sum": "0.00",
    }


def test_a_pay_asks_as_the_description_has_it_in_moscow_time() -> None:
    assert osmp.pay_parameters(CREDIT) == {
        "command": "pay",
        "txn_id": "1234567",
        "txn_date": "20050815110133",
        "account": "4957835959",
        "sum": "200.00",
    }


def test_other_fields_go_by_their_names() -> None:
    ask = CheckAccount(payment_id="p", account="1", fields={"data1": "б"})

    assert osmp.check_parameters(ask, 1)["data1"] == "б"


def test_the_dialect_can_check_and_credit_and_undo_nothing() -> None:
    assert [name for name in ("check", "credit", "status", "void", "reverse") if osmp.has(name)] == ["check", "credit"]


def test_a_whole_answer_is_read() -> None:
    data = answer(
        "<osmp_txn_id>1234567</osmp_txn_id><prv_txn>2016</prv_txn><sum>200.00</sum><result>0</result><comment>OK</comment>"
        '<fields><field1 name="name">Иванов &amp; И.</field1><field2 name="balance">-1.50</field2></fields>'
    )

    read = osmp.read_answer(data)

    fields = {"name": "Иванов & И.", "balance": "-1.50"}
    assert read == Answer(0, False, "OK", "2016", fields, "1234567", 20_000)
    assert osmp.account_credited(CREDIT, read, PAID_AT).reference == "2016"
    found = osmp.account_found(CHECK, 1234567, read)
    assert (found.subscriber, found.balance) == ("Иванов & И.", -150)


@pytest.mark.parametrize(
    "inside",
    [
        "<result>0</result>",
        "<comment/><result> 0\n</result>",
        "<result>0</result><result>OK</result>",
        "<result>OK</result><result>0</result>",
        "<RESULT>0</RESULT>",
        '<o:result xmlns:o="urn:osmp">0</o:result>',
        "<result>0</result><osmp_txn_id>0001234567</osmp_txn_id>",
        "<result>0</result><novelty><result>5</result></novelty>",
        "<balance>100</balance><recipient_name>Иванов</recipient_name><result>0</result>",
    ],
)
def test_a_sloppy_yes_is_a_yes(inside: str) -> None:
    read = osmp.read_answer(answer(inside))

    assert osmp.account_credited(CREDIT, read, PAID_AT).amount == 20_000


def test_a_kiosks_variant_shows_name_and_balance_beside_the_result() -> None:
    data = answer("<balance>100,5</balance><recipient_name>Иванов</recipient_name><result>0</result>")

    found = osmp.account_found(CHECK, 1, osmp.read_answer(data))

    assert (found.subscriber, found.balance) == ("Иванов", 10_050)


def test_an_answer_in_an_older_encoding_is_read() -> None:
    text = '<?xml version="1.0" encoding="windows-1251"?><response><result>5</result><comment>нет</comment></response>'

    assert osmp.read_answer(text.encode("windows-1251")).comment == "нет"


BOMB = "<!DOCTYPE r [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]>"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"OK",
        b"<response>",
        b"<html><body>502</body></html>",
        answer(""),
        answer("<result></result>"),
        answer("<result>yes</result>"),
        answer("<result>0</result><result>5</result>"),
        answer("<result>1234567</result>"),
        answer("<result>&b;</result>", BOMB),
        answer("<result>0</result>", "<!DOCTYPE response SYSTEM 'http://127.0.0.1:1/x.dtd'>"),
        answer("<result>&x;</result>", "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"),
        answer("<result>0</result>", "<!DOCTYPE response []>").decode().encode("utf-16"),
        answer("<result>0</result>", '<?xml version="1.0" encoding="no-such"?>'),
        answer("<result>0</result>" + "<comment>" + "x" * 70_000 + "</comment>"),
        answer("<a>" * 5_000),
        answer("<result>\x00</result>"),
        answer("<osmp_txn_id>7654321</osmp_txn_id><result>0</result>"),
        answer("<osmp_txn_id>7654321</osmp_txn_id><result>5</result>"),
        answer("<result>777</result>"),
    ],
)
def test_what_cannot_be_understood_is_asked_again(data: bytes) -> None:
    error = refused(data)

    assert type(error) is Unavailable
    assert error.code == "unreadable_answer"


@pytest.mark.parametrize(
    ("number", "kind", "code", "fatal"),
    [
        (1, Unavailable, "not_now", False),
        (4, Rejected, "wrong_field", True),
        (5, Rejected, "unknown_account", True),
        (7, Rejected, "refused", True),
        (8, Rejected, "refused", True),
        (31, Rejected, "wrong_field", True),
        (32, Rejected, "refused", True),
        (79, Rejected, "account_blocked", True),
        (90, Unavailable, "not_now", False),
        (215, Broken, "payment_id_reused", True),
        (241, Rejected, "amount_out_of_range", True),
        (242, Rejected, "amount_out_of_range", True),
        (243, Rejected, "refused", True),
        (300, Rejected, "refused", True),
    ],
)
def test_each_number_means_its_error(number: int, kind: type[OplataError], code: str, fatal: bool) -> None:
    data = answer(f"<result>{number}</result><comment>почему</comment>")

    error = refused(data)

    assert (type(error), error.code, error.detail) == (kind, code, "почему")
    assert osmp.read_answer(data).fatal is fatal


def test_another_sum_than_ours_is_for_a_person() -> None:
    error = refused(answer("<sum>200.01</sum><result>0</result>"))

    assert (type(error), error.code) == (Broken, "payment_id_reused")


def test_a_number_that_says_two_things_gives_no_money_back() -> None:
    table = osmp.STANDARD.changed({"reused": 300})

    assert table.number(Result.OTHER) == table.number(Result.REUSED) == 300
    assert type(refused(answer("<result>300</result>"), table)) is Broken


@pytest.mark.parametrize(
    "meanings",
    [
        osmp.STANDARD.meanings[1:],
        (*osmp.STANDARD.meanings, osmp.STANDARD.meanings[0]),
        (*osmp.STANDARD.meanings[1:], Meaning(0, Result.TEMPORARY, "not_now")),
        (*osmp.STANDARD.meanings[1:], Meaning(5, Result.TEMPORARY, "not_now")),
        (*osmp.STANDARD.meanings[1:], Meaning(1, Result.TEMPORARY, "no_such_code")),
        (*osmp.STANDARD.meanings[1:], Meaning(1, Result.TEMPORARY, "wrong_password")),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(meanings: tuple[Meaning, ...]) -> None:
    with pytest.raises(Rejected) as refusal:
        osmp.demand_sound(CodeTable(meanings))

    assert refusal.value.code == "wrong_value"


def test_what_one_side_asks_the_other_understands() -> None:
    ask = CreditAccount(
        payment_id="1234567",
        number=1234567,
        account="ул. Ленина, 1 <&>",
        amount=1,
        accepted_at=PAID_AT.replace(microsecond=0),
        fields={"data1": "=&?"},
    )

    question = osmp.read_request(list(osmp.pay_parameters(ask).items()), ["data1"])

    assert osmp.to_credit(question, PAID_AT) == ask
    assert question.command == "pay"


@given(some.integers(0, 10**15))
def test_a_sum_survives_the_wire_exactly(amount: int) -> None:
    text = roubles(amount)

    assert kopecks(text) == (amount if amount < 10**15 else None)
    assert text.partition(".")[2].isdigit()


@pytest.mark.parametrize("text", ["", "1", "1.0", "1.000", ".50", "1,00", "+1.00", "-1.00", "1.0e", " 1.00", "1.00\n"])
def test_a_sum_is_digits_a_dot_and_two_digits(text: str) -> None:
    assert kopecks(text) is None


@pytest.mark.parametrize(
    ("text", "amount"), [("12", 1_200), ("12.5", 1_250), ("-0.05", -5), ("1,99", 199), ("x", None), ("", None)]
)
def test_a_balance_is_read_as_providers_write_it(text: str, amount: int | None) -> None:
    assert balance(text) == amount


@given(some.text(), some.text(max_size=40))
def test_any_text_makes_an_answer_that_can_be_read(comment: str, name: str) -> None:
    data = osmp.answer_bytes("1", 300, comment, fields=[(name, comment)])

    read = osmp.read_answer(data)

    assert (read.result, read.txn_id) == (300, "1")


@given(some.lists(some.tuples(some.sampled_from(["command", "txn_id", "account", "sum", "txn_date"]), some.text())))
def test_any_parameters_are_understood_or_refused(parameters: list[tuple[str, str]]) -> None:
    with suppress(Rejected):
        question = osmp.read_request(parameters, [])

        assert question.command in ("check", "pay")
        assert question.account


@given(some.binary(max_size=200))
def test_any_bytes_are_read_or_asked_again(data: bytes) -> None:
    with suppress(Unavailable):
        assert osmp.read_answer(data).result in range(-999_999, 1_000_000)
