"""The payment service: verifies the sides, normalises, spends the barcode, writes it down, enqueues. Source: seed 002.

All five in one commit; the executor moves the money. Asked again with the same words it answers the same, with other
words under the same id it is Broken `payment_id_reused`. What is Rejected has left nothing behind.
"""

from collections.abc import Mapping
from typing import Any, Protocol

from common import ids
from common.clock import Clock
from common.database import Connection, Database, Row, Unit, together
from common.errors import Broken, ContractFault, Rejected
from common.principal import SYSTEM, Principal
from common.protocol.wallets.codes import LookedAtQr
from common.protocol.wallets.parties import SIMULATED_BANK
from common.protocol.wallets.payments import Confirm, Pay, PaymentShown, Send, Withdraw
from processing_app.core import wallet_payment
from processing_app.core.payment import NEW, Payment
from processing_app.core.requisites import is_account
from processing_app.core.wallet_events import WalletPaymentStarted
from processing_app.core.wallet_payment import BARCODE, QR, SEND, WITHDRAW
from processing_app.service.quota import Quota
from processing_app.service.wallets import limits, shown
from processing_app.service.wallets.naming import demand_taking, holder, masked
from processing_app.service.wallets.recording import record
from processing_app.store import wallet_payments, wallets

WALLET, PROVIDER = "wallet", "provider"
AT_ONCE = 100
HOUR_MS = 3_600_000
REFUSALS = 10
"""So many charges of one wallet may be refused to one provider in an hour: sum by sum it would learn what is there."""
BICS: Mapping[str, str] = {"simulated": "044525225"}
"""The banks that withdrawals go to, each with the BIC that proves its accounts."""
BANK_NAMES: Mapping[str, str] = {"simulated": SIMULATED_BANK.ru}


class Spent(Protocol):
    """Whose barcode it was: a wallet's number, and the barcode as logs may hold it."""

    @property
    def wallet_id(self) -> str:
        """12 digits."""

    @property
    def mask(self) -> str:
        """Its last digits."""


class Barcodes(Protocol):
    """What the payment service wants of dynamic barcodes."""

    def spend(self, db: Connection, code: str, payment_id: str, provider_id: int, now: int) -> Spent:
        """Use a barcode up in the payment's own commit; Rejected `barcode_…`, Unavailable `too_many_guesses`."""


class QrCodes(Protocol):
    """What the payment service wants of static QR codes."""

    def read(self, db: Connection, text: str) -> LookedAtQr:
        """A code whose signature fits; Rejected `qr_…`, `provider_closed`."""


class Recipients(Protocol):
    """What the payment service wants to know of wallets that money is sent to."""

    def known(self, db: Connection, who: Principal, number: str) -> Row:
        """A wallet's contract; Rejected `unknown_recipient`, Unavailable `too_many_guesses`."""


