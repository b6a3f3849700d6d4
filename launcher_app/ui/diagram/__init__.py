"""«Диаграмма»: who said what to whom, drawn live."""

from launcher_app.ui.diagram.tab import DiagramTab

__all__ = ["DiagramTab"]
