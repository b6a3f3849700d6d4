"""`report.html`: one file that opens offline: the verdict and the failures first, everything else folded below."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from common.clock import moment
from common.words import Words
from launcher_app.grading.checks import CRITERIA
from launcher_app.grading.outcome import STATUS_WORDS, Scored, Status
from launcher_app.grading.report import books, names, papers, parts
from launcher_app.grading.report.view import View, number

HERE = Path(__file__).parent
POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"
MOST_SEEN = 8


def page(view: View) -> str:
    """The whole file."""
    style = (HERE / "page.css").read_text(encoding="utf-8")
    script = (HERE / "page.js").read_text(encoding="utf-8")
    title = names.SCORE.format(points=_n(view, view.points), most=_n(view, view.most)).of(view.language)
    sections = [_head(view, title), _tiles(view), _failures(view), _by_hand(view), _checks(view)]
    if view.detail != "points":
        sections += [parts.scenarios(view), parts.reconciled(view), parts.pictures(view), parts.exchanges(view)]
        sections.append(parts.timing(view))
    if not view.student:
        sections += [parts.logs(view), parts.marks(view)]
    sections.append(parts.repeat(view))
    return (
        f'<!doctype html>\n<html lang="{view.language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f"<title>{escape(title)}</title><style>{style}</style></head><body><main>"
        f"{''.join(sections)}</main><script>{script}</script></body></html>\n"
    )


def _head(view: View, title: str) -> str:
    run, t = view.run, view.language
    at = moment(run.began_ms).astimezone()
    said = [run.team, f"{names.VARIANT.of(t)} {run.variant}"
            if run.variant else "", CRITERIA[run.role].of(t) if run.role else "", f"{at:%d.%m.%Y %H:%M}",
            names.TOOK.format(seconds=run.ms // 1000).of(t), t]  # fmt: skip
    meta = " · ".join(text for text in said if text)
    if view.student:
        side = f'<span class="copy">{escape(names.STUDENT_COPY.of(t))}</span>'
    else:
        side = f'<a class="screen" href="student.html">{escape(names.STUDENT_LINK.of(t))}</a>'
    return f'<header class="head"><h1>{escape(title)}</h1><span class="meta">{escape(meta)}</span>{side}</header>'


def _tiles(view: View) -> str:
    tiles = [(one.title, points, one.points) for one, points in view.criteria]
    shown = "".join(
        f"<li>{escape(title.of(view.language))}<b>{_n(view, points)} / {_n(view, most)}</b></li>"
        for title, points, most in tiles
    )
    points, most = view.extras
    extra = ""
    if most:
        words = names.EXTRAS.format(points=_n(view, points), most=_n(view, most)).of(view.language)
        extra = f'<p class="soft">{escape(words)}</p>'
    return f'<ul class="tiles">{shown}</ul>{extra}'


def _failures(view: View) -> str:
    """Everything that lost points, open, with its cause and where to look."""
    t, lost = view.language, view.failures
    if lost:
        idle = sum(one.result.status is Status.NOT_RUN for one in lost)
        heads = [(names.FAILED, len(lost) - idle), (names.IDLE, idle)]
        shown = f"<h2>{escape(' · '.join(words.format(count=count).of(t) for words, count in heads if count))}</h2>"
        shown += "".join(_failure(view, one) for one in lost)
    else:
        shown = f"<h2>{escape(names.NONE_FAILED.of(t))}</h2>"
    passed, every = view.opened
    words = names.OPENED.format(passed=passed, every=every).of(t)
    if view.hidden:
        sentence = names.HIDDEN_HERE if view.student else names.HIDDEN
        words += " " + sentence.format(count=view.hidden).of(t)
    stopped = f'<p class="differs">{escape(names.STOPPED.of(t))}</p>' if view.run.stopped else ""
    return f'{stopped}{shown}<p class="soft">{escape(words)}</p>'


def _failure(view: View, score: Scored) -> str:
    inside = _facts(view, score)
    line = f'<div class="line">{_line(view, score)}</div>'
    return f'<article class="card {score.result.status}">{line}{inside}</article>'


def _checks(view: View) -> str:
    t = view.language
    signs = [(Status.FAILED, "✖"), (Status.PARTIAL, "◑"), (Status.NOT_RUN, "⊘"), (Status.PASSED, "●")]
    buttons = [("lost", names.SHOW_FAILED.of(t)), ("all", names.SHOW_ALL.of(t))]
    buttons += [(status.value, f"{sign} {STATUS_WORDS[status][1].of(t)}") for status, sign in signs]
    shown = "".join(f'<button type="button" data-show="{key}">{escape(text)}</button>' for key, text in buttons)
    search = escape(names.SEARCH.of(t))
    field = f'<input id="search" type="search" placeholder="{search}" aria-label="{search}">'
    bar = f'<div class="filter">{shown}{field}</div>'
    groups = "".join(_group(view, name, words) for name, words in CRITERIA.items())
    nothing = f'<p id="empty" class="off">{escape(names.EMPTY.of(t))}</p>'
    return f'<div class="folded"><h2>{escape(names.ALL.of(t))}</h2>{bar}<div id="checks">{groups}</div>{nothing}</div>'


def _group(view: View, name: str, words: Words) -> str:
    own = [one for one in view.scores if one.criterion == name]
    if not own:
        return ""
    cards = "".join(_card(view, one) for one in own)
    return f"<section><h3>{escape(words.of(view.language))}</h3>{cards}</section>"


def _card(view: View, score: Scored) -> str:
    result = score.result
    lost = int(result.status is not Status.PASSED or score.points < score.worth)
    inside = _facts(view, score)
    marks = f'class="card {result.status}" data-status="{result.status}" data-lost="{lost}" id="check-{result.check}"'
    return f"<details {marks}><summary>{_line(view, score)}</summary>{inside}</details>"


def _line(view: View, score: Scored) -> str:
    result, t = score.result, view.language
    sign, words = STATUS_WORDS[result.status]
    points = f"{_n(view, score.points)} / {_n(view, score.worth)}"
    if score.before is not None:
        points = f"<s>{_n(view, score.before)}</s> {points}"
    hidden = f' <span class="soft">({escape(names.HIDDEN_SIGN.of(t))})</span>' if result.hidden else ""
    name = f"{escape(result.check)} {escape(result.title.of(t))}{hidden}"
    return (
        f'<span class="sign" title="{escape(words.of(t))}" aria-label="{escape(words.of(t))}">{sign}</span>'
        f'<span class="name">{name}</span><span class="pts">{points}</span>'
    )


def _facts(view: View, score: Scored) -> str:
    result, t = score.result, view.language
    facts: list[tuple[str, str]] = [
        (names.EXPECTED.of(t), escape(result.expected.of(t))),
        (names.GOT.of(t), escape(result.got.of(t))),
        (names.WHY.of(t), escape(f"«{score.quote}»" if score.quote else "")),
        (names.LOOK.of(t), _links(result.evidence.exchanges)),
        (names.LINES.of(t), papers.evidence(view, result.evidence.lines)),
        (names.ROWS.of(t), books.rows(result.evidence.rows, f"{names.ROWS.of(t)} {result.check}")),
    ]
    if result.status is not Status.PASSED:
        facts.append((names.HINT.of(t), escape(score.hint.of(t))))
    if result.first is not None:
        facts.append(("↻", escape(names.AGAIN.format(first=result.first.of(t)).of(t))))
    if score.before is not None:
        words = names.OVERRIDDEN.format(before=_n(view, score.before), reason=score.reason).of(t)
        facts.append(("✎", escape(words)))
    return "<dl>" + "".join(f"<dt>{escape(name)}</dt><dd>{value}</dd>" for name, value in facts if value) + "</dl>"


def _links(exchanges: Sequence[int]) -> str:
    shown = ", ".join(f'<a href="#ex-{number}">{number}</a>' for number in exchanges[:MOST_SEEN])
    return shown + (" …" if len(exchanges) > MOST_SEEN else "")


def _by_hand(view: View) -> str:
    if not view.manual:
        return ""
    t = view.language
    rows = "".join(
        f'<tr><th scope="row">{escape(one.title)}</th><td class="n">{_n(view, one.points)} / {_n(view, one.worth)}</td>'
        f"<td>{escape(one.reason)}</td></tr>"
        for one in view.manual
    )
    return f"<table><caption>{escape(names.BY_HAND.of(t))}</caption><tbody>{rows}</tbody></table>"


def _n(view: View, hundredths: int) -> str:
    return number(hundredths, view.language)