class Payments:
    """Begins payments of wallets, and takes their payers' word."""

    def __init__(
        self, database: Database, clock: Clock, barcodes: Barcodes, qr_codes: QrCodes, recipients: Recipients
    ) -> None:
        """Everything is given."""
        self._database = database
        self._clock = clock
        self._barcodes = barcodes
        self._qr_codes = qr_codes
        self._recipients = recipients
        self._refusals = Quota(clock, HOUR_MS, "too_many_guesses")

    def send(self, db: Connection, who: Principal, ask: Send) -> PaymentShown:
        """Money to another wallet, a blocked one too: it gives nothing, and what is sent to it comes. A unit of work.

        Rejected `to_oneself`, as `Recipients` and `limits` say.
        """
        recipient, memo = "".join(ask.recipient.split()), _line(ask.memo, "memo")
        said = {
            "way": SEND, "sender": f"{WALLET}:{who.id}", "recipient": f"{WALLET}:{recipient}", "amount": ask.amount,
            "currency": ask.currency, "memo": memo,
        }  # fmt: skip
        if self._is_repeated(db, ask.payment_id, said):
            return _again(db, who, ask.payment_id)
        sender = _wallet(db, who.id)
        limits.demand_sum(sender, ask.amount, ask.currency)
        if recipient == who.id:
            raise Rejected("to_oneself")
        other = self._recipients.known(db, who, recipient)
        limits.demand_sum(other, ask.amount, ask.currency)
        return self._begin(db, who, sender, _started(ask.payment_id, said, sender, holder(other)))

    def withdraw(self, db: Connection, who: Principal, ask: Withdraw) -> PaymentShown:
        """Money out to a bank account. A unit of work. Rejected `wrong_bank_account`, as `limits` says."""
        account, memo = "".join(ask.account.split()), _line(ask.memo, "memo")
        said = {
            "way": WITHDRAW, "sender": f"{WALLET}:{who.id}", "recipient": f"bank:{ask.bank}", "account": account,
            "amount": ask.amount, "currency": ask.currency, "memo": memo,
        }  # fmt: skip
        if self._is_repeated(db, ask.payment_id, said):
            return _again(db, who, ask.payment_id)
        sender = _wallet(db, who.id)
        limits.demand_sum(sender, ask.amount, ask.currency)
        if ask.bank not in BICS:
            raise Rejected("wrong_value", f"bank: {', '.join(BICS)}")
        if not is_account(account, BICS[ask.bank]):
            raise Rejected("wrong_bank_account", account[:24])
        return self._begin(db, who, sender, _started(ask.payment_id, said, sender, BANK_NAMES[ask.bank]))

    def pay(self, db: Connection, who: Principal, ask: Pay) -> PaymentShown:
        """By a QR code, for holders of wallets, or by a barcode, for providers. A unit of work.

        Rejected `wrong_value` unless it is exactly one of the two, ContractFault `forbidden` when it is the other's.
        """
        if bool(ask.qr) is bool(ask.barcode):
            raise Rejected("wrong_value", "qr | barcode")
        if who.kind != (WALLET if ask.qr else PROVIDER):
            raise ContractFault("forbidden")
        return self._pay_by_qr(db, who, ask) if ask.qr else self._charge(db, who, ask)

    def confirm(self, db: Connection, who: Principal, ask: Confirm) -> PaymentShown:
        """The payer's word on a charge that waits for it. A unit of work. Rejected `confirmation_over`,
        `shown_differs`; a second word changes nothing.
        """
        before = _own(db, who, ask.payment_id)
        now = self._clock.now_ms()
        if ask.accept:
            events = wallet_payment.confirm(before, ask.shown, now)
        else:
            events = wallet_payment.refuse(before, ask.shown)
        if not events:
            return _again(db, who, ask.payment_id)
        return shown.of_state(record(db, before, events, who, now), shown.side_of(who), now)

    def expire_confirmations(self) -> bool:
        """End the charges whose payers have not said a word in time; whether there may be more of them.

        One that cannot be ended keeps no other from it; why it cannot is raised at last.
        """
        due = self._database.read(lambda db: wallet_payments.expired(db, self._clock.now_ms(), AT_ONCE))
        jobs = together(self._database, [self._ending(payment_id) for payment_id in due])
        for job in jobs:
            if job.error is not None:
                raise job.error
        return len(due) == AT_ONCE

    def _pay_by_qr(self, db: Connection, who: Principal, ask: Pay) -> PaymentShown:
        said = {
            "way": QR, "sender": f"{WALLET}:{who.id}", "shown": ask.shown, "amount": ask.amount,
            "currency": ask.currency,
        }  # fmt: skip
        if self._is_repeated(db, ask.payment_id, said):
            return _again(db, who, ask.payment_id)
        sender = _wallet(db, who.id)
        limits.demand_sum(sender, ask.amount, ask.currency)
        code = self._qr_codes.read(db, ask.qr)
        if ask.shown != code.shown or (code.amount and ask.amount != code.amount):
            raise Rejected("shown_differs")
        if code.currency != ask.currency:
            raise Rejected("wrong_currency", ask.currency[:20])
        said |= {"recipient": f"{PROVIDER}:{code.provider_id}", "order": code.order, "code": code.key_id}
        return self._begin(db, who, sender, _started(ask.payment_id, said, sender, code.name))

    def _charge(self, db: Connection, who: Principal, ask: Pay) -> PaymentShown:
        barcode = "".join(ask.barcode.split())
        said = {
            "way": BARCODE, "recipient": f"{PROVIDER}:{who.id}", "amount": ask.amount, "currency": ask.currency,
            "order": _line(ask.order, "order"), "code": masked(barcode),
        }  # fmt: skip
        if self._is_repeated(db, ask.payment_id, said):
            return _again(db, who, ask.payment_id)
        name = demand_taking(db, int(who.id))
        if ask.amount <= 0:
            raise Rejected("amount_out_of_range", "> 0")
        spent = self._barcodes.spend(db, barcode, ask.payment_id, int(who.id), self._clock.now_ms())
        sender = _wallet(db, spent.wallet_id)
        limits.demand_sum(sender, ask.amount, ask.currency)
        said |= {"sender": f"{WALLET}:{spent.wallet_id}", "code": spent.mask}
        return self._without_probing(db, who, sender, _started(ask.payment_id, said, sender, name))

    def _without_probing(
        self, db: Connection, who: Principal, sender: Row, began: WalletPaymentStarted
    ) -> PaymentShown:
        """Unavailable `too_many_guesses` for a provider that has tried sum after sum with one wallet."""
        pair, refused = f"{who.id}:{sender['wallet_id']}", False
        self._refusals.take(pair, REFUSALS)
        try:
            return self._begin(db, who, sender, began)
        except Rejected:
            refused = True
            raise
        finally:
            if not refused:
                self._refusals.give_back(pair, REFUSALS)

    def _is_repeated(self, db: Connection, payment_id: str, said: Mapping[str, Any]) -> bool:
        """Whether this very question was asked before; Broken `payment_id_reused` when the id was another's."""
        if not ids.is_uuid(payment_id):
            raise Rejected("wrong_value", "payment_id")
        before = wallet_payments.load(db, payment_id)
        if before is None:
            return False
        if any(getattr(before.of_wallet, name) != value for name, value in said.items()):
            raise Broken("payment_id_reused", payment_id)
        return True

    def _begin(self, db: Connection, who: Principal, sender: Row, began: WalletPaymentStarted) -> PaymentShown:
        now = self._clock.now_ms()
        limits.demand(db, sender, began.amount, who, now)
        events = wallet_payment.start(began, no_confirmation=sender["no_confirmation"], now=now)
        return shown.of_state(record(db, NEW, events, who, now), shown.side_of(who), now)

    def _ending(self, payment_id: str) -> Unit:
        trace = ids.payment_code(payment_id)

        def end(db: Connection) -> None:
            before, now = wallet_payments.load(db, payment_id), self._clock.now_ms()
            assert before is not None, "a row has its events"
            record(db, before, wallet_payment.expire(before, now), SYSTEM._replace(trace=trace), now)

        return Unit(end, "confirmation over", trace)


