"""The long lists: pages, searches, orders, and sums of all that was looked for."""

from datetime import timedelta

import pytest

from common import ids
from provider_app.service import messages
from provider_app.service.messages import CheckOrder, OperationKind, OperationOrder, UseOrder
from tests.provider_app.running import Centre, Running, Subscriber, code

STEP = timedelta(seconds=1)


@pytest.fixture
def payments(running: Running, centre: Centre, subscriber: Subscriber) -> list[str]:
    """Five payments of 1…5 roubles, the last one reversed, a minute apart."""
    made = []
    for roubles in range(1, 6):
        running.clock.advance(60)
        made.append(centre.credit(centre.question(subscriber.number, 100 * roubles)).payment_id)
    running.clock.advance(60)
    centre.reverse(made[-1], reason="ошибся")
    return made


def found(running: Running, **asked: object) -> messages.OperationsFound:
    answer: messages.OperationsFound = running.operate("find-operations", messages.FindOperations(**asked))  # type: ignore[arg-type]
    return answer


def amounts(answer: messages.OperationsFound) -> list[int]:
    return [row.amount for row in answer.rows]


def test_the_newest_come_first_with_the_sums_of_all(running: Running, centre: Centre, payments: list[str]) -> None:
    answer = found(running, contract=centre.contract, limit=3)

    assert [(row.kind, row.amount) for row in answer.rows] == [("reverse", 500), ("credit", 500), ("credit", 400)]
    assert answer.count == 6
    assert [(one.kind, one.count, one.amount) for one in answer.sums] == [("credit", 5, 1500), ("reverse", 1, 500)]
    assert answer.rows[0].contract_name == centre.name
    assert answer.rows[1].code == ids.payment_code(payments[-1])
    rest = found(running, contract=centre.contract, limit=3, offset=3)
    assert amounts(rest) == [300, 200, 100]


def test_a_list_is_narrowed_and_ordered(running: Running, centre: Centre, payments: list[str]) -> None:
    of_centre = {"contract": centre.contract}

    assert amounts(found(running, kind=OperationKind.REVERSE, **of_centre)) == [500]
    assert amounts(found(running, order=OperationOrder.AMOUNT, descending=False, **of_centre))[:2] == [100, 200]
    first = found(running, kind=OperationKind.CREDIT, descending=False, **of_centre).rows[0]
    assert amounts(found(running, since=first.at, until=first.at + STEP, **of_centre)) == [100]
    assert found(running, account=first.account, contract=centre.contract + 1).count == 0


def test_an_operation_is_found_by_all_that_is_known_of_it(
    running: Running, centre: Centre, subscriber: Subscriber, payments: list[str]
) -> None:
    wanted = found(running, text=payments[1]).rows[0]
    whole = ids.payment_code(payments[1])

    assert wanted.amount == 200
    for text in (whole, whole.lower(), whole.replace("-", ""), whole[:5], wanted.reference, payments[1].upper()):
        assert 200 in amounts(found(running, text=f" {text} ")), text
    number = subscriber.number
    for typed in (number, f"+7 {number[:3]} {number[3:6]}-{number[6:8]}-{number[8:]}", f"8{number}", number[2:7]):
        assert found(running, text=typed, contract=centre.contract).count == 6, typed
    for nothing in ("%", "_", "*", "\\", "нет такого"):
        assert found(running, text=nothing).count == 0, nothing


def test_uses_have_their_labels_and_cost(running: Running, centre: Centre, subscriber: Subscriber) -> None:
    centre.credit(centre.question(subscriber.number, 100_000))
    for quantity in (3, 1, 2):
        running.clock.advance(1)
        subscriber.use(quantity, service="sms")
    ask = messages.FindUses(number=subscriber.number, order=UseOrder.QUANTITY, limit=2)

    answer = running.operate("find-uses", ask)

    assert [(row.label.ru, row.quantity, row.cost) for row in answer.rows] == [
        ("Отправить SMS", 3, 570),
        ("Отправить SMS", 2, 380),
    ]
    assert (answer.count, answer.cost) == (3, 1140)
    use_id = answer.rows[0].use_id
    assert running.operate("find-uses", messages.FindUses(text=use_id)).count == 1
    assert running.operate("find-uses", messages.FindUses(service="call", number=subscriber.number)).count == 0


def test_checks_are_told_apart_by_what_was_answered(running: Running, centre: Centre, subscriber: Subscriber) -> None:
    centre.check(subscriber.number)
    code(lambda: centre.check("9000000001"))
    code(lambda: centre.check("!"))

    def looked(**asked: object) -> messages.ChecksFound:
        ask = messages.FindChecks(contract=centre.contract, **asked)  # type: ignore[arg-type]
        answer: messages.ChecksFound = running.operate("find-checks", ask)
        return answer

    assert [row.result for row in looked().rows] == ["wrong_field", "unknown_account", "found"]
    assert (looked().count, looked().refused) == (3, 2)
    assert (looked(found=True).count, looked(found=False).count) == (1, 2)
    assert looked(text=subscriber.number).rows[0].contract_name == centre.name
    assert looked(order=CheckOrder.ACCOUNT, descending=False).rows[0].account == "!"


def test_a_page_has_its_bounds(running: Running) -> None:
    assert code(lambda: found(running, limit=0)) == "Broken wrong_json"
    assert code(lambda: found(running, text="x" * 300)) == "Broken wrong_json"
    assert code(lambda: found(running, offset=-1)) == "Broken wrong_json"
    assert found(running, offset=10**9).rows == []


def test_a_list_that_grows_stays_still_from_page_to_page(
    running: Running, centre: Centre, subscriber: Subscriber, payments: list[str]
) -> None:
    first = found(running, contract=centre.contract, limit=2)
    centre.credit(centre.question(subscriber.number, 900))

    second = found(running, contract=centre.contract, limit=2, offset=2, up_to=first.up_to)

    assert (amounts(first), amounts(second), second.count) == ([500, 500], [400, 300], 6)
    assert amounts(found(running, contract=centre.contract, limit=1)) == [900]
