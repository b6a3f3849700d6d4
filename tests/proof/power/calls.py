"""What a process asked of the system, as strace wrote it down: writes, syncs, names, and what it told its callers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CALLS = (
    "openat", "pwrite64", "write", "writev", "fsync", "fdatasync", "ftruncate", "unlink", "unlinkat", "rename",
    "renameat", "renameat2", "mkdir", "sendto", "sendmsg",
)  # fmt: skip
LONGEST = 4 << 20
LINE = re.compile(r"(\d+) +(?:<\.\.\. )?(\w+)(\(| resumed>)(.*)", re.DOTALL)
UNFINISHED = " <unfinished ...>"
RESULT = re.compile(r"\) += (-?\d+)(?:<(.*)>)?.*$", re.DOTALL)
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
DESCRIPTOR = re.compile(r"^(\d+|AT_FDCWD)<((?:\\x[0-9a-f]{2})*)>")
YES = b"HTTP/1.1 200"


@dataclass(frozen=True, slots=True)
class Call:
    """One call that changes what a disk holds. `path` is whole; `data` and `number` are what the call carries."""

    kind: str
    path: str
    data: bytes = b""
    number: int = 0
    other: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """Bytes of a yes, on their way to a caller: what they promise must be kept from here on."""

    data: bytes


@dataclass
class _Open:
    path: str
    offset: int


class Reader:
    """Reads a trace; a write counts from its end on, a yes from its beginning."""

    def __init__(self) -> None:
        """One process with all its threads."""
        self._begun: dict[str, str] = {}
        self._open: dict[str, _Open] = {}

    def read(self, trace: Path) -> Iterator[Call | Told]:
        """Every call in order."""
        with trace.open(encoding="ascii", errors="replace") as lines:
            for line in lines:
                yield from self._line(line.rstrip("\n"))

    def _line(self, line: str) -> Iterator[Call | Told]:
        found = LINE.match(line)
        if found is None:
            return
        thread, name, how, rest = found.groups()
        if how == "(" and rest.endswith(UNFINISHED):
            self._begun[thread] = rest.removesuffix(UNFINISHED)
            yield from self._told(name, rest)
            return
        if how == "(":
            yield from self._told(name, rest)
        else:
            rest = self._begun.pop(thread, "") + rest
        result = RESULT.search(rest)
        if result is not None and int(result[1]) >= 0:
            yield from self._done(name, rest, int(result[1]), _plain(result[2] or ""))

    def _told(self, name: str, rest: str) -> Iterator[Told]:
        if name not in ("write", "writev", "sendto", "sendmsg"):
            return
        _, path = _descriptor(rest)
        data = b"".join(_bytes(text) for text in TEXT.findall(rest))
        if not path.startswith("/") and data.startswith(YES):
            yield Told(data)

    def _done(self, name: str, rest: str, result: int, opened: str) -> Iterator[Call]:
        number, path = _descriptor(rest)
        texts = [_bytes(text) for text in TEXT.findall(rest)]
        if name == "openat":
            yield from self._opened(rest, str(result), opened)
        elif name == "pwrite64":
            yield Call("write", path, texts[0][:result], int(rest[: rest.rindex(")")].rsplit(", ", 1)[1]))
        elif name in ("write", "writev") and number in self._open and self._open[number].path == path:
            yield Call("write", path, b"".join(texts)[:result], self._open[number].offset)
            self._open[number].offset += result
        elif name in ("fsync", "fdatasync"):
            yield Call("sync", path)
        elif name == "ftruncate":
            yield Call("truncate", path, number=int(rest[: rest.rindex(")")].rsplit(", ", 1)[1]))
        elif name.startswith(("rename", "unlink", "mkdir")):
            names = [_whole(text.decode(), path) for text in texts]
            yield Call(name.removesuffix("2").removesuffix("at"), names[0], other=names[-1])

    def _opened(self, rest: str, number: str, path: str) -> Iterator[Call]:
        flags = rest.split(", ")[2]
        self._open[number] = _Open(path, 0)
        if "O_APPEND" in flags:
            self._open.pop(number)
        if "O_CREAT" in flags:
            yield Call("create", path)
        if "O_TRUNC" in flags:
            yield Call("truncate", path)


def _descriptor(rest: str) -> tuple[str, str]:
    found = DESCRIPTOR.match(rest)
    return (found[1], _plain(found[2])) if found else ("", "")


def _whole(name: str, folder: str) -> str:
    return name if name.startswith("/") else f"{folder}/{name}"


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def _plain(text: str) -> str:
    return _bytes(text).decode("utf-8", "replace")
