"""Contracts of wallets: open, edit, limit, block, a new password; what would be wrong with one before it is saved."""

from collections.abc import Callable
from typing import Any

import msgspec

from common import ids
from common.clock import Clock, moment
from common.credentials import Gatekeeper
from common.database import Connection, Row
from common.edition import demand, edition
from common.errors import Rejected
from common.money import RUB
from common.principal import Principal
from common.protocol import card as cards
from common.protocol.card import Card, CardKind
from common.protocol.mistake import Mistakes, refuse
from common.protocol.wallets.payments import PaymentShown
from common.protocol.wallets.wallet import Limits
from processing_app.core import ledger, wallet_number
from processing_app.service.agent_contracts import TITLE
from processing_app.service.asks import wallets as asks
from processing_app.service.tokens import Tokens
from processing_app.service.wallets import mistakes, shown
from processing_app.service.wallets.offered import Offered
from processing_app.store import balances, log, wallet_days, wallet_payments
from processing_app.store import wallets as rows

WALLET = "wallet"
"""The kind of a wallet's holder among those who may enter; its id is the wallet's number."""
MOST = 500
SHOWN = 50
LIMITS = tuple(Limits.__struct_fields__)


class Accounts:
    """The operator's desk for wallets. `url` and `uid` stand in the cards that it issues."""

    def __init__(
        self, clock: Clock, gatekeeper: Gatekeeper, tokens: Tokens, offered: Offered, *, url: str, uid: str
    ) -> None:
        """Everything is given."""
        self._clock = clock
        self._gatekeeper = gatekeeper
        self._tokens = tokens
        self._offered = offered
        self._url = url
        self._uid = uid
        self.reissued: Callable[[Connection, str], object] = lambda db, name: None
        """Told, in its unit of work, whose login and tokens were ended, as wallet:<number>."""

    def try_wallet(self, db: Connection, who: Principal, ask: asks.TryWallet) -> Mistakes:
        """Everything wrong with a wallet filled in so; Rejected `unknown_wallet`."""
        if ask.number:
            known_wallet(db, ask.number)
        return Mistakes(
            mistakes=[*mistakes.of_holder(ask.name, ask.phone, ask.email), *mistakes.of_limits(_limits(ask))]
        )

    def open_wallet(self, db: Connection, who: Principal, ask: asks.OpenWallet) -> Card:
        """A wallet with nothing in it: its number, login and password, as a card that is shown once."""
        limits = _limits(ask)
        refuse([*mistakes.of_holder(ask.name, ask.phone, ask.email), *mistakes.of_limits(limits)])
        number = _free_number(db)
        login = f"{WALLET}-{number}"
        rows.add(
            db, wallet_id=number, phone=mistakes.digits(ask.phone), email=ask.email.strip(), name=ask.name.strip(),
            login=login, currency=RUB, blocked="", made=self._clock.now_ms(), **msgspec.structs.asdict(limits),
        )  # fmt: skip
        self._offered.follow(db)
        return self._card(number, login, self._gatekeeper.issue(db, WALLET, number, login))

    def edit_wallet(self, db: Connection, who: Principal, ask: asks.EditWallet) -> asks.WalletRow:
        """Another name, phone or e-mail."""
        row = known_wallet(db, ask.number)
        demand(ask.edition, edition_of(row), ask.number)
        name = row["name"] if ask.name is None else ask.name.strip()
        phone = row["phone"] if ask.phone is None else ask.phone
        email = row["email"] if ask.email is None else ask.email.strip()
        refuse(list(mistakes.of_holder(name, phone, email)))
        return self._changed(db, row, name=name, phone=mistakes.digits(phone), email=email)

    def wallet_limits(self, db: Connection, who: Principal, ask: asks.WalletLimits) -> asks.WalletRow:
        """What it may spend from now on."""
        row = known_wallet(db, ask.number)
        demand(ask.edition, edition_of(row), ask.number)
        given = {name: value for name in LIMITS if (value := getattr(ask, name)) is not None}
        limits = msgspec.structs.replace(limits_of(row), **given)
        refuse(list(mistakes.of_limits(limits)))
        return self._changed(db, row, **msgspec.structs.asdict(limits))

    def block_wallet(self, db: Connection, who: Principal, ask: asks.BlockWallet) -> asks.WalletRow:
        """Nothing leaves it; what is sent to it and put in at kiosks comes, and its holder sees all of it."""
        refuse(list(mistakes.of_reason(ask.reason)))
        return self._changed(db, known_wallet(db, ask.number), blocked=ask.reason.strip())

    def unblock_wallet(self, db: Connection, who: Principal, ask: asks.WalletNumber) -> asks.WalletRow:
        """Its holder may spend again."""
        return self._changed(db, known_wallet(db, ask.number), blocked="")

    def reissue_wallet_password(self, db: Connection, who: Principal, ask: asks.WalletNumber) -> Card:
        """A new password; the old one, every token, barcode and where notices go end at once: who found them is out."""
        row = known_wallet(db, ask.number)
        self._gatekeeper.revoke(db, WALLET, ask.number)
        self._tokens.end_all(db, WALLET, ask.number, who)
        self.reissued(db, f"{WALLET}:{ask.number}")
        return self._card(ask.number, row["login"], self._gatekeeper.issue(db, WALLET, ask.number, row["login"]))

    def wallets(self, db: Connection, who: Principal, ask: asks.FindWallets) -> asks.WalletRows:
        """A page of them."""
        text = ask.text.strip()
        start = mistakes.digits(text) or text
        limit, offset = max(1, min(ask.limit, MOST)), max(0, ask.offset)
        page, found = rows.page(db, text, start, blocked=ask.blocked, limit=limit, offset=offset)
        return asks.WalletRows(
            wallets=[self._shown(db, row) for row in page], found=found, balance=rows.balance_of_all(db)
        )

    def wallet(self, db: Connection, who: Principal, ask: asks.WalletNumber) -> asks.WalletTold:
        """One of them, with what it has spent today, and its latest payments."""
        row = known_wallet(db, ask.number)
        now = self._clock.now_ms()
        return asks.WalletTold(
            wallet=self._shown(db, row), spent_today=wallet_days.spent_today(db, ask.number, now),
            waiting=len(wallet_payments.waiting(db, ask.number, now, MOST)), payments=_latest(db, ask.number),
        )  # fmt: skip

    def _changed(self, db: Connection, row: Row, **values: Any) -> asks.WalletRow:
        rows.change(db, row, **values)
        return self._shown(db, known_wallet(db, row["wallet_id"]))

    def _shown(self, db: Connection, row: Row) -> asks.WalletRow:
        number = row["wallet_id"]
        return asks.WalletRow(
            number=number, name=row["name"], phone=row["phone"], email=row["email"], login=row["login"],
            balance=balances.snapshot(db, ledger.wallet(number)), currency=row["currency"], blocked=row["blocked"],
            limits=limits_of(row), made=moment(row["made"]), edition=edition_of(row),
            spent_today=wallet_days.spent_today(db, number, self._clock.now_ms()),
        )  # fmt: skip

    def _card(self, number: str, login: str, password: str) -> Card:
        return Card(
            kind=CardKind.WALLET, version=cards.VERSION, issuer=self._uid, name=TITLE, url=self._url,
            dialect="json", login=login, password=password, number=number,
        )  # fmt: skip


def _latest(db: Connection, number: str) -> list[PaymentShown]:
    """What happened to a wallet lately; the word by which only its holder confirms a charge is left out."""
    found = wallet_payments.of_wallet(db, number, log.NEWEST, SHOWN)
    seen = (shown.of_row(one, f"{WALLET}:{number}") for one in found)
    return [msgspec.structs.replace(one, shown="") for one in seen]


def known_wallet(db: Connection, number: str) -> Row:
    """A wallet's contract; Rejected `unknown_wallet`."""
    row = rows.wallet(db, number)
    if row is None:
        raise Rejected("unknown_wallet", number[: wallet_number.DIGITS])
    return row


def limits_of(row: Row) -> Limits:
    """What a wallet may spend."""
    return Limits(**{name: row[name] for name in LIMITS})


def edition_of(row: Row) -> str:
    """The edition of a wallet's terms."""
    return edition(row["name"], row["phone"], row["email"], *(row[name] for name in LIMITS))


def _limits(ask: asks.OpenWallet | asks.TryWallet) -> Limits:
    return Limits(**{name: getattr(ask, name) for name in LIMITS})


def _free_number(db: Connection) -> str:
    while rows.wallet(db, number := wallet_number.made(ids.below)) is not None:
        pass
    return number
