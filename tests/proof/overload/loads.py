"""Loads on a centre, sent by a process of its own, each from its own seed."""

import subprocess
import sys
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import msgspec

from common.clock import SystemClock
from common.setup.places import PROJECT
from tests.bench.generator import Target
from tests.proof.overload.plan import Plan, Sent

CLOCK = SystemClock()
MOST_A_SECOND = 12_000
"""No centre of ours takes more."""


class Loads:
    """Everything that is sent to one centre; no two loads have a payment in common."""

    def __init__(self, target: Target, seed: int, providers: list[int] | None = None) -> None:
        """The sender is there, and waits."""
        self._target = target
        self._seed = seed * 1000
        self._providers = providers or [target.provider_id]
        words = [sys.executable, "-m", "tests.proof.overload.sender"]
        self._sender = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=PROJECT)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        assert self._sender.stdin is not None
        self._sender.stdin.close()
        self._sender.wait()
        assert self._sender.stdout is not None
        self._sender.stdout.close()

    def plan(
        self,
        connections: int,
        seconds: float,
        *,
        rate: float = 0,
        patient: bool = False,
        spare: int = 0,
    ) -> Plan:
        """The next load."""
        self._seed += 1
        return Plan(
            port=urlsplit(self._target.url).port or 0,
            authorization=self._target.authorization,
            providers=self._providers,
            directory_version=self._target.directory_version,
            connections=connections,
            seconds=seconds,
            now_ms=CLOCK.now_ms(),
            seed=self._seed,
            rate=int(rate),
            most=int(MOST_A_SECOND * seconds),
            patient=patient,
            spare=spare,
        )

    def begin(self, plan: Plan) -> None:
        """Let it be sent."""
        assert self._sender.stdin is not None
        self._sender.stdin.write(msgspec.json.encode(plan) + b"\n")
        self._sender.stdin.flush()

    def end(self) -> Sent:
        """Wait for what came of the load that was begun."""
        assert self._sender.stdout is not None
        return msgspec.json.decode(self._sender.stdout.readline(), type=Sent)

    def send(self, plan: Plan) -> Sent:
        """The whole load."""
        self.begin(plan)
        return self.end()


def share(times: list[float], part: float) -> float:
    """The time within which this part of them lies; 0 of none."""
    ordered = sorted(times)
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)] if ordered else 0.0


def p99_of_parts(sent: Sent, seconds: float = 1.0) -> list[float]:
    """Of the payments that were due in each part of the time."""
    parts: dict[int, list[float]] = {}
    for one in sent.accepted:
        parts.setdefault(int(one.due / seconds), []).append(one.took)
    return [share(times, 0.99) for times in parts.values()]
