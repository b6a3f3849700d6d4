"""Buttons beside each other, and in the next line where there is no more room."""

from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from common.qt.table.flow import Flow


class Buttons(QWidget):
    """As high as its lines need."""

    def __init__(self, *buttons: QPushButton) -> None:
        """In reading order."""
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        flow = Flow(self)
        for one in buttons:
            flow.addWidget(one)
