"""The OSMP door, as the network's own description has it: vectors, codes, idempotency, garbage."""

import random
from collections.abc import Iterator
from urllib.parse import quote
from xml.etree import ElementTree

import pytest

from common import ids, spawn
from common.clock import moment
from common.fields import Field
from common.protocol.codes import KINDS
from common.protocol.dialects import osmp
from common.protocol.provider import CheckAccount
from common.words import Words
from provider_app.service import messages
from provider_app.service.messages import Dialect
from tests.provider_app.running import Centre, Running, Subscriber, code

SEED = 20_050_815
GARBAGE = 1_000


@pytest.fixture
def network(running: Running) -> Centre:
    """A centre that speaks OSMP."""
    return running.centre(dialect=Dialect.OSMP)


def children(data: bytes) -> dict[str, str]:
    """The answer's children by name."""
    return {child.tag: child.text or "" for child in ElementTree.fromstring(data)}


def pay(network: Centre, number: str, txn_id: str = "1234567", total: str = "200.00", **more: str) -> dict[str, str]:
    """A pay as the document writes it."""
    return children(
        network.osmp(command="pay", txn_id=txn_id, txn_date="20050815120133", account=number, sum=total, **more)
    )


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_check_finds_the_account(network: Centre, subscriber: Subscriber, method: str) -> None:
    data = network.osmp(method, command="check", txn_id="1234567", account=subscriber.number, sum="200.00")

    assert data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>')
    found = children(data)
    assert (found["osmp_txn_id"], found["result"], found["comment"]) == ("1234567", "0", "")
    assert "prv_txn" not in found
    assert osmp.read_answer(data).fields == {"name": "Иванов И*** И.", "balance": "0.00"}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_pay_credits_and_a_repeated_pay_has_the_same_prv_txn(
    network: Centre, subscriber: Subscriber, method: str
) -> None:
    asked = {"command": "pay", "txn_id": "1234567", "txn_date": "20050815120133", "sum": "200.00"}

    first, again = (network.osmp(method, **asked, account=subscriber.number) for _ in range(2))

    done = children(first)
    assert (done["osmp_txn_id"], done["result"], done["sum"]) == ("1234567", "0", "200.00")
    assert done["prv_txn"].isdigit()
    assert first == again
    assert subscriber.balance == 20_000


def test_eight_identical_pays_at_once_credit_once(network: Centre, subscriber: Subscriber) -> None:
    with spawn.pool("eight", 8) as pool:
        answers = list(pool.map(lambda _: pay(network, subscriber.number)["prv_txn"], range(8)))

    assert len(set(answers)) == 1
    assert subscriber.balance == 20_000


@pytest.mark.parametrize("number", [215, 300])
def test_the_same_txn_with_other_data_gets_the_contracts_code(
    running: Running, subscriber: Subscriber, number: int
) -> None:
    network = running.centre(dialect=Dialect.OSMP, codes={"reused": number})
    pay(network, subscriber.number)

    assert pay(network, subscriber.number, total="200.01")["result"] == str(number)
    assert pay(network, running.signed().number)["result"] == str(number)
    assert pay(network, subscriber.number, total="x")["result"] == str(number)
    assert pay(network, subscriber.number, txn_id="0001234567")["result"] == "0"
    assert subscriber.balance == 20_000


@pytest.mark.parametrize(
    ("changed", "result"),
    [
        ({"account": "12"}, "4"),
        ({"account": "4957835959"}, "4"),
        ({"account": "9000000001"}, "5"),
        ({"sum": "0.99"}, "241"),
        ({"sum": "15000.01"}, "242"),
        ({"sum": "9999999999999.99"}, "242"),
        ({"sum": "0.00"}, "241"),
        ({"ccy": "USD"}, "300"),
        ({"sum": "200"}, "300"),
        ({"sum": "200,00"}, "300"),
        ({"sum": "-200.00"}, "300"),
        ({"sum": "2e2"}, "300"),
        ({"sum": "٢٠٠.٠٠"}, "300"),
        ({"txn_id": "0"}, "300"),
        ({"txn_id": "123456789012345678901"}, "300"),
        ({"txn_id": "-1"}, "300"),
        ({"txn_id": ""}, "300"),
        ({"txn_date": "20051315120133"}, "300"),
        ({"txn_date": "2005"}, "300"),
        ({"command": "cancel"}, "300"),
        ({"command": "PAY"}, "300"),
        ({"account": ""}, "300"),
        ({"account": "9" * 201}, "300"),
    ],
)
def test_a_refusal_has_its_code_in_the_table(
    network: Centre, subscriber: Subscriber, changed: dict[str, str], result: str
) -> None:
    asked = {"command": "pay", "txn_id": "31", "account": subscriber.number, "sum": "200.00"} | changed

    answer = children(network.osmp(**asked))

    assert answer["result"] == result
    assert answer["comment"]
    assert subscriber.balance == 0


