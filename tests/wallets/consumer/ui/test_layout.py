"""«Кошелёк» stands still under the pointer while answers come, and no name makes a dialog wider than the screen."""

from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget

from common.errors import ContractFault
from common.protocol.wallets import doors
from common.protocol.wallets.codes import LookAtQr
from common.qt.window import AppWindow
from consumer_app import messages
from consumer_app.ui.wallet.pay_qr import PayQrDialog
from consumer_app.ui.wallet.screen import Wallet
from tests.common.qt.audit import settle
from tests.consumer_app.ui.inside import ConsumerInside
from tests.wallets.consumer.centre import QR, SimulatedCentre

Calm = Callable[[], None]
LONGEST_NAME, WIDEST = 120, 900
"""Letters, points."""


def places(*seen: QWidget) -> list[QPoint]:
    """Where they are in their window, once the layouts have come to rest."""
    for _ in range(4):
        QApplication.processEvents()
    return [one.mapTo(one.window(), QPoint(0, 0)) for one in seen]


def test_the_buttons_are_where_they_were_when_the_centre_answers_at_last(
    centre: SimulatedCentre, window: AppWindow, calm: Calm
) -> None:
    centre.fail(ContractFault("wrong_password"))
    settle(window)
    window.show_tab("wallet")
    calm()
    tab = window.screen_shown
    assert isinstance(tab, Wallet)
    buttons = tab.head.buttons.values()
    before = places(*buttons)
    assert not tab.head.limits.isVisible()

    centre.recover()
    tab.look_again()
    calm()

    assert tab.head.limits.isVisible()
    assert places(*buttons) == before


def test_the_lines_are_where_they_were_while_the_statement_catches_up(
    centre: SimulatedCentre, tab: Wallet, calm: Calm
) -> None:
    lines = tab.history.statement.view
    before = places(lines)
    centre.behind = 3

    tab.look_again()
    calm()

    assert tab.history.behind.isVisible()
    assert places(lines) == before


@pytest.mark.parametrize("name", ["Щ" * LONGEST_NAME, "Общество «Север» " * 7])
def test_a_payees_name_of_any_length_is_read_whole_in_a_dialog_that_fits(
    centre: SimulatedCentre, role: ConsumerInside, tab: Wallet, calm: Calm, name: str
) -> None:
    known = centre.call(doors.LOOK_AT_QR, LookAtQr(qr=QR))
    paid = msgspec.structs.replace(known, name=name, order=name, text_differs=name)
    role.answers["read-pay-code"] = messages.PayCodeRead(paid=paid)
    tab.pay_by_qr()
    (dialog,) = tab.findChildren(PayQrDialog)

    dialog.take_text(QR)
    calm()
    places(dialog)

    assert dialog.width() <= WIDEST
    assert dialog.name.text().replace("\u200b", "") == name
    assert dialog.name.height() >= dialog.name.heightForWidth(dialog.name.width())
    dialog.reject()
