"""The first use of the launcher: a show of two minutes, and nine steps of one's own."""

from launcher_app.first_use.checklist import Checklist
from launcher_app.first_use.show import Show

__all__ = ["Checklist", "Show"]