def test_a_blocked_account_is_not_active(running: Running, network: Centre, subscriber: Subscriber) -> None:
    running.operate("block-subscriber", messages.OneSubscriber(number=subscriber.number))

    assert pay(network, subscriber.number)["result"] == "79"


def test_a_no_stays_a_no(running: Running, network: Centre, subscriber: Subscriber) -> None:
    running.operate("block-subscriber", messages.OneSubscriber(number=subscriber.number))
    pay(network, subscriber.number)

    running.operate("unblock-subscriber", messages.OneSubscriber(number=subscriber.number))

    assert pay(network, subscriber.number)["result"] == "79"
    assert pay(network, subscriber.number, txn_id="1234568")["result"] == "0"


def test_other_fields_go_by_their_names_and_strange_ones_are_left_alone(
    running: Running, subscriber: Subscriber
) -> None:
    account = Field(name="account", label=Words("Номер", "Number"), regex=r"\d{10}", example="9123456789")
    data1 = Field(name="data1", label=Words("План", "Plan"), regex="[a-c]", example="b")
    network = running.centre(dialect=Dialect.OSMP, fields=[account, data1])

    assert pay(network, subscriber.number)["result"] == "31"
    assert pay(network, subscriber.number, txn_id="2", data1="d")["result"] == "31"
    assert pay(network, subscriber.number, txn_id="3", data1="a", trm_id="77", novelty="1")["result"] == "0"
    assert pay(network, subscriber.number, txn_id="3", data1="b")["result"] == "215"


def test_a_parameter_given_twice_is_garbage(network: Centre, subscriber: Subscriber) -> None:
    twice = f"/osmp?command=check&txn_id=1&account={subscriber.number}&account=9000000001&sum=1.00"

    assert children(network.peer.form(twice, {}))["result"] == "300"


def test_a_kiosk_asks_for_the_fields_only(network: Centre, subscriber: Subscriber) -> None:
    answer = network.osmp("GET", command="check", txn_id="0", account=subscriber.number, sum="0.00")

    assert children(answer)["result"] == "0"


def test_a_full_disk_is_a_temporary_error(running: Running, network: Centre, subscriber: Subscriber) -> None:
    database = running.instance.program.database
    (pages,) = database.write(lambda db: db.raw.execute("PRAGMA page_count").fetchone())
    database.write(lambda db: db.raw.execute(f"PRAGMA max_page_count={pages}").fetchall())
    try:
        results = {pay(network, subscriber.number, txn_id=str(n), total="1.00")["result"] for n in range(1, 200)}
    finally:
        database.write(lambda db: db.raw.execute("PRAGMA max_page_count=1073741823").fetchall())

    assert results == {"0", "1"}
    assert pay(network, subscriber.number, txn_id="199", total="1.00")["result"] == "0"
    assert subscriber.balance == 100 * len(network.register(limit=1000).rows)


def test_a_contract_out_of_force_is_no_answer_to_a_payment(
    running: Running, network: Centre, subscriber: Subscriber
) -> None:
    """A code of the table would end the payment; HTTP's 403 pauses the contract."""
    done = pay(network, subscriber.number)
    running.operate("block-contract", messages.OneContract(contract=network.contract))

    assert pay(network, subscriber.number) == done
    assert code(lambda: pay(network, subscriber.number, txn_id="2")) == "ContractFault contract_expired"


