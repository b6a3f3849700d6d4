"""The terminal in its windows: what must be so before Qt starts, and the first window."""

import os
import sys
from collections.abc import Callable

from agent_terminal.ui.kiosk_window import KioskSettings, KioskWindow
from agent_terminal.ui.options import CAPI
from common.qt.desk import Desk
from common.settings import Settings


def prepare() -> None:
    """Before QApplication: Qt and CEF must not share one GLib loop (together they spin), and CEF draws by X11 only."""
    os.environ["QT_NO_GLIB"] = "1"
    if sys.platform == "linux" and os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "xcb")


def window(settings: Settings) -> Callable[[Desk], KioskWindow]:
    """Makes the window as the command line asked for it."""
    own = settings.own
    how = KioskSettings(
        engine=own.get("cef", CAPI),
        python=own.get("cef-python", ""),
        folder=settings.folder,
        full_screen="kiosk" in own,
    )
    return lambda desk: KioskWindow(desk, how)
