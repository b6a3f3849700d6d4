"""The names over the lanes, each with its role's icon and colour."""

from common.qt.tokens import Token
from common.words import Language
from launcher_app.diagram.lanes import Lane
from launcher_app.diagram.measure import wide, wrapped
from launcher_app.diagram.shapes import Box, Icon, Shape, Text

HEAD_HEIGHT = 52
TOP, HEIGHT, ICON, INSIDE, LINE, SIZE = 6, 42, 20, 8, 16, 13
WIDEST = 230
ROLES = {
    "consumer": (Token.ROLE_CONSUMER, "person"),
    "terminal": (Token.ROLE_AGENT, "kiosk"),
    "processing": (Token.ROLE_PROCESSING, "switch"),
    "provider": (Token.ROLE_PROVIDER, "antenna"),
}
STRANGER = (Token.NEUTRAL, "window")


def heads_of(lanes: tuple[Lane, ...], columns: tuple[float, ...], gap: float, language: Language) -> tuple[Shape, ...]:
    """A box for each lane."""
    width = min(WIDEST, gap - 12)
    return tuple(
        shape
        for lane, x in zip(lanes, columns, strict=True)
        for shape in _head(lane, x, width, language)
    )  # fmt: skip


def _head(lane: Lane, x: float, width: float, language: Language) -> list[Shape]:
    token, icon = ROLES.get(lane.role, STRANGER)
    room = width - ICON - 3 * INSIDE
    lines = wrapped(lane.words.of(language), room, SIZE, bold=True, most=2)
    text = max(wide(line, SIZE, bold=True) for line in lines)
    left = x - (text + ICON + INSIDE) / 2
    base = TOP + HEIGHT / 2 + 5 - LINE * (len(lines) - 1) / 2
    middle = left + ICON + INSIDE + text / 2
    return [
        Box((x - width / 2, TOP), width, HEIGHT, Token.RAISED, token, 6),
        Icon((left, TOP + (HEIGHT - ICON) / 2), ICON, icon, token),
        *(Text((middle, base + LINE * n), line, token, SIZE, bold=True, halo=False) for n, line in enumerate(lines)),
    ]
