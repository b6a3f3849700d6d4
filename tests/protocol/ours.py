"""Our own provider and centre as real processes, set up through their operators' doors, for runs without `--target`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from common.secrets import Secrets
from tests.protocol.running import await_ready, process
from tests.protocol.target import Login, Target
from tests.protocol.wire import Body, Wire, granted

READY_SECONDS = 30
KNOWN, BLOCKED, UNKNOWN = "9161234567", "9160000001", "9160000002"
MALFORMED = "916-123"
INVOICE = {"invoice": "42"}
FIELDS = [
    {
        "name": "account",
        "label": {"ru": "Номер телефона", "en": "Phone number"},
        "regex": r"9\d{9}",
        "example": KNOWN,
    },
    {
        "name": "invoice",
        "label": {"ru": "Номер счёта", "en": "Invoice"},
        "regex": r"\d{1,6}",
        "example": "42",
    },
]
DEPOSIT = 100_000_000


class Operator(Wire):
    """A role's operator: the login that the role made at its first start."""

    def do(self, operation: str, **ask: Any) -> Body:
        """One operation."""
        return granted(self.post(f"/v1/operator/{operation}", ask))


@contextmanager
def provider(folder: Path) -> Iterator[Target]:
    """Our provider, dialect json."""
    with role("provider_app", "provider", folder) as operator:
        card = with_subscribers(operator, dialect="json", fields=FIELDS)
        yield target_of(card, role="provider", fields=INVOICE)


@contextmanager
def osmp(folder: Path) -> Iterator[Target]:
    """Our provider, dialect osmp."""
    with role("provider_app", "provider", folder) as operator:
        card = with_subscribers(operator, dialect="osmp", fields=FIELDS[:1])
        yield target_of(card, role="provider", fields={})


@contextmanager
def centre(folder: Path) -> Iterator[Target]:
    """Our processing centre with our provider behind it and two agents before it."""
    with (
        role("provider_app", "provider", folder) as behind,
        role("processing_app", "processing", folder) as operator,
    ):
        signed = operator.do("sign-provider", card=with_subscribers(behind, dialect="json", fields=FIELDS))
        cards = [operator.do("sign-agent", name=name) for name in ("Первый", "Второй")]
        for agent in operator.do("agents")["agents"]:
            operator.do("top-up", agent_id=agent["agent_id"], amount=DEPOSIT)
        yield target_of(
            cards[0],
            role="processing",
            fields=INVOICE,
            provider_id=signed["provider_id"],
            second=Login(cards[1]["login"], cards[1]["password"]),
            delivers=True,
            takes_registers=True,
        )


@contextmanager
def role(module: str, name: str, folder: Path) -> Iterator[Operator]:
    """A role's process on a folder of its own, and its operator."""
    ready, data = folder / f"{name}-ready.json", folder / "data"
    words = ["-m", module, "--headless", "--data", str(data), "--port", "0", "--until-stdin-closes"]
    with process([sys.executable, *words, "--ready-file", str(ready)], folder / f"{name}.txt") as started:
        url = await_ready(started, ready, READY_SECONDS)["url"]
        login = Secrets(data / name / "default" / "secrets").login_of("operator")
        assert login is not None
        yield Operator(url, *login)


def with_subscribers(operator: Operator, *, dialect: str, fields: list[Body]) -> Body:
    """Two subscribers, one of them blocked, and a contract with a centre: its card."""
    operator.do("describe-provider", name_ru="Проверка")
    operator.do("standard-tariffs")
    for number in (KNOWN, BLOCKED):
        person = {"full_name": "Иванов Иван Иванович", "passport": "4506 123456", "email": "ivanov@example.org"}
        operator.do("sign-subscriber", number=number, tariff="mobile", **person)
    operator.do("block-subscriber", number=BLOCKED)
    return operator.do("sign-processing", name="Центр", dialect=dialect, fields=fields)


def target_of(card: Body, **more: Any) -> Target:
    """The target that a card leads to."""
    return Target(
        url=card["url"],
        login=card["login"],
        password=card["password"],
        dialect=card["dialect"],
        known=KNOWN,
        unknown=UNKNOWN,
        blocked=BLOCKED,
        malformed=MALFORMED,
        **more,
    )
