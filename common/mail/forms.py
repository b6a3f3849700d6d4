"""Both forms of a letter's text: plain, and HTML that reads well in light and in dark."""

from dataclasses import dataclass
from html import escape

from common.words import Language

TRAINING_STRIP = "background:#FFD98A;color:#3D2A00"
"""Its own two colours: readable whatever the reader's palette is."""
PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{subject}</title>
<style>:root {{ color-scheme: light dark; }}</style>
</head>
<body style="font-family:'Segoe UI',Roboto,Arial,sans-serif;font-size:16px;line-height:1.5;margin:0;padding:16px">
<div style="max-width:640px;margin:0 auto">
<p style="{strip};padding:8px 12px;margin:0 0 16px"><b>{training}</b></p>
<h2 style="font-size:20px;margin:0 0 12px">{subject}</h2>
{lines}
{files}<hr>
<p style="font-size:13px">{footer}</p>
</div>
</body>
</html>
"""
FIGURES = '<table cellpadding="4" cellspacing="0" style="margin:0 0 12px">\n{rows}\n</table>'
FIGURE = '<tr><td style="padding:2px 16px 2px 0">{name}</td><td align="right"><b>{value}</b></td></tr>'
SENTENCE_ENDS = (".", "!", "?", "…")
FILES = '<p style="margin:16px 0 4px">{title}</p>\n<ul style="margin:0 0 16px;overflow-wrap:anywhere">\n{rows}\n</ul>\n'


@dataclass(frozen=True, slots=True)
class Saying:
    """What a letter says. A line «name: value» that is no sentence is a figure, and stands in a table.

    `files` are the attachments as they are named to the reader under `files_title`; `footer` says who wrote and why.
    """

    language: Language
    subject: str
    training: str
    lines: list[str]
    files_title: str
    files: list[str]
    footer: list[str]


def text(said: Saying) -> str:
    """The plain form."""
    lines = [_tidy(line) for line in said.lines]
    files = ["", said.files_title, *(f"  - {_tidy(name)}" for name in said.files)] if said.files else []
    whole = [said.training, "", _tidy(said.subject), "", *lines, *files, "", "-- ", *map(_tidy, said.footer)]
    return "\n".join(whole) + "\n"


def page(said: Saying) -> str:
    """The same as HTML: nothing of it is anybody's markup, and it asks for nothing from outside."""
    rows = "\n".join(f"<li>{_safe(name)}</li>" for name in said.files)
    return PAGE.format(
        language=said.language,
        strip=TRAINING_STRIP,
        training=_safe(said.training),
        subject=_safe(said.subject),
        lines="\n".join(_blocks(said.lines)),
        files=FILES.format(title=_safe(said.files_title), rows=rows) if said.files else "",
        footer="<br>\n".join(_safe(line) for line in said.footer),
    )


def _blocks(lines: list[str]) -> list[str]:
    """Paragraphs; figures that follow one another are one table."""
    blocks: list[str] = []
    figures: list[str] = []
    for line in [*lines, ""]:
        name, colon, value = line.strip().partition(": ")
        if colon and not line.endswith(SENTENCE_ENDS):
            figures.append(FIGURE.format(name=_safe(name), value=_safe(value)))
            continue
        if figures:
            blocks.append(FIGURES.format(rows="\n".join(figures)))
            figures = []
        if line.strip():
            blocks.append(f'<p style="margin:0 0 8px">{_safe(line)}</p>')
    return blocks


def _safe(text: str) -> str:
    return escape(_tidy(text))


def _tidy(text: str) -> str:
    """One line, without what cannot be seen: a name may not break a letter's lines apart or turn their direction."""
    return "".join(letter if letter.isprintable() or letter in "\u00a0\u202f" else " " for letter in text)
