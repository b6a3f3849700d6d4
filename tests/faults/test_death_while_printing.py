"""The terminal dies before or after each commit of its printing: money as ever, one receipt, at most a marked one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.agent_terminal.printer.pdf_text import text_of
from tests.faults.dying import DIED
from tests.faults.network import CREDITED, Network
from tests.faults.test_death import WAIT, finish, walk

DEATHS = [
    pytest.param("print", "before", [""], marks=pytest.mark.long, id="before-print"),
    pytest.param("print", "after", ["КОПИЯ № 1"], id="after-print"),
    pytest.param("printed", "before", ["", "КОПИЯ № 1"], id="before-printed"),
    pytest.param("printed", "after", [""], marks=pytest.mark.long, id="after-printed"),
]
"""Which papers lie in the tray when the terminal is up again: an empty mark is a receipt that is no copy."""
MARK = "КОПИЯ"
pytestmark = pytest.mark.timeout(120)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("network")


@pytest.fixture(scope="module")
def network(folder: Path) -> Iterator[Network]:
    """One network for all deaths."""
    opened = Network(folder)
    try:
        opened.start()
        yield opened
    finally:
        opened.close()


@pytest.mark.parametrize(("commit", "moment", "marks"), DEATHS)
def test_a_death_while_printing_costs_nobody_a_receipt_or_money(
    network: Network, folder: Path, commit: str, moment: str, marks: list[str]
) -> None:
    before, papers = len(network.credits()), set(folder.rglob("*.pdf"))
    network.mortal("terminal", commit, moment)
    payer = network.payer()

    walk(network, payer)
    died = network.terminal.ended(WAIT)
    network.terminal.start()
    network.terminal.wait()
    payer.close()
    payer = network.payer()
    finish(network, payer)

    assert died == DIED
    network.until(lambda: len(network.credits()) > before and network.at_rest(), "the payment is credited")
    network.until(lambda: not waiting(network), "nothing waits for the printer")
    assert [row["amount"] for row in network.credits()[before:]] == [CREDITED]
    new = [text_of(path.read_bytes()) for path in sorted(set(folder.rglob("*.pdf")) - papers)]
    assert [mark_of(text) for text in new] == marks
    network.books_agree()
    payer.close()


def waiting(network: Network) -> bool:
    rows = network.terminal.ask("prints", limit=10)["prints"]
    return any(row["state"] in ("waiting", "printing") for row in rows)


def mark_of(text: str) -> str:
    """«КОПИЯ № 1», or nothing."""
    return next((line for line in text.splitlines() if line.startswith(MARK)), "")
