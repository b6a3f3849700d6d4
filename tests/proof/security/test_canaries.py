"""Rows 14, 80, 83–86 and 89: after a whole day of everything, a secret is where it belongs and in no other file."""

import sys
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from launcher_app.agreements import IVANOV
from tests.proof.network import Contracts, Network
from tests.protocol.wire import Wire, granted, new_id, now

pytestmark = pytest.mark.long

PIN = "73914682"
WRONG = "canary-of-a-wrong-password-51f7"
TYPED = "canary-of-a-typed-password-8d22"
SECONDS = 30.0
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="there the user's own folder keeps others out")


class Day(NamedTuple):
    """What was written, and what must not be found in it, each with the files where it may stand."""

    files: dict[str, bytes]
    secrets: dict[str, tuple[bytes, tuple[str, ...]]]


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    """Everything that moves a secret: contracts, payments, uses, wrong logins, edits, reports, letters, a restart."""
    with Network(tmp_path_factory.mktemp("canaries")) as network:
        contracts = network.sign()
        live(network, contracts)
        network.roles["provider"].kill()
        network.roles["provider"].start()
        network.roles["provider"].wait()
        secrets = named(network, contracts)
        before = read(network)
    return Day(before | read(network), secrets)


def live(network: Network, contracts: Contracts) -> None:
    """A day."""
    centre = Wire(network.roles["processing"].url, contracts.agent["login"], contracts.agent["password"])
    version = granted(centre.post("/v1/providers", {"terminal": "T-1", "version": 0}))["version"]
    ask = {
        "payment_id": new_id(), "session_id": new_id(), "terminal": "T-1", "provider_id": contracts.provider_id,
        "account": contracts.number, "inserted": 10_300, "agent_fee": 300, "amount": 10_000,
        "directory_version": version, "accepted_at": now(),
    }  # fmt: skip
    granted(centre.post("/v1/payments", ask))
    deadline = network.clock.monotonic() + SECONDS
    while not network.ask("provider", "totals")["credited"]:
        assert network.clock.monotonic() < deadline
        network.clock.sleep(0.05)
    network.ask("consumer", "use", contract="1", service="sms", quantity=1, use_id=new_id())
    network.ask("consumer", "balance", contract="1")
    network.ask("terminal", "set-pin", pin=PIN)
    network.ask("provider", "edit-subscriber", number=contracts.number, full_name="Иванов Иван")
    network.ask("provider", "show-passport", number=contracts.number)
    mistake(network)
    hand_made(network)
    period = {"since": "2026-01-01T00:00:00Z", "until": "2026-12-31T00:00:00Z"}
    for role in ("provider", "processing"):
        kind = network.ask(role, "report-kinds")["kinds"][0]["name"]
        subjects = network.ask(role, "report-subjects", kind=kind)["subjects"]
        network.ask(role, "report", kind=kind, subject=subjects[0]["key"] if subjects else "", csv=True, **period)


def mistake(network: Network) -> None:
    """Somebody types a wrong password everywhere, and one into an address."""
    for role in network.roles.values():
        wire = Wire(role.url, "operator", WRONG)
        assert wire.post("/v1/operator/reports", {}).status in (401, 404)
        assert wire.send("GET", f"/v1/operator/reports?password={WRONG}").status in (401, 404, 405)
        assert wire.post("/v1/operator/reports", {"password": WRONG}).status in (401, 404)


def hand_made(network: Network) -> None:
    """A contract whose password a person types."""
    asked = {"url": network.roles["provider"].url, "number": "9161234567", "login": "9161234567", "password": TYPED}
    operator = Wire(network.roles["consumer"].url, *network.login("consumer"))
    operator.post("/v1/operator/write-contract", asked | {"provider": "Другой", "title": "Дача"})
    operator.post("/v1/operator/test-connection", asked)


def named(network: Network, contracts: Contracts) -> dict[str, tuple[bytes, tuple[str, ...]]]:
    """Every secret: its bytes and the parts of paths where it may stand."""
    made: dict[str, tuple[str, tuple[str, ...]]] = {
        "a subscriber's password": (contracts.subscriber["password"], ("consumer/proof/secrets/",)),
        "a provider's password": (contracts.provider["password"], ("processing/proof/secrets/",)),
        "an agent's password": (contracts.agent["password"], ("terminal/proof/secrets/",)),
        "a typed password": (TYPED, ("consumer/proof/secrets/",)),
        "a wrong password": (WRONG, ()),
        "a PIN": (PIN, ()),
        "a passport": (IVANOV["passport"], ("provider/proof/provider.db",)),
    }
    for role in network.roles:
        made[f"the login of {role}'s operator"] = (network.login(role)[1], (f"{role}/proof/secrets/",))
    secrets = {name: (text.encode(), where) for name, (text, where) in made.items()}
    for name, (password, where) in tuple(secrets.items()):
        for login in ("operator", contracts.agent["login"], contracts.provider["login"], contracts.number):
            secrets[f"{name} behind {login} as a header"] = (b64encode(login.encode() + b":" + password)[:-4], where)
    return secrets


def read(network: Network) -> dict[str, bytes]:
    """Every file, by its path: the roles' data and logs, their reports, and the driver's own log."""
    paths = [*network.written(), *(path for path in (network.folder / "driver-logs").rglob("*") if path.is_file())]
    return {path.as_posix(): path.read_bytes() for path in paths}


def found(day: Day) -> Iterator[tuple[str, str]]:
    """Each secret in a file where it must not stand."""
    for name, (secret, where) in day.secrets.items():
        for path, content in day.files.items():
            if secret in content and not any(part in path for part in where):
                yield name, path


def test_row_83_no_secret_is_in_a_file_that_is_not_its_own(day: Day) -> None:
    assert len(day.files) > 40
    assert any(path.endswith(".xlsx") for path in day.files)
    assert "\n".join(sorted({f"{name}: {path[-60:]}" for name, path in found(day)})) == ""


def test_row_83_a_secret_that_is_somewhere_would_be_found(day: Day) -> None:
    planted = Day(day.files | {"logs/x": b"... " + TYPED.encode() + b" ..."}, day.secrets)

    assert list(found(planted)) == [("a typed password", "logs/x")]


@POSIX
def test_row_84_only_its_owner_reads_what_is_private(tmp_path_factory: Any, day: Day) -> None:
    for path in map(Path, day.files):
        if path.exists() and ("/secrets/" in path.as_posix() or path.name.startswith("contracts.json")):
            assert path.stat().st_mode & 0o077 == 0, path


@POSIX
@pytest.mark.parametrize("role", ["provider", "processing", "terminal", "consumer"])
def test_row_84_nobody_else_looks_into_a_roles_folder(day: Day, role: str) -> None:
    folder = next(Path(path).parent for path in day.files if path.endswith(f"{role}/proof/{role}.db"))

    assert folder.stat().st_mode & 0o077 == 0
