"""Whose object, which operation: for every door that is not an operator's, how a stranger would try it.

A door that is in neither table below fails a test: whoever adds one says here how somebody else's object is tried.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from common.http_server.doors import OPERATOR
from common.secrets import Secrets
from launcher_app.agreements import PHONE
from tests.docs.served import TABLES
from tests.proof.network import Network, newest_directory
from tests.protocol.wire import Body, Wire, granted, new_id, now
from tests.security import payment_rows
from tests.security.payment_rows import Purse
from tests.security.town import Town

ROLES = ("provider", "processing", "consumer", "terminal")
NAME, TITLE, TERMINAL = "Канареева Тайна Никомуевна", "Канареечный агент", "T-CANARY"
DEPOSIT, FILLED, AMOUNT = 7_654_321_09, 1_765_432, 12_345
SECONDS = 30.0
SINCE, UNTIL = "2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z"
AGENT_REPORT = "agent-statement"
Door = tuple[str, str, str]


class Person(NamedTuple):
    """What one side of the matrix has: logins at each role, and the ids of its objects."""

    agent: Wire
    centre: Wire
    subscriber: Wire
    teller: Wire
    number: str
    agent_id: str
    payment_id: str
    others: tuple[str, str]
    """Two more credited payments: a stranger's trial leaves the same ids in his own books."""
    reports: dict[str, tuple[int, str]]
    """At each role that makes reports for others: the number and a file of one about this side."""
    purse: Purse


class Pair(NamedTuple):
    """The victim whose objects are tried, and the stranger who tries them with sound logins of his own."""

    victim: Person
    stranger: Person
    provider_id: int
    version: int


def _of(wire: str, **fields: Callable[[Person], object]) -> Callable[[Pair], tuple[Wire, Body, Body]]:
    """The stranger's login; each field is the victim's, and beside it nobody's of the same shape."""

    def asks(pair: Pair) -> tuple[Wire, Body, Body]:
        theirs = {name: of(pair.victim) for name, of in fields.items()}
        return getattr(pair.stranger, wire), theirs, {name: nobodys(name, value) for name, value in theirs.items()}

    return asks


def nobodys(name: str, value: Any) -> Any:
    """The same kind of thing that nobody has; what is no object stays."""
    made: dict[str, Any] = {
        "number": "9000000001", "payment_id": new_id(), "payment_ids": [new_id()], "subject": "999",
        "id": 999_999, "reversal_id": new_id(), "use_id": new_id(), "news_id": new_id(),
    }  # fmt: skip
    return made.get(name, value)


OBJECTS: dict[Door, Callable[[Pair], tuple[Wire, Body, Body]]] = {
    ("provider", "POST", "/v1/status"): _of("centre", payment_id=lambda one: one.payment_id),
    ("provider", "POST", "/v1/void"): _of("centre", payment_id=lambda one: one.others[0]),
    ("provider", "POST", "/v1/reverse"): _of(
        "centre", payment_id=lambda one: one.payment_id, reversal_id=lambda _: new_id(), reason=lambda _: "x"
    ),
    ("provider", "POST", "/v1/subscriber"): _of("subscriber", number=lambda one: one.number),
    ("provider", "POST", "/v1/use"): _of(
        "subscriber", number=lambda one: one.number, use_id=lambda _: new_id(), service=lambda _: "sms",
        quantity=lambda _: 1,
    ),
    ("provider", "POST", "/v1/news"): _of(
        "subscriber", number=lambda one: one.number, url=lambda _: "http://127.0.0.1:9/x", login=lambda _: "news",
        password=lambda _: "a-password-of-news",
    ),
    ("processing", "POST", "/v1/payments/status"): _of("agent", payment_ids=lambda one: [one.payment_id]),
    ("consumer", "POST", "/v1/notify"): _of(
        "teller", number=lambda one: one.number, news_id=lambda _: new_id(), kind=lambda _: "credited",
        at=lambda _: now(), text=lambda _: {"ru": "Зачислено", "en": "Credited"}, amount=lambda _: 1,
    ),
    ("provider", "GET", "/v1/report/file"): _of(
        "subscriber", id=lambda one: one.reports["provider"][0], name=lambda one: one.reports["provider"][1]
    ),
    ("processing", "GET", "/v1/report/file"): _of(
        "agent", id=lambda one: one.reports["processing"][0], name=lambda one: one.reports["processing"][1]
    ),
    ("provider", "POST", "/v1/report"): _of(
        "subscriber", subject=lambda one: one.number, kind=lambda _: "statement", since=lambda _: SINCE,
        until=lambda _: UNTIL,
    ),
    ("processing", "POST", "/v1/report"): _of(
        "agent", subject=lambda one: one.agent_id, kind=lambda _: AGENT_REPORT, since=lambda _: SINCE,
        until=lambda _: UNTIL,
    ),
    **payment_rows.OBJECTS,
}  # fmt: skip
"""A question about an object of somebody else: the same answer as about one that is not there."""
OWN: dict[Door, Callable[[Pair], tuple[Wire, Body]]] = {
    ("provider", "POST", "/v1/register"): lambda pair: (pair.stranger.centre, {}),
    ("processing", "POST", "/v1/deposit"): lambda pair: (pair.stranger.agent, {"terminal": TERMINAL}),
    ("processing", "POST", "/v1/register"): lambda pair: (pair.stranger.agent, {}),
    ("processing", "POST", "/v1/register/agent"): lambda pair: (
        pair.stranger.agent, {"terminal": TERMINAL, "rows": [], "more": False},
    ),
    ("processing", "POST", "/v1/reports"): lambda pair: (pair.stranger.agent, {}),
    ("provider", "POST", "/v1/reports"): lambda pair: (pair.stranger.subscriber, {}),
    **payment_rows.OWN,
}  # fmt: skip
"""A question that names no object, or the asker's own by a name that others have, too."""
ELSEWHERE: dict[Door, str] = {
    ("provider", "POST", "/v1/check"): "a number is every centre's to check; the name in the answer is masked",
    ("provider", "POST", "/v1/credit"): "an id is the centre's own: tried in a test of its own",
    ("provider", "POST", "/osmp"): "the same ids in another dialect: tried in a test of its own",
    ("provider", "GET", "/osmp"): "the same door by another method",
    ("processing", "POST", "/v1/providers"): "the directory is every agent's",
    ("processing", "POST", "/v1/check"): "a number is every agent's to check, so many a minute",
    ("processing", "POST", "/v1/check/release"): "an order kept for another kiosk stays kept: tests/intents/kiosk",
    ("processing", "POST", "/v1/payments"): "an id belongs to its first content: tried in a test of its own",
    **payment_rows.ELSEWHERE,
    **{
        ("terminal", "POST", path): "one page, one login, one session: there is nobody else's object"
        for path in ("/kiosk/state", "/kiosk/intent", "/kiosk/help", "/kiosk/staff/enter", "/kiosk/staff/do")
    },
}
"""Doors without an object of somebody else's, and those whose trial needs more than one question."""


