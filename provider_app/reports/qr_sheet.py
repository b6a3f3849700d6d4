"""A sheet of A6 for the wall or the till: whose code it is, the code, the sum and what it is for, in one language."""

from contextlib import closing
from datetime import datetime
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import Align, XPos, YPos
from fpdf.fonts import TTFFont

from common import qr
from common.money import text
from common.protocol.wallets.codes import QrMade
from common.words import Language, Words

FONTS = Path(__file__).resolve().parents[2] / "common" / "qt" / "fonts"
FONT = "Noto"
WIDTH, HEIGHT, MARGIN = 105.0, 148.0, 7.0
STRIP, SIDE = 11.0, 74.0
"""Millimetres: the strip over the top, the code with its quiet edge."""
AMBER, BROWN = (255, 217, 138), (61, 42, 0)
LARGEST_TYPE, SMALLEST_TYPE = 20.0, 8.0
LINE = 0.45
"""Millimetres of a line for each point of its type."""
LONGEST_NAME = 60
TRAINING = Words("УЧЕБНЫЙ РЕЖИМ. Деньги не настоящие", "TRAINING MODE. The money is not real")
HOW = Words(
    "Наведите камеру кошелька. Имя получателя сверьте на экране.",
    "Scan it with the wallet. Check the payee's name on its screen.",
)
ANY_SUM = Words("Сумму введёт покупатель", "The buyer types the sum")
SUM = Words("{sum} ₽", "{sum} ₽")
KEY = Words("Подпись центра, ключ {key}", "Signed by the centre, key {key}")


def drawn(made: QrMade, language: Language, *, at: datetime) -> bytes:
    """The file; `at` is written into it as the moment it was made."""
    with closing(_Sheet(made, language, at)) as sheet:
        return bytes(sheet.output())


def file_name(made: QrMade) -> str:
    """What the file is called: the provider and the sum, without what a system takes for a path."""
    name = "".join(letter for letter in made.name if letter.isalnum() or letter in " -_").strip()[:LONGEST_NAME]
    amount = f" {text(made.amount).replace(chr(160), '')}" if made.amount else ""
    return f"QR {name}{amount}.pdf"


class _Sheet(FPDF):
    """Drawn from the top down; what does not fit its place is set smaller."""

    def __init__(self, made: QrMade, language: Language, at: datetime) -> None:
        super().__init__(unit="mm", format=(WIDTH, HEIGHT))
        self.set_auto_page_break(False)
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.add_font(FONT, "", FONTS / "NotoSans-Regular.ttf")
        self.add_font(FONT, "B", FONTS / "NotoSans-Bold.ttf")
        self.set_title(made.name)
        self.set_lang(language)
        self.set_creator("Oplata")
        self.set_creation_date(at)
        self.c_margin = 0
        self.add_page()
        self._draw(made, language)

    def close(self) -> None:
        """Let go of the files of the fonts."""
        for font in self.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()

    def _draw(self, made: QrMade, language: Language) -> None:
        self.set_fill_color(*AMBER)
        self.rect(0, 0, WIDTH, STRIP, style="F")
        self.set_text_color(*BROWN)
        self._write(TRAINING.of(language), top=1.5, height=STRIP - 3, size=11, bold=True)
        self.set_text_color(0)
        self._write(made.name, top=STRIP + 3, height=15, size=LARGEST_TYPE, bold=True)
        self._code(made.text, top=STRIP + 19)
        sum_ = SUM.format(sum=text(made.amount, english=language == "en")) if made.amount else ANY_SUM
        self._write(sum_.of(language), top=STRIP + 94, height=9, size=18 if made.amount else 12, bold=bool(made.amount))
        self._write(made.order, top=STRIP + 104, height=11, size=11)
        self._write(HOW.of(language), top=STRIP + 117, height=10, size=9)
        self._write(KEY.format(key=made.key_id).of(language), top=STRIP + 128, height=5, size=7)

    def _write(self, words: str, *, top: float, height: float, size: float, bold: bool = False) -> None:
        """In the middle of its place, as large as it fits; a word that is too long even so is cut by the edge."""
        while True:
            self.set_font(FONT, "B" if bold else "", size)
            found = self.multi_cell(self.epw, size * LINE, words, align=Align.C, dry_run=True, output="LINES")
            lines = len(found) if isinstance(found, list) else 1
            if lines * size * LINE <= height or size <= SMALLEST_TYPE:
                break
            size -= 1
        self.set_xy(self.l_margin, top + max(0.0, (height - lines * size * LINE) / 2))
        self.multi_cell(self.epw, size * LINE, words, align=Align.C, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _code(self, content: str, *, top: float) -> None:
        """Drawn as rectangles: sharp on any printer."""
        squares = qr.squares(content)
        step = SIDE / (len(squares) + 2 * qr.QUIET)
        left = (WIDTH - SIDE) / 2
        self.set_fill_color(0)
        for row, line in enumerate(squares):
            for start, end in _runs(line):
                x, y = left + (start + qr.QUIET) * step, top + (row + qr.QUIET) * step
                self.rect(x, y, (end - start) * step, step, style="F")


def _runs(line: list[bool]) -> list[tuple[int, int]]:
    """Where dark squares stand side by side: no hair of light between them."""
    edges = [at for at in range(len(line) + 1) if (at > 0 and line[at - 1]) != (at < len(line) and line[at])]
    return list(zip(edges[::2], edges[1::2], strict=True))
