"""The join: the same hops, whoever tells of them first; how a request ended, as its asker knows it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from common.exchange import Exchange as Line
from launcher_app.feed.hop import Hop, Outcome
from launcher_app.feed.joining import Joining
from launcher_app.feed.seen import Seen, by_line, by_record
from launcher_app.network.seat import Seat
from launcher_app.proxy.faults import FaultKind
from launcher_app.proxy.recorder import Exchange
from tests.launcher_app.feed.said import Question, payment

CREDIT = {"payment_id": "01a2221d-6942-7e6f-8655-e3b8a868fa3f", "account": "9123456789", "amount": 48_500}
DONE = {"payment_id": CREDIT["payment_id"], "amount": 48_500, "currency": "RUB"}
SPANS = ("a1", "b2", "c3")


def credit(**more: Any) -> Question:
    return Question("processing", "provider", "/v1/credit", CREDIT, DONE, trace="7F3K-92QD", span="s1", **more)


def seen(said: Line | Exchange, seat: str = "") -> Seen:
    if isinstance(said, Exchange):
        found = by_record(said, Seat(role=said.receiver, network="lesson"))
    else:
        role = said.sender if said.side == "client" else said.receiver
        found = by_line(said, Seat(role=seat or role.partition(":")[0], network="lesson"))
    assert found is not None
    return found


def joined(*some: Line | Exchange) -> list[Hop]:
    joining, hops = Joining(), dict[int, Hop]()
    for one in some:
        hops.update({hop.number: hop for hop in joining.add([seen(one)])})
    return list(hops.values())


def test_both_lines_and_the_proxys_record_are_one_hop() -> None:
    asked = credit(attempt=2, key="k")

    (hop,) = joined(asked.record(ended=False), asked.server(ms=2), asked.record(), asked.client(ms=5, parent="p0"))

    assert (hop.sender, hop.receiver, hop.sender_seat, hop.receiver_seat) == (
        "processing", "provider", "processing", "provider",
    )  # fmt: skip
    assert (hop.trace, hop.span, hop.parent, hop.attempt) == ("7F3K-92QD", "s1", "p0", 2)
    assert (hop.status, hop.answered, hop.outcome, hop.ms) == (200, 200, Outcome.OK, 5)
    assert (hop.amount, hop.currency, hop.verb) == (48_500, "RUB", "credit")
    assert hop.request_headers["Idempotency-Key"] == "k"


def test_a_question_waits_until_its_end_is_told() -> None:
    asked = credit()
    joining = Joining()

    (waiting,) = joining.add([seen(asked.record(ended=False))])
    (ended,) = joining.add([seen(asked.record())])

    assert waiting.outcome is Outcome.WAITING
    assert ended.outcome is Outcome.OK
    assert waiting.number == ended.number


def test_a_lost_reply_is_known_to_whoever_answered_only() -> None:
    asked = credit()
    lost = asked.record(fault=FaultKind.LOST_REPLY)

    (unheard,) = joined(lost)
    (heard,) = joined(lost, asked.server(), asked.client(status=0, error="no_answer"))

    assert unheard.outcome is heard.outcome is Outcome.LOST
    assert (heard.status, heard.answered, heard.error) == (0, 200, "no_answer")


@pytest.mark.parametrize(
    ("fault", "status", "outcome"),
    [
        (FaultKind.CUT, 0, Outcome.NO_ANSWER),
        (FaultKind.SERVER_ERROR, 500, Outcome.TROUBLE),
        (FaultKind.WRONG_LOGIN, 401, Outcome.MISTAKE),
    ],
)
def test_what_never_arrived_was_answered_by_nobody(fault: FaultKind, status: int, outcome: Outcome) -> None:
    (hop,) = joined(credit().record(fault=fault, status=status, error="" if status else "обрыв / cut"))

    assert (hop.answered, hop.outcome, hop.fault) == (0, outcome, fault)


def test_a_closed_port_is_no_connection() -> None:
    (by_asker,) = joined(credit().client(status=0, error="no_connection"))
    (by_proxy,) = joined(credit().record(status=0, error="ConnectionRefusedError: [Errno 111]"))

    assert by_asker.outcome is by_proxy.outcome is Outcome.NO_CONNECTION


def test_what_was_sent_twice_on_its_way_is_two_hops() -> None:
    asked = credit()
    records = [asked.record(number, fault=FaultKind.DOUBLED) for number in (1, 2)]

    hops = joined(records[0], asked.server(), records[1], asked.client(), asked.server())

    assert [hop.number for hop in hops] == [1, 2]
    assert {hop.span for hop in hops} == {"s1"}
    assert all(hop.sender_seat == "processing" for hop in hops)


def test_a_refused_login_has_no_name_and_the_door_tells_whose_it_was() -> None:
    line = Question("terminal", "processing", "/v1/payments", CREDIT, "", status=401).server()

    (hop,) = joined(replace(line, sender="nobody:"))

    assert (hop.sender, hop.receiver) == ("terminal", "processing")


@pytest.mark.parametrize("path", ["/v1/operator/payments", "/kiosk/state", "/health", "/v1/simulator/state"])
def test_what_is_not_between_roles_is_no_hop(path: str) -> None:
    line = replace(Question("terminal", "processing", path, {}).server(), sender="operator:operator")

    assert by_line(line, Seat(role="processing")) is None


def test_a_sum_of_osmp_is_in_kopecks_and_its_command_is_the_verb() -> None:
    text = "command=pay&txn_id=914492006526335392&account=86787600&sum=194.00"

    (hop,) = joined(Question("processing", "provider", "/osmp", text, "<response/>").client())

    assert (hop.amount, hop.verb, hop.request) == (19_400, "osmp/pay", text)


@given(st.data())
def test_any_order_of_witnesses_gives_the_same_hops(data: st.DataObject) -> None:
    said: list[Line | Exchange] = []
    for number, (question, span) in enumerate(zip(payment(), SPANS, strict=False)):
        question.span = span
        fault = data.draw(st.sampled_from(("", FaultKind.LOST_REPLY, FaultKind.DOUBLED)))
        said.append(question.client(status=0 if fault == FaultKind.LOST_REPLY else 200))
        for time in range(2 if fault == FaultKind.DOUBLED else 1):
            record = 10 * number + time
            said += [question.record(record, ended=False), question.record(record, fault=fault)]
            said.append(question.server(ms=2 + time))

    shuffled = data.draw(st.permutations(said))

    assert _unnumbered(joined(*shuffled)) == _unnumbered(joined(*said))


def _unnumbered(hops: list[Hop]) -> list[Hop]:
    """Numbers tell who was heard of first."""
    plain = [replace(hop, number=0) for hop in hops]
    return sorted(plain, key=lambda hop: (hop.span, hop.at_ms, hop.ms))
