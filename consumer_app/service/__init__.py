"""What the consumer can do: its operations and what others tell it, one method per use case."""

from common.database import Connection
from common.principal import Principal
from common.protocol import consumer
from consumer_app.service.connection import ConnectionService
from consumer_app.service.contracts import ContractsService
from consumer_app.service.means import Means
from consumer_app.service.news import NewsService
from consumer_app.service.uses import UsesService
from consumer_app.service.wallet_charges import ChargesService
from consumer_app.service.wallet_codes import WalletCodesService
from consumer_app.service.wallet_notices import CENTRE, WalletNoticesService
from consumer_app.service.wallet_payments import WalletPaymentsService
from consumer_app.service.wallet_statement import StatementService
from consumer_app.service.wallets import WalletsService
from consumer_app.service.worth import WorthService
from consumer_app.store.contracts import Contract


class Service:
    """Everything that can be done with a consumer's program; methods are named as its operations."""

    def __init__(self, means: Means) -> None:
        """Put the parts together."""
        contracts, uses, news = ContractsService(means), UsesService(means), NewsService(means)
        worth = WorthService(means)
        self.test_connection = ConnectionService(means).test_connection
        self.write_contract = contracts.write_contract
        self.try_contract = contracts.try_contract
        self.find_use = uses.find_use
        self.history = worth.history
        self.contract_summary = worth.contract_summary
        self.top_up_code = worth.top_up_code
        self.add_contract = contracts.add_contract
        self.contracts = contracts.contracts
        self.edit_contract = contracts.edit_contract
        self.delete_contract = contracts.delete_contract
        self.undo_delete_contract = contracts.undo_delete_contract
        self.use = uses.use
        self.uses = uses.uses
        self.retry_uses = uses.retry_uses
        self.settle_interrupted = uses.settle_interrupted
        self.balance = news.balance
        self.news = news.news
        self._news = news
        self.tell_address = news.tell_address
        self.waiting_for_address = news.waiting_for_address
        self.refresh_balance = news.refresh_balance
        self.active_contracts = contracts.active_contracts
        self.wallets = WalletsService(means)
        self.wallet_payments = WalletPaymentsService(means)
        self.wallet_codes = WalletCodesService(means)
        self.charges = ChargesService(means, self.wallet_codes)
        self.statement = StatementService(means)
        self.notices = WalletNoticesService(means, self.charges, self.wallet_codes)

    def hear(self, db: Connection, who: Principal, ask: consumer.Notify) -> consumer.Noted:
        """Keep what a provider tells, or a centre of a wallet's payments. A unit of work."""
        listener = self.notices.hear if who.kind == CENTRE else self._news.hear
        return listener(db, who, ask)


__all__ = ["Contract", "Means", "Service"]
