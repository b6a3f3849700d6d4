"""News and balances: what providers tell, where they are told to tell it, and what they are asked."""

import msgspec

from common import credentials
from common.clock import milliseconds, moment
from common.database import Connection, Seen
from common.errors import Broken, OplataError, Rejected, Unavailable
from common.principal import Principal
from common.protocol import consumer, provider
from consumer_app import core, messages
from consumer_app.service.contract_form import like
from consumer_app.service.means import Means
from consumer_app.service.showing import news_shown
from consumer_app.store import news as store
from consumer_app.store.contracts import Contract

PROVIDER = "provider"
LIMIT = 500
ASK_SECONDS = 10.0


class NewsService:
    """The consumer's ear."""

    def __init__(self, means: Means) -> None:
        """Nothing is told before the worker starts."""
        self._means = means
        self._addresses = Seen(means.database, store.addresses)

    def hear(self, db: Connection, who: Principal, ask: consumer.Notify) -> consumer.Noted:
        """Keep a provider's news, once for its id. A unit of work."""
        contract = next((one for one in self._means.file.contracts if one.id == who.id), None)
        if contract is None or contract.number != ask.number:
            raise Rejected("unknown_subscriber", ask.number)
        if not core.believable(ask.balance or 0, ask.at):
            raise Broken("wrong_json", "balance, at")
        body = msgspec.json.encode(ask)
        before = store.body_of(db, who.id, ask.news_id)
        if before is not None and before != body:
            raise Broken("payment_id_reused", ask.news_id)
        if before is None:
            store.add(db, who.id, ask.news_id, body, self._means.clock.now_ms())
            if ask.balance is not None:
                store.set_balance(db, who.id, ask.balance, milliseconds(ask.at))
        return consumer.Noted(news_id=ask.news_id)

    def news(self, db: Connection, who: Principal, ask: messages.AskNews) -> messages.News:
        """The newest news, of a contract, of a wallet by its key, or of all."""
        wallets = {one.key for one in self._means.wallets.kept}
        contract = (
            ask.contract if ask.contract in wallets or not ask.contract else self._means.contract(ask.contract).id
        )
        rows = store.newest(db, contract, max(1, min(ask.limit, LIMIT)))
        return messages.News(news=[news_shown(row) for row in rows])

    def balance(self, who: Principal, ask: messages.OneContract) -> provider.SubscriberKnown:
        """Ask the provider for the balance, the tariff and its services now."""
        return self._ask(self._means.contract(ask.contract), seconds=ASK_SECONDS)

    def refresh_balance(self, contract: Contract) -> None:
        """The same, unasked."""
        self._ask(contract, seconds=ASK_SECONDS)

    def _ask(self, contract: Contract, *, seconds: float) -> provider.SubscriberKnown:
        """Remember the balance; services that the provider has changed go into the contract.

        Not if the contract was edited to be about another number while the answer was on its way.
        """
        means = self._means
        asked_at = means.clock.now_ms()
        question = provider.AskSubscriber(number=contract.number)
        known = means.provider(contract).call(provider.SUBSCRIBER, question, seconds=seconds)
        if not core.believable(known.balance, moment(asked_at)):
            raise Unavailable("unreadable_answer", "balance")
        if not any(like(one, contract.issuer, contract.number, contract.url) for one in self._of(contract.id)):
            return known
        means.reached.known[contract.id] = known
        means.database.write(lambda db: store.set_balance(db, contract.id, known.balance, asked_at), "set_balance")
        if known.services and known.services != contract.services:
            means.file.change(
                lambda now: tuple(
                    msgspec.structs.replace(one, services=known.services) if one.id == contract.id else one
                    for one in now
                )
            )
        return known

    def _of(self, contract: str) -> list[Contract]:
        return [one for one in self._means.file.contracts if one.id == contract]

    def waiting_for_address(self) -> list[Contract]:
        """The contracts whose provider has not been told where this consumer answers now."""
        told = self._addresses.now()
        return [
            one
            for one in self._means.file.contracts
            if one.deleted_at is None and told.get(one.id) != (self._means.url, "")
        ]

    def tell_address(self, contract: Contract) -> None:
        """Tell a provider where its news may come, with a login made for it; what is in the way is kept, and raised.

        The password stays in the secrets until it was told, so that a repeat tells the same; after that only its hash.
        """
        means = self._means
        login, password = self._login_for(contract)
        told = provider.TellNews(number=contract.number, url=means.url, login=login, password=password)
        try:
            means.provider(contract).call(provider.NEWS, told, seconds=ASK_SECONDS)
        except OplataError as error:
            code = error.code
            means.database.write(lambda db: store.set_address(db, contract.id, means.url, code), "set_address")
            raise
        means.database.write(lambda db: store.set_address(db, contract.id, means.url, ""), "set_address")
        means.secrets.forget(_news(contract))
        means.log.info("address told", contract=contract.id, provider=contract.name.ru)

    def _login_for(self, contract: Contract) -> tuple[str, str]:
        means, login = self._means, f"provider-{contract.id}"
        kept = means.secrets.login_of(_news(contract))
        if kept is not None and means.database.read(lambda db: credentials.logins(db, PROVIDER, contract.id)):
            return kept
        password = means.database.write(lambda db: means.gatekeeper.issue(db, PROVIDER, contract.id, login), "issue")
        means.secrets.keep(_news(contract), login, password)
        return login, password


def _news(contract: Contract) -> str:
    return f"news-{contract.id}"
