"""The style sheet's ticks and arrows are files that are there and can be seen on both palettes."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from common.qt.style import style_sheet
from common.qt.theme import ratio
from common.qt.tokens import DARK, LIGHT, Token


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_mark_is_there_and_is_seen_on_its_ground(palette: dict[Token, str]) -> None:
    marks = [Path(found) for found in re.findall(r'url\("([^"]+)"\)', style_sheet(palette, 100))]

    assert {mark.stem for mark in marks} == {"check", "dot", "down", "up"}
    for mark in marks:
        colour = re.findall(r"#[0-9A-F]{6}", mark.read_text(encoding="utf-8"))[0]
        ground = Token.SELECTION if mark.stem in ("check", "dot") else Token.BASE
        assert ratio(QColor(colour), QColor(palette[ground])) >= 3
