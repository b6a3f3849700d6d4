"""A small network of real processes for the lanes: a provider, a centre, a terminal and a consumer, all signed."""

from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from common.clock import SystemClock
from common.http_server.doors import OPERATOR
from common.logs import Log
from common.secrets import Secrets
from launcher_app.agreements import COMMISSION, IVANOV, PERCENT_3, PHONE
from launcher_app.instance import MODULES, Instance, logs_of
from tests.protocol.wire import Body, Wire, granted

PROFILE = "proof"
DEPOSIT = 10**12
RETRY = {"strategy": "fixed", "pause_ms": 200, "attempts": 500}
SECONDS = 20.0


class Contracts(NamedTuple):
    """What the roles have signed: the subscriber's number, the provider's number at the centre, and the cards."""

    number: str
    provider_id: int
    subscriber: dict[str, Any]
    provider: dict[str, Any]
    agent: dict[str, Any]


class Network:
    """Four headless roles on a folder; all end with the block."""

    def __init__(self, folder: Path, tls: Path | None = None) -> None:
        """Nothing is started yet; with `tls`, a folder of certificates, all of them speak https."""
        self.folder = folder
        self.clock = SystemClock()
        self.log = Log(folder / "driver-logs", "driver", self.clock, console=False)
        self.roles = {
            role: Instance(role, PROFILE, folder / "data", self.log, self.clock, port=0, tls=tls) for role in MODULES
        }

    def __enter__(self) -> Self:
        for role in self.roles.values():
            role.start()
        for role in self.roles.values():
            role.wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for role in self.roles.values():
            role.stop()
        self.log.close()

    def ask(self, role: str, operation: str, **fields: Any) -> Any:
        """An operator's door."""
        return self.roles[role].ask(operation, **fields)

    def login(self, role: str) -> tuple[str, str]:
        """The operator's own, made at the role's first start."""
        found = Secrets(self.roles[role].folder / "secrets").login_of(OPERATOR)
        assert found is not None
        return found

    def operator(self, role: str) -> Wire:
        """A role's server as its operator enters it."""
        return Wire(self.roles[role].url, *self.login(role))

    def by_card(self, role: str, card: Body) -> Wire:
        """A role's server as whoever has this card enters it."""
        return Wire(self.roles[role].url, card["login"], card["password"])

    def sign(self, *, dialect: str = "json") -> Contracts:
        """Every contract of the network, by the cards that people exchange."""
        self.ask("provider", "describe-provider", name_ru="МегаФон", name_en="MegaFon")
        self.ask("provider", "standard-tariffs")
        subscriber = self.ask("provider", "sign-subscriber", tariff="mobile", **IVANOV)
        card = self.ask("provider", "sign-processing", name="Центр", dialect=dialect, fields=[PHONE])
        signed = self.ask("processing", "sign-provider", card=card, retry=RETRY, timeout_ms=3_000)
        agent = self.ask("processing", "sign-agent", name="Агент", tariff=COMMISSION)
        self.ask("processing", "top-up", agent_id=1, amount=DEPOSIT)
        self.ask("consumer", "add-contract", card=subscriber)
        self.ask("terminal", "set-agent", name="Агент", inn="5900000001", phone="8-800-000-00-00")
        self.ask("terminal", "set-commission", **PERCENT_3)
        self.ask("terminal", "connect", card=agent, terminal="T-1")
        return Contracts(subscriber["number"], signed["provider_id"], subscriber, card, agent)

    def exchanges(self, role: str) -> Path:
        """Where a role writes down what it was asked and what it asked."""
        return logs_of(self.folder / "data") / f"{role}-{PROFILE}.exchanges.jsonl"

    def written(self) -> list[Path]:
        """Every file that the roles have left."""
        return [path for path in sorted((self.folder / "data").rglob("*")) if path.is_file()]

    def read(self) -> dict[Path, bytes]:
        """What is in them; a role that works on may put a file under its own name meanwhile: then all are read anew."""
        until = self.clock.monotonic() + SECONDS
        while True:
            try:
                return {path: path.read_bytes() for path in self.written()}
            except FileNotFoundError:
                assert self.clock.monotonic() < until


def newest_directory(agent: Wire) -> int:
    """The version of the directory that this agent's terminals would show now."""
    version: int = granted(agent.post("/v1/providers", {"terminal": "T-1", "version": 0}))["version"]
    return version