def _started(payment_id: str, said: Mapping[str, Any], sender: Row, recipient_name: str) -> WalletPaymentStarted:
    return WalletPaymentStarted(
        payment_id=payment_id, number=ids.number_of(payment_id), sender_name=holder(sender),
        recipient_name=recipient_name, **said,
    )  # fmt: skip


def _again(db: Connection, who: Principal, payment_id: str) -> PaymentShown:
    """The answer to a question that was asked before: how the payment is now."""
    side = shown.side_of(who)
    return shown.of_row(shown.demand_side(wallet_payments.look(db, payment_id), side), side)


def _own(db: Connection, who: Principal, payment_id: str) -> Payment:
    """A payment whose payer asks; ContractFault `not_found`."""
    if ids.is_uuid(payment_id):
        found = wallet_payments.look(db, payment_id)
        if found is not None and found.began.sender == shown.side_of(who):
            state = wallet_payments.load(db, payment_id)
            assert state is not None, "a row has its events"
            return state
    raise ContractFault("not_found")


def _wallet(db: Connection, number: str) -> Row:
    found = wallets.wallet(db, number)
    if found is None:
        raise Rejected("unknown_wallet", masked(number))
    return found


def _line(text: str, what: str) -> str:
    """A text on one line, without the spaces that nobody sees; Rejected `wrong_value`."""
    plain = " ".join(text.split())
    if not plain.isprintable():
        raise Rejected("wrong_value", what)
    return plain
