"""A file of contracts of one kind: written whole or not at all, and the version before it in `.bak`.

A file that cannot be read is never written over: it is set aside as `….damaged-N` for a person to look at.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

import msgspec

from common import spawn
from common.durable import write_whole
from common.errors import Broken, Unavailable

VERSION = 1


class Numbered(Protocol):
    """What is kept has an id of digits that no other in the file has."""

    @property
    def id(self) -> str:
        """Its id."""


One = TypeVar("One", bound=Numbered)


class _Version(msgspec.Struct, frozen=True):
    version: int


class KeptFile(Generic[One]):
    """All of them, read once. `trouble` is the code of what was found wrong with the file, until the next save.

    `copy_at` is then when the opened copy was written, milliseconds UTC; None when none could be opened.
    """

    def __init__(self, folder: Path, word: str, kind: type[One]) -> None:
        """Read `<word>.json`, or its spare; Broken `file_newer` when a newer version of the program wrote it."""
        self.path = folder / f"{word}.json"
        self._word = word
        every: Any = list.__class_getitem__(kind)
        self._shape: type[Any] = msgspec.defstruct(
            "_File", [("version", int), (word, every)], forbid_unknown_fields=True
        )
        self._spare = folder / f"{self.path.name}.bak"
        self._lock = spawn.Lock()
        for half in folder.glob(f"{self.path.name}*.part"):
            half.unlink(missing_ok=True)
        self.copy_at: int | None = None
        self.kept, self.trouble = self._read()

    def change(self, edit: Callable[[tuple[One, ...]], tuple[One, ...]]) -> None:
        """Save what `edit` makes of them; when it refuses, or the disk does, nothing has changed."""
        with self._lock:
            after = edit(self.kept)
            try:
                self._save(after)
            except OSError as problem:
                raise Unavailable("storage_full", f"{self.path}: {problem.strerror}") from problem
            self.kept, self.trouble, self.copy_at = after, "", None

    def _save(self, after: tuple[One, ...]) -> None:
        if self.trouble:
            _set_aside(self.path)
        elif self.path.exists():
            write_whole(self._spare, self.path.read_bytes(), mode=0o600)
        body = msgspec.json.encode(self._shape(VERSION, list(after)))
        write_whole(self.path, msgspec.json.format(body, indent=2) + b"\n", mode=0o600)

    def _read(self) -> tuple[tuple[One, ...], str]:
        if not self.path.exists() and not self._spare.exists():
            return (), "file_lost" if any(self.path.parent.glob(f"{self.path.name}*.damaged-*")) else ""
        found = self._sound(self.path)
        if found is not None:
            return found, ""
        spare = self._sound(self._spare)
        if spare is not None:
            self.copy_at = self._spare.stat().st_mtime_ns // 1_000_000
            return spare, "file_damaged"
        _set_aside(self.path)
        _set_aside(self._spare)
        return (), "file_lost"

    def _sound(self, path: Path) -> tuple[One, ...] | None:
        """What is in a file, None when it cannot be read from it."""
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
            kept: list[One] = getattr(msgspec.json.decode(data, type=self._shape), self._word)
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
