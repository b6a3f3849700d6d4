"""Connection cards in a window: taken from a file, a picture or the clipboard, and shown when one was just issued."""

from common.card_text import card_from_text, card_text
from common.qt.cards.import_card import ImportCard, import_card
from common.qt.cards.panel import CardPanel
from common.qt.cards.qr_view import QrView

__all__ = ["CardPanel", "ImportCard", "QrView", "card_from_text", "card_text", "import_card"]
