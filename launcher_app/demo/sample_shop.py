"""The sample shop of the lessons as a process: its key, what it prints, its end; anybody may run it the same way."""

import os
import sys

from common import settings, spawn
from common.clock import Clock
from common.errors import Broken

PROGRAM = settings.ROOT / "docs" / "lessons" / "shop.py"
HEARS, PAY, NOTIFIED, HAPPENED = (
    "уведомления / webhooks:",
    "оплатить / pay:",
    "уведомление / webhook",
    "событие / event",
)
SECONDS = 20.0
PAUSE_SECONDS = 0.02


class SampleShop:
    """One run of docs/lessons/shop.py: it makes one intent and tells what becomes of it until it is closed."""

    def __init__(self, centre_url: str, clock: Clock) -> None:
        """Start it at a free port; it waits for its key."""
        self._clock = clock
        self._said: list[str] = []
        words = [sys.executable, str(PROGRAM), centre_url, "0"]
        plain = dict(os.environ) | {"PYTHONUTF8": "1"}
        self._process = spawn.process(words, environment=plain, output=spawn.CAPTURE)
        self._listener = spawn.thread("shop", self._listen)

    def address(self) -> str:
        """Where it takes notifications: the operator writes it down at the POS before the shop is given its key."""
        return self._await(HEARS)

    def open(self, key: str) -> str:
        """Type its key in; the link that it would show its customer, `…/checkout#token`."""
        assert self._process.stdin is not None
        self._process.stdin.write(key.encode() + b"\n")
        self._process.stdin.flush()
        return self._await(PAY)

    @property
    def notified(self) -> list[tuple[int, str]]:
        """Signed notifications that it took, in the order in which it took them: number and kind."""
        told = [rest.split(": ") for rest in self._all(NOTIFIED)]
        return [(int(number), kind) for number, kind in told]

    @property
    def happened(self) -> list[str]:
        """What it read in the feed."""
        return [rest.partition(": ")[2].strip() for rest in self._all(HAPPENED)]

    def close(self) -> None:
        """End it, as Ctrl+C would."""
        self._process.kill()
        self._process.wait()
        self._listener.join(SECONDS)
        spawn.close_input(self._process)

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                self._said.append(line.decode("utf-8", "replace").strip())

    def _all(self, opening: str) -> list[str]:
        return [line.removeprefix(opening).strip() for line in tuple(self._said) if line.startswith(opening)]

    def _await(self, opening: str) -> str:
        deadline = self._clock.monotonic() + SECONDS
        while not (found := self._all(opening)):
            if self._process.poll() is not None or self._clock.monotonic() > deadline:
                raise Broken("not_started", f"{PROGRAM.name}: {' '.join(self._said)}"[:400])
            self._clock.sleep(PAUSE_SECONDS)
        return found[0]
