"""The dock of the first use: the checklist of an empty network, or the show of two minutes."""

from launcher_app.ui.first_use.checklist_dock import ChecklistDock

__all__ = ["ChecklistDock"]
