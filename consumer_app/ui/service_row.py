"""A service: how much of it, what that costs, and the button that uses it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QSpinBox, QWidget

from common.protocol.provider import Service
from common.qt.desk import Desk
from common.qt.spoken import button, label, named
from common.words import Words
from consumer_app import core
from consumer_app.ui import telling

QUANTITY = Words("Количество: {label}", "Quantity: {label}")
CODE = Words("Код услуги", "Service's code")
HOW_MANY = Words("Количество", "Quantity")
USE = Words("Воспользоваться услугой", "Use the service")
LONGEST = 60
NONE = Words("", "")
BUSY = Words("Ждём ответа…", "Waiting…")


Press = Callable[[Service, int], object]


class CalmSpinBox(QSpinBox):
    """A quantity that the mouse wheel leaves alone while it has no focus: who scrolls past it buys no more."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only for the one who is in it."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ServiceRow:
    """One line of the grid of services; `press` is told the service and the quantity."""

    def __init__(self, desk: Desk, service: Service, currency: str, quantity: int, press: Press) -> None:
        """The widgets are put into a grid by `place`."""
        self.desk = desk
        self.service = service
        self._currency = currency
        self._press = press
        self.busy = False
        name = Words(QUANTITY.ru.format(label=service.label.ru), QUANTITY.en.format(label=service.label.en))
        self.quantity = _quantity(desk, name, quantity)
        self.quantity.setObjectName(f"quantity-{service.code}")
        self.unit = label(desk, service.unit)
        self.price = label(desk, self._price)
        self.price.setObjectName(f"price-{service.code}")
        self.price.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.button = button(desk, service.label, self._pressed, icon=telling.icon_of(service.code), primary=True)
        self.button.setObjectName(f"use-{service.code}")
        self.quantity.valueChanged.connect(lambda _: desk.languages.bind(self.price, self.price.setText, self._price))

    def place(self, grid: QGridLayout, row: int) -> None:
        """From left to right, as the Tab key goes."""
        _place(grid, row, (self.quantity, self.unit, self.price, self.button))

    def take_away(self) -> None:
        """The contract declares it no more."""
        _take_away((self.quantity, self.unit, self.price, self.button))

    def be_busy(self, busy: bool) -> None:
        """While a use is under way the button says so, and another press does nothing."""
        if busy != self.busy:
            self.busy = busy
            _show_busy(self.desk, self.button, BUSY if busy else self.service.label, busy)

    def _pressed(self) -> None:
        if not self.busy:
            self._press(self.service, self.quantity.value())

    def _price(self) -> Words:
        return telling.price_of(self.service, self.quantity.value(), self._currency)


class OtherServiceRow:
    """For a provider that declares nothing: the person writes the service's code."""

    def __init__(self, desk: Desk, press: Press) -> None:
        """The widgets are put into a grid by `place`."""
        self.desk = desk
        self._press = press
        self.busy = False
        self._sent = ""
        self.code = QLineEdit(maxLength=LONGEST)
        self.code.setObjectName("service-code")
        named(desk, self.code, CODE)
        desk.languages.bind(self.code, self.code.setPlaceholderText, CODE)
        self.quantity = _quantity(desk, HOW_MANY, 1)
        self.quantity.setObjectName("quantity-other")
        self.space = QWidget()
        self.button = button(desk, USE, self._pressed, icon=telling.icon_of(""), primary=True)
        self.button.setObjectName("use-other")

    @property
    def service(self) -> Service:
        """The one that is written, or under way."""
        return Service(code=self._sent if self.busy else self.code.text().strip(), label=USE, unit=NONE, price=0)

    def place(self, grid: QGridLayout, row: int) -> None:
        """From left to right, as the Tab key goes."""
        _place(grid, row, (self.quantity, self.code, self.space, self.button))

    def take_away(self) -> None:
        """The contract declares its services now."""
        _take_away((self.quantity, self.code, self.space, self.button))

    def be_busy(self, busy: bool) -> None:
        """While a use is under way the button says so, and another press does nothing."""
        if busy != self.busy:
            self._sent = self.service.code
            self.busy = busy
            _show_busy(self.desk, self.button, BUSY if busy else USE, busy)

    def _pressed(self) -> None:
        if not self.busy:
            self._press(self.service, self.quantity.value())


def _quantity(desk: Desk, name: Words, value: int) -> QSpinBox:
    made = CalmSpinBox()
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setRange(1, core.MOST)
    made.setValue(value)
    made.setAlignment(Qt.AlignmentFlag.AlignRight)
    return named(desk, made, name)


def _place(grid: QGridLayout, row: int, widgets: tuple[QWidget, ...]) -> None:
    for column, widget in enumerate(widgets):
        grid.addWidget(widget, row, column)
        widget.show()


def _take_away(widgets: tuple[QWidget, ...]) -> None:
    for widget in widgets:
        widget.hide()
        widget.deleteLater()


def _show_busy(desk: Desk, shown: QPushButton, words: Words, busy: bool) -> None:
    for show in (shown.setText, shown.setAccessibleName):
        desk.languages.bind(shown, show, words)
    shown.setCursor(Qt.CursorShape.BusyCursor if busy else Qt.CursorShape.ArrowCursor)
