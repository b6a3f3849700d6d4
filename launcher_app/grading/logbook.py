"""What the judged programs wrote in their logs: the lines about some exchanges, the last lines; secrets cut out."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from common.durable import write_whole
from launcher_app.grading.network import Network
from launcher_app.grading.outcome import Paper, Result
from launcher_app.grading.scenarios import general
from launcher_app.grading.seats import paper_name, read_paper
from launcher_app.grading.spoken_of import file_name, safe, words_of

TAIL = 200
MOST = 4
LONGEST_LINE = 400
LONGEST_SHOWN = 200


def about(network: Network, numbers: Sequence[int]) -> list[str]:
    """Lines that name a payment or a use of these exchanges, each with its file and number."""
    wanted = set(numbers)
    words = {word for one in network.ground.recorder.since(0) if one.number in wanted for word in words_of(one)}
    found: list[str] = []
    for seat in general.judged(network) if words else ():
        for paper in seat.papers():
            for number, line in enumerate(read_paper(paper), 1):
                if any(word in line for word in words):
                    found.append(
                        f"{paper_name(seat, paper)}:{number}: {safe(line, network.ground.secrets)[:LONGEST_SHOWN]}"
                    )
                    if len(found) == MOST:
                        return found
    return found


def papers(network: Network, results: Iterable[Result]) -> list[Paper]:
    """The last lines of every log, and before them those that results point at."""
    named = {place for one in results for line in one.evidence.lines if (place := _place(line))}
    found = []
    for seat in general.judged(network):
        for paper in seat.papers():
            lines = list(enumerate(read_paper(paper), 1))
            name = paper_name(seat, paper)
            shown = [(number, line) for number, line in lines[:-TAIL] if (name, number) in named] + lines[-TAIL:]
            if shown:
                found.append(
                    Paper(name, [(number, safe(line, network.ground.secrets)[:LONGEST_LINE]) for number, line in shown])
                )
    return found


def copied(network: Network, folder: Path) -> None:
    """Every log whole, secrets cut out, as a file of the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.txt"):
        old.unlink()
    for seat in general.judged(network):
        for paper in seat.papers():
            lines = [safe(line, network.ground.secrets)[:LONGEST_LINE] for line in read_paper(paper)]
            if lines:
                write_whole(folder / file_name(paper_name(seat, paper)), ("\n".join(lines) + "\n").encode())


def _place(line: str) -> tuple[str, int] | None:
    """The log and the line that a line of evidence names: `provider/output.txt:12: …`."""
    name, _, rest = line.partition(":")
    number = rest.partition(":")[0]
    return (name, int(number)) if number.isdecimal() else None
