"""What the judged programs wrote in their logs: the lines about some exchanges, the last lines; secrets cut out."""

from collections.abc import Iterator, Sequence

from launcher_app.grading.network import Network
from launcher_app.grading.scenarios import general
from launcher_app.grading.seats import read_paper
from launcher_app.proxy import Exchange

TAIL = 200
MOST = 4
LONGEST_LINE = 400
LONGEST_SHOWN = 200
NAMES = ("payment_id", "use_id")
SECRET = "•••"


def about(network: Network, numbers: Sequence[int]) -> list[str]:
    """Lines that name a payment or a use of these exchanges, each with its file and number."""
    wanted = set(numbers)
    words = {word for one in network.ground.recorder.since(0) if one.number in wanted for word in _words(one)}
    found: list[str] = []
    for seat in general.judged(network) if words else ():
        for paper in seat.papers():
            for number, line in enumerate(read_paper(paper), 1):
                if any(word in line for word in words):
                    found.append(f"{paper.name}:{number}: {safe(line, network.ground.secrets)[:LONGEST_SHOWN]}")
                    if len(found) == MOST:
                        return found
    return found


def tails(network: Network) -> dict[str, list[str]]:
    """The last lines of every log."""
    found: dict[str, list[str]] = {}
    for seat in general.judged(network):
        for paper in seat.papers():
            lines = read_paper(paper)[-TAIL:]
            if lines:
                found[f"{seat.role}/{paper.name}"] = [safe(line, network.ground.secrets) for line in lines]
    return found


def safe(line: str, secrets: set[str]) -> str:
    """A line as it may be shown: a report is sent to people."""
    for secret in secrets:
        if secret:
            line = line.replace(secret, SECRET)
    return line[:LONGEST_LINE]


def _words(one: Exchange) -> Iterator[str]:
    asked = one.asked()
    yield from (str(asked[name]) for name in NAMES if asked.get(name))
    trace = next((value for name, value in one.request_headers.items() if name.lower() == "x-trace-id"), "")
    if trace:
        yield trace
