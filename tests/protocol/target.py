"""Whom the cases talk to: a role described in a TOML file, ours or a stranger's."""

import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest

Case = TypeVar("Case", bound=Callable[..., None])
KINDS = {("provider", "json"): "provider", ("provider", "osmp"): "osmp", ("processing", "json"): "centre"}


class Login(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A second agent's login: needed to see that nobody sees another's payments."""

    login: str
    password: str


class Target(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A role under test. A key that may be left out leaves the cases that need it out, and they are named.

    `takes_registers` says that a centre has the door through which terminals tell their registers; it need not.
    `fields` are examples of the declared fields besides the account. `start` is a command that the cases run first,
    with `{python}`, `{ready}` and `{folder}` (of its data) in it: the program writes `{"url": …}` to the file `{ready}`
    when it answers, and that address is used; without `{ready}` the cases wait for `url`. `stop` is run at the end,
    then the program terminated.
    `grade` is for `run_all.py grade` alone.
    """

    role: str
    url: str = ""
    login: str
    password: str
    known: str
    unknown: str
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
    grade: dict[str, Any] = {}

    @property
    def kind(self) -> str:
        """Which cases are its own."""
        return KINDS[self.role, self.dialect]

    def has(self, key: str) -> bool:
        """Is an optional key there?"""
        return bool(getattr(self, key))


def load(path: Path) -> Target:
    """The file's target, or the end of the run with words about what is wrong with it."""
    try:
        target = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Target)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as problem:
        raise pytest.UsageError(f"--target {path}: {problem}") from problem
    if (target.role, target.dialect) not in KINDS:
        raise pytest.UsageError(f"--target {path}: role, dialect: one of {sorted(KINDS)}")
    if not target.url and not target.start:
        raise pytest.UsageError(f"--target {path}: url or start?")
    return target


def command(words: list[str], ready: Path) -> list[str]:
    """A command of the file with its placeholders filled in."""
    filled = {"{python}": sys.executable, "{ready}": str(ready), "{folder}": str(ready.parent)}
    for name, value in filled.items():
        words = [word.replace(name, value) for word in words]
    return words


def needs(*keys: str) -> Callable[[Case], Case]:
    """Marks a case that asks about something optional in the target."""

    def marked(function: Case) -> Case:
        function.__dict__["needs"] = keys
        return function

    return marked
