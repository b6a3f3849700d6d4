"""The agent's office: its tabs in the order in which a new terminal needs them."""

from PySide6.QtGui import QHideEvent, QShowEvent

from agent_terminal.service.messages import Overview
from agent_terminal.ui.commissions import Commissions
from agent_terminal.ui.connection import Connection
from agent_terminal.ui.encashment import Encashment
from agent_terminal.ui.hardware import Hardware
from agent_terminal.ui.journal import Journal
from agent_terminal.ui.payments import Payments
from common.protocol.endpoint import Nothing
from common.qt.desk import Desk
from common.qt.reports import Reports
from common.qt.server_screen import ServerScreen
from common.qt.window import AppWindow
from common.words import Words, same

NAME = Words("Кабинет агента", "Agent office")
PUT_AWAY = Words("Убрать кабинет", "Put the office away")


class Office(AppWindow):
    """Put away rather than closed: the terminal goes on behind its first window."""

    def __init__(self, desk: Desk) -> None:
        """All tabs over one desk; the title follows the agent's name and its terminal's."""
        screens = (
            Connection(desk), Commissions(desk), Payments(desk), Encashment(desk), Hardware(desk), Journal(desk),
            Reports(desk), ServerScreen(desk),
        )  # fmt: skip
        super().__init__(desk, NAME, screens, PUT_AWAY)
        desk.changed.connect(self._ask_name)

    def showEvent(self, event: QShowEvent) -> None:
        """What happened while nobody looked is seen now."""
        super().showEvent(event)
        self._ask_name()

    def hideEvent(self, event: QHideEvent) -> None:
        """Its place and its tab are remembered."""
        super().hideEvent(event)
        self.desk.keep.put("window", self.saveGeometry())
        self.desk.keep.put("tab", self.screen_shown.name)

    def _ask_name(self) -> None:
        """A window that is put away costs its terminal nothing."""
        if self.isVisible():
            self.desk.ask(self, "overview", Nothing(), then=self._name, failed=lambda _: None, key="name")

    def _name(self, seen: Overview) -> None:
        parts = [part for part in (seen.agent.name, seen.state.terminal) if part]
        self.name_it(same(", ".join(parts)) if parts else NAME)


def office(desk: Desk) -> AppWindow:
    """The office's window, not shown yet."""
    with desk.theme.making():
        return Office(desk)
