"""Folded parts about the run as a whole: the three books reconciled, pictures of windows, stars and notes."""

import contextlib
from collections.abc import Sequence
from html import escape
from typing import Any
from urllib.parse import quote

import msgspec

from common.clock import moment
from common.money import text as money_text
from launcher_app.grading.outcome import Difference, Picture, Reconciled
from launcher_app.grading.report import names
from launcher_app.grading.report.view import View

PICTURES = "report_files/pictures"
STAR = "★"
MOST_COLUMNS = 12


def reconciled(view: View) -> str:
    """Agent, centre and provider side by side; what they do not agree about, payment by payment."""
    found = view.run.reconciled
    if found is None:
        return ""
    t = view.language
    if found.why is not None:
        return f'<p class="soft">⊘ {escape(found.why.of(t))}</p>'
    rows = [(one.words.of(t), str(one.count), _sum(one.amount, view)) for one in found.sides]
    return _table(
        _verdict(view, found), (names.BOOK.of(t), names.PAYMENTS.of(t), names.AMOUNT.of(t)), rows, right=2
    ) + (
        _table(
            escape(names.NOT_AGREED.of(t)),
            (names.CODE.of(t), names.AT_AGENT.of(t), names.AT_CENTRE.of(t), names.AT_PROVIDER.of(t), names.WHAT.of(t)),
            [_difference(view, one) for one in found.differences],
        )
        if found.differences
        else ""
    )


def _verdict(view: View, found: Reconciled) -> str:
    t = view.language
    words = names.DIFFER.format(count=len(found.differences)) if found.differences else names.AGREES
    look = "differs" if found.differences else "agrees"
    return f'{escape(names.BOOKS.of(t))} — <span class="{look}">{escape(words.of(t))}</span>'


def _difference(view: View, one: Difference) -> tuple[str, ...]:
    sent = "—" if one.sent is None else _sum(one.sent, view)
    credited = ", ".join(_sum(amount, view) for amount in one.credited) or "—"
    return one.code, sent, one.status or "—", credited, one.words.of(view.language)


def pictures(view: View) -> str:
    """Small ones on the page, whole ones beside it; where none was taken, the reason."""
    return f'<div class="shots">{"".join(_picture(view, one) for one in view.run.pictures)}</div>'


def _picture(view: View, one: Picture) -> str:
    title = escape(one.title.of(view.language))
    if one.why is not None:
        why = escape(one.why.of(view.language))
        return f'<figure><p class="soft">⊘ {why}</p><figcaption>{title}</figcaption></figure>'
    seen = f'<img src="{one.thumb}" alt="{title}" width="300" loading="lazy">' if one.thumb else escape(one.file)
    href = quote(f"{PICTURES}/{one.file}")
    return f'<figure><a href="{href}">{seen}</a><figcaption>{title}</figcaption></figure>'


def marks(view: View) -> str:
    """Stars and notes that were made in the launcher's window."""
    t = view.language
    rows = [
        (f"{moment(one.at_ms).astimezone():%d.%m %H:%M:%S}" if one.at_ms else "", one.code, one.line,
         " ".join(filter(None, [STAR if one.starred else "", one.note])))
        for one in view.run.marks
    ]  # fmt: skip
    return _table(
        escape(names.MARKS.of(t)), (names.WHEN.of(t), names.CODE.of(t), names.WHAT.of(t), names.NOTE.of(t)), rows
    )


def rows(lines: Sequence[str], name: str) -> str:
    """Rows of registers as a table of this name, where all of them are objects; else as they came."""
    found: list[dict[str, Any]] = []
    for line in lines:
        with contextlib.suppress(msgspec.MsgspecError):
            row = msgspec.json.decode(line)
            if isinstance(row, dict):
                found.append(row)
    if not lines or len(found) != len(lines):
        return f"<pre>{escape(chr(10).join(lines))}</pre>" if lines else ""
    columns = list(dict.fromkeys(name for row in found for name in row))[:MOST_COLUMNS]
    body = [tuple(_cell(row.get(name)) for name in columns) for row in found]
    looks = f'class="draw rows" tabindex="0" role="group" aria-label="{escape(name)}"'
    return f"<div {looks}>{_table('', columns, body)}</div>"


def _cell(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _table(caption: str, heads: Sequence[str], body: Sequence[Sequence[str]], *, right: int = 0) -> str:
    """`caption` is HTML already; the last `right` columns are numbers."""
    first = len(heads) - right
    looks = ["" if number < first else ' class="n"' for number in range(len(heads))]
    head = "".join(f'<th scope="col"{look}>{escape(one)}</th>' for one, look in zip(heads, looks, strict=True))
    shown = "".join(
        "<tr>" + "".join(f"<td{look}>{escape(cell)}</td>" for cell, look in zip(row, looks, strict=True)) + "</tr>"
        for row in body
    )
    title = f"<caption>{caption}</caption>" if caption else ""
    return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{shown}</tbody></table>"


def _sum(amount: int, view: View) -> str:
    return money_text(amount, english=view.language == "en")
