"""Python's cyclic garbage is collected in the window's thread alone.

Any thread that allocates may be made to collect. A widget that is destroyed in another thread holds one of Qt's locks
and waits for the interpreter's, while the window's thread holds that one and waits for Qt's: the program stands still,
its server with it.
"""

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 500


class Collector(QObject):
    """Looks twice a second whether the interpreter would have collected by now, and does it here; by its thresholds."""

    def __init__(self, parent: QObject) -> None:
        """From now until the parent is gone nobody else collects."""
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(LOOK_MS)
        parent.destroyed.connect(gc.enable)

    def look(self) -> int | None:
        """The generation that was collected; None when there was no need. The oldest that is due takes the younger."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation] > 0:
                gc.collect(generation)
                return generation
        return None
