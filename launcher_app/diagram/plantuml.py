"""A sequence as PlantUML text."""

import re

from common.words import Language
from launcher_app.diagram.sequence import Fold, Look, Sequence, Step

UNSAFE = re.compile(r"""[\\"'<>#~%!@|\[\]{}`;^]|\*\*|//|__|--|==|\.\.\.""")
COLOURS = {Look.ASKED: "", Look.GOOD: "", Look.FAILED: "[#A8201A]", Look.LOST: "[#A8201A]", Look.WAITING: "[#7A4B00]"}


def written(sequence: Sequence, title: str, language: Language) -> str:
    """The whole text; a letter that its markup would take for itself is written by its number."""
    names = {place: f"l{place + 1}" for place in range(len(sequence.lanes))}
    lines = ["@startuml", f"title {text(title)}", "hide footbox"]
    lines += [
        f'participant "{text(lane.words.of(language))}" as {names[place]}' for place, lane in enumerate(sequence.lanes)
    ]
    begins = {bracket.first: bracket.words for bracket in sequence.brackets}
    for place, row in enumerate(sequence.rows):
        if place in begins:
            lines.append(f"== {text(begins[place].of(language))} ==")
        if isinstance(row, Fold):
            lines.append(f"... {text(row.words.of(language).removeprefix('… '))} ...")
        else:
            lines += _arrow(row, names, language)
    return "\n".join([*lines, "@enduml"]) + "\n"


def text(words: str) -> str:
    """Words as a line may hold them: one line, no markup."""
    one_line = " ".join(words.split())
    return UNSAFE.sub(lambda found: "".join(f"<U+{ord(letter):04X}>" for letter in found[0]), one_line) or "-"


def _arrow(step: Step, names: dict[int, str], language: Language) -> list[str]:
    stroke = "-" * (2 if step.reply else 1)
    head = ">x" if step.look is Look.LOST else ">"
    arrow = f"-{COLOURS[step.look]}{stroke[1:]}{head}"
    lines = [f"{names[step.start]} {arrow} {names[step.end]} : {text(step.words.of(language))}"]
    if step.notes:
        notes = " · ".join(note.of(language) for note in step.notes)
        lines.append(f"note right : {text(notes)}")
    return lines
