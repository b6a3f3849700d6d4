"""Whom we grade: a role described in a TOML file, the same one that `test tests/protocol --target` takes."""

import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from common.errors import Rejected

ROLES = ("consumer", "provider", "processing", "terminal")
SERVERS = ("provider", "processing")


class Login(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A login of somebody else at the same role."""

    login: str
    password: str


class Subscriber(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A subscriber of a provider under test, who uses a service there."""

    login: str
    password: str
    number: str
    service: str


class Extra(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The table `[grade]`: what only the grader asks for. Whatever is missing leaves its checks undone, and says so.

    Commands take `{python}`, `{folder}` (where the program keeps its data), `{card}` (a connection card's file) and:
    `pay` of a terminal `{provider_id} {account} {note}`, ending with 0 when the cash was taken; `sign` of a consumer
    `{card}`; `use` of a consumer `{number} {service} {quantity}`, ending with 0 when it was done, 1 when refused,
    3 when nobody knows; `retry` asks about those; `excel` writes a workbook, `picture` a PNG of its window to `{out}`.
    `sources` is the folder with the program, its tests and documents; `logs` the folder of its logs.
    """

    subscriber: Subscriber | None = None
    pay: list[str] = []
    sign: list[str] = []
    use: list[str] = []
    retry: list[str] = []
    excel: list[str] = []
    picture: list[str] = []
    sources: str = ""
    logs: str = ""


class Target(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A role under test; the keys of servers are those of tests/protocol, explained there.

    `start` is a command with `{python}`, `{ready}`, `{folder}` and, for who calls others, `{card}` in it.
    """

    role: str
    url: str = ""
    login: str = ""
    password: str = ""
    known: str = "9161234567"
    unknown: str = "9160000002"
    dialect: str = "json"
    blocked: str = ""
    malformed: str = "!"
    fields: dict[str, str] = {}
    amount: int = 10_000
    currency: str = "RUB"
    path: str = "/osmp"
    terminal: str = "conformance"
    provider_id: int | None = None
    second: Login | None = None
    delivers: bool = False
    takes_registers: bool = False
    start: list[str] = []
    stop: list[str] = []
    ready_seconds: int = 15
    grade: Extra = Extra()


def load(path: Path) -> Target:
    """The file's target; Rejected `wrong_value` says what is wrong with it."""
    try:
        target = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Target)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as problem:
        raise Rejected("wrong_value", f"{path}: {problem}") from problem
    if target.role not in ROLES:
        raise Rejected("wrong_value", f"{path}: role = {target.role!r} ({', '.join(ROLES)})")
    if target.role in SERVERS and not (target.url or target.start):
        raise Rejected("wrong_value", f"{path}: url? start?")
    return target


def command(words: Sequence[str], **values: Any) -> list[str]:
    """A command of the file with its placeholders filled in."""
    known = {"python": sys.executable, **values}
    filled = []
    for word in words:
        for name, value in known.items():
            word = word.replace(f"{{{name}}}", str(value))
        filled.append(word)
    return filled


def conformance_file(target: Target, url: str, folder: Path) -> Path:
    """The target as the conformance cases take it: an address that answers already, only the keys that they know."""
    keys: Mapping[str, Any] = msgspec.to_builtins(target)
    left_out = ("start", "stop", "grade", "url", "ready_seconds")
    lines = [f"url = {_toml(url)}"]
    lines += [f"{name} = {_toml(value)}" for name, value in keys.items() if name not in left_out and value is not None]
    path = folder / "conformance.toml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return (
            "{" + ", ".join(f"{msgspec.json.encode(name).decode()} = {_toml(one)}" for name, one in value.items()) + "}"
        )
    return msgspec.json.encode(value).decode()
