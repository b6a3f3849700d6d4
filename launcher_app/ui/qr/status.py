"""The last line of the workbench's window: bell, language, theme. There is no server to tell of."""

from collections.abc import Callable

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.status import Status
from launcher_app.ui.launcher_status import THEME


class WorkbenchStatus(Status):
    """`bell`, `language`, `theme`: what the buttons do."""

    def __init__(
        self, desk: Desk, *, bell: Callable[[], object], language: Callable[[], object], theme: Callable[[], object]
    ) -> None:
        """Nothing was told yet."""
        super().__init__(desk, bell=bell, server=lambda: None, language=language)
        self._server.hide()
        button = spoken.tool(desk, THEME, "moon", theme)
        button.setObjectName("theme")
        button.setAutoRaise(True)
        self.addPermanentWidget(button)
