"""What can be read in a part of the window."""

from PySide6.QtWidgets import QLabel, QWidget


def texts(widget: QWidget) -> str:
    """The texts of all labels that are seen, a line each."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())
