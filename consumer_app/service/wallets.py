"""Wallets: taken in by a card, left and taken back, looked at, topped up; whose number it is that money goes to."""

import msgspec

from common import addresses
from common.clock import moment
from common.database import Connection
from common.errors import OplataError, Rejected
from common.http_client import trust
from common.principal import Principal
from common.protocol import card as cards
from common.protocol import codes
from common.protocol.card import Card, CardKind
from common.protocol.invoice import Invoice, invoice_text
from common.protocol.wallets import doors, wallet
from consumer_app import messages
from consumer_app.service.means import Means
from consumer_app.store import news as kept
from consumer_app.store import wallet_payments as payments
from consumer_app.store.wallets import Wallet

ASK_SECONDS = 10.0
DIGITS = 12


class WalletsService:
    """The file of wallets, their passwords in the secrets, and what their centres say of them."""

    def __init__(self, means: Means) -> None:
        """Nothing is asked before it is wanted."""
        self._means = means

    def add_wallet(self, who: Principal, ask: messages.AddWallet) -> messages.WalletKept:
        """Take a wallet in; one that is here, or was, gets the card's address, login and password."""
        means, card = self._means, sound(ask.card)
        known = next(
            (one for one in means.wallets.kept if (one.issuer, one.number) == (card.issuer, card.number)), None
        )
        taken = taken_by(card, known.id if known is not None else self._new_id(), means.clock.now_ms(), known)
        before = means.secrets.login_of(taken.key)
        means.secrets.keep(taken.key, card.login, card.password)
        try:
            means.wallets.change(lambda every: (*(one for one in every if one.id != taken.id), taken))
        except OplataError:
            if before is None:
                means.secrets.forget(taken.key)
            else:
                means.secrets.keep(taken.key, *before)
            raise
        means.database.write(lambda db: kept.forget_address(db, taken.key), "forget_address")
        means.log.info("wallet taken in", wallet=taken.number, url=taken.url)
        return self._shown(taken)

    def wallets(self, db: Connection, who: Principal, ask: messages.AskWallets) -> messages.Wallets:
        """All wallets; a word about their file if it was found damaged."""
        file = self._means.wallets
        shown = [wallet_kept(self._means, db, one) for one in file.kept if ask.deleted or one.deleted_at is None]
        trouble = codes.words(file.trouble, file.path.name) if file.trouble else None
        return messages.Wallets(wallets=shown, trouble=trouble)

    def delete_wallet(self, who: Principal, ask: messages.OneWallet) -> messages.WalletKept:
        """Take a wallet off the list; its money stays at the centre, its password and payments here."""
        return self._mark(self._means.wallet(ask.wallet), self._means.clock.now_ms())

    def undo_delete_wallet(self, who: Principal, ask: messages.OneWallet) -> messages.WalletKept:
        """Take a deleted wallet back."""
        return self._mark(self._means.wallet(ask.wallet, deleted=True), None)

    def wallet_state(self, who: Principal, ask: messages.OneWallet) -> messages.WalletState:
        """Ask the centre for the balance and the limits now."""
        return self.refresh(self._means.wallet(ask.wallet))

    def refresh(self, chosen: Wallet) -> messages.WalletState:
        """The same, unasked; the balance is remembered with the moment when it was so."""
        means, asked_at = self._means, self._means.clock.now_ms()
        known = means.centre(chosen).call(doors.WALLET, wallet.AskWallet(), seconds=ASK_SECONDS)
        means.database.write(lambda db: kept.set_balance(db, chosen.key, known.balance, asked_at), "set_balance")
        return messages.WalletState(
            wallet=chosen.id,
            number=known.number,
            holder=known.name,
            balance=known.balance,
            currency=known.currency,
            blocked=known.blocked,
            limits=known.limits,
            spent_today=known.spent_today,
            waiting=known.waiting,
            at=known.at,
        )

    def wallet_recipient(self, who: Principal, ask: messages.AskWalletRecipient) -> wallet.Recipient:
        """Whose wallet a number is, before any money goes there."""
        chosen = self._means.wallet(ask.wallet)
        number = "".join(ask.number.split())
        if number == chosen.number:
            raise Rejected("to_oneself")
        question = wallet.AskRecipient(number=number)
        found: wallet.Recipient = self._means.centre(chosen).call(doors.RECIPIENT, question, seconds=ASK_SECONDS)
        return found

    def wallet_top_up_code(self, db: Connection, who: Principal, ask: messages.AskWalletTopUp) -> messages.TopUpCode:
        """The text of the code by which a terminal's scanner tops the wallet up."""
        chosen = self._means.wallet(ask.wallet)
        invoice = Invoice(
            account=chosen.number,
            provider=chosen.issuer,
            name=chosen.name.ru,
            amount=ask.amount,
            currency=chosen.currency,
        )
        return messages.TopUpCode(text=invoice_text(invoice), amount=ask.amount, currency=chosen.currency)

    def active_wallets(self) -> list[Wallet]:
        """The wallets that are not deleted."""
        return self._means.wallets.active

    def has_any(self) -> bool:
        """Whether there is or was a wallet here: payments of one that was removed are still asked about."""
        return bool(self._means.wallets.kept)

    def _new_id(self) -> str:
        means = self._means
        above = max((int(one.id) for one in means.wallets.kept), default=0)
        return str(means.database.write(lambda db: kept.take_contract_id(db, above), "take_contract_id"))

    def _mark(self, chosen: Wallet, deleted_at: int | None) -> messages.WalletKept:
        after = msgspec.structs.replace(chosen, deleted_at=deleted_at)
        self._means.wallets.change(lambda every: tuple(after if one.id == after.id else one for one in every))
        self._means.log.info("wallet left" if deleted_at else "wallet taken back", wallet=after.number)
        return self._shown(after)

    def _shown(self, chosen: Wallet) -> messages.WalletKept:
        return self._means.database.read(lambda db: wallet_kept(self._means, db, chosen))


