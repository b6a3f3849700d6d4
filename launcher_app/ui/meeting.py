"""Where the parts of the launcher's window meet: what one of them asks for, another one shows."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from launcher_app.ui.window import LauncherWindow


def join(window: "LauncherWindow") -> None:
    """Connect them, once."""
    _begin(window)
    _exchanges(window)
    made = window.parts
    made.journals.opened.connect(lambda: window.show_tab("exchanges"))
    made.diagram.opened.connect(lambda _: window.show_tab("exchanges"))
    made.fault_bar.asked.connect(lambda: window.docks.show("faults"))
    made.checklist.lessons.connect(lambda: window.docks.show("lessons"))
    made.checks.retitled.connect(lambda: window.main_page.name_tab("checks", made.checks.title))


def _begin(window: "LauncherWindow") -> None:
    page = window.start_page
    page.demo.connect(window.begin_show)
    page.empty.connect(lambda name: window.open_network(name, lambda: window.docks.show("checklist")))
    page.earlier.connect(lambda name: window.open_network(name, lambda: _resume(window)))


def _resume(window: "LauncherWindow") -> None:
    """A checklist that was begun is taken up again."""
    checklist = window.parts.checklist.panel.checklist
    if checklist.done and not checklist.all_done and not checklist.hidden:
        window.docks.show("checklist")


def _exchanges(window: "LauncherWindow") -> None:
    exchanges, journals, pane = window.parts.exchanges, window.parts.journals, window.parts.pane

    def show_logs() -> None:
        window.show_tab("journals")
        journals.show_chosen()

    exchanges.show_asked.connect(window.begin_show)
    exchanges.diagram_asked.connect(lambda: window.show_tab("diagram"))
    exchanges.journal_asked.connect(show_logs)
    exchanges.raw_asked.connect(pane.toggle_raw)
    exchanges.entered.connect(pane.take_focus)
    exchanges.cleared.connect(window.commands.box.clear)
