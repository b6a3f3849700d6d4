"""Reports from the tabs of providers and agents: the form opens about the chosen one, the report waits in its tab."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from common.principal import Principal
from common.qt.desk import Desk
from common.qt.form import FormDialog
from common.qt.reports import Reports
from common.qt.window import AppWindow
from common.reporting.asks import AskReports, ReportRow, ReportRows, ReportState
from processing_app.ui.window import window
from tests.common.qt import audit
from tests.processing_app.standin import Centre
from tests.processing_app.ui.pressing import opened, press

Calm = Callable[[], None]


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk, agent: Principal, calm: Calm) -> Iterator[AppWindow]:
    """A centre with МегаФон and one agent."""
    made = window(desk)
    qtbot.addWidget(made)
    audit.settle(made)
    calm()
    yield made
    made.end()


def ordered(centre: Centre) -> list[ReportRow]:
    found: ReportRows = centre.look(centre.service.reports.reports, AskReports())
    return found.reports


@pytest.mark.parametrize(
    ("tab", "command", "kind", "field", "name"),
    [
        ("providers", "report-provider", "register", "subject_provider", "МегаФон"),
        ("agents", "report-agent", "agent-statement", "subject_agent", "Агент"),
    ],
)
def test_a_report_about_the_chosen_one_is_two_presses_away(
    qtbot: QtBot, centre: Centre, shown: AppWindow, calm: Calm, tab: str, command: str, kind: str, field: str, name: str
) -> None:
    shown.show_tab(tab)
    calm()
    next(one for one in shown.actions_of_window.every if one.objectName() == command).trigger()
    calm()
    dialog = opened(FormDialog, "order-report-dialog")
    line = dialog.findChild(QLineEdit, field)
    assert isinstance(line, QLineEdit)
    qtbot.waitUntil(lambda: name in line.text(), timeout=5_000)

    press(qtbot, dialog, "save")
    qtbot.waitUntil(lambda: isinstance(shown.screen_shown, Reports), timeout=5_000)
    calm()

    (made,) = ordered(centre)
    assert (made.kind, made.state) == (kind, ReportState.WAITING)
    qtbot.waitUntil(lambda: shown.screen_shown.reports.chosen is not None, timeout=5_000)  # type: ignore[attr-defined]
