"""Secrets on this computer: what a role calls others with, its own key, and passwords that people typed."""

import sys
from pathlib import Path

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from common import ids, spawn
from common.durable import not_written
from common.durable import write_whole as write_whole
from common.errors import Broken

_HASHER = PasswordHasher()


def hash_typed(password: str) -> str:
    """A typed password as argon2id keeps it."""
    return _HASHER.hash(password)


def typed_matches(kept: str, password: str) -> bool:
    """Whether a typed password is the one that was kept; takes some 0.1 s of processor time on purpose."""
    try:
        return _HASHER.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False


class Secrets:
    """A folder that only its owner reads: one file a name. On Windows each file is sealed for the user by DPAPI."""

    def __init__(self, folder: Path) -> None:
        """Make the folder if there is none."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder = folder
        self._lock = spawn.Lock()

    def own_key(self) -> bytes:
        """The role's own 32 bytes, made at its first start."""
        path = self._folder / "own.key"
        with self._lock:
            if not path.exists():
                self._write(path, ids.key())
            return self._read(path)

    def key(self, name: str) -> bytes:
        """The 32 bytes kept under a name, made when it is asked for first. Unavailable when the disk refuses them."""
        path = self._key_path(name)
        with self._lock:
            try:
                if not path.exists():
                    self._write(path, ids.key())
                return self._read(path)
            except OSError as problem:
                raise not_written(problem, path.name) from problem

    def keep_key(self, name: str, key: bytes) -> None:
        """Keep 32 bytes that are the private half of something. Unavailable when the disk refuses them."""
        path = self._key_path(name)
        with self._lock:
            try:
                self._write(path, key)
            except OSError as problem:
                raise not_written(problem, path.name) from problem

    def has_key(self, name: str) -> bool:
        """Whether there is one under this name."""
        return self._key_path(name).exists()

    def destroy_key(self, name: str) -> None:
        """Whatever it has sealed can never be opened again, no copy of it either."""
        with self._lock:
            self._key_path(name).unlink(missing_ok=True)

    def keep(self, name: str, login: str, password: str) -> None:
        """Remember how to call another role; `name` is the contract's id. Unavailable when the disk refuses it."""
        path = self._path(name)
        with self._lock:
            try:
                self._write(path, msgspec.json.encode([login, password]))
            except OSError as problem:
                raise not_written(problem, path.name) from problem

    def login_of(self, name: str) -> tuple[str, str] | None:
        """The login and password kept under a name."""
        path = self._path(name)
        with self._lock:
            if not path.exists():
                return None
            try:
                return msgspec.json.decode(self._read(path), type=tuple[str, str])
            except msgspec.MsgspecError as problem:
                raise Broken("file_lost", path.name) from problem

    def forget(self, name: str) -> None:
        """Remove what was kept under a name."""
        with self._lock:
            self._path(name).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self._folder / f"{_sound(name)}.secret"

    def _key_path(self, name: str) -> Path:
        return self._folder / f"{_sound(name)}.key"

    def _write(self, path: Path, data: bytes) -> None:
        write_whole(path, _sealed(data), mode=0o600)

    def _read(self, path: Path) -> bytes:
        return _opened(path.read_bytes())


def _sound(name: str) -> str:
    assert name
    assert all(letter.isalnum() or letter in "-_" for letter in name), name
    return name


if sys.platform == "win32":
    from common.secrets_windows import opened as _opened
    from common.secrets_windows import sealed as _sealed
else:

    def _sealed(data: bytes) -> bytes:
        """The file's mode is the seal."""
        return data

    def _opened(data: bytes) -> bytes:
        return data
