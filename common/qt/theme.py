"""Colours, fonts and sizes: two palettes of our own, icons tinted by them, and the zoom of all text."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QLabel
from shiboken6 import isValid

from common.qt.style import style_sheet
from common.qt.tokens import DARK, LIGHT, Token

__all__ = ["FONT", "MONO", "Choice", "Theme", "Token", "ratio"]

FOLDER = Path(__file__).parent
FONT = "Noto Sans"
MONO = "Noto Sans Mono"
POINTS = 10
SMALLEST, LARGEST, STEP = 90, 200, 10
ICON = 20
DEVICE_RATIOS = (1, 2)


class Choice(StrEnum):
    """What a person chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """How everything looks now; `changed` tells those who paint themselves."""

    changed = Signal()

    def __init__(self, choice: str = Choice.SYSTEM, percent: int = 100) -> None:
        """Dress the application."""
        super().__init__()
        _load_fonts()
        self.choice = Choice(choice) if choice in tuple(Choice) else Choice.SYSTEM
        self.percent = _bounded(percent)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._kept: dict[int, tuple[QObject, Callable[[], object]]] = {}
        self._dress()

    @contextmanager
    def making(self) -> Iterator[None]:
        """Make a window undressed, and dress it whole at the end.

        Under an application's style sheet Qt dresses a widget and all that is in it anew each time that it is put
        into another one, so that a window of twelve tabs would be dressed a dozen times over before it is seen.
        Nothing may be measured, shown or given another look before the end.
        """
        _application().setStyleSheet("")
        try:
            yield
        finally:
            self._put_on()

    @property
    def dark(self) -> bool:
        """Whether the dark palette is on."""
        if self.choice is Choice.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self.choice is Choice.DARK

    def colour(self, token: Token) -> QColor:
        """A token's colour now."""
        return QColor((DARK if self.dark else LIGHT)[token])

    def use(self, choice: str) -> None:
        """As the system, light, or dark."""
        self.choice = Choice(choice)
        self._dress()

    def zoom(self, percent: int) -> None:
        """The size of all text, 90 to 200 per cent."""
        self.percent = _bounded(percent)
        self._dress()

    def scaled(self, pixels: int) -> int:
        """A length in logical pixels that grows with the text."""
        return round(pixels * self.percent / 100)

    def font(self, points: float = POINTS, *, bold: bool = False, mono: bool = False) -> QFont:
        """A font of the application at the zoom that is on."""
        made = QFont(MONO if mono else FONT)
        made.setPointSizeF(points * self.percent / 100)
        if bold:
            made.setWeight(QFont.Weight.DemiBold)
        return made

    def keep(self, owner: QObject, paint: Callable[[], object]) -> None:
        """Paint now and at each change, as long as the owner lives; once more for the same owner replaces it."""
        self._kept[id(owner)] = (owner, paint)
        paint()

    def icon(self, name: str, token: Token = Token.TEXT) -> QIcon:
        """An icon of common/qt/icons in a token's colour."""
        return _icon(name, self.colour(token).name(), self.colour(Token.DISABLED).name(), self.scaled(ICON))

    def picture(self, name: str, token: Token, side: int) -> QPixmap:
        """The same as a picture `side` logical pixels wide."""
        return _pixmap(name, self.colour(token).name(), side, max(1, round(_device_ratio())))

    def keep_picture(self, label: QLabel, name: str, token: Token, side: int) -> None:
        """An icon in a label, `side` logical pixels wide at 100 per cent: it grows with the text beside it."""
        self.keep(label, lambda: label.setPixmap(self.picture(name, token, self.scaled(side))))

    def reduced_motion(self) -> bool:
        """Whether the system asks for no animation."""
        return not QApplication.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu) and not QApplication.isEffectEnabled(
            Qt.UIEffect.UI_General
        )

    def _system_changed(self) -> None:
        if self.choice is Choice.SYSTEM:
            self._dress()

    def _dress(self) -> None:
        application = _application()
        application.setPalette(self._palette())
        application.setFont(self.font())
        self._put_on()
        self._kept = {key: kept for key, kept in self._kept.items() if isValid(kept[0])}
        for _, paint in tuple(self._kept.values()):
            paint()
        self.changed.emit()

    def _put_on(self) -> None:
        _application().setStyleSheet(style_sheet(DARK if self.dark else LIGHT, self.percent))

    def _palette(self) -> QPalette:
        role, group, palette = QPalette.ColorRole, QPalette.ColorGroup, QPalette()
        for where, token in (
            (role.Window, Token.WINDOW), (role.Base, Token.BASE), (role.AlternateBase, Token.ALTERNATE),
            (role.WindowText, Token.TEXT), (role.Text, Token.TEXT), (role.ButtonText, Token.TEXT),
            (role.Button, Token.RAISED), (role.PlaceholderText, Token.PLACEHOLDER), (role.Highlight, Token.SELECTION),
            (role.HighlightedText, Token.SELECTED_TEXT), (role.Link, Token.RUNNING), (role.LinkVisited, Token.RUNNING),
            (role.ToolTipBase, Token.RAISED), (role.ToolTipText, Token.TEXT), (role.BrightText, Token.ERROR),
            (role.Light, Token.RAISED), (role.Midlight, Token.RAISED), (role.Mid, Token.BORDER),
            (role.Dark, Token.BORDER), (role.Shadow, Token.BORDER), (role.Accent, Token.SELECTION),
        ):  # fmt: skip
            palette.setColor(where, self.colour(token))
        for where in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(group.Disabled, where, self.colour(Token.DISABLED))
        return palette


def ratio(one: QColor, other: QColor) -> float:
    """The contrast of two colours by WCAG 2: from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@cache
def _load_fonts() -> None:
    """Once: the application keeps each loaded file in memory."""
    for path in sorted((FOLDER / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application


def _luminance(colour: QColor) -> float:
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _bounded(percent: int) -> int:
    return max(SMALLEST, min(LARGEST, percent))


def _device_ratio() -> float:
    return max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)


@lru_cache(maxsize=512)
def _icon(name: str, colour: str, disabled: str, side: int) -> QIcon:
    icon = QIcon()
    for device in DEVICE_RATIOS:
        icon.addPixmap(_pixmap(name, colour, side, device), QIcon.Mode.Normal)
        icon.addPixmap(_pixmap(name, colour, side, device), QIcon.Mode.Selected)
        icon.addPixmap(_pixmap(name, disabled, side, device), QIcon.Mode.Disabled)
    return icon


@lru_cache(maxsize=1024)
def _pixmap(name: str, colour: str, side: int, device: int) -> QPixmap:
    drawing = (FOLDER / "icons" / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    pixmap = QPixmap(QSize(side, side) * device)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, side * device, side * device))
    painter.end()
    pixmap.setDevicePixelRatio(device)
    return pixmap
