"""What a centre tells of a wallet's payments: where it may tell it, by which seal, and in which order it is taken."""

import msgspec

from common import credentials
from common.clock import milliseconds
from common.database import Connection, Seen
from common.errors import Broken, OplataError, Rejected
from common.principal import Principal
from common.protocol import consumer
from common.protocol.wallets import doors, notices
from consumer_app import core
from consumer_app.service.means import Means
from consumer_app.service.wallet_charges import ChargesService
from consumer_app.service.wallet_codes import WalletCodesService
from consumer_app.store import news as kept
from consumer_app.store import wallet_payments as payments
from consumer_app.store.wallets import Wallet

CENTRE = consumer.CENTRE
ASK_SECONDS = 10.0


class WalletNoticesService:
    """The ear for centres."""

    def __init__(self, means: Means, charges: ChargesService, codes: WalletCodesService) -> None:
        """Nothing is told before the worker starts."""
        self._means = means
        self._charges = charges
        self._codes = codes
        self._addresses = Seen(means.database, kept.addresses)

    def hear(self, db: Connection, who: Principal, ask: consumer.Notify) -> consumer.Noted:
        """Keep a centre's notice once, and never one whose number was seen. A unit of work with all its effects."""
        wallet = next((one for one in self._means.wallets.kept if one.id == who.id), None)
        if wallet is None or wallet.number != ask.number:
            raise Rejected("unknown_wallet", ask.number)
        if not core.believable(ask.balance or 0, ask.at):
            raise Broken("wrong_json", "balance, at")
        body = msgspec.json.encode(ask)
        before = kept.body_of(db, wallet.key, ask.news_id)
        if before == body:
            return consumer.Noted(news_id=ask.news_id)
        if before is not None:
            raise Broken("payment_id_reused", ask.news_id)
        if ask.sequence <= payments.seen(db, wallet.key):
            raise Broken("stale_notice", str(ask.sequence))
        kept.add(db, wallet.key, ask.news_id, body, self._means.clock.now_ms())
        payments.set_seen(db, wallet.key, ask.sequence)
        if ask.balance is not None:
            kept.set_balance(db, wallet.key, ask.balance, milliseconds(ask.at))
        if ask.payment_id:
            payments.ask_soon(db, ask.payment_id)
        db.then(lambda: self._heard(wallet))
        return consumer.Noted(news_id=ask.news_id)

    def seals(self, who: Principal) -> list[str]:
        """The secrets by which this centre's notices may be signed: the last two that it gave out."""
        if who.kind != CENTRE:
            return []
        found = [self._means.secrets.login_of(name) for name in (_seal(who.id), _seal_before(who.id))]
        return [one[1] for one in found if one is not None]

    def waiting_for_address(self) -> list[Wallet]:
        """The wallets whose centre has not been told where this program answers now."""
        told = self._addresses.now()
        return [one for one in self._means.wallets.active if told.get(one.key) != (self._means.url, "")]

    def tell_address(self, wallet: Wallet) -> None:
        """Tell a centre where its notices may come, with a login made for it; what is in the way is kept, and raised.

        The password stays in the secrets until it was told, so that a repeat tells the same; after that only its hash.
        """
        means = self._means
        login, password = self._login_for(wallet)
        told = notices.SetNotices(url=means.url, login=login, password=password)
        try:
            answer = means.centre(wallet).call(doors.NOTICES, told, seconds=ASK_SECONDS)
            self._keep_seal(wallet, answer.secret)
        except OplataError as error:
            code = error.code
            means.database.write(lambda db: kept.set_address(db, wallet.key, means.url, code), "set_address")
            raise
        means.database.write(lambda db: kept.set_address(db, wallet.key, means.url, ""), "set_address")
        means.secrets.forget(_news(wallet))
        means.log.info("address told", wallet=wallet.number)

    def _heard(self, wallet: Wallet) -> None:
        self._charges.poll_soon(wallet.id)
        self._codes.forget_used(wallet.id)

    def _keep_seal(self, wallet: Wallet, secret: str) -> None:
        """The one before stays: notices that were signed by it may be under way."""
        secrets, before = self._means.secrets, self._means.secrets.login_of(_seal(wallet.id))
        if before is not None and before[1] != secret:
            secrets.keep(_seal_before(wallet.id), *before)
        secrets.keep(_seal(wallet.id), "seal", secret)

    def _login_for(self, wallet: Wallet) -> tuple[str, str]:
        means, login = self._means, f"centre-{wallet.id}"
        known = means.secrets.login_of(_news(wallet))
        if known is not None and means.database.read(lambda db: credentials.logins(db, CENTRE, wallet.id)):
            return known
        password = means.database.write(lambda db: means.gatekeeper.issue(db, CENTRE, wallet.id, login), "issue")
        means.secrets.keep(_news(wallet), login, password)
        return login, password


def _news(wallet: Wallet) -> str:
    return f"news-{wallet.key}"


def _seal(wallet: str) -> str:
    return f"seal-wallet-{wallet}"


def _seal_before(wallet: str) -> str:
    return f"seal-before-wallet-{wallet}"
