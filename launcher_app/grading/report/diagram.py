"""A sequence diagram of exchanges as inline SVG: who asked whom, what came back, what was broken on purpose."""

from collections.abc import Sequence
from html import escape

from common.money import text as money_text
from common.words import Language
from launcher_app.grading.report import names
from launcher_app.proxy import Exchange

COLUMN, MARGIN, TOP, STEP = 210, 105, 46, 54
MOST = 16
BOX_WIDTH, BOX_HEIGHT = 180, 26
LABEL = 26


def drawn(exchanges: Sequence[Exchange], title: str, language: Language) -> str:
    """The diagram; its arrows lead to the exchanges themselves."""
    shown = exchanges[:MOST]
    who = sorted(
        {name for one in shown for name in (one.sender, one.receiver)}, key=lambda one: (names.place(one), one)
    )
    if len(who) < 2:
        return ""
    columns = {name: MARGIN + number * COLUMN for number, name in enumerate(who)}
    height = TOP + len(shown) * STEP + 24
    width = 2 * MARGIN + (len(who) - 1) * COLUMN
    parts = [
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="group"',
        f' aria-label="{escape(title)}">',
    ]
    parts += [_life(names.who(name).of(language), x, height) for name, x in columns.items()]
    for number, one in enumerate(shown):
        parts.append(_arrows(one, columns[one.sender], columns[one.receiver], TOP + number * STEP + 20, language))
    parts.append("</svg>")
    if len(exchanges) > MOST:
        parts.append(f"<p>{escape(names.NOT_SHOWN.format(count=len(exchanges) - MOST).of(language))}</p>")
    return "".join(parts)


def _life(name: str, x: int, height: int) -> str:
    box = f'<rect class="box" x="{x - BOX_WIDTH // 2}" y="6" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="4"/>'
    line = f'<line class="life" x1="{x}" y1="{6 + BOX_HEIGHT}" x2="{x}" y2="{height - 6}"/>'
    return f'{box}<text class="who" x="{x}" y="24" text-anchor="middle">{escape(name)}</text>{line}'


def _arrows(one: Exchange, left: int, right: int, y: int, language: Language) -> str:
    """There and back, each with its words; a fault is said beside the sign that shows where it happened."""
    middle = (left + right) // 2
    lost, cut = one.fault == "lost_reply", one.fault == "cut"
    broken = bool(one.fault) or not one.status or one.status >= 500
    look = "arrow bad" if broken else "arrow"
    there = _line(left, (left + right) // 2 if cut else right, y, look, dashed=False)
    back = "" if cut else _line(right, middle if lost else left, y + 16, look, dashed=True)
    asked = f"{one.number} {one.path}{_sum(one, language)}"
    answered = names.fault(one.fault).of(language) if one.fault else str(one.status or "—")
    if one.fault == "doubled":
        answered = f"{one.status} · {answered}"
    code = one.answered().get("code")
    if code and not one.fault:
        answered += f" {code}"
    words = "warn" if broken else "back"
    return (
        f'<a href="#ex-{one.number}">{there}{back}'
        f'<text class="ask" x="{middle}" y="{y - 4}" text-anchor="middle">{escape(_cut(asked))}</text>'
        f'<text class="{words}" x="{middle}" y="{y + 28}" text-anchor="middle">{escape(_cut(answered))}</text></a>'
    )


def _line(start: int, end: int, y: int, look: str, *, dashed: bool) -> str:
    """A line with its point; half a line ends in a cross."""
    to = 1 if end > start else -1
    dash = ' stroke-dasharray="5 4"' if dashed else ""
    point = f"{end},{y} {end - 8 * to},{y - 4} {end - 8 * to},{y + 4}"
    line = f'<line class="{look}" x1="{start}" y1="{y}" x2="{end}" y2="{y}"{dash}/>'
    return f'{line}<polygon class="{look}" points="{point}"/>'


def _sum(one: Exchange, language: Language) -> str:
    amount = one.asked().get("amount")
    return f" {money_text(amount, english=language == 'en')}" if isinstance(amount, int) else ""


def _cut(text: str) -> str:
    return text if len(text) <= LABEL else text[: LABEL - 1] + "…"
