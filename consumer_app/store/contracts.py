"""The file of contracts: `contracts.json`, written whole or not at all, and the version before it in `.bak`.

A file that cannot be read is never written over: it is set aside as `….damaged-N` for a person to look at.
"""

from collections.abc import Callable
from pathlib import Path

import msgspec

from common import spawn
from common.durable import write_whole
from common.errors import Broken, Unavailable
from common.protocol.card import Posting
from common.protocol.endpoint import Message
from common.protocol.provider import Service
from common.words import Words

NAME = "contracts.json"
VERSION = 1


class Contract(Message, frozen=True, omit_defaults=True):
    """A contract with a provider; its password is in the secrets under the contract's id. Times: milliseconds UTC.

    `issuer` is empty where the contract was written by hand. What has its default is left out of the file, so that a
    program of the time before the field was there still reads it.
    """

    id: str
    name: Words
    issuer: str
    number: str
    url: str
    dialect: str
    login: str
    currency: str
    services: list[Service]
    posting: Posting
    added_at: int
    edited_at: int
    deleted_at: int | None = None
    title: str = ""


class _File(Message, frozen=True):
    version: int
    contracts: list[Contract]


class _Version(msgspec.Struct, frozen=True):
    version: int


Kept = tuple[Contract, ...]


class ContractsFile:
    """All contracts, read once. `trouble` is the code of what was found wrong with the file, until the next save.

    `copy_at` is then when the opened copy was written, milliseconds UTC; None when none could be opened.
    """

    def __init__(self, folder: Path) -> None:
        """Read the file, or its spare; Broken `file_newer` when a newer version of the program wrote it."""
        self.path = folder / NAME
        self._spare = folder / f"{NAME}.bak"
        self._lock = spawn.Lock()
        for half in folder.glob(f"{NAME}*.part"):
            half.unlink(missing_ok=True)
        self.copy_at: int | None = None
        self.contracts, self.trouble = self._read()

    def change(self, edit: Callable[[Kept], Kept]) -> None:
        """Save what `edit` makes of the contracts; when it refuses, or the disk does, nothing has changed."""
        with self._lock:
            after = edit(self.contracts)
            try:
                self._save(after)
            except OSError as problem:
                raise Unavailable("storage_full", f"{self.path}: {problem.strerror}") from problem
            self.contracts, self.trouble, self.copy_at = after, "", None

    def _save(self, after: Kept) -> None:
        if self.trouble:
            _set_aside(self.path)
        elif self.path.exists():
            write_whole(self._spare, self.path.read_bytes(), mode=0o600)
        body = msgspec.json.encode(_File(version=VERSION, contracts=list(after)))
        write_whole(self.path, msgspec.json.format(body, indent=2) + b"\n", mode=0o600)

    def _read(self) -> tuple[Kept, str]:
        if not self.path.exists() and not self._spare.exists():
            return (), "file_lost" if any(self.path.parent.glob(f"{NAME}*.damaged-*")) else ""
        found = _sound(self.path)
        if found is not None:
            return found, ""
        spare = _sound(self._spare)
        if spare is not None:
            self.copy_at = self._spare.stat().st_mtime_ns // 1_000_000
            return spare, "file_damaged"
        _set_aside(self.path)
        _set_aside(self._spare)
        return (), "file_lost"


def _sound(path: Path) -> Kept | None:
    """The contracts in a file, None when they cannot be read from it."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise Unavailable("storage_full", f"{path}: {problem.strerror}") from problem
    try:
        version = msgspec.json.decode(data, type=_Version).version
        if version > VERSION:
            raise Broken("file_newer", f"{path.name}: {version} > {VERSION}")
        kept = msgspec.json.decode(data, type=_File).contracts
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    ids = [one.id for one in kept]
    usable = len(set(ids)) == len(ids) and all(one.isascii() and one.isdecimal() for one in ids)
    return tuple(kept) if usable else None


def _set_aside(path: Path) -> None:
    if not path.exists():
        return
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    path.replace(aside)