def doors() -> Iterator[Door]:
    """Every door that is somebody's but not only an operator's."""
    for role in ROLES:
        for endpoint, door in TABLES[role].items():
            if door.enter - {OPERATOR}:
                yield role, endpoint.method, endpoint.path
    yield from (("processing", endpoint.method, endpoint.path) for endpoint in TABLES["payments"])
    for endpoint, door in TABLES["reports"].items():
        if door.enter - {OPERATOR}:
            yield from ((role, endpoint.method, endpoint.path) for role in ("provider", "processing"))


def pair_of(town: Town) -> Pair:
    """Both sides, each with a contract of every kind, a payment that was credited and a report."""
    network, terms = town.network, town.contracts
    version = newest_directory(network.by_card("processing", terms.agent))
    victim = _person(network, terms.provider_id, version, NAME, TITLE, DEPOSIT, FILLED)
    stranger = _person(
        network, terms.provider_id, version, "Чужаков Пётр Петрович", "Чужой агент", 10_000_000, 1_000_000
    )
    return Pair(victim, stranger, terms.provider_id, version)


def _person(
    network: Network, provider_id: int, version: int, name: str, title: str, deposit: int, filled: int
) -> Person:
    asked = {"full_name": name, "passport": "5701 654321", "email": "someone@example.org"}
    card = network.ask("provider", "sign-subscriber", tariff="mobile", **asked)
    network.ask("consumer", "add-contract", card=card)
    agent_card = network.ask("processing", "sign-agent", name=title)
    agents = network.ask("processing", "agents")["agents"]
    network.ask("processing", "top-up", agent_id=agents[-1]["agent_id"], amount=deposit)
    agent = network.by_card("processing", agent_card)
    centre_card = network.ask("provider", "sign-processing", name=title, dialect="json", fields=[PHONE])
    centre = network.by_card("provider", centre_card)
    subscriber = network.by_card("provider", card)
    payment_id, *others = credited = new_id(), new_id(), new_id()
    for one in credited:
        granted(centre.post("/v1/credit", credit(one, card["number"])))
    paid = payment(payment_id, card["number"], provider_id, version)
    granted(agent.post("/v1/payments", paid))
    reports = {
        "provider": _report(network, subscriber, "statement"), "processing": _report(network, agent, AGENT_REPORT),
    }  # fmt: skip
    purse = payment_rows.purse_of(network, agent, name, title, filled)
    login = _news_login(network, card["number"])
    teller = Wire(network.roles["consumer"].url, *login)
    agent_id = str(agents[-1]["agent_id"])
    return Person(
        agent,
        centre,
        subscriber,
        teller,
        card["number"],
        agent_id,
        payment_id,
        (others[0], others[1]),
        reports,
        purse,
    )


def _report(network: Network, wire: Wire, kind: str) -> tuple[int, str]:
    """A report about whoever asks, made to its end."""
    number = granted(wire.post("/v1/report", {"kind": kind, "since": SINCE, "until": UNTIL}))["id"]
    until = network.clock.monotonic() + SECONDS
    while True:
        (row,) = (one for one in granted(wire.post("/v1/reports", {}))["reports"] if one["id"] == number)
        if row["state"] not in ("waiting", "running"):
            break
        assert network.clock.monotonic() < until, row
        network.clock.sleep(0.05)
    assert row["state"] == "done", row
    return number, row["files"][0]["name"]


def credit(payment_id: str, number: str) -> Body:
    """A credit by a centre."""
    return {
        "payment_id": payment_id, "number": int(payment_id[:8], 16), "account": number, "amount": AMOUNT,
        "accepted_at": now(),
    }  # fmt: skip


def payment(payment_id: str, number: str, provider_id: int, version: int) -> Body:
    """A payment by an agent."""
    return {
        "payment_id": payment_id, "session_id": new_id(), "terminal": TERMINAL, "provider_id": provider_id,
        "account": number, "inserted": AMOUNT + 300, "agent_fee": 300, "amount": AMOUNT,
        "directory_version": version, "accepted_at": now(),
    }  # fmt: skip


def _news_login(network: Network, number: str) -> tuple[str, str]:
    """What the consumer made for this number's news, once it has told it."""
    kept = Secrets(network.roles["provider"].folder / "secrets")
    until = network.clock.monotonic() + SECONDS
    while (login := kept.login_of(f"news-{number}")) is None:
        assert network.clock.monotonic() < until, number
        network.clock.sleep(0.05)
    return login
