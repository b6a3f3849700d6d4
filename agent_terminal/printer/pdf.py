"""A paper as PDF with our own fonts inside: a roll of 80 mm as long as it needs to be, or a page of A4."""

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import Align, XPos, YPos
from fpdf.fonts import TTFFont

from agent_terminal.printer.lines import Gap, Pair, Part, Rule, Sheet, Square, Text
from common import qr

FONTS = Path(__file__).resolve().parents[2] / "common" / "qt" / "fonts"
FONT = "Noto"
ENDLESS = 2_000.0
"""Millimetres of roll on which a paper is measured before it gets a page of its own length."""
SMALLEST_GAP, INDENT = 3.0, 3.0


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of paper in millimetres; `size` is the points of its type, `height` 0 a roll."""

    width: float
    height: float
    margin: float
    size: float
    square: float
    column: float
    """How wide the text is; it stands in the middle."""


ROLL = Paper(width=80, height=0, margin=4, size=9, square=24, column=72)
A4 = Paper(width=210, height=297, margin=20, size=12, square=34, column=130)


def drawn(sheet: Sheet, paper: Paper, *, at: datetime) -> bytes:
    """The file; `at` is written into it as the moment it was made."""
    height = paper.height
    if not height:
        with closing(_Page(sheet, paper, ENDLESS, at)) as measured:
            height = measured.end + paper.margin
    with closing(_Page(sheet, paper, height, at)) as page:
        return bytes(page.output())


class _Page(FPDF):
    """Draws from the top down; `end` is where the last part ends."""

    def __init__(self, sheet: Sheet, paper: Paper, height: float, at: datetime) -> None:
        super().__init__(unit="mm", format=(paper.width, height))
        self._paper = paper
        self.set_auto_page_break(bool(paper.height), paper.margin)
        side = (paper.width - paper.column) / 2
        self.set_margins(side, paper.margin, side)
        self.add_font(FONT, "", FONTS / "NotoSans-Regular.ttf")
        self.add_font(FONT, "B", FONTS / "NotoSans-Bold.ttf")
        self.set_title(sheet.title)
        self.set_lang(sheet.language)
        self.set_creator("Oplata")
        self.set_creation_date(at)
        self.c_margin = 0
        self.add_page()
        for part in sheet.parts:
            self._draw(part)
        self.end = self.get_y()

    def close(self) -> None:
        """Let go of the files of the fonts."""
        for font in self.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()

    def _draw(self, part: Part) -> None:
        match part:
            case Text():
                self._text(part)
            case Pair():
                self._pair(part)
            case Rule():
                self._rule()
            case Gap():
                self.set_y(self.get_y() + self._paper.size * 0.2)
            case Square():
                self._square(part)

    def _type(self, *, bold: bool, share: float = 1.0) -> float:
        """Choose the type; the height of its line."""
        size = self._paper.size * share
        self.set_font(FONT, "B" if bold else "", size)
        return size * 0.49

    def _text(self, part: Text) -> None:
        line = self._type(bold=part.bold, share=1.35 if part.large else 1.0)
        align = Align.C if part.centred else Align.L
        self.multi_cell(self.epw, line, part.words, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _pair(self, part: Pair) -> None:
        """On one line if both fit; else the value goes below: at the right edge, or a little in if it takes several."""
        line = self._type(bold=part.large, share=1.25 if part.large else 1.0)
        name, value = self.get_string_width(part.name), self.get_string_width(part.value)
        if name + SMALLEST_GAP + value <= self.epw:
            self.cell(name, line, part.name, new_x=XPos.LMARGIN, new_y=YPos.TOP)
            self.cell(self.epw, line, part.value, align=Align.R, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
            return
        self.multi_cell(self.epw, line, part.name, align=Align.L, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        fits = value <= self.epw
        self.set_x(self.l_margin + (0 if fits else INDENT))
        align = Align.R if fits else Align.L
        self.multi_cell(0, line, part.value, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _rule(self) -> None:
        gap = self._paper.size * 0.16
        y = self.get_y() + gap
        self.set_line_width(0.2)
        self.set_dash_pattern(dash=1.2, gap=0.8)
        self.line(self.l_margin, y, self.l_margin + self.epw, y)
        self.set_dash_pattern()
        self.set_y(y + gap)

    def _square(self, part: Square) -> None:
        """Drawn as rectangles: sharp on any printer, and no picture library at work."""
        squares = qr.squares(part.text)
        step = self._paper.square / len(squares)
        top, left = self.get_y() + 2 * step, (self._paper.width - self._paper.square) / 2
        for row, line in enumerate(squares):
            for start, end in _runs(line):
                self.rect(left + start * step, top + row * step, (end - start) * step, step, style="F")
        self.set_y(top + self._paper.square + 2 * step)


def _runs(line: list[bool]) -> list[tuple[int, int]]:
    """Where dark squares stand side by side: no hair of light between them."""
    edges = [at for at in range(len(line) + 1) if (at > 0 and line[at - 1]) != (at < len(line) and line[at])]
    return list(zip(edges[::2], edges[1::2], strict=True))
