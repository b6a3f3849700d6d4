"""What the proxies of a network saw, kept in a file: the next session knows faults and strangers' words by it, too."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from common.logs import LineFile
from launcher_app.feed.tail import Tail
from launcher_app.proxy.recorder import Exchange

_RECORD = msgspec.json.Decoder(Exchange)


class Past:
    """Not for several threads; a folder that takes no file costs the memory only."""

    def __init__(self, folder: Path, network: str, since_ms: int) -> None:
        """Nothing is read yet."""
        path = folder / f"launcher-{network}.seen.jsonl"
        self._since_ms = since_ms
        self._tail: Tail | None = Tail(path, since_ms)
        self._file = _opened(path)

    def records(self) -> Iterator[Exchange]:
        """Those of earlier sessions, as they ended; once."""
        if self._tail is None:
            return
        for line in self._tail.lines():
            try:
                record = _RECORD.decode(line)
            except (msgspec.MsgspecError, UnicodeDecodeError):
                continue  # torn when the power went
            if record.at_ms >= self._since_ms:
                yield record
        self._tail = None

    def keep(self, record: Exchange) -> None:
        """One that ended now."""
        if self._file is not None and record.ended:
            self._file.add(record)

    def flush(self) -> None:
        """Write down what was kept since."""
        if self._file is not None:
            self._file.flush()

    def close(self) -> None:
        """Let the file go."""
        if self._file is not None:
            self._file.close()


def _opened(path: Path) -> LineFile | None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return LineFile(path)
    except OSError:
        return None
