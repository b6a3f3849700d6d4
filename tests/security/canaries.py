"""A whole day of everything that moves a secret, and every byte that was written, heard or kept meanwhile."""

import io
import os
import signal
import sys
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header, make_header
from pathlib import Path
from typing import NamedTuple

import msgspec

from launcher_app.agreements import IVANOV
from launcher_app.proxy import Proxy, Recorder
from tests.proof.network import Contracts, Network, newest_directory
from tests.protocol.wire import Wire, granted, new_id, now
from tests.security import wallet_canaries

PIN = "73914682"
WRONG = "canary-of-a-wrong-password-51f7"
TYPED = "canary-of-a-typed-password-8d22"
MAILED = "canary-of-a-mail-password-c0a9"
ADDRESSEE = "agent-canary@example.org"
SECONDS = 90.0
PERIOD = {"since": "2026-11-01T00:00:00Z", "until": "2026-12-01T00:00:00Z"}
FELL = "fell.txt"
ARCHIVE, INSIDE = b"PK\x03\x04", "!"
Where = tuple[str, ...]


class Day(NamedTuple):
    """What was written, and what must not be found in it, each with the parts of paths where it may stand."""

    files: dict[str, bytes]
    secrets: dict[str, tuple[bytes, Where]]


def day(folder: Path) -> Day:
    """Contracts, payments, uses, wrong logins, edits, reports, letters, proxies that record, a fall, a restart."""
    with Network(folder) as network:
        contracts = network.sign()
        recorder = Recorder(network.clock)
        proxies = [
            Proxy(network.roles[role].url, recorder, sender="roles", receiver=role)
            for role in ("provider", "processing")
        ]
        through(network, contracts, *proxies)
        live(network, contracts)
        letters(network)
        of_wallets = wallet_canaries.live(network, contracts)
        fall(network, contracts)
        secrets = named(network, contracts)
        secrets |= {name: (text.encode(), where) for name, (text, where) in of_wallets.items()}
        before = read(network) | documents(network)
        before["launcher/recorded"] = b"\n".join(map(msgspec.json.encode, recorder.since(0)))
        for proxy in proxies:
            proxy.stop()
    return Day(before | read(network), secrets)


def through(network: Network, contracts: Contracts, provider: Proxy, centre: Proxy) -> None:
    """From now on the launcher's proxies hear what the centre and the terminal say."""
    network.ask("processing", "edit-provider", provider_id=contracts.provider_id, url=provider.url)
    login = {"login": contracts.agent["login"], "password": contracts.agent["password"]}
    network.ask("terminal", "edit-contract", url=centre.url, terminal="T-1", **login)
    network.ask("terminal", "test-connection", existing=True)


def live(network: Network, contracts: Contracts) -> None:
    """A day."""
    centre = network.by_card("processing", contracts.agent)
    version = newest_directory(centre)
    ask = {
        "payment_id": new_id(), "session_id": new_id(), "terminal": "T-1", "provider_id": contracts.provider_id,
        "account": contracts.number, "inserted": 10_300, "agent_fee": 300, "amount": 10_000,
        "directory_version": version, "accepted_at": now(),
    }  # fmt: skip
    granted(centre.post("/v1/payments", ask))
    until = network.clock.monotonic() + SECONDS
    while not network.ask("provider", "totals")["credited"]:
        assert network.clock.monotonic() < until
        network.clock.sleep(0.05)
    network.ask("consumer", "use", contract="1", service="sms", quantity=1, use_id=new_id())
    network.ask("consumer", "balance", contract="1")
    network.ask("terminal", "set-pin", pin=PIN)
    network.ask("provider", "edit-subscriber", number=contracts.number, full_name="Иванов Иван")
    network.ask("provider", "show-passport", number=contracts.number)
    mistake(network)
    hand_made(network)
    for role in ("provider", "processing"):
        kind = network.ask(role, "report-kinds")["kinds"][0]["name"]
        subjects = network.ask(role, "report-subjects", kind=kind)["subjects"]
        network.ask(role, "report", kind=kind, subject=subjects[0]["key"] if subjects else "", csv=True, **PERIOD)


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
    operator = network.operator("consumer")
    operator.post("/v1/operator/write-contract", asked | {"provider": "Другой", "title": "Дача"})
    operator.post("/v1/operator/test-connection", asked)


