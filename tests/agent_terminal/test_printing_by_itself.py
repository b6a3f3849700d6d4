"""A whole terminal prints what waits without being asked, and answers its operator over its doors."""

from pathlib import Path

from agent_terminal.service.messages.printing import AskPrints, Paper, SetPrinter
from agent_terminal.store import prints
from agent_terminal.store.prints import PrintKind
from common.errors import Rejected, Unavailable
from tests.agent_terminal.printer.roll import on_the_network
from tests.agent_terminal.running import Running, running


def test_what_waits_is_printed_by_the_terminals_own_thread(tmp_path: Path) -> None:
    with running(tmp_path) as terminal:
        wait_for_a_printer(terminal)

        terminal.until(lambda: printed(terminal) == ["printed"])

        (file,) = [row.file for row in terminal.operate("prints", AskPrints()).prints]
        assert Path(file).read_bytes().startswith(b"%PDF")
        assert Path(file).parent == Path(terminal.operate("printer").folder)


def test_the_operator_chooses_a_printer_tries_it_and_is_told_what_is_wrong(tmp_path: Path) -> None:
    with running(tmp_path) as terminal, on_the_network() as printer:
        assert terminal.operate("print-test").state == "printed"
        assert not terminal.operate("paper", Paper(inside=False)).paper
        assert problem(terminal) == "no_paper"

        shown = terminal.operate("set-printer", SetPrinter(kind="escpos", target=printer.address))
        assert (shown.configured, shown.paper, shown.problem) == (True, True, None)
        assert terminal.operate("print-test").file == printer.address
        printer.until(lambda: printer.printed.endswith(b"\x1dV\x00"))

        terminal.operate("set-printer", SetPrinter(kind="none"))
        assert problem(terminal) == "no_printer"


def wait_for_a_printer(terminal: Running) -> None:
    database, now = terminal.instance.program.database, terminal.clock.now_ms()
    database.write(lambda db: prints.add(db, PrintKind.TEST, "", session_id="", now=now), "a test")


def printed(terminal: Running) -> list[str]:
    return [row.state for row in terminal.operate("prints", AskPrints()).prints]


def problem(terminal: Running) -> str:
    try:
        terminal.operate("print-test")
    except (Rejected, Unavailable) as trouble:
        return trouble.code
    return ""
