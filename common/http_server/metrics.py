"""Counters of a server in the Prometheus text form; no secret and no id is in them."""

from collections import Counter


class Metrics:
    """Requests by door and status, and the seconds they took."""

    def __init__(self) -> None:
        """All zero."""
        self._requests: Counter[tuple[str, int]] = Counter()
        self._seconds: Counter[str] = Counter()

    def count(self, verb: str, status: int, seconds: float) -> None:
        """One request was answered."""
        self._requests[verb, status] += 1
        self._seconds[verb] += seconds  # type: ignore[assignment]

    def text(self, role: str, gauges: dict[str, int]) -> bytes:
        """The page that a collector reads."""
        lines = ["# TYPE oplata_requests_total counter"]
        lines += [
            f'oplata_requests_total{{role="{role}",door="{d}",status="{s}"}} {n}'
            for (d, s), n in sorted(self._requests.items())
        ]
        lines.append("# TYPE oplata_request_seconds_total counter")
        lines += [
            f'oplata_request_seconds_total{{role="{role}",door="{d}"}} {n:.6f}'
            for d, n in sorted(self._seconds.items())
        ]
        lines += [f'oplata_{name}{{role="{role}"}} {value}' for name, value in gauges.items()]
        return ("\n".join(lines) + "\n").encode()