def letters(network: Network) -> None:
    """A report goes by mail: first to a server that is not there, with a login of ours, then into the folder."""
    to_nobody = {
        "way": "smtp", "sender": "pc@example.org", "host": "127.0.0.1", "port": 9, "security": "none",
        "login": "robot", "password": MAILED,
    }  # fmt: skip
    network.ask("processing", "set-mail", **to_nobody)
    subjects = network.ask("processing", "report-subjects", kind="agent-statement")["subjects"]
    mail = {"recipients": [ADDRESSEE], "empty_too": True}
    network.ask("processing", "report", kind="agent-statement", subject=subjects[0]["key"], mail=mail, **PERIOD)
    network.ask("processing", "set-mail", way="folder", sender="pc@example.org")
    until = network.clock.monotonic() + SECONDS
    while not any(path.suffix == ".eml" for path in network.written()):
        assert network.clock.monotonic() < until
        network.clock.sleep(0.05)


def fall(network: Network, contracts: Contracts) -> None:
    """The centre falls in the middle of its work; what it says of that goes into a file, and it comes back."""
    centre = network.roles["processing"]
    centre.stop()
    with (network.folder / "data" / FELL).open("wb") as said:
        told = dict(os.environ) | {"PYTHONFAULTHANDLER": "1", "PYTHONDEVMODE": "1"}
        centre.start(output=said.fileno(), environment=told)
        centre.wait()
        granted(network.by_card("processing", contracts.agent).post("/v1/register", {}))
        if sys.platform == "win32":
            centre.kill()
        else:
            os.kill(centre.process_id, signal.SIGABRT)
        assert centre.ended(SECONDS) not in (None, 0)
    centre.start()
    centre.wait()


def named(network: Network, contracts: Contracts) -> dict[str, tuple[bytes, Where]]:
    """Every secret: its bytes and the parts of paths where it may stand."""
    made: dict[str, tuple[str, Where]] = {
        "a subscriber's password": (contracts.subscriber["password"], ("consumer/proof/secrets/",)),
        "a provider's password": (contracts.provider["password"], ("processing/proof/secrets/",)),
        "an agent's password": (contracts.agent["password"], ("terminal/proof/secrets/",)),
        "a typed password": (TYPED, ("consumer/proof/secrets/",)),
        "a mail server's password": (MAILED, ("processing/proof/secrets/",)),
        "a wrong password": (WRONG, ()),
        "a PIN": (PIN, ()),
        "a passport": (IVANOV["passport"], ("provider/proof/provider.db",)),
        "a subscriber's e-mail": (IVANOV["email"], ("provider/proof/provider.db",)),
        "the address of a letter": (ADDRESSEE, ("processing/proof/processing.db", ".eml")),
    }
    for role in network.roles:
        made[f"the login of {role}'s operator"] = (network.login(role)[1], (f"{role}/proof/secrets/",))
    secrets = {name: (text.encode(), where) for name, (text, where) in made.items()}
    for name, (password, where) in tuple(secrets.items()):
        for login in ("operator", contracts.agent["login"], contracts.provider["login"], contracts.number, "robot"):
            secrets[f"{name} behind {login} as a header"] = (b64encode(login.encode() + b":" + password)[:-4], where)
    return secrets


def read(network: Network) -> dict[str, bytes]:
    """Every file, by its path: the roles' data and logs, their reports and letters, and the driver's own log."""
    logs = {path: path.read_bytes() for path in (network.folder / "driver-logs").rglob("*") if path.is_file()}
    files = network.read() | logs
    return {name: content for path, whole in files.items() for name, content in unpacked(path.as_posix(), whole)}


def documents(network: Network) -> dict[str, bytes]:
    """What every server tells everybody of itself."""
    pages = ("/openapi.json", "/health", "/metrics")
    ask = {role: Wire(one.url, "", "") for role, one in network.roles.items()}
    return {
        f"{role}{page}": wire.send("GET", page, login=False).content for role, wire in ask.items() for page in pages
    }


def unpacked(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """A file as it is and all that is packed into it: a workbook's sheets, a letter's text and what it brings along."""
    yield name, content
    if content.startswith(ARCHIVE):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                yield f"{name}{INSIDE}{member.replace('/', '.')}", archive.read(member)
    if name.endswith(".eml"):
        letter = message_from_bytes(content)
        yield f"{name}{INSIDE}heads", repr([str(make_header(decode_header(one))) for one in letter.values()]).encode()
        for number, part in enumerate(letter.walk()):
            inside = part.get_payload(decode=True)
            if isinstance(inside, bytes):
                yield from unpacked(f"{name}{INSIDE}{number}", inside)


def found(one: Day) -> Iterator[tuple[str, str]]:
    """Each secret in a file where it must not stand."""
    for name, (secret, where) in one.secrets.items():
        for path, content in one.files.items():
            if secret in content and not any(part in path for part in where):
                yield name, path
