"""«Проверки»: grading in the window, live, with its evidence and its reports."""

from launcher_app.ui.checks.tab import ChecksTab

__all__ = ["ChecksTab"]
