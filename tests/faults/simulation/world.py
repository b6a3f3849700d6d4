"""A world: four roles, a device, a network, one virtual time; built from files that were signed once."""

import contextlib
import gc
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import requests

from agent_terminal.ccnet import port as ccnet_port
from agent_terminal.ccnet.simulator.device import Device
from agent_terminal.ccnet.simulator.faults import Faults
from agent_terminal.ccnet.simulator.options import Options
from agent_terminal.service import messages as terminal_messages
from agent_terminal.service import receipt
from common import operation
from common.fields import Field
from common.http_client import peer
from common.money import Range
from common.protocol.endpoint import Nothing
from common.retry import RetryPolicy, Strategy
from common.words import Words
from consumer_app import messages as consumer_messages
from processing_app.service import asks
from processing_app.service.asks.access import IssueShopKey
from processing_app.service.asks.domain import AddTrainingShop
from processing_app.service.dialects import JSON
from provider_app.service import messages as provider_messages
from provider_app.service.messages import Dialect
from tests.faults.simulation.disk import Disk, in_memory
from tests.faults.simulation.line import Mailbox, Wire, at_rest
from tests.faults.simulation.network import LOOP, Network, run_loop
from tests.faults.simulation.nodes import OPERATOR, CentreNode, ConsumerNode, Node, ProviderNode, TerminalNode, unit
from tests.faults.simulation.plan import Plan
from tests.faults.simulation.scheduler import Scheduler
from tests.faults.simulation.threads import living, world

DEPOSIT = 100_000_000
TARIFF = (Range(basis_points=100),)
PHONE = Field(name="account", label=Words("Телефон", "Phone"), regex=r"9\d{9}", example="9123456789")
PERSON = {"full_name": "Иванов Иван Иванович", "passport": "5700 123456", "email": "ivanov@example.org"}
NEIGHBOUR = {"full_name": "Петров Пётр Петрович", "passport": "5700 654321", "email": "petrov@example.org"}
RETRY = RetryPolicy(strategy=Strategy.EXPONENTIAL, pause_ms=1_000, longest_ms=20_000, attempts=5)
TIMEOUT_MS = 5_000
SOUND = Faults()
QUICK = Options(initialize_seconds=0.6, accept_seconds=0.4, stack_seconds=0.6)
NEW_DISKS = (b"",) * 4
MEMORY = Path("/dev/shm")
SIGNING_SECONDS = 120.0
LATER_MS = 7 * 24 * 3600 * 1000
"""Schedules begin a week after the signing: no clock of a role is so wrong that its contracts are not signed yet."""


class Signed(NamedTuple):
    """Files and databases of a signed and quiet network, and the numbers of its two subscribers."""

    files: tuple[tuple[str, bytes], ...]
    disks: tuple[bytes, ...]
    beside: tuple[dict[str, bytes], ...]
    number: str
    neighbour: str
    shop_key: str


class Told:
    """What shops and payers were told with a yes, and what they saw that must not be."""

    def __init__(self) -> None:
        self.intents: list[tuple[str, str]] = []
        """(externalID, id)."""
        self.payments: list[tuple[str, str, str]] = []
        """(intent, id, externalID)."""
        self.refunds: list[tuple[str, str, str, str]] = []
        """(intent, payment, id, externalID)."""
        self.broken: list[str] = []


class Adapter:
    """In the place of the HTTP client's adapter: requests go over the simulated network."""

    network: Network

    def __init__(self, *_: Any) -> None: ...

    def send(self, request: requests.PreparedRequest, *_: Any, timeout: Any = None, **__: Any) -> requests.Response:
        return self.network.exchange(request, timeout[1])

    def close(self) -> None: ...


class World:
    """Everybody who is there."""

    def __init__(self, folder: Path, seed: int, plan: Plan, *, later: bool = False) -> None:
        self.folder = folder
        self.plan = plan
        self.scheduler = Scheduler(seed)
        self.network = Network(self.scheduler, plan)
        self.device = Device(QUICK, now=0.0)
        self.refuse_next: int | None = None
        """Why the device will not like the next note."""
        self.closed: Counter[str] = Counter()
        """Why the terminal was made to close (C3), and how often."""
        self.tampered: Counter[str] = Counter()
        """What was put into books to be found (D8), and how often."""
        self.shown: set[str] = set()
        """Codes of payments that payers have seen on the screen."""
        self.numbers = ("", "")
        """The subscriber and his neighbour."""
        self.shop_key = ""
        self.told = Told()
        self.codes: list[str] = []
        """By which orders may be paid at the terminal."""
        self.trading = 0
        """How many people around the shop have something left to do."""
        given = (self.scheduler, self.network, plan)
        self.provider = ProviderNode("provider", folder, 8101, *given)
        self.centre = CentreNode("centre", folder, 8102, *given)
        self.terminal = TerminalNode("terminal", folder, 8103, *given)
        self.consumer = ConsumerNode("consumer", folder, 8104, *given)
        self.terminal.wire = Wire(self.device, self.scheduler)
        self.terminal.clock.busy = self._moves
        self.terminal.clock.still = self._still
        self.nodes: tuple[Node, ...] = (self.provider, self.centre, self.terminal, self.consumer)
        for node in self.nodes:
            node.clock.began_ms += LATER_MS * later

    def _moves(self) -> bool:
        """Whether the device is at something that it will not wait with."""
        return self.device.mechanics._until is not None

    def _still(self) -> bool:
        """Whether device and driver are at rest and know it: each further question would have the same answer."""
        faults = self.device.faults
        sound = faults.busy_until <= self.scheduler.now and replace(faults, busy_until=SOUND.busy_until) == SOUND
        return sound and at_rest(self.terminal.program, self.device)

    def start(self) -> None:
        """All roles at once."""
        for node in self.nodes:
            node.start()

    def outside(self, name: str, work: Callable[[], object]) -> None:
        """Somebody who is no process: a payer, an operator, fate."""
        self.scheduler.spawn(self.scheduler.outside, name, work)

    def close(self) -> None:
        """Nothing of this world runs any more."""
        for node in self.nodes:
            for life in node.lives:
                life.alive = False
            node.close()
        self.scheduler.bury([life for node in self.nodes for life in node.lives])


