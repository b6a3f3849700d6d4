"""Somebody whose wallet was filled at a kiosk takes all of it out to his bank."""

from common import ids
from common.principal import Principal
from common.protocol.wallets.payments import Withdraw
from processing_app.core.ledger import WALLETS
from processing_app.service.asks.wallets import OpenWallet
from tests.processing_app.standin import Centre
from tests.wallets.centre import ACCOUNT

SUM = 30_000


def withdrawn(centre: Centre, agent: Principal) -> str:
    """As far as the bank lets it go; its id."""
    number = centre.do(centre.service.wallets.accounts.open_wallet, OpenWallet(name="Иван Иванов", phone="9123456789"))
    centre.pay(agent, centre.ask(WALLETS, account=number.number, inserted=SUM, agent_fee=0, amount=SUM))
    centre.run()
    ask = Withdraw(payment_id=ids.uuid7(centre.clock.now_ms()), account=ACCOUNT, amount=SUM)
    centre.do(centre.service.wallets.payments.withdraw, ask, Principal("wallet", number.number, "T-1"))
    centre.run()
    return ask.payment_id
