"""What the list of exchanges shows, as a test asks for it."""

from PySide6.QtCore import QModelIndex

from launcher_app.ui.exchanges import ExchangesTab
from launcher_app.ui.exchanges.model import Row
from tests.launcher_app.feed.said import payment
from tests.launcher_app.ui.listening import Listening, lost

NOWHERE = QModelIndex()


def hear(network: Listening, *payments: str) -> None:
    """The payment with a lost reply, and others that went well, each a minute after the other."""
    for question, told in lost():
        network.hear([question], **told)
    for number, account in enumerate(payments, 1):
        network.hear(payment(60_000 * number, account))


def rows(tab: ExchangesTab, above: QModelIndex = NOWHERE) -> list[Row]:
    found = [tab.model.row(tab.model.index(n, 0, above)) for n in range(tab.model.rowCount(above))]
    return [row for row in found if row is not None]


def said(tab: ExchangesTab, row: Row) -> list[str]:
    return [cell.text for cell in tab.model.cells(row)]
