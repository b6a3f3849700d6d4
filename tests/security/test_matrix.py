"""Rows 15 and 16 over every door: an object of somebody else is one that is not there, and stays as it was."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest

from launcher_app.agreements import PHONE
from tests.protocol.wire import Answer, Body, Wire, granted, new_id
from tests.security import matrix, payment_rows
from tests.security.matrix import AMOUNT, DEPOSIT, ELSEWHERE, NAME, OBJECTS, OWN, TITLE, Door, Pair
from tests.security.town import Town

CHANGES = {
    "/v1/reverse": "to its owner it would take the money back: tests/protocol has it",
    "/v1/use": "to its owner it would cost something: tests/provider_app has it",
    "/v1/news": "to its owner it would lead the news away: tests/provider_app has it",
    "/v1/notify": "to its owner it would be news: tests/consumer_app has it",
    "/v1/void": "to its owner it says that it is too late: tests/protocol has it",
    "/v1/report": "to its owner it would make a report: tests/common/reporting has it",
    "/payments/{payment_id}/confirm": "to its owner it would take the money: tests/wallets/payments has it",
}
"""What a door does when its owner asks, and where that is tested."""


@pytest.fixture(autouse=True)
def untouched(pair: Pair) -> Iterator[None]:
    """Whatever the stranger tries, the victim's things are as they were."""
    before = seen(pair)
    yield
    assert seen(pair) == before


def test_row_15_every_door_is_in_the_matrix_once() -> None:
    named = [*OBJECTS, *OWN, *ELSEWHERE]

    assert sorted(named) == sorted(set(matrix.doors()))


@pytest.mark.parametrize("door", OBJECTS, ids=" ".join)
def test_row_15_somebody_elses_object_is_one_that_is_not_there(pair: Pair, door: Door) -> None:
    wire, theirs, nobodys = OBJECTS[door](pair)

    answers = [asked(wire, door, ask) for ask in (theirs, nobodys)]

    assert answers[0].status in (200, 403, 404, 422), answers[0]
    assert said(answers[0], theirs) == said(answers[1], nobodys)
    assert leaks(answers[0], pair, theirs) == []


@pytest.mark.parametrize("door", [door for door in OBJECTS if door[2] not in CHANGES], ids=" ".join)
def test_row_15_to_its_owner_the_same_object_is_there(pair: Pair, door: Door) -> None:
    """Without it an empty answer to everybody would look like a closed door."""
    _, theirs, nobodys = OBJECTS[door](pair)
    owner = OBJECTS[door](Pair(pair.victim, pair.victim, pair.provider_id, pair.version))[0]

    there, away = asked(owner, door, theirs), asked(owner, door, nobodys)

    assert said(there, theirs) != said(away, nobodys), there


@pytest.mark.parametrize("door", payment_rows.OF_SELLERS, ids=" ".join)
def test_row_15_nor_is_it_there_for_a_provider_whose_it_is_not(pair: Pair, door: Door) -> None:
    wire, theirs, nobodys = payment_rows.OF_SELLERS[door](pair)

    answers = [asked(wire, door, ask) for ask in (theirs, nobodys)]

    assert [answer.status for answer in answers] == [404, 404]
    assert said(answers[0], theirs) == said(answers[1], nobodys)
    assert leaks(answers[0], pair, theirs) == []
    assert granted(asked(pair.victim.purse.seller, door, theirs))["state"] == "done"


@pytest.mark.parametrize("door", OWN, ids=" ".join)
def test_row_15_a_question_about_nothing_answers_with_the_askers_own(pair: Pair, door: Door) -> None:
    wire, ask = OWN[door](pair)

    answer = asked(wire, door, ask)

    assert answer.status == 200, answer
    assert leaks(answer, pair, ask) == []


def test_row_15_the_id_of_somebody_elses_credit_is_free_and_says_nothing(pair: Pair) -> None:
    victim, stranger = pair.victim, pair.stranger
    fresh, taken = (matrix.credit(one, stranger.number) for one in (new_id(), victim.others[1]))

    answers = [stranger.centre.post("/v1/credit", ask) for ask in (fresh, taken)]

    assert [answer.status for answer in answers] == [200, 200]
    assert leaks(answers[1], pair, taken) == []


def test_row_15_the_id_of_somebody_elses_payment_is_reused_whatever_is_said_of_it(pair: Pair) -> None:
    """An id that is guessed (122 bits of chance) is refused like the stranger's own with another content."""
    victim, stranger = pair.victim, pair.stranger
    own, theirs = (
        matrix.payment(one.payment_id, stranger.number, pair.provider_id, pair.version) for one in (stranger, victim)
    )

    answers = [stranger.agent.post("/v1/payments", ask) for ask in (own, theirs)]

    assert [(one.status, one.body["code"]) for one in answers] == [(409, "payment_id_reused")] * 2
    assert said(answers[0], own) == said(answers[1], theirs)
    assert leaks(answers[1], pair, theirs) == []


