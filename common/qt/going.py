"""From one tab to another: the window opens it, the tab shows what was asked for."""

from PySide6.QtWidgets import QWidget

from common.qt.window import AppWindow


def go(widget: QWidget, page: str, about: str = "") -> bool:
    """Open a tab by its name and let it show the thing, where it knows how; False when there is no such tab."""
    window = widget.window()
    if not isinstance(window, AppWindow) or not window.show_tab(page):
        return False
    show = getattr(window.screen_shown, "show_about", None)
    if show is not None and about:
        show(about)
    return True
