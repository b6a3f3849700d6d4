"""A sequence as Mermaid text, for pages of GitHub, GitLab and editors of notes."""

import re

from common.words import Language
from launcher_app.diagram.sequence import Fold, Look, Sequence, Step

END = re.compile(r"\bend\b", re.IGNORECASE)
UNSAFE = re.compile(r"[^\w .,·→…«»№₽↻⚡✕✖●▲◷⧉()/+*=?!&:\u00a0−-]")
ARROWS = {True: "-->>", False: "->>"}
LOST = {True: "--x", False: "-x"}
INDENT = "    "


def written(sequence: Sequence, title: str, language: Language) -> str:
    """The whole text; what its grammar would take for something else is written as its entities."""
    names = {place: f"l{place + 1}" for place in range(len(sequence.lanes))}
    lines = ["sequenceDiagram", f"{INDENT}title {text(title)}"]
    lines += [
        f"{INDENT}participant {names[place]} as {text(lane.words.of(language))}"
        for place, lane in enumerate(sequence.lanes)
    ]
    over = f"{names[0]},{names[len(names) - 1]}" if len(names) > 1 else "l1"
    begins = {bracket.first: bracket.words for bracket in sequence.brackets}
    for place, row in enumerate(sequence.rows):
        if place in begins:
            lines.append(f"{INDENT}Note over {over}: {text(begins[place].of(language))}")
        if isinstance(row, Fold):
            lines.append(f"{INDENT}Note over {over}: {text(row.words.of(language))}")
        else:
            lines.append(f"{INDENT}{_arrow(row, names, language)}")
    return "\n".join(lines) + "\n"


def text(words: str) -> str:
    """Words as a message may hold them: no end of a statement, no beginning of an entity, no keyword, one line."""
    one_line = " ".join(words.split())
    safe = UNSAFE.sub(lambda found: f"#{ord(found[0])};", one_line)
    return END.sub(lambda found: f"{found[0][0]}#{ord(found[0][1])};{found[0][2]}", safe) or "-"


def _arrow(step: Step, names: dict[int, str], language: Language) -> str:
    arrow = (LOST if step.look is Look.LOST else ARROWS)[step.reply]
    words = " · ".join([step.words.of(language), *(note.of(language) for note in step.notes)])
    return f"{names[step.start]}{arrow}{names[step.end]}: {text(words)}"
