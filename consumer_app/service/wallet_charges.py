"""Charges by barcode that wait for the payer's word: asked for often while one may come, confirmed or refused."""

from common import spawn
from common.clock import milliseconds
from common.database import Connection
from common.errors import OplataError, Rejected
from common.principal import Principal
from common.protocol.wallets import doors
from common.protocol.wallets.payments import AskPayments, Confirm, PaymentShown
from consumer_app import messages
from consumer_app.service.means import Means
from consumer_app.service.wallet_codes import WalletCodesService
from consumer_app.store.wallets import Wallet

LIMIT = 50
ASK_SECONDS = 5.0
WATCHED_SECONDS = 180.0
"""A code lives up to two minutes, and its charge waits one: so long after it was shown the centre is asked often."""
OFTEN_SECONDS, SELDOM_SECONDS = 2.0, 15.0


class ChargesService:
    """What the centre said last is kept in memory; notices only make it asked sooner."""

    def __init__(self, means: Means, codes: WalletCodesService) -> None:
        """Nothing waits that is known of."""
        self._means = means
        self._codes = codes
        self._waiting: dict[str, list[PaymentShown]] = {}
        self._next: dict[str, float] = {}
        self._lock = spawn.Lock()

    def charges(self, db: Connection, who: Principal, ask: messages.AskWallets) -> messages.Charges:
        """All that wait, of every wallet; from memory, so that it may be asked every second."""
        now, known = self._means.clock.now_ms(), self._waiting
        active = self._means.wallets.active
        return messages.Charges(
            charges=[_charge(wallet, one, now) for wallet in active for one in known.get(wallet.id, [])]
        )

    def confirm_charge(self, who: Principal, ask: messages.ConfirmCharge) -> PaymentShown:
        """Tell the centre the payer's word; `shown` is the digest of what he saw, so nothing else can be confirmed."""
        wallet = self._of(ask)
        word = Confirm(payment_id=ask.payment_id, accept=ask.accept, shown=ask.shown)
        try:
            after: PaymentShown = self._means.centre(wallet).call(doors.CONFIRM, word)
        except Rejected:
            self.poll(wallet)
            raise
        with self._lock:
            left = [one for one in self._waiting.get(wallet.id, []) if one.payment_id != ask.payment_id]
            self._waiting[wallet.id] = left
        self._codes.forget_used(wallet.id)
        return after

    def poll(self, wallet: Wallet) -> None:
        """Ask the centre now."""
        self._next[wallet.id] = self._means.clock.monotonic() + self._pause(wallet)
        got = self._means.centre(wallet).call(doors.WAITING, AskPayments(limit=LIMIT), seconds=ASK_SECONDS)
        with self._lock:
            self._waiting[wallet.id] = [one for one in got.payments if one.state == "waiting_for_payer" and one.shown]

    def poll_due(self, wallet: Wallet) -> OplataError | None:
        """Ask if it is time to; what went wrong is only said: it is asked again before long."""
        if self._next.get(wallet.id, 0.0) > self._means.clock.monotonic():
            return None
        try:
            self.poll(wallet)
        except OplataError as error:
            return error
        return None

    def poll_soon(self, wallet: str) -> None:
        """A notice has come: do not wait."""
        self._next.pop(wallet, None)

    def _pause(self, wallet: Wallet) -> float:
        watched = self._codes.shown_within(wallet.id, WATCHED_SECONDS) or self._waiting.get(wallet.id)
        return OFTEN_SECONDS if watched else SELDOM_SECONDS

    def _of(self, ask: messages.ConfirmCharge) -> Wallet:
        """The wallet that is named, else the one that the charge is known of."""
        owner = next(
            (name for name, every in self._waiting.items() if any(one.payment_id == ask.payment_id for one in every)),
            "",
        )
        return self._means.wallet(ask.wallet or owner)


def _charge(wallet: Wallet, shown: PaymentShown, now: int) -> messages.Charge:
    """By our clock; the centre has the last word on whether there is time left."""
    until = shown.confirm_until or shown.made_at
    whole = milliseconds(until) - milliseconds(shown.made_at)
    return messages.Charge(
        wallet=wallet.id,
        payment_id=shown.payment_id,
        code=shown.code,
        recipient=shown.recipient,
        amount=shown.amount,
        currency=shown.currency,
        order=shown.order,
        shown=shown.shown,
        left_ms=max(0, min(milliseconds(until) - now, whole)),
    )
