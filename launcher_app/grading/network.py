"""The network of one grading: each role is started when a scenario first needs it, behind its own proxy."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import msgspec

from common.errors import Broken
from common.fields import Field
from common.protocol.card import VERSION, Card, CardKind
from common.words import Words, same
from launcher_app.grading.asks import CentreAsks, ProviderAsks
from launcher_app.grading.ground import Ground
from launcher_app.grading.seats import OurSeat, Seat, TheirSeat
from launcher_app.grading.target import Login, Subscriber, Target
from launcher_app.grading.wire import Wire
from launcher_app.proxy import Exchange, Faults, Proxy
from launcher_app.proxy.proxy import Target as Behind

KNOWN, BLOCKED, UNKNOWN, MALFORMED = "9161234567", "9160000001", "9160000002", "916-123"
PASSPORT = "4599 770177"
PERSON = {"full_name": "Иванов Иван Иванович", "passport": PASSPORT, "email": "ivanov@example.org"}
PHONE = {
    "name": "account",
    "label": {"ru": "Номер телефона", "en": "Phone number"},
    "regex": r"9\d{9}",
    "example": KNOWN,
}
ANYTHING = r"\S{1,40}"
DEPOSIT, MONEY = 100_000_000, 100_000
RETRY = {"strategy": "fixed", "pause_ms": 200, "attempts": 200}
TIMEOUT_MS = 4_000
PAUSE_SECONDS = 0.02


class Post:
    """A role that answers: its seat, its proxies, and whom its doors were opened to."""

    def __init__(self, seat: Seat, target: Target, proxies: list[Proxy]) -> None:
        """It runs already."""
        self.seat = seat
        self.target = target
        self.proxies = proxies

    @property
    def proxy(self) -> Proxy:
        """The main one: from those who pay."""
        return self.proxies[0]

    def kill(self) -> None:
        """End its process at once."""
        self.seat.kill()

    def again(self) -> None:
        """Start it again; its proxies find it wherever it answers now."""
        url = self.seat.again()
        for proxy in self.proxies:
            proxy.point(url)


class ProviderPost(Post):
    """A provider, with a subscriber of it."""

    def __init__(self, ground: Ground, seat: Seat, target: Target, proxies: list[Proxy], card: Card) -> None:
        """`card` makes a centre its contract partner."""
        super().__init__(seat, target, proxies)
        self.card = card
        self.asks = ProviderAsks(Wire(proxies[0], target.login, target.password, ground.clock), target)
        self.subscriber = target.grade.subscriber
        self.subscriber_card: Card | None = None

    def uses(self, ground: Ground) -> Wire:
        """Its doors as its subscriber sees them."""
        assert self.subscriber is not None
        return Wire(self.proxies[1], self.subscriber.login, self.subscriber.password, ground.clock)


class CentrePost(Post):
    """A processing centre, with an agent of it."""

    def __init__(self, ground: Ground, seat: Seat, target: Target, proxies: list[Proxy]) -> None:
        """The agent has a deposit."""
        super().__init__(seat, target, proxies)
        self.asks = CentreAsks(Wire(proxies[0], target.login, target.password, ground.clock), target)

    @property
    def card(self) -> Card:
        """What makes a terminal its agent's."""
        target = self.target
        return Card(
            kind=CardKind.AGENT, version=VERSION, issuer="", name=Words("Центр", "Centre"), url=self.proxy.url,
            dialect="json", login=target.login, password=target.password, number="1",
        )  # fmt: skip