@contextlib.contextmanager
def living_world(seed: int, plan: Plan, before: Signed | None = None) -> Iterator[World]:
    """A world in a folder of its own in memory, from what was signed before, if anything was."""
    folder = Path(tempfile.mkdtemp(prefix="simulation-", dir=MEMORY if MEMORY.is_dir() else None))
    made = None
    gc.disable()  # it would look at every greenlet's frames again and again
    try:
        for name, data in before.files if before is not None else ():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        made = World(folder, seed, plan, later=before is not None)
        disks = before.disks if before is not None else NEW_DISKS
        beside = before.beside if before is not None else ({},) * len(NEW_DISKS)
        for node, content, others in zip(made.nodes, disks, beside, strict=True):
            node.disk = Disk(content, others)
        adapter = type("Adapter", (Adapter,), {"network": made.network})
        with (
            living(made.scheduler),
            patch.object(peer, "Adapter", adapter),
            in_memory(),
            patch.object(operation, "doors", lambda *_: {}),
            patch.object(ccnet_port, "LONGEST_SLEEP", 10.0),
            patch.object(ccnet_port, "deque", Mailbox),
            patch.object(receipt, "squares", lambda text: (text,)),  # drawn for the eye only, and slowly
        ):
            run_loop(LOOP)
            try:
                yield made
            finally:
                made.close()
    finally:
        gc.enable()
        run_loop(None)
        shutil.rmtree(folder, ignore_errors=True)


@cache
def signed(dialect: str = JSON) -> Signed:
    """The network on the evening before: contracts signed, cards exchanged, everybody told of everybody."""
    with living_world(0, Plan([])) as one:
        numbers: list[str] = []
        one.start()
        one.outside("people", lambda: _sign(one, numbers, dialect))
        bugs = one.scheduler.outside.bugs
        one.scheduler.until(lambda: bool(bugs) or (len(numbers) == 3 and one.scheduler.now > SIGNING_SECONDS))
        assert len(numbers) == 3, bugs
        for node in one.nodes:
            assert not node.life.bugs, node.life.bugs
            node.close()
        files = tuple(
            (str(path.relative_to(one.folder)), path.read_bytes())
            for path in sorted(one.folder.rglob("*"))
            if path.is_file()
        )
        disks = tuple(node.disk.content() for node in one.nodes)
        beside = tuple({name: one.content() for name, one in node.disk.beside.items()} for node in one.nodes)
    return Signed(files, disks, beside, *numbers)


def _sign(one: World, numbers: list[str], dialect: str) -> None:
    scheduler = world()
    while any(node.application is None for node in one.nodes):
        scheduler.sleep(0.1)

    def write(name: str, ask: Any) -> Any:
        return unit(one.provider, "", name, ask)

    write("describe_provider", provider_messages.DescribeProvider(name_ru="МегаФон"))
    write("standard_tariffs", Nothing())
    card = write("sign_subscriber", provider_messages.SignSubscriber(**PERSON))
    neighbour = write("sign_subscriber", provider_messages.SignSubscriber(**NEIGHBOUR))
    one.consumer.ask(lambda p: p.service.add_contract(OPERATOR, consumer_messages.AddContract(card=card)))
    contract = write(
        "sign_processing", provider_messages.SignProcessing(name="ПЦ", fields=[PHONE], dialect=Dialect(dialect))
    )
    _sign_centre(one, contract)
    unit(one.terminal, "", "set_commission", terminal_messages.SetCommission(basis_points=300))
    unit(one.centre, "platform.shops", "add_training_shop", AddTrainingShop())
    key = unit(one.centre, "platform.access", "issue_shop_key", IssueShopKey(shop_id="TEST"))
    numbers += [card.number, neighbour.number, key.key]


def _sign_centre(one: World, card: Any) -> None:
    unit(one.centre, "contracts", "sign_provider", asks.SignProvider(card=card, retry=RETRY, timeout_ms=TIMEOUT_MS))
    made = unit(one.centre, "agents", "sign_agent", asks.SignAgent(name="Агент", tariff=TARIFF))
    unit(one.centre, "deposits", "top_up", asks.TopUp(agent_id=1, amount=DEPOSIT))
    connect = terminal_messages.Connect(card=made, terminal="T1")
    one.terminal.ask(lambda p: p.service.connect(OPERATOR, connect))
    acceptor = terminal_messages.SetAcceptor(line="virtual")
    one.terminal.ask(lambda p: p.service.agreement.set_acceptor(OPERATOR, acceptor))
