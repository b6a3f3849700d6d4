"""The network between the roles: real clients' requests to real doors, as bytes, through everything that goes wrong."""

import asyncio
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import msgspec
import requests

from common.http_server import Application
from common.http_server.connection import REPLY
from tests.faults.simulation.disk import Disk
from tests.faults.simulation.plan import LIES, STATUS, Fault, Plan
from tests.faults.simulation.scheduler import Life, Scheduler
from tests.faults.simulation.threads import Signal, world

LATENCY = 0.004
SHOP = "shop"
"""What shops and payers ask the centre has numbers of its own, too."""
KEPT = 4000
OSMP = "/osmp"
NOBODYS = "01ba84aa-0000-7000-8000-000000000000"
QUESTIONS = ("/v1/check", "/v1/deposit", "/v1/providers", "/v1/subscriber", "/v1/news")
"""Doors where no money is at stake: only links and processes fail there, so that payers come as far as their cash."""
DURABLE = {
    "/v1/payments": "SELECT 1 FROM payments WHERE payment_id = ?",
    "/v1/credit": "SELECT 1 FROM operations WHERE payment_id = ?",
    "/v1/use": "SELECT 1 FROM uses WHERE use_id = ?",
}
"""What a «yes» of a door promises."""
PAGE = b"<html><body><h1>502 Bad Gateway</h1></body></html>"


class Answer:
    """A place for what comes back."""

    def __init__(self) -> None:
        self._came = Signal()
        self.value: Any = None

    def put(self, value: Any) -> None:
        """The first answer counts; whoever is gone does not hear it."""
        if not self._came.is_set():
            self.value = value
            self._came.set()

    def wait(self, seconds: float) -> Any:
        """What came in time, or None. A wait for an answer is no idle one: it ends to the second."""
        scheduler = world()
        strand = scheduler.current()
        if not self._came.is_set():
            self._came._waiting.append(strand)
            scheduler.wake(strand, seconds)
            scheduler.park()
            if strand in self._came._waiting:
                self._came._waiting.remove(strand)
        return self.value


@dataclass(frozen=True, slots=True)
class Sent:
    """A line of the sequence diagram."""

    at: float
    sender: str
    receiver: str
    what: str


