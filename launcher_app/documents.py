"""The project's own documents, a section at a time: what a link like docs/protocol.md#post-v1credit points at."""

import re
from pathlib import Path

from common.setup.places import PROJECT

HEADING = re.compile(r"^(#{1,6}) +(.+?)\s*$")
FENCE = "```"
DROPPED = re.compile(r"[^\w\- ]")
MADE = re.compile(r"^<!--.*-->$", re.MULTILINE)


def linked(link: str, root: Path = PROJECT) -> str:
    """The section a link points at, as Markdown; the whole page where it names none; empty without the file."""
    path, _, anchor = link.partition("#")
    try:
        text = (root / path).read_text(encoding="utf-8")
    except OSError:
        return ""
    return MADE.sub("", section(text, anchor) or text)


def section(text: str, anchor: str) -> str:
    """From the heading that has this anchor to the next one of its level; empty when there is none."""
    begin, level, kept = -1, 0, text.splitlines()
    for number, (depth, name) in headings(text).items():
        if begin < 0 and name == anchor:
            begin, level = number, depth
        elif begin >= 0 and depth <= level:
            return "\n".join(kept[begin:number])
    return "\n".join(kept[begin:]) if begin >= 0 else ""


def headings(text: str) -> dict[int, tuple[int, str]]:
    """By their lines, each with its level and its anchor as GitHub makes it: the second of a name is `name-1`."""
    found: dict[int, tuple[int, str]] = {}
    seen: dict[str, int] = {}
    is_code = False
    for number, line in enumerate(text.splitlines()):
        if line.startswith(FENCE):
            is_code = not is_code
        heading = None if is_code else HEADING.match(line)
        if heading is not None:
            name = DROPPED.sub("", heading.group(2).lower()).replace(" ", "-")
            count = seen.get(name, 0)
            seen[name] = count + 1
            found[number] = (len(heading.group(1)), f"{name}-{count}" if count else name)
    return found
