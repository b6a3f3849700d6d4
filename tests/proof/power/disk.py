"""A disk that keeps what was synced and may keep any part of the rest, in sectors; names are kept in order, or not."""

from collections.abc import Iterator
from random import Random

from tests.proof.power.calls import Call

SECTOR = 512
Image = dict[str, bytes]


class Inode:
    """A file's bytes: those that are durable, those that are there now, and the writes between the two."""

    def __init__(self) -> None:
        self.durable = b""
        self.pending: list[tuple[int, bytes]] = []
        self._now = bytearray()
        self._shot: bytes | None = b""

    @property
    def now(self) -> bytes:
        """The whole file as the process sees it; the same object until something is written."""
        if self._shot is None:
            self._shot = bytes(self._now)
        return self._shot

    def write(self, offset: int, data: bytes) -> None:
        """Not durable yet."""
        _put(self._now, offset, data)
        self.pending.append((offset, data))
        self._shot = None

    def truncate(self, size: int) -> None:
        """A cut counts as a write of its own that is durable with the next sync, like the others."""
        del self._now[size:]
        self._now.extend(bytes(size - len(self._now)))
        self.pending.append((-1 - size, b""))
        self._shot = None

    def sync(self) -> None:
        """All that was written is durable."""
        self.durable = self.now
        self.pending.clear()

    def torn(self, chance: Random) -> bytes:
        """Any of the pending writes, in any part."""
        if not self.pending:
            return self.durable
        data = bytearray(self.durable)
        for offset, written in self.pending:
            if chance.random() < 0.5:
                continue
            if offset < 0:
                del data[-1 - offset :]
                continue
            for start in range(0, len(written), SECTOR):
                if chance.random() < 0.8:
                    _put(data, offset + start, written[start : start + SECTOR])
        return bytes(data)


class Disk:
    """What lies under one folder."""

    def __init__(self, folder: str) -> None:
        """Empty."""
        self._folder = folder
        self._now: dict[str, Inode] = {}
        self._durable: dict[str, Inode] = {}
        self._pending: list[tuple[str, str, str, Inode | None]] = []

    def holds(self, call: Call) -> bool:
        """Whether a call is about this folder."""
        return f"{call.path}/".startswith(self._folder) and not call.path.endswith("-shm")

    def do(self, call: Call) -> None:
        """Take one call down."""
        inode = self._now.get(call.path)
        if call.kind == "create" and inode is None:
            inode = self._now[call.path] = Inode()
            self._pending.append(("create", call.path, "", inode))
        elif call.kind == "sync":
            self._sync(call.path, inode)
        elif call.kind == "rename" and inode is not None:
            self._now[call.other] = self._now.pop(call.path)
            self._pending.append(("rename", call.path, call.other, inode))
        elif call.kind == "unlink" and inode is not None:
            del self._now[call.path]
            self._pending.append(("unlink", call.path, "", inode))
        elif call.kind == "write" and inode is not None:
            inode.write(call.number, call.data)
        elif call.kind == "truncate" and inode is not None:
            inode.truncate(call.number)

    def images(self, chance: Random) -> Iterator[Image]:
        """Five disks that the power may leave behind at this moment."""
        some = self._names(chance.randrange(len(self._pending) + 1))
        every = self._names(len(self._pending))
        yield {path: inode.durable for path, inode in self._durable.items()}
        yield {path: inode.now for path, inode in every.items()}
        yield {path: inode.torn(chance) for path, inode in some.items()}
        yield {path: inode.now for path, inode in self._durable.items()}
        yield {path: inode.durable for path, inode in every.items()}

    def _names(self, first: int) -> dict[str, Inode]:
        names = dict(self._durable)
        for change in self._pending[:first]:
            _apply(names, change)
        return names

    def _sync(self, path: str, inode: Inode | None) -> None:
        """A file's sync keeps its bytes and the name it was made under; a folder's keeps all names in it."""
        if inode is not None:
            inode.sync()
        kept = [
            change
            for change in self._pending
            if (change[0] == "create" and change[3] is inode and inode is not None)
            or change[1].rpartition("/")[0] == path
        ]
        for change in kept:
            _apply(self._durable, change)
            self._pending.remove(change)


def _apply(names: dict[str, Inode], change: tuple[str, str, str, Inode | None]) -> None:
    kind, path, other, inode = change
    if kind == "create" and inode is not None:
        names[path] = inode
    elif kind == "unlink":
        names.pop(path, None)
    elif inode is not None:
        names.pop(path, None)
        names[other] = inode


def _put(data: bytearray, offset: int, written: bytes) -> None:
    if len(data) < offset:
        data.extend(bytes(offset - len(data)))
    data[offset : offset + len(written)] = written