class Reply:
    """What an Application answered."""

    def __init__(self, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
        self.status, self.headers, self.body = status, headers, body

    def response(self, request: requests.PreparedRequest) -> requests.Response:
        """As requests has it."""
        response = requests.Response()
        response.status_code = self.status
        response.headers = requests.structures.CaseInsensitiveDict(
            {name.decode("latin-1"): value.decode("latin-1") for name, value in self.headers}
        )
        response._content = self.body
        response.request = request
        return response


class Future:
    """What the application awaits: whoever waits gives the turn to others."""

    def __init__(self) -> None:
        self._over = Signal()
        self._value: Any = None
        self._error: BaseException | None = None

    def done(self) -> bool:
        return self._over.is_set()

    def set_result(self, value: Any) -> None:
        self._value = value
        self._over.set()

    def set_exception(self, error: BaseException) -> None:
        self._error = error
        self._over.set()

    def __await__(self) -> Any:
        yield from ()  # it is a generator, and never gives anything to a loop: the strand waits
        self._over.wait()
        if self._error is not None:
            raise self._error
        return self._value


class Loop:
    """As much of an event loop as the application asks for; each request has a strand of its own."""

    def create_future(self) -> Future:
        return Future()

    def call_soon_threadsafe(self, function: Callable[[], None]) -> None:
        function()

    def run_in_executor(self, _pool: object, function: Callable[[], Any]) -> Future:
        future = Future()
        try:
            future.set_result(function())
        except Exception as error:  # noqa: BLE001 - whoever awaits gets it
            future.set_exception(error)
        return future


def serve(application: Application, request: requests.PreparedRequest) -> Reply:
    """One request through a role's real doors, in the strand that calls."""
    assert request.url is not None
    parts = urlsplit(request.url)
    raw = request.body or b""
    body = raw.encode() if isinstance(raw, str) else raw
    headers = [
        (name.lower().encode("latin-1"), str(value).encode("latin-1")) for name, value in request.headers.items()
    ]
    headers += [(b"host", parts.netloc.encode()), (b"content-length", b"%d" % len(body))]
    got: list[Reply] = []

    def whole(status: int, answered: list[tuple[bytes, bytes]], content: bytes) -> bool:
        got.append(Reply(status, answered, content))
        return True

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(_: dict[str, Any]) -> None:
        raise AssertionError("the whole reply goes at once")

    scope = {
        "type": "http", "scheme": parts.scheme, "path": parts.path, "raw_path": parts.path.encode(),
        "method": request.method, "headers": headers,
        "query_string": parts.query.encode(), "extensions": {REPLY: {REPLY: whole}},
    }  # fmt: skip
    try:
        application(scope, receive, send).send(None)
    except StopIteration:
        return got[0]
    raise AssertionError("a door waited for something that is not simulated")


class Place:
    """A role as the network finds it."""

    name: str
    life: Life
    program: Any
    disk: Disk
    application: Application | None

    def door(self, work: Callable[[], None]) -> None:
        """Answer in a strand of its own."""
        world().spawn(self.life, f"{self.name} door", work)


class Network:
    """Who is where, what is under way, and what has been said."""

    def __init__(self, scheduler: Scheduler, plan: Plan) -> None:
        self._scheduler = scheduler
        self.plan = plan
        self.places: dict[str, Place] = {}
        self.under_way = 0
        self.said: deque[Sent] = deque(maxlen=KEPT)
        self.not_durable: list[str] = []
        self.acknowledged: set[tuple[str, str]] = set()
        self.mute: set[str] = set()
        """Doors whose requests are lost now."""
        self._numbers: Counter[str] = Counter()
        self._clogged: dict[str, float] = {}
        self._cut: dict[str, float] = {}

    def messages(self, receiver: str) -> int:
        """How many went to a role so far."""
        return self._numbers[receiver]

    def clog(self, fault: Fault) -> None:
        """What goes to or from a role is held back until then, and comes all at once."""
        self._clogged[fault.where] = self._scheduler.now + fault.size

    def cut(self, fault: Fault) -> None:
        """What goes to a role does not arrive until then."""
        self._cut[fault.where] = self._scheduler.now + fault.size

    def heal(self) -> None:
        """Nothing new goes wrong; what is under way comes when it comes, what was held back comes now."""
        self._clogged.clear()
        self._cut.clear()
        self.mute.clear()

    def exchange(self, request: requests.PreparedRequest, seconds: float) -> requests.Response:
        """What the adapter of a role's client does: send, and wait so long."""
        assert request.url is not None
        parts = urlsplit(request.url)
        place = self.places[parts.netloc]
        sender = self._scheduler.current().owner.name.partition("/")[0]
        faults: dict[str, Fault] = {}
        copies: list[Fault] = []
        of_shop = parts.path.startswith("/v2/") or parts.path.startswith("/bank/")
        if parts.path not in QUESTIONS and request.method != "GET":
            to = SHOP if of_shop else place.name
            found = self.plan.of_message(to, self._numbers[to])
            faults, copies = {one.kind: one for one in found}, [one for one in found if one.kind == "duplicate"]
            self._numbers[to] += 1
        if parts.path == "/v1/status":
            faults |= {one.kind: one for one in self.plan.of_message(STATUS, self._numbers[STATUS])}
            self._numbers[STATUS] += 1
        said = f"{request.method} {parts.path}" if of_shop else parts.path.rpartition("/")[2]
        self._say(SHOP if of_shop else sender, place.name, said, faults)
        return self._carried(request, seconds, place, faults, copies)

    def _carried(
        self,
        request: requests.PreparedRequest,
        seconds: float,
        place: Place,
        faults: dict[str, Fault],
        copies: list[Fault],
    ) -> requests.Response:
        answer, path = Answer(), urlsplit(request.url or "").path
        if "refuse" in faults or self._cut.get(place.name, 0.0) > self._scheduler.now:
            self._scheduler.sleep(self._latency())
            raise _refused()
        if "drop_request" not in faults and not self._is_mute(path, request):
            self._arrive_later(request, place, faults, answer, self._way(place, faults.get("delay_request")))
        for one in copies:
            self._arrive_later(request, place, {}, Answer(), self._way(place, one))
        reply = answer.wait(seconds)
        if reply is None:
            raise requests.ReadTimeout("time-out")
        if isinstance(reply, Exception):
            raise reply
        if reply.status == 200 and not faults.keys() & {"garbage", "truncate", "wrong_id"}:
            self._demand_durable(path, _id_of(request), place)
            self.acknowledged.add((path, _id_of(request)))
        response: requests.Response = reply.response(request)
        return response

    def _is_mute(self, path: str, request: requests.PreparedRequest) -> bool:
        """Whether this door hears nothing now; payments in the old dialect share theirs with checks."""
        pays = path == OSMP and "command=pay" in f"{request.url} {request.body!r}"
        return ("/v1/credit" if pays else path) in self.mute

    def _way(self, place: Place, delay: Fault | None) -> float:
        held = max(self._clogged.get(place.name, 0.0) - self._scheduler.now, 0.0)
        return held + self._latency() + (delay.size if delay is not None else 0.0)

    def _latency(self) -> float:
        return LATENCY * (0.2 + self._scheduler.chance.random())

    def _arrive_later(
        self, request: requests.PreparedRequest, place: Place, faults: dict[str, Fault], answer: Answer, after: float
    ) -> None:
        self.under_way += 1
        self._scheduler.spawn(
            self._scheduler.outside, "wire", lambda: self._arrive(request, place, faults, answer), after
        )

    def _arrive(
        self, request: requests.PreparedRequest, place: Place, faults: dict[str, Fault], answer: Answer
    ) -> None:
        self.under_way -= 1
        if place.application is None:
            answer.put(_refused())
            return
        place.door(lambda: self._at_the_door(request, place, faults, answer))

    def _at_the_door(
        self, request: requests.PreparedRequest, place: Place, faults: dict[str, Fault], answer: Answer
    ) -> None:
        """In a strand of the role that is asked: it dies with it."""
        application = place.application
        if application is None:
            return
        place.life.activity += 1
        if "slow" in faults:
            self._scheduler.sleep(faults["slow"].size)
        reply = Reply(503, [], b"") if "error_before" in faults else serve(application, request)
        reply = _spoilt(reply, faults, self.plan)
        if "drop_response" not in faults:
            back = self._way(place, faults.get("delay_response"))
            self._scheduler.spawn(self._scheduler.outside, "wire", lambda: answer.put(reply), back)

    def _demand_durable(self, path: str, operation: str, place: Place) -> None:
        """A «yes» that has arrived is in its role's database (D2)."""
        if path in DURABLE:
            place.disk.settled()
            if place.disk.raw.execute(DURABLE[path], (operation,)).fetchone() is None:
                self.not_durable.append(f"D2: {place.name} said yes to {path} {operation} and has not kept it")

    def note(self, who: str, what: str) -> None:
        """Something that is no message, for the diagram."""
        self.said.append(Sent(self._scheduler.now, who, who, what))

    def _say(self, sender: str, receiver: str, what: str, faults: dict[str, Fault]) -> None:
        said = f"{what}  ⚡ {', '.join(faults)}" if faults else what
        self.said.append(Sent(self._scheduler.now, sender, receiver, said))


def _refused() -> requests.ConnectionError:
    """Always another one: an error keeps everything alive that it was raised through."""
    return requests.ConnectionError("refused")


def _spoilt(reply: Reply, faults: dict[str, Fault], plan: Plan) -> Reply:
    """The answer as a broken or lying other side makes it."""
    if "error_after" in faults:
        return Reply(502, [(b"content-type", b"text/html")], PAGE)
    if "garbage" in faults:
        return Reply(200, [(b"content-type", b"text/html")], PAGE)
    if "truncate" in faults:
        return Reply(reply.status, reply.headers, reply.body[: len(reply.body) // 2])
    for kind in LIES:
        if kind in faults and reply.status == 200 and reply.body.startswith(b"{"):
            lie = TELLS[kind](msgspec.json.decode(reply.body))
            if lie is not None:
                plan.strikes(faults[kind])
                return Reply(200, reply.headers, msgspec.json.encode(lie))
    return reply


def _does_not_know(said: Any) -> Any:
    """A credited payment is unknown there."""
    known = set(said) >= {"payment_id", "status"} and said["status"] == "credited"
    return {"payment_id": said["payment_id"], "status": "unknown"} if known else None


def _another_sum(said: Any) -> Any:
    return said | {"amount": said["amount"] + 1} if type(said.get("amount")) is int else None


def _another_payment(said: Any) -> Any:
    return said | {"payment_id": NOBODYS} if isinstance(said.get("payment_id"), str) else None


TELLS: dict[str, Callable[[Any], Any]] = {
    "lie": _does_not_know,
    "wrong_sum": _another_sum,
    "wrong_id": _another_payment,
}


def _id_of(request: requests.PreparedRequest) -> str:
    key = request.headers.get("Idempotency-Key")
    return str(key or "")


LOOP = Loop()


def run_loop(loop: Loop | None) -> None:
    """What `asyncio.get_running_loop` finds in this thread."""
    asyncio._set_running_loop(loop)  # type: ignore[arg-type]
