"""The load generator: wrk in a process of its own, sending payments of payments.lua and checking every answer."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import msgspec

from tests.bench import machine

SCRIPT = Path(__file__).with_name("payments.lua")
CONNECTIONS = 64
ACCOUNTS = 5_000


class Load(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one round gave. `good` answers are 200 with an id that waited for one; times in microseconds."""

    microseconds: int
    good: int
    wrong: int
    sample: str
    p50: int
    p99: int
    longest: int
    broken_connections: int
    timeouts: int
    unanswered: list[str]

    @property
    def rate(self) -> float:
        """Good answers a second."""
        return self.good * 1e6 / self.microseconds


@dataclass(frozen=True, slots=True)
class Target:
    """Where payments go, and what they must say there."""

    url: str
    authorization: str
    provider_id: int = 1
    directory_version: int = 1


def send(target: Target, seconds: int, connections: int = CONNECTIONS) -> Load:
    """One round against one server."""
    words = ["wrk", "-t", "1", "-c", str(connections), "-d", f"{seconds}s", "--timeout", "10s", "-s", str(SCRIPT)]
    words += [f"{target.url}/v1/payments", "--", target.authorization]
    words += [str(target.provider_id), str(target.directory_version), str(ACCOUNTS)]
    done = subprocess.run(
        machine.pinned(machine.GENERATOR, words), stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    lines = done.stdout.decode("utf-8").strip().splitlines()
    if done.returncode != 0 or not lines:
        raise SystemExit(f"wrk: {done.stderr.decode('utf-8')[-500:]}")
    return msgspec.json.decode(lines[-1].encode(), type=Load)