@pytest.mark.parametrize("way", ["send", "withdraw", "pay", "charge"])
def test_row_15_the_id_of_somebody_elses_payment_of_a_wallet_is_reused_like_ones_own(pair: Pair, way: str) -> None:
    mine, theirs = pair.stranger.purse, pair.victim.purse
    wire = mine.seller if way == "charge" else mine.holder
    of_way = {
        "send": {"recipient": theirs.number}, "withdraw": {"account": "40702810900000000042"}, "pay": {"qr": "x"},
        "charge": {"barcode": "0" * 18},
    }[way]  # fmt: skip
    path = "/payments/pay" if way == "charge" else f"/payments/{way}"

    asks = [{"payment_id": one, "amount": 1, **of_way} for one in (mine.sent, theirs.sent, theirs.waiting)]
    answers = [wire.post(path, ask) for ask in asks]

    assert [(one.status, one.body["code"]) for one in answers] == [(409, "payment_id_reused")] * 3
    assert said(answers[0], asks[0]) == said(answers[1], asks[1]) == said(answers[2], asks[2])
    assert leaks(answers[1], pair, asks[1]) + leaks(answers[2], pair, asks[2]) == []


def test_row_15_the_number_of_somebody_elses_payment_by_osmp_is_not_found(pair: Pair, town: Town) -> None:
    contract = {"dialect": "osmp", "fields": [PHONE]}
    cards = [town.network.ask("provider", "sign-processing", name=name, **contract) for name in ("Свои", "Чужие")]
    victim, stranger = (Wire(pair.victim.centre.url, card["login"], card["password"]) for card in cards)
    paid = osmp("pay", pair.victim.number)
    assert b"<result>0</result>" in form(victim, paid).content

    repeated = form(stranger, osmp("pay", pair.stranger.number))

    assert b"<result>0</result>" in repeated.content
    assert pair.victim.number.encode() not in repeated.content


def test_a_door_that_nobody_named_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(OBJECTS, ("provider", "POST", "/v1/status"))

    with pytest.raises(AssertionError):
        test_row_15_every_door_is_in_the_matrix_once()


def test_a_leak_would_be_seen(pair: Pair) -> None:
    body = {"full_name": NAME, "payment_id": pair.victim.payment_id}
    telling = Answer(200, body, {}, json.dumps(body, ensure_ascii=False).encode())

    assert leaks(telling, pair, {}) == [NAME.partition(" ")[0], pair.victim.payment_id]
    assert leaks(telling, pair, {"payment_id": pair.victim.payment_id}) == [NAME.partition(" ")[0]]


def asked(wire: Wire, door: Door, ask: Body) -> Answer:
    """The door of its role, asked."""
    _, method, path = door
    parts = {name for name in ask if f"{{{name}}}" in path}
    path = path.format(**{name: ask[name] for name in parts})
    ask = {name: value for name, value in ask.items() if name not in parts}
    return wire.send("GET", f"{path}?{urlencode(ask)}") if method == "GET" else wire.post(path, ask)


def said(answer: Answer, ask: Body) -> str:
    """The answer without what differs at every question: trace, reference, and what was asked about."""
    body = {name: value for name, value in (answer.body or {}).items() if name not in ("trace_id", "reference")}
    text = json.dumps(body, ensure_ascii=False, sort_keys=True)
    for value in ask.values():
        one = value[0] if isinstance(value, list) else value
        text = re.sub(rf"\b{re.escape(str(one))}\b", "…", text)
    return f"{answer.status} {text}"


def leaks(answer: Answer, pair: Pair, ask: Body) -> list[str]:
    """The victim's words in an answer, but for what the question itself held."""
    held = json.dumps(ask, ensure_ascii=False)
    words = (
        NAME.partition(" ")[0], TITLE.partition(" ")[0], str(DEPOSIT), pair.victim.payment_id, pair.victim.number,
        *(file for _, file in pair.victim.reports.values()), *payment_rows.words(pair.victim.purse),
    )  # fmt: skip
    shown = json.dumps(answer.body, ensure_ascii=False) + answer.content.decode("utf-8", "replace")
    return [word for word in words if word in shown and word not in held]


def seen(pair: Pair) -> list[Any]:
    """How the victim sees its own things."""
    one = pair.victim
    return [
        granted(one.centre.post("/v1/status", {"payment_id": one.payment_id})),
        granted(one.centre.post("/v1/register", {})),
        granted(one.subscriber.post("/v1/subscriber", {"number": one.number}))["services"],
        [row["payment_id"] for row in granted(one.agent.post("/v1/register", {}))["rows"]],
        fetched(one.subscriber, one.reports["provider"]),
        fetched(one.agent, one.reports["processing"]),
        payment_rows.seen(one.purse),
    ]


def fetched(wire: Wire, report: tuple[int, str]) -> bytes:
    """A file of a report."""
    return wire.send("GET", f"/v1/report/file?{urlencode({'id': report[0], 'name': report[1]})}").content


def osmp(command: str, account: str) -> dict[str, str]:
    """A question in the other dialect, always with the same number."""
    return {
        "command": command, "txn_id": "1234567890123", "account": account, "sum": f"{AMOUNT / 100:.2f}",
        "txn_date": "20261128120000", "ccy": "RUB",
    }  # fmt: skip


def form(wire: Wire, parameters: dict[str, str]) -> Answer:
    """Asked as that dialect asks."""
    return wire.send(
        "POST", "/osmp", urlencode(parameters).encode(), {"Content-Type": "application/x-www-form-urlencoded"}
    )
