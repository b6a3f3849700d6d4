"""A layout as an SVG picture: well-formed, complete in itself, opening without a network."""

from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path

from common.qt.tokens import DARK, LIGHT, Token
from launcher_app.diagram.layout import Layout, Place
from launcher_app.diagram.shapes import Arrowhead, Box, Icon, Line, Shape, Text

ICONS = Path(__file__).parents[2] / "common" / "qt" / "icons"
FONTS = '"Noto Sans", "Segoe UI", "Helvetica Neue", Arial, sans-serif'
NAMESPACE = "http://www.w3.org/2000/svg"
TYPE = ".sequence text.bold { font-weight: 700 } " + " ".join(
    f".sequence text.s{size} {{ font-size: {size}px }}" for size in (11, 12, 13)
)
UNSAFE = {code: "\ufffd" for code in range(32) if code not in (9, 10, 13)} | {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}


def picture(layout: Layout, title: str, *, colours: Mapping[Token, str] = LIGHT) -> str:
    """A file of its own, in one palette, on a ground of its own."""
    ground = f'<rect width="100%" height="100%" fill="{colours[Token.BASE]}"/>'
    style = TYPE + " " + _style(colours, Token.BASE)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_written(layout, title, style, ground, None)}\n'


def inline(layout: Layout, title: str, link: Callable[[int], str]) -> str:
    """A part of a page, on a card of it: light or dark as the page is; each arrow leads to `link` of its hop."""
    dark = f" @media screen and (prefers-color-scheme: dark) {{ {_style(DARK, Token.RAISED)} }}"
    return _written(layout, title, TYPE + " " + _style(LIGHT, Token.RAISED) + dark, "", link)


def _written(layout: Layout, title: str, style: str, ground: str, link: Callable[[int], str] | None) -> str:
    width, height = round(layout.width), round(layout.height)
    spoken = "\n".join(place.sentence for place in layout.places)
    inside = "".join(map(shape, (*layout.body, *layout.heads)))
    rows = "".join(_row(place, link) for place in layout.places)
    return (
        f'<svg xmlns="{NAMESPACE}" class="sequence" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="{"group" if link else "img"}" aria-label="{_safe(title)}" lang="{layout.language}" '
        f"font-family='{FONTS}'><title>{_safe(title)}</title><desc>{_safe(spoken)}</desc>"
        f"<style>{style} </style>{ground}{inside}{rows}</svg>"
    )


def _row(place: Place, link: Callable[[int], str] | None) -> str:
    drawn = "".join(map(shape, place.shapes))
    whole = f"<g><title>{_safe(place.sentence)}</title>{drawn}</g>"
    return f'<a href="{_safe(link(place.hop))}">{whole}</a>' if link and place.hop else whole


def shape(one: Shape) -> str:
    """One shape as an element; its colour is a class."""
    match one:
        case Line((x1, y1), (x2, y2), token, width, dash):
            dashed = f' stroke-dasharray="{" ".join(map(_n, dash))}"' if dash else ""
            return (
                f'<line class="l-{token}" x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" '
                f'stroke-width="{_n(width)}"{dashed}/>'
            )
        case Arrowhead(_, _, token):
            corners = " ".join(f"{_n(x)},{_n(y)}" for x, y in one.points)
            return f'<polygon class="f-{token}" points="{corners}"/>'
        case Text():
            return _text(one)
        case Box((x, y), width, height, fill, edge, radius):
            return (
                f'<rect class="f-{fill} l-{edge}" x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" '
                f'rx="{_n(radius)}"/>'
            )
        case Icon():
            return _icon(one)


def _text(one: Text) -> str:
    x, y = map(_n, one.at)
    turned = f' transform="rotate(-90 {x} {y})"' if one.upright else ""
    bold = " bold" if one.bold else ""
    halo = " halo" if one.halo else ""
    return (
        f'<text class="t-{one.token} s{_n(one.size)}{bold}{halo}" x="{x}" y="{y}" '
        f'text-anchor="{one.anchor}"{turned}>{_safe(one.text)}</text>'
    )


def _icon(one: Icon) -> str:
    """The icon's own drawing, placed and coloured."""
    whole = (ICONS / f"{one.name}.svg").read_text(encoding="utf-8").strip()
    x, y = map(_n, one.corner)
    placed = f'<svg class="i-{one.token}" x="{x}" y="{y}" width="{_n(one.side)}" height="{_n(one.side)}" '
    return whole.replace(f'<svg xmlns="{NAMESPACE}" ', placed, 1)


def _style(colours: Mapping[Token, str], ground: Token) -> str:
    """A class for each token: of lines, of fills, of texts, of icons; a halo is of the ground's colour."""
    halo = f"stroke: {colours[ground]}; stroke-width: 3px; paint-order: stroke; stroke-linejoin: round"
    return f".sequence text.halo {{ {halo} }} " + " ".join(
        f".sequence .l-{token} {{ stroke: {colour} }} .sequence .f-{token} {{ fill: {colour} }} "
        f".sequence text.t-{token} {{ fill: {colour} }} .sequence .i-{token} {{ color: {colour} }}"
        for token, colour in colours.items()
    )


def _safe(text: str) -> str:
    """As XML may hold it."""
    return escape(text.translate(UNSAFE))


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