def sound(card: Card) -> Card:
    """The card if it is of a wallet; Rejected `wrong_card` says what is wrong."""
    card = cards.decode(cards.encode(card))
    number = card.number
    cards.demand_kind(card, CardKind.WALLET)
    wrong = {
        "url": addresses.wrong(card.url) is not None,
        "issuer": not card.issuer,
        "number": not (len(number) == DIGITS and number.isascii() and number.isdecimal()),
        "login, password": not card.login or not card.password or ":" in card.login,
    }
    for detail, is_wrong in wrong.items():
        if is_wrong:
            raise Rejected("wrong_card", detail)
    trust.current().demand_private(card.url)
    return card


def taken_by(card: Card, number: str, now: int, known: Wallet | None) -> Wallet:
    """The wallet that a card makes, or makes anew."""
    return Wallet(
        id=number,
        name=card.name,
        issuer=card.issuer,
        number=card.number,
        url=card.url.rstrip("/"),
        login=card.login,
        currency=card.currency,
        added_at=known.added_at if known is not None else now,
        edited_at=max(now, known.edited_at + 1) if known is not None else now,
    )


def wallet_kept(means: Means, db: Connection, chosen: Wallet) -> messages.WalletKept:
    """A wallet as people are shown it, with what was heard of it last."""
    url, code = kept.addresses(db).get(chosen.key, ("", ""))
    balance = kept.balances(db).get(chosen.key)
    return messages.WalletKept(
        id=chosen.id,
        key=chosen.key,
        name=chosen.name,
        number=chosen.number,
        url=chosen.url,
        login=chosen.login,
        currency=chosen.currency,
        deleted=chosen.deleted_at is not None,
        news=code or ("told" if url == means.url else "waiting"),
        balance=balance[0] if balance is not None else None,
        balance_at=moment(balance[1]) if balance is not None else None,
        unknown=payments.count_unknown(db, chosen.id),
        heard=payments.seen(db, chosen.key),
    )
