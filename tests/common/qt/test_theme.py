"""Both palettes: every pair that is read or seen has the contrast it needs, and every icon stands out."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from common.qt import theme
from common.qt.desk import Desk
from common.qt.theme import FOLDER, Token, ratio
from common.qt.tokens import DARK, LIGHT

TEXT = (
    Token.TEXT, Token.PLACEHOLDER, Token.OK, Token.RUNNING, Token.WAITING, Token.ERROR, Token.NEUTRAL,
    Token.ROLE_CONSUMER, Token.ROLE_AGENT, Token.ROLE_PROCESSING, Token.ROLE_PROVIDER,
)  # fmt: skip
GROUNDS = (Token.BASE, Token.WINDOW, Token.ALTERNATE, Token.RAISED, Token.FLASH)
PALETTES = {"light": LIGHT, "dark": DARK}


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("token", TEXT)
def test_text_is_readable(name: str, token: Token, ground: Token) -> None:
    palette = PALETTES[name]

    assert ratio(QColor(palette[token]), QColor(palette[ground])) >= 4.5


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize(
    ("one", "other", "least"),
    [
        (Token.SELECTED_TEXT, Token.SELECTION, 4.5),
        (Token.STRIP_TEXT, Token.STRIP, 7.0),
        (Token.FAULT_TEXT, Token.FAULT, 7.0),
        (Token.BORDER, Token.BASE, 3.0),
        (Token.BORDER, Token.WINDOW, 3.0),
        (Token.DISABLED, Token.WINDOW, 3.0),
        (Token.RUNNING, Token.WINDOW, 3.0),
    ],
)
def test_pairs_that_belong_together_stand_out(name: str, one: Token, other: Token, least: float) -> None:
    palette = PALETTES[name]

    assert ratio(QColor(palette[one]), QColor(palette[other])) >= least


@pytest.mark.parametrize("choice", PALETTES)
def test_every_icon_is_seen_on_its_ground(desk: Desk, choice: str) -> None:
    desk.theme.use(choice)
    ground = desk.theme.colour(Token.WINDOW)
    for drawing in sorted((FOLDER / "icons").glob("*.svg")):
        image = desk.theme.picture(drawing.stem, Token.TEXT, 40).toImage()
        inked = ink(image)
        assert inked, f"{drawing.stem} is empty"
        assert ratio(inked[len(inked) // 2], ground) >= 3, drawing.stem


def test_the_palette_in_use_is_ours(desk: Desk) -> None:
    desk.theme.use("dark")

    palette = QApplication.palette()
    assert palette.window().color().name().upper() == DARK[Token.WINDOW]
    assert palette.placeholderText().color().name().upper() == DARK[Token.PLACEHOLDER]


def test_the_fonts_come_with_the_program(desk: Desk) -> None:
    assert {path.suffix for path in Path(FOLDER / "fonts").glob("*.ttf")} == {".ttf"}
    assert desk.theme.font().family() == theme.FONT


def ink(image: QImage) -> list[QColor]:
    """The pixels that are fully drawn, the darkest first."""
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return sorted((one for one in pixels if one.alpha() > 200), key=lambda one: one.lightness())
