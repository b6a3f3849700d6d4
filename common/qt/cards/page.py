"""A connection card on one page of paper: whose it is, its lines, its QR code."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from common.card_text import card_text
from common.errors import OplataError
from common.protocol.card import Card
from common.qr import squares
from common.qt.cards.qr_view import Squares, paint_squares
from common.qt.cards.rows import rows_of
from common.qt.desk import Desk
from common.qt.printing import LINES, print_page, strip, write
from common.words import Language, Words

CAPTION = Words("Считайте этот код в окне «Импортировать карточку»", "Scan this code in “Import a card”")
NAMES = 32
"""Hundredths of the width that the names of the lines take."""


def print_card(desk: Desk, parent: QWidget | None, card: Card) -> None:
    """A card on one page; a code that does not fit is left out."""

    def show(found: Squares) -> None:
        print_page(
            desk,
            parent,
            card.name,
            lambda painter, area: paint_card(painter, area, card, found, desk.languages.current),
        )

    def without(_error: OplataError) -> None:
        show([])

    owner = parent or desk
    desk.work(owner, lambda: squares(card_text(card)), then=show, failed=without)


def paint_card(painter: QPainter, area: QRectF, card: Card, found: Squares, language: Language) -> None:
    """Draw it inside the page."""
    line = area.height() / LINES
    rest = strip(painter, area, language, line)
    write(painter, QRectF(rest.left(), rest.top(), rest.width(), 3 * line), card.name.of(language), 1.8 * line)
    top = rest.top() + 3.5 * line
    names = rest.width() * NAMES / 100
    for row in rows_of(card):
        write(painter, QRectF(rest.left(), top, names, 2 * line), row.words.of(language), line)
        write(painter, QRectF(rest.left() + names, top, rest.width() - names, 2 * line), row.text, line, mono=True)
        top += 2 * line
    if found:
        side = min(rest.width(), rest.bottom() - top - 4 * line)
        paint_squares(painter, QRectF(rest.left() + (rest.width() - side) / 2, top + line, side, side), found)
        foot = QRectF(rest.left(), rest.bottom() - 2 * line, rest.width(), 2 * line)
        write(painter, foot, CAPTION.of(language), line, centred=True)
