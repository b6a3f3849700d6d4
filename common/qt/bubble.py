"""What is said under the mouse, as it is: Qt would take a name that looks like markup for it, and load its images."""

from PySide6.QtGui import Qt as Text


def bubble(text: str) -> str:
    """A text of somebody's for a tooltip, which has no plain kind of its own."""
    return Text.convertFromPlainText(text) if Text.mightBeRichText(text) else text
