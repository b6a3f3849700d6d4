"""The agent's office: its tabs in the order in which a new terminal needs them."""

from PySide6.QtGui import QHideEvent

from agent_terminal.service.messages import Overview
from agent_terminal.ui.commissions import Commissions
from agent_terminal.ui.connection import Connection
from agent_terminal.ui.encashment import Encashment
from agent_terminal.ui.hardware import Hardware
from agent_terminal.ui.journal import Journal
from agent_terminal.ui.payments import Payments
from common.protocol.endpoint import Nothing
from common.qt.desk import Desk
from common.qt.server_screen import ServerScreen
from common.qt.window import AppWindow
from common.words import Words, same

NAME = Words("Кабинет агента", "Agent office")


class Office(AppWindow):
    """Put away rather than closed: the terminal goes on behind its first window."""

    def hideEvent(self, event: QHideEvent) -> None:
        """Its place and its tab are remembered."""
        super().hideEvent(event)
        self.desk.keep.put("window", self.saveGeometry())
        self.desk.keep.put("tab", self.screen_shown.name)


def office(desk: Desk) -> AppWindow:
    """All tabs over one desk; the title follows the agent's name and its terminal's."""
    screens = (
        Connection(desk), Commissions(desk), Payments(desk), Encashment(desk), Hardware(desk), Journal(desk),
        ServerScreen(desk),
    )  # fmt: skip
    made = Office(desk, NAME, screens)

    def name(seen: Overview) -> None:
        parts = [part for part in (seen.agent.name, seen.state.terminal) if part]
        made.name_it(same(", ".join(parts)) if parts else NAME)

    def ask() -> None:
        desk.ask(made, "overview", Nothing(), then=name, failed=lambda _: None, key="name")

    desk.changed.connect(ask)
    ask()
    return made
