"""A wallet's payment is not in the list of payments: the tab says where such are, and a search leads to it."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from common import ids
from common.principal import Principal
from common.protocol.wallets.payments import Withdraw
from common.qt.desk import Desk
from processing_app.core.ledger import WALLETS
from processing_app.service.asks.wallets import OpenWallet
from processing_app.ui.payments import FOUND_WALLETS, Payments
from tests.processing_app.standin import Centre
from tests.wallets.centre import ACCOUNT

SUM = 30_000


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, paid: str, calm: Callable[[], None]) -> Payments:
    """The tab with the one kiosk's payment that filled the wallet."""
    made = Payments(desk)
    qtbot.addWidget(made)
    made.resize(1300, 760)
    made.show()
    made.refresh()
    calm()
    return made


@pytest.fixture
def paid(centre: Centre, agent: Principal) -> str:
    """A withdrawal; its id."""
    number = centre.do(centre.service.wallets.accounts.open_wallet, OpenWallet(name="Иван Иванов", phone="9123456789"))
    centre.pay(agent, centre.ask(WALLETS, account=number.number, inserted=SUM, agent_fee=0, amount=SUM))
    centre.run()
    ask = Withdraw(payment_id=ids.uuid7(centre.clock.now_ms()), account=ACCOUNT, amount=SUM)
    centre.do(centre.service.wallets.payments.withdraw, ask, Principal("wallet", number.number, "T-1"))
    centre.run()
    return ask.payment_id


def seen_of(screen: Payments) -> str:
    """Whose story is beside the list."""
    payment = screen.story.payment
    return "" if payment is None else payment.payment_id


@pytest.mark.parametrize("typed", [ids.payment_code, str, lambda one: f" {ids.payment_code(one).lower()} "])
def test_a_code_or_an_id_of_a_wallets_payment_opens_its_story(
    screen: Payments, paid: str, typed: Callable[[str], str], desk: Desk, calm: Callable[[], None], qtbot: QtBot
) -> None:
    screen.search(typed(paid))
    qtbot.waitUntil(lambda: seen_of(screen) == paid)

    assert screen.table.model.total == 0
    assert screen.details.seen
    code = ids.payment_code(paid)
    assert [one.notice.words for one in desk.messages.recent] == [FOUND_WALLETS.format(code=code)]

    screen.refresh()
    calm()
    assert seen_of(screen) == paid, "a list that is read again keeps it"

    screen.search("")
    qtbot.waitUntil(lambda: screen.table.model.total == 1 and seen_of(screen) != paid)


def test_a_code_that_nobody_has_finds_nothing_and_complains_of_nothing(
    screen: Payments, desk: Desk, calm: Callable[[], None]
) -> None:
    screen.search("ZZZZ-0000")
    calm()
    calm()

    assert (screen.table.model.total, screen.story.payment) == (0, None)
    assert list(desk.messages.recent) == []


def test_the_tab_says_where_wallets_payments_are(screen: Payments) -> None:
    assert "Платежи кошельков — на вкладке «Кошельки»" in screen.help.ru
    assert "Wallets' payments are on the tab “Wallets”" in screen.help.en
