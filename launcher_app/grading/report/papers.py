"""Logs on the page: each line has its place, checks lead to it, codes of their payments are marked."""

import re
from collections.abc import Iterable
from html import escape
from urllib.parse import quote

from launcher_app.grading.outcome import Paper
from launcher_app.grading.report import names
from launcher_app.grading.report.view import View
from launcher_app.grading.spoken_of import file_name, words_of

FOLDER = "report_files/logs"
PLACE = re.compile(r"([^:\s]+):(\d+): ?(.*)", re.DOTALL)
SHOWN, MOST_CODES = 60, 400


def logs(view: View) -> str:
    """The last lines of each log of what was judged, with those that checks point at."""
    codes = _codes(view)
    return "".join(_paper(view, one, codes) for one in view.run.papers)


def evidence(view: View, lines: Iterable[str]) -> str:
    """Lines of logs as evidence: the instructor's lead to their places; codes of payments are marked."""
    codes = _codes(view)
    known = set() if view.student else {(one.name, number) for one in view.run.papers for number, _ in one.lines}
    text = "\n".join(_evidence(line, known, codes) for line in lines)
    return f"<pre>{text}</pre>" if text else ""


def _evidence(line: str, known: set[tuple[str, int]], codes: re.Pattern[str] | None) -> str:
    found = PLACE.fullmatch(line)
    if found is None or (found[1], int(found[2])) not in known:
        return _marked(line, codes)
    place = escape(f"{found[1]}:{found[2]}")
    return f'<a href="#{anchor(found[1], int(found[2]))}">{place}</a>: {_marked(found[3], codes)}'


def _paper(view: View, paper: Paper, codes: re.Pattern[str] | None) -> str:
    pointed = {found[2] for one in view.scores for line in one.result.evidence.lines
               if (found := PLACE.fullmatch(line)) and found[1] == paper.name}  # fmt: skip
    last = [number for number, _ in paper.lines[-SHOWN:]]
    lines = [(number, text) for number, text in paper.lines if number in last or str(number) in pointed]
    shown = "\n".join(
        f'<span id="{anchor(paper.name, number)}" class="row">{number}: {_marked(text, codes)}</span>'
        for number, text in lines
    )
    whole = ""
    if view.run.pictures:  # whole logs lie beside the report where pictures do
        href = quote(f"{FOLDER}/{file_name(paper.name)}")
        whole = f'<p><a href="{href}">{escape(names.WHOLE_LOG.of(view.language))}</a></p>'
    return (
        f'<details class="card"><summary><span class="name">{escape(paper.name)} ({len(lines)})</span></summary>'
        f"{whole}<pre>{shown}</pre></details>"
    )


def anchor(paper: str, number: int) -> str:
    """The place of a line on the page."""
    return quote(f"log-{paper.replace('/', '-')}-{number}")


def _marked(text: str, codes: re.Pattern[str] | None) -> str:
    safe = escape(text)
    return codes.sub(lambda found: f"<mark>{found[0]}</mark>", safe) if codes else safe


def _codes(view: View) -> re.Pattern[str] | None:
    """What the exchanges of failed checks are called by."""
    numbers = {number for one in view.failures for number in one.result.evidence.exchanges}
    words = {escape(word) for one in view.run.exchanges if one.number in numbers for word in words_of(one)}
    found = sorted(words, key=lambda word: (-len(word), word))[:MOST_CODES]
    return re.compile("|".join(map(re.escape, found))) if found else None
