"""A provider never leaves an outcome open: status, void and reverse."""

from tests.protocol.provider import CREDIT, REVERSE, STATUS, VOID, Books, Provider
from tests.protocol.wire import Body, granted, new_id, refused, together, turned_away

KINDS = ("provider",)


def void(provider: Provider, payment_id: str) -> Body:
    return granted(provider.post(VOID, {"payment_id": payment_id}))


def reversal(payment_id: str) -> Body:
    return {"payment_id": payment_id, "reversal_id": new_id(), "reason": "conformance"}


def test_an_id_never_seen_is_unknown(provider: Provider) -> None:
    payment_id = new_id()

    known = granted(provider.post(STATUS, {"payment_id": payment_id}))

    assert (known["payment_id"], known["status"]) == (payment_id, "unknown")


def test_a_credited_payment_is_known_with_its_reference(provider: Provider) -> None:
    ask, done = provider.credited()

    known = provider.status(ask["payment_id"])

    assert (known["status"], known["reference"], known["amount"]) == ("credited", done["reference"], ask["amount"])


def test_a_voided_id_is_never_credited(provider: Provider) -> None:
    books = Books(provider)
    ask = provider.credit_ask()

    first = void(provider, ask["payment_id"])
    assert first["status"] == "voided"
    refused(provider.post(CREDIT, ask), "voided")
    refused(provider.post(CREDIT, ask), "voided")

    assert void(provider, ask["payment_id"]) == first
    assert provider.status(ask["payment_id"])["status"] == "voided"
    books.demand(ask["payment_id"], ["void"], 0)


def test_a_void_that_comes_too_late_says_credited_and_moves_nothing(provider: Provider) -> None:
    books = Books(provider)
    ask, done = provider.credited()

    late = void(provider, ask["payment_id"])

    assert (late["status"], late["reference"]) == ("credited", done["reference"])
    assert provider.status(ask["payment_id"])["status"] == "credited"
    books.demand(ask["payment_id"], ["credit"], ask["amount"])


def test_a_reversal_takes_the_whole_sum_back_once(provider: Provider) -> None:
    books = Books(provider)
    ask, _ = provider.credited()
    back = reversal(ask["payment_id"])

    first = granted(provider.post(REVERSE, back))
    again = granted(provider.post(REVERSE, back))

    assert again == first
    assert (first["amount"], first["reversal_id"]) == (ask["amount"], back["reversal_id"])
    assert provider.status(ask["payment_id"])["status"] == "reversed"
    books.demand(ask["payment_id"], ["credit", "reverse"], 0)


def test_eight_reversals_at_once_take_the_sum_back_once(provider: Provider) -> None:
    books = Books(provider)
    ask, _ = provider.credited()
    back = reversal(ask["payment_id"])

    answers = [granted(answer) for answer in together(lambda: provider.post(REVERSE, back))]

    assert answers == answers[:1] * 8
    books.demand(ask["payment_id"], ["credit", "reverse"], 0)


def test_a_second_reversal_of_a_payment_takes_nothing_more(provider: Provider) -> None:
    books = Books(provider)
    ask, _ = provider.credited()
    granted(provider.post(REVERSE, reversal(ask["payment_id"])))

    refused(provider.post(REVERSE, reversal(ask["payment_id"])), "not_credited")

    books.demand(ask["payment_id"], ["credit", "reverse"], 0)


def test_a_reversed_payment_is_not_credited_again_by_a_late_repeat(provider: Provider) -> None:
    books = Books(provider)
    ask, done = provider.credited()
    granted(provider.post(REVERSE, reversal(ask["payment_id"])))

    assert granted(provider.post(CREDIT, ask)) == done

    books.demand(ask["payment_id"], ["credit", "reverse"], 0)


def test_what_was_never_credited_cannot_be_reversed(provider: Provider) -> None:
    refused(provider.post(REVERSE, reversal(new_id())), "not_credited")


def test_a_reversals_id_belongs_to_its_payment(provider: Provider) -> None:
    first, _ = provider.credited()
    second, _ = provider.credited()
    back = reversal(first["payment_id"])
    granted(provider.post(REVERSE, back))

    turned_away(provider.post(REVERSE, back | {"payment_id": second["payment_id"]}), 409)

    assert provider.status(second["payment_id"])["status"] == "credited"


def test_the_register_tells_every_operation_once_and_in_order(provider: Provider) -> None:
    position = provider.last_position()
    asks = [provider.credited()[0] for _ in range(3)]
    granted(provider.post(REVERSE, reversal(asks[0]["payment_id"])))
    void(provider, new_id())

    rows: list[Body] = []
    more = True
    while more:
        page = provider.page(position, 2)
        assert len(page["rows"]) <= 2
        rows, position, more = rows + page["rows"], page["position"], page["more"]

    assert [row["kind"] for row in rows] == ["credit"] * 3 + ["reverse", "void"]
    assert [row["payment_id"] for row in rows[:4]] == [ask["payment_id"] for ask in [*asks, asks[0]]]
    assert [(row["account"], row["amount"]) for row in rows[:3]] == [(ask["account"], ask["amount"]) for ask in asks]
    assert provider.page(position, 2)["rows"] == []
