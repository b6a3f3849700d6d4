"""A buyer's and a seller's windows before a real centre: cards, cash, codes, and what the centre's ledger says."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import msgspec

from common import ids, qr
from common.clock import SystemClock, moment
from common.errors import Rejected
from common.http_client import Peer
from common.logs import Log
from common.protocol import processing
from launcher_app.agreements import PHONE
from launcher_app.instance import Instance
from processing_app.core.ledger import WALLETS
from tests.journeys import album
from tests.journeys.person import Person, Seen
from tests.journeys.screen import Screen

SHOP = "Кофейня «У моста»"
IVAN, MARIA = "Иван Иванов", "Мария Котова"
NO_CONFIRMATION = 100_000
"""Kopecks: a charge above it waits for the payer's word."""
DEPOSIT = 2_000_000
RETRY = {"strategy": "fixed", "pause_ms": 300, "attempts": 50}

NAME_FIELD = "fileNameEdit"
CHOOSE = ("Открыть", "Сохранить")
AGAIN_SECONDS = 0.5
SCANNER_PAUSE_MS = "2"


class Market:
    """The centre without a window, the two windows on one screen, a person before each."""

    def __init__(self, folder: Path, screen: Screen) -> None:
        """Nothing is started yet."""
        self.clock = SystemClock()
        self.log = Log(folder / "logs", "market", self.clock, console=False)
        self.folder = folder
        self.screen = screen
        self.centre = self._instance("processing")
        self.buyer = Person(screen, self._instance("consumer"))
        self.seller = Person(screen, self._instance("provider"))
        self.wallets: dict[str, str] = {}
        self.cards: dict[str, Path] = {}
        self.provider_id = 0

    def __enter__(self) -> Self:
        try:
            self._start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End every program."""
        for role in (self.buyer.role, self.seller.role, self.centre):
            role.stop()
        self.log.close()

    def open_wallet(self, name: str) -> Path:
        """The centre's operator opens a wallet; its card as a file."""
        card = self.centre.ask("open-wallet", name=name, phone="9123456789", no_confirmation=NO_CONFIRMATION)
        self.wallets[name] = card["number"]
        return self._kept(card, name)

    def pay_in(self, number: str, amount: int) -> None:
        """Cash for a wallet at an agent's terminal, which has a login of its own."""
        card = self.centre.ask("sign-agent", name="Киоск у дома")
        self.centre.ask("top-up", agent_id=1, amount=DEPOSIT)
        url, login, password = card["url"], card["login"], card["password"]
        agent = Peer(url, login, password, self.log, self.clock, us="kiosk", them="centre")
        directory = agent.call(processing.PROVIDERS, processing.AskDirectory(terminal="T-1"))
        ask = processing.Pay(
            payment_id=ids.uuid7(self.clock.now_ms()), session_id="s", terminal="T-1", provider_id=WALLETS,
            account=number, inserted=amount, agent_fee=0, amount=amount, directory_version=directory.version,
            accepted_at=moment(self.clock.now_ms()),
        )  # fmt: skip
        agent.call(processing.PAY, ask)
        agent.close()

    def balance(self, name: str) -> int:
        """What the centre's ledger has in a wallet, kopecks."""
        told: dict[str, Any] = self.centre.ask("wallet", number=self.wallets[name])
        return int(told["wallet"]["balance"])

    def owed(self) -> int:
        """What the centre owes the seller by its ledger, kopecks."""
        accounts = self.centre.ask("ledger", path="/v1/ledger")["accounts"]
        return sum(one["amount"] for one in accounts if one["account"] == f"provider:{self.provider_id}:settlement")

    def scan(self, code: str, *, times: int = 1) -> None:
        """What a scanner that plays a keyboard does: digits and Enter, faster than any hand."""
        self.screen.hand("key", "--delay", SCANNER_PAUSE_MS, *[*code, "Return"] * times)

    def picture(self, name: str) -> Path:
        """What is on the whole screen now, as a file somebody may open."""
        file = self.folder / f"{name}.png"
        self.screen.still().save(str(file))
        return file

    def codes_in_sight(self) -> list[str]:
        """What a camera before the screen would read."""
        try:
            return [one.text for one in qr.read_image(self.picture("sight").read_bytes())]
        except Rejected:
            return []

    def shoot(self, name: str) -> None:
        """Kept beside the other pictures of the journeys."""
        album.SHOTS.mkdir(exist_ok=True)
        self.screen.still().save(str(album.SHOTS / f"wallet-{name}.png"))

    def _kept(self, card: dict[str, Any], name: str) -> Path:
        self.cards[name] = self.folder / f"{len(self.cards)}.paycard.json"
        self.cards[name].write_bytes(msgspec.json.encode(card))
        return self.cards[name]

    def _start(self) -> None:
        self.centre.start()
        for person in (self.buyer, self.seller):
            person.role.start(windows=True, environment=self.screen.environment)
        for role in (self.centre, self.buyer.role, self.seller.role):
            role.wait()
        seller = self.seller.role
        seller.ask("describe-provider", name_ru=SHOP, name_en="By the Bridge", group_ru="Кафе")
        card = seller.ask("sign-processing", name="Процессинг", dialect="json", fields=[PHONE])
        self.provider_id = self.centre.ask("sign-provider", card=card, retry=RETRY, timeout_ms=5_000)["provider_id"]
        self._kept(self.centre.ask("open-acceptance", provider_id=self.provider_id), SHOP)
        for name in (IVAN, MARIA):
            self.open_wallet(name)

    def _instance(self, role: str) -> Instance:
        return Instance(role, "default", self.folder, self.log, self.clock, port=0)


def turn_to(person: Person) -> None:
    """Their window in front; the window manager takes a moment, and what is clicked before it hits another window."""
    person.come()
    until(person, lambda: any(one.focused for one in person.looks().widgets), "the window in front")


def choose_file(person: Person, file: Path) -> None:
    """In the file dialog that was just opened, in Russian. A list of guesses opens under its field meanwhile: it may
    put the folder alone into the field, or take the first click for itself; then it is done once more.
    """
    person.find(NAME_FIELD)
    clock, clicked = SystemClock(), -AGAIN_SECONDS

    def chosen() -> bool:
        nonlocal clicked
        typed = _typed(person)
        if typed is not None and typed != str(file):
            person.write(NAME_FIELD, str(file))
        elif typed is not None and clock.monotonic() - clicked > AGAIN_SECONDS:
            button = next((one for one in person.sees() if one.said in CHOOSE and one.kind == "QPushButton"), None)
            if button is not None:
                person.screen.click(*button.middle)
            clicked = clock.monotonic()
        return typed is None

    until(person, chosen, str(file))


def _typed(person: Person) -> str | None:
    """What stands in the file dialog's field; None: there is no dialog."""
    return next((one.text for one in person.sees() if one.name == NAME_FIELD), None)


def rows(person: Person, window: str) -> list[list[str]]:
    """The list in sight: each row's cells as they are read."""
    lines: dict[str, list[Seen]] = {}
    for one in person.sees():
        if one.kind == "cell" and one.window == window:
            lines.setdefault(one.name.partition(":")[0], []).append(one)
    return [[cell.text for cell in sorted(line, key=lambda cell: cell.x)] for line in lines.values()]


def until(person: Person, ready: Callable[[], object], what: str) -> None:
    """Wait until it is so on the screen or at the centre."""
    person.until(lambda: bool(ready()) or None, what)
