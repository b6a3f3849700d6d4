"""The folded parts of the page: scenarios with diagrams and money, exchanges, times, logs, how to repeat."""

import contextlib
import statistics
from collections.abc import Sequence
from html import escape

import msgspec

from common.money import text as money_text
from common.words import Language
from launcher_app.grading.outcome import MoneyRow, Played
from launcher_app.grading.report import books, diagram, names, papers
from launcher_app.grading.report.view import View
from launcher_app.proxy import Exchange

LONGEST_BODY = 3_000
MOST_EXCHANGES = 400


def scenarios(view: View) -> str:
    """Each scenario whose checks are shown: its diagram, and where its money was at the end."""
    shown = "".join(_scenario(view, one) for one in view.run.played)
    return _folded(names.DIAGRAMS.of(view.language), shown) if shown else ""


def _scenario(view: View, played: Played) -> str:
    t = view.language
    numbers = {n for one in view.scores if one.result.scenario == played.name for n in one.result.evidence.exchanges}
    exchanges = [one for one in view.run.exchanges if one.number in numbers]
    picture = diagram.drawn(exchanges, played.title.of(t), t)
    strip = _money(view, played.money)
    if not (picture or strip):
        return ""
    title = f"{played.title.of(t)} · {played.ms} ms"
    problem = f'<p class="differs">{escape(played.problem)}</p>' if played.problem and not view.student else ""
    return (
        f'<details class="card" id="scene-{played.name}"><summary><span class="name">{escape(title)}</span></summary>'
        f'{problem}<div class="draw">{picture}</div>{strip}</details>'
    )


def _money(view: View, rows: Sequence[MoneyRow]) -> str:
    if not rows:
        return ""
    t, whole = view.language, sum(one.amount for one in rows)
    body = "".join(_money_row(one.words.of(t), one.amount, view) for one in rows)
    verdict = names.DIFFERS if whole else names.AGREES
    look = "differs" if whole else "agrees"
    foot = f'<tr><th scope="row">{escape(names.SUM.of(t))}</th><td class="n">{_sum(whole, view)}</td></tr>'
    return (
        f"<table><caption>{escape(names.MONEY.of(t))} — <span class='{look}'>{escape(verdict.of(t))}</span></caption>"
        f"<tbody>{body}</tbody><tfoot>{foot}</tfoot></table>"
    )


def _money_row(words: str, amount: int, view: View) -> str:
    return f'<tr><th scope="row">{escape(words)}</th><td class="n">{_sum(amount, view)}</td></tr>'


def _sum(amount: int, view: View) -> str:
    return escape(money_text(amount, english=view.language == "en"))


def exchanges(view: View) -> str:
    """Those that some check points at, each once."""
    numbers = {number for one in view.scores for number in one.result.evidence.exchanges}
    shown = [one for one in view.run.exchanges if one.number in numbers][:MOST_EXCHANGES]
    return _folded(f"{names.TALK.of(view.language)} ({len(shown)})", "".join(_exchange(view, one) for one in shown))


def _exchange(view: View, one: Exchange) -> str:
    t = view.language
    return (
        f'<details class="card" id="ex-{one.number}"><summary><span class="name">{escape(title(one, t))}</span>'
        f"</summary><h3>{escape(names.ASKED.of(t))}</h3><pre>{escape(asked(one))}</pre>"
        f"<h3>{escape(names.ANSWERED.of(t))}</h3><pre>{escape(answered(one))}</pre></details>"
    )


def title(one: Exchange, language: Language) -> str:
    """An exchange on one line."""
    arrow = f"{names.who(one.sender).of(language)} → {names.who(one.receiver).of(language)}"
    fault = f" · {names.fault(one.fault).of(language)}" if one.fault else ""
    return f"{one.number} · {arrow} · {one.method} {one.path} → {one.status or one.error or '—'} · {one.ms} ms{fault}"


def asked(one: Exchange) -> str:
    """The question, its headers first."""
    return _headers(one.request_headers) + _pretty(one.request)


def answered(one: Exchange) -> str:
    """The answer, its headers first, or why there is none."""
    return _headers(one.reply_headers) + _pretty(one.reply) if one.status else one.error


def _headers(headers: dict[str, str]) -> str:
    return "".join(f"{name}: {value}\n" for name, value in headers.items()) + "\n"


def _pretty(text: str) -> str:
    with contextlib.suppress(msgspec.MsgspecError):  # what is no JSON is shown as it came
        text = msgspec.json.format(text, indent=2) if text else ""
    return text if len(text) <= LONGEST_BODY else text[:LONGEST_BODY] + " …"


def timing(view: View) -> str:
    """Median and worst answer of everybody who answered."""
    t = view.language
    times: dict[str, list[int]] = {}
    for one in view.run.exchanges:
        if one.status:
            times.setdefault(names.who(one.receiver).of(t), []).append(one.ms)
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td class="n">{len(all_ms)}</td>'
        f'<td class="n">{statistics.median(all_ms):.0f}</td><td class="n">{max(all_ms)}</td></tr>'
        for name, all_ms in times.items()
    )
    heads = (names.WHO, names.COUNT, names.MIDDLE, names.WORST)
    head = "".join(f'<th scope="col">{escape(one.of(t))}</th>' for one in heads)
    caption = f"<caption>{escape(names.TIMING.of(t))}</caption>"
    table = f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return _unless_empty(names.TIMING.of(t), (table if rows else "") + starts(view))


def starts(view: View) -> str:
    """How long each program took until it answered."""
    t = view.language
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td class="n">{ms}</td></tr>' for name, ms in view.run.starts.items()
    )
    head = "".join(f'<th scope="col">{escape(one.of(t))}</th>' for one in (names.PROGRAM, names.STARTED_IN))
    caption = f"<caption>{escape(names.STARTED.of(t))}</caption>"
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>" if rows else ""


def reconciled(view: View) -> str:
    """The three books side by side."""
    return _unless_empty(names.RECONCILED.of(view.language), books.reconciled(view))


def pictures(view: View) -> str:
    """Windows and the kiosk."""
    return _folded(names.PICTURES.of(view.language), books.pictures(view)) if view.run.pictures else ""


def logs(view: View) -> str:
    """What the judged programs wrote."""
    return _unless_empty(names.LOGS.of(view.language), papers.logs(view))


def marks(view: View) -> str:
    """Stars and notes."""
    return _folded(names.MARKS.of(view.language), books.marks(view)) if view.run.marks else ""


def repeat(view: View) -> str:
    """The command, the seed, the machine, the sources."""
    t, run = view.language, view.run
    facts = [(names.COMMAND.of(t), run.command), (names.SEED.of(t), str(run.seed)), ("target", run.target)]
    facts += list(run.environment.items())
    shown = "<dl>" + "".join(f"<dt>{escape(a)}</dt><dd>{escape(b)}</dd>" for a, b in facts if b) + "</dl>"
    if run.hashes:
        lines = "\n".join(f"{value[:16]}…  {name}" for name, value in run.hashes.items())
        shown += f"<h3>{escape(names.HASHES.of(t))}</h3><pre>{escape(lines)}</pre>"
    return _folded(names.REPEAT.of(t), shown)


def _unless_empty(title: str, inside: str) -> str:
    return _folded(title, inside) if inside else ""


def _folded(title: str, inside: str) -> str:
    return (
        f'<details class="folded"><summary><h2 style="display:inline">{escape(title)}</h2></summary>{inside}</details>'
    )