def test_what_is_echoed_cannot_break_the_answer(network: Centre) -> None:
    hostile = '9000000001<&>"]]>\x01\x0b\uffff&lt;!DOCTYPE'

    answer = children(network.osmp(command="check", txn_id="1", account=hostile, sum="1.00"))

    assert answer["result"] == "4"


def test_our_own_centre_understands_our_own_answers(network: Centre, subscriber: Subscriber) -> None:
    ask = network.question(subscriber.number, 12_345)
    looked = CheckAccount(payment_id=ask.payment_id, account=subscriber.number)

    found = osmp.read_answer(network.osmp(**osmp.check_parameters(looked, ask.number)))
    done = osmp.read_answer(network.osmp(**osmp.pay_parameters(ask)))
    again = osmp.read_answer(network.osmp("GET", **osmp.pay_parameters(ask)))

    assert osmp.account_found(looked, ask.number, found).subscriber == "Иванов И*** И."
    credited = osmp.account_credited(ask, done, moment(0))
    assert (credited.payment_id, credited.amount, credited.reference) == (ask.payment_id, 12_345, done.reference)
    assert again == done
    assert network.register().rows[0].payment_id == str(ask.number)


def malformed(chance: random.Random, number: str) -> Iterator[tuple[str, str]]:
    """Requests with some parts strange, missing or doubled, cut, or with bytes that are no text."""
    strange = {
        "command": ["check", "status", ""],
        "txn_id": ["0", "9" * 20, "1" * 40, "x"],
        "account": ["9000000001", "12", "", "я" * 150, "\x00"],
        "sum": ["0.00", "1.0", "NaN", "9999999999999.99", "00000000001.00"],
        "txn_date": ["99999999999999", "00000000000000", ""],
        "ccy": ["643", "\x7f"],
        "data1": ["<!--"],
    }
    for _ in range(GARBAGE):
        good = {"command": "pay", "txn_id": str(chance.randrange(1, 500)), "account": number, "sum": "1.50"}
        parts = list(good.items())
        for name in chance.choices(list(strange), k=chance.randrange(3)):
            change = chance.choice([None, *strange[name]])
            parts = [part for part in parts if part[0] != name or chance.random() < 0.1]
            parts += [] if change is None else [(name, change)] * chance.choice([1, 1, 1, 1, 60])
        text = chance.choice(["&", "&", "&", ";", "&&"]).join(f"{name}={quote(value)}" for name, value in parts)
        if chance.random() < 0.2:
            place = chance.randrange(len(text) + 1)
            text = text[:place] + chance.choice(["%", "%ff", "=", "%00", "+", "%F0%9F"]) + text[place + 1 :]
        yield chance.choice(["GET", "POST"]), text


def test_a_thousand_malformed_requests_are_answered_and_the_books_stay_right(
    running: Running, network: Centre, subscriber: Subscriber
) -> None:
    results = set()

    for method, text in malformed(random.Random(SEED), subscriber.number):
        endpoint, form = (osmp.GET, "") if method == "GET" else (osmp.POST, "application/x-www-form-urlencoded")
        path = f"{osmp.PATH}?{text}" if method == "GET" else osmp.PATH
        answer = network.peer.send(endpoint, path, b"" if method == "GET" else text.encode(), form)

        assert answer.status_code in (200, 400, 431), (SEED, method, text)
        if answer.status_code == 200:
            results.add(children(answer.content)["result"])

    assert results >= {"0", "4", "5", "215", "241", "242", "300"}
    assert "1" not in results
    credited = sum(row.amount for row in network.register(limit=1000).rows)
    assert subscriber.balance == credited
    assert running.rows("SELECT count(*) FROM operations WHERE contract = ?", network.contract) == [
        (len({row.payment_id for row in network.register(limit=1000).rows}),)
    ]


def test_every_refusal_of_ours_has_a_number(network: Centre) -> None:
    table = osmp.STANDARD

    assert {KINDS[meaning.error].__name__ for meaning in table.meanings} == {"Rejected", "Unavailable", "Broken"}
    assert all(table.number(result) for result in osmp.Result)
    assert ids.number(1_900_000_000_000) < 10**20
