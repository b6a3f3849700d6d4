"""What rows are painted with: colours, fonts, pictures and laid out texts, kept until the theme changes."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPixmap, QStaticText

from common.qt.desk import Desk
from common.qt.theme import Theme
from common.qt.tokens import Token

MARGIN, ICON, GAP = 8, 14, 6
KEPT_TEXTS = 6000


class Inks:
    """A painter of rows has the theme's own font and one other, which `other_font` says."""

    def __init__(self, desk: Desk) -> None:
        """Take the theme that is on."""
        self._theme = desk.theme
        self._texts: dict[tuple[str, int, bool], tuple[QStaticText, int]] = {}
        self._pictures: dict[tuple[str, Token, int], QPixmap] = {}
        self.dress()

    def dress(self) -> None:
        """The theme or the zoom has changed."""
        theme = self._theme
        self._texts.clear()
        self._pictures.clear()
        self._colours = {token: QColor(theme.colour(token)) for token in Token}
        self._fonts: dict[bool, QFont] = {False: theme.font(), True: self.other_font(theme)}
        self._metrics = {other: QFontMetrics(font) for other, font in self._fonts.items()}
        self._heights = {other: metrics.height() for other, metrics in self._metrics.items()}
        self.margin, self.icon, self.gap = theme.scaled(MARGIN), theme.scaled(ICON), theme.scaled(GAP)

    def other_font(self, theme: Theme) -> QFont:
        """The font of the texts that are not plain."""
        raise NotImplementedError

    def _picture(self, icon: str, token: Token, side: int) -> QPixmap:
        made = self._pictures.get((icon, token, side))
        if made is None:
            made = self._pictures[icon, token, side] = self._theme.picture(icon, token, side)
        return made

    def _laid_out(self, text: str, room: int, other: bool) -> tuple[QStaticText, int]:
        """A text cut to the room there is, with its width."""
        key = (text, room, other)
        made = self._texts.get(key)
        if made is None:
            if len(self._texts) >= KEPT_TEXTS:
                self._texts.clear()
            metrics = self._metrics[other]
            shown = metrics.elidedText(" ".join(text.splitlines()), Qt.TextElideMode.ElideRight, room)
            static = QStaticText(shown)
            static.setTextFormat(Qt.TextFormat.PlainText)
            made = self._texts[key] = (static, metrics.horizontalAdvance(shown))
        return made