class Network:
    """Closed at the end, whatever happened."""

    def __init__(self, ground: Ground) -> None:
        """Nothing runs yet."""
        self.ground = ground
        self.seats: list[Seat] = []
        self.starts: dict[str, int] = {}
        self._provider: ProviderPost | None = None
        self._centre: CentrePost | None = None
        self._failed: dict[str, Broken] = {}
        self._names: Counter[str] = Counter()
        self._closing: list[Callable[[], object]] = []

    def provider(self) -> ProviderPost:
        """The provider; Broken `not_started` each time when it did not start."""
        if self._provider is None:
            theirs = self.ground.theirs("provider")
            self._provider = self._once("provider", lambda: self._their_provider(theirs) if theirs else self._ours())
        return self._provider

    def centre(self) -> CentrePost:
        """The centre, with the provider behind it."""
        if self._centre is None:
            theirs = self.ground.theirs("processing")
            make = (lambda: self._their_centre(theirs)) if theirs else self._our_centre
            self._centre = self._once("processing", make)
        return self._centre

    def began(self, role: str) -> Post | None:
        """The provider or the centre, if some scenario needed it and it started."""
        return self._provider if role == "provider" else self._centre

    def arrow(self, behind: Behind, sender: str, receiver: str, *, patience: float | None = None) -> Proxy:
        """A proxy that is stopped with the network."""
        ground = self.ground
        faults = Faults(ground.seed, f"{sender}-{receiver}")
        proxy = Proxy(
            behind, ground.recorder, sender=sender, receiver=receiver, faults=faults,
            patience=patience or ground.patience,
        )  # fmt: skip
        self._closing.append(proxy.stop)
        return proxy

    def seated(self, seat: Seat) -> str:
        """Start a seat, to be stopped with the network; where it answers."""
        self.seats.append(seat)
        self._closing.append(seat.stop)
        clock = self.ground.clock
        began = clock.monotonic()
        url = seat.start()
        self.starts[seat.name] = int((clock.monotonic() - began) * 1000)
        return url

    def heard(self, mark: int, wanted: Callable[[Exchange], bool], seconds: float) -> Exchange | None:
        """The first exchange after a number that is wanted, once it is there; None when it does not come in time."""
        clock, recorder = self.ground.clock, self.ground.recorder
        deadline = clock.monotonic() + seconds
        while True:
            found = next((one for one in recorder.since(mark) if wanted(one)), None)
            if found is not None or clock.monotonic() > deadline:
                return found
            clock.sleep(PAUSE_SECONDS)

    def fresh(self, name: str) -> str:
        """The name, with a number when it was given out before: a repeat begins with nothing."""
        self._names[name] += 1
        return name if self._names[name] == 1 else f"{name}-{self._names[name]}"

    def at_the_end(self, close: Callable[[], object]) -> None:
        """Something else to be closed."""
        self._closing.append(close)

    def close(self) -> None:
        """End everything, the newest first."""
        while self._closing:
            self._closing.pop()()

    def _once(self, role: str, make: Callable[[], Any]) -> Any:
        if role in self._failed:
            raise self._failed[role]
        try:
            return make()
        except Broken as problem:
            self._failed[role] = problem
            raise

    def _ours(self) -> ProviderPost:
        seat = OurSeat("provider", "grade", self.ground)
        url = self.seated(seat)
        seat.ask("describe-provider", name_ru="Поставщик")
        seat.ask("standard-tariffs")
        made = msgspec.convert(seat.ask("sign-subscriber", number=KNOWN, tariff="mobile", **PERSON), Card)
        seat.ask("sign-subscriber", number=BLOCKED, tariff="mobile", **PERSON)
        seat.ask("block-subscriber", number=BLOCKED)
        card = msgspec.convert(seat.ask("sign-processing", name="Центр", dialect="json", fields=[PHONE]), Card)
        subscriber = Subscriber(made.login, made.password, made.number, made.services[0].code)
        target = Target(
            role="provider", url=url, login=card.login, password=card.password, known=KNOWN, unknown=UNKNOWN,
            blocked=BLOCKED, malformed=MALFORMED, start=["ours"],
        )  # fmt: skip
        target = msgspec.structs.replace(target, grade=msgspec.structs.replace(target.grade, subscriber=subscriber))
        self.ground.secrets |= {made.password, card.password, PASSPORT}
        post = self._provider_post(seat, target, url, card)
        post.subscriber_card = msgspec.structs.replace(made, url=post.proxies[1].url)
        return post

    def _their_provider(self, target: Target) -> ProviderPost:
        seat = TheirSeat(target, self.ground)
        url = self.seated(seat)
        fields = [_field("account", target.known), *(_field(name, one) for name, one in target.fields.items())]
        card = Card(
            kind=CardKind.PROVIDER, version=VERSION, issuer="", name=Words("Студент", "Student"), url=url,
            dialect=target.dialect, login=target.login, password=target.password, fields=fields, minimum=100,
        )  # fmt: skip
        self.ground.secrets.add(target.password)
        return self._provider_post(seat, target, url, card)

    def _provider_post(self, seat: Seat, target: Target, url: str, card: Card) -> ProviderPost:
        proxies = [self.arrow(url, who, "provider") for who in ("processing", "consumer")]
        named = msgspec.structs.replace(card, url=proxies[0].url)
        return ProviderPost(self.ground, seat, target, proxies, named)

    def _our_centre(self) -> CentrePost:
        provider = self.provider()
        seat = OurSeat("processing", "grade", self.ground)
        url = self.seated(seat)
        card = msgspec.to_builtins(provider.card)
        signed = seat.ask("sign-provider", card=card, retry=RETRY, timeout_ms=TIMEOUT_MS)
        cards = [msgspec.convert(seat.ask("sign-agent", name=name), Card) for name in ("Первый", "Второй")]
        for agent in seat.ask("agents")["agents"]:
            seat.ask("top-up", agent_id=agent["agent_id"], amount=DEPOSIT)
        behind = provider.target
        target = Target(
            role="processing", url=url, login=cards[0].login, password=cards[0].password, known=behind.known,
            unknown=behind.unknown, blocked=behind.blocked, malformed=behind.malformed, fields=behind.fields,
            provider_id=signed["provider_id"], second=Login(cards[1].login, cards[1].password), delivers=True,
            takes_registers=True, start=["ours"],
        )  # fmt: skip
        self.ground.secrets |= {one.password for one in cards}
        return CentrePost(self.ground, seat, target, [self.arrow(url, "terminal", "processing")])

    def _their_centre(self, target: Target) -> CentrePost:
        seat = TheirSeat(target, self.ground, card=self.provider().card)
        url = self.seated(seat)
        self.ground.secrets |= {target.password, *([target.second.password] if target.second else [])}
        return CentrePost(self.ground, seat, target, [self.arrow(url, "terminal", "processing")])


def _field(name: str, example: str) -> Field:
    return Field(name=name, label=same(name), regex=ANYTHING, example=example)
