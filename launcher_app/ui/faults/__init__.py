"""«Сбои»: the dock where faults are switched on, and the orange bar that is seen while any is."""

from launcher_app.ui.faults.bar import FaultBar
from launcher_app.ui.faults.dock import FaultsDock

__all__ = ["FaultBar", "FaultsDock"]
