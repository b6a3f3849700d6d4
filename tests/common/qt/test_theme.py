"""Both palettes: every pair that is read or seen has the contrast it needs, and every icon stands out."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from common.qt import theme
from common.qt.desk import Desk
from common.qt.server_screen import ServerScreen
from common.qt.theme import FOLDER, Token, ratio
from common.qt.tokens import DARK, LIGHT

TEXT = (
    Token.TEXT, Token.PLACEHOLDER, Token.OK, Token.RUNNING, Token.WAITING, Token.ERROR, Token.NEUTRAL,
    Token.ROLE_CONSUMER, Token.ROLE_AGENT, Token.ROLE_PROCESSING, Token.ROLE_PROVIDER,
)  # fmt: skip
GROUNDS = (Token.BASE, Token.WINDOW, Token.ALTERNATE, Token.RAISED, Token.FLASH)
PALETTES = {"light": LIGHT, "dark": DARK}
Seen = Callable[[QWidget], QImage]


@pytest.fixture
def seen(qtbot: QtBot, calm: Callable[[], None]) -> Seen:
    """What a part of a window looks like, once it is shown and filled."""

    def picture(widget: QWidget) -> QImage:
        qtbot.addWidget(widget)
        widget.resize(900, 600)
        widget.show()
        calm()
        QApplication.processEvents()
        return widget.grab().toImage()

    return picture


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


def test_a_window_that_was_dressed_at_the_end_looks_like_one_that_was_dressed_from_the_beginning(
    seen: Seen, desk: Desk
) -> None:
    early = seen(ServerScreen(desk))

    with desk.theme.making():
        assert QApplication.instance().styleSheet() == ""  # type: ignore[union-attr]
        made = ServerScreen(desk)

    assert QApplication.instance().styleSheet() != ""  # type: ignore[union-attr]
    assert seen(made) == early


def test_an_open_window_looks_as_before_when_another_was_made(seen: Seen, desk: Desk) -> None:
    opened = ServerScreen(desk)
    seen(opened)
    desk.theme.use("dark")
    desk.theme.zoom(150)
    before = measured(opened)

    with desk.theme.making():
        seen_later = ServerScreen(desk)

    QApplication.processEvents()
    assert measured(opened) == before
    seen(seen_later)
    assert measured(seen_later) == before


def test_all_is_dressed_again_when_a_window_could_not_be_made(desk: Desk) -> None:
    with pytest.raises(ValueError), desk.theme.making():
        raise ValueError

    assert QApplication.instance().styleSheet() != ""  # type: ignore[union-attr]


def test_a_window_that_was_zoomed_looks_like_one_that_was_made_at_that_size(
    qtbot: QtBot, seen: Seen, desk: Desk
) -> None:
    zoomed, fresh = ServerScreen(desk), ServerScreen(desk)
    seen(zoomed)
    desk.theme.use("dark")
    desk.theme.zoom(150)
    seen(fresh)

    qtbot.waitUntil(lambda: measured(zoomed) == measured(fresh))


def measured(widget: QWidget) -> list[tuple[QSize, float, str]]:
    """How large everything in it wants to be, in what letters and in what colour."""
    return [
        (one.sizeHint(), one.font().pointSizeF(), one.palette().windowText().color().name())
        for one in widget.findChildren(QWidget)
        if isinstance(one, QLabel | QPushButton | QTabBar)
    ]


def ink(image: QImage) -> list[QColor]:
    """The pixels that are fully drawn, the darkest first."""
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return sorted((one for one in pixels if one.alpha() > 200), key=lambda one: one.lightness())
