"""Payments out of a wallet: stored under an id before they are sent, and asked about until their end is known."""

from typing import Any

import msgspec

from common import ids, trace
from common.database import Connection
from common.errors import Broken, OplataError, Rejected, Unavailable
from common.http_client import SECONDS
from common.principal import Principal
from common.protocol import codes
from common.protocol.endpoint import Endpoint, Message
from common.protocol.wallets import doors
from common.protocol.wallets.payments import AskPayment, Pay, PaymentShown, Send, Withdraw
from common.retry import RetryPolicy
from common.words import Words
from consumer_app import core, messages
from consumer_app.core import PaymentState
from consumer_app.service.means import Means
from consumer_app.service.wallet_showing import payment_known
from consumer_app.store import wallet_payments as store
from consumer_app.store.wallet_payments import Outcome, PaymentRow
from consumer_app.store.wallets import Wallet

LIMIT = 500
FINAL = ("done", "failed", "returned")
PAUSES = RetryPolicy(pause_ms=1_000, longest_ms=60_000)
AGAIN_SECONDS = 10.0
"""A question about a payment waits no longer: the same thread asks for charges that wait at a till."""
NOT_HEARD_MS = 60_000
"""What is still being sent after so long is asked about, unless it is being sent right now."""
WAYS: dict[str, tuple[Endpoint[Any, PaymentShown], type[Message]]] = {
    "send": (doors.SEND, Send),
    "withdraw": (doors.WITHDRAW, Withdraw),
    "qr": (doors.PAY, Pay),
}
WILL_ASK = Words(
    "Платёж {code}: исход неизвестен. Центр спросят ещё раз с тем же номером, дважды деньги не уйдут.",
    "Payment {code}: its outcome is unknown. The centre will be asked with the same id, nothing is paid twice.",
)

NOT_MADE_HERE = Words(
    "Эта программа такого платежа не начинала. Свои платежи, кем бы ни начаты, — wallet-payments.",
    "This program began no such payment. See wallet-payments for one's own, whoever began them.",
)


class WalletPaymentsService:
    """Send, withdraw, pay by QR, and the list of what was paid here."""

    def __init__(self, means: Means) -> None:
        """Nothing is sent before it is asked for."""
        self._means = means
        self._under_way: set[str] = set()

    def send_money(self, who: Principal, ask: messages.SendMoney) -> messages.PaymentKnown:
        """Send money to another wallet; asked again with its own id it is the same payment."""
        wallet, payment_id = self._begin(ask)
        number = "".join(ask.recipient.split())
        words = Send(
            payment_id=payment_id, recipient=number, amount=ask.amount, currency=wallet.currency, memo=ask.memo
        )
        return self._pay(wallet, "send", words, ask.told or number)

    def withdraw_money(self, who: Principal, ask: messages.WithdrawMoney) -> messages.PaymentKnown:
        """Take money out to a bank account."""
        wallet, payment_id = self._begin(ask)
        account = "".join(ask.account.split())
        words = Withdraw(
            payment_id=payment_id, account=account, amount=ask.amount, bank=ask.bank, currency=wallet.currency,
            memo=ask.memo,
        )  # fmt: skip
        return self._pay(wallet, "withdraw", words, account)

    def pay_by_qr(self, who: Principal, ask: messages.PayByQr) -> messages.PaymentKnown:
        """Pay by a provider's code what was shown, and nothing else."""
        wallet, payment_id = self._begin(ask)
        words = Pay(
            payment_id=payment_id, amount=ask.amount, currency=wallet.currency, qr=ask.code_text, shown=ask.shown
        )
        return self._pay(wallet, "qr", words, ask.told)

    def find_wallet_payment(self, db: Connection, who: Principal, ask: messages.FindPayment) -> messages.PaymentKnown:
        """A payment by its id."""
        found = store.find(db, ask.payment_id)
        if found is None:
            refusal = Rejected("wrong_value", f"payment_id: {ask.payment_id[:40]}")
            refusal.heard = NOT_MADE_HERE
            raise refusal
        return payment_known(found)

    def payments_made(self, db: Connection, who: Principal, ask: messages.AskPaymentsMade) -> messages.PaymentsMade:
        """The newest payments with their states."""
        found = store.newest(db, self._means.wallet(ask.wallet).id, max(1, min(ask.limit, LIMIT)))
        return messages.PaymentsMade(payments=[payment_known(one) for one in found])

    def retry_wallet_payments(self, who: Principal, ask: messages.RetryPayments) -> messages.PaymentsRetried:
        """Ask about payments of unknown outcome now: the centre does an id once."""
        waiting = [one for one in self._means.database.read(store.unknown) if one.payment_id not in self._under_way]
        if ask.payment_id:
            waiting = [one for one in waiting if one.payment_id == ask.payment_id]
            if not waiting:
                raise Rejected("wrong_value", f"payment_id: {ask.payment_id[:40]}")
        for one in waiting:
            self._ask_about(one)
        after = [self._known(one.payment_id) for one in waiting]
        unknown = sum(one.state is PaymentState.UNKNOWN for one in after)
        return messages.PaymentsRetried(payments=after, still_unknown=unknown)

    def settle_interrupted(self) -> int:
        """At the start: what was being sent when the program died is unknown, and asked about at once."""
        return self._means.database.write(store.give_up_interrupted, "give_up_interrupted")

    def settle_due(self) -> int:
        """Ask about the payments whose time it is, of a centre that does not answer about one; how many these were."""
        now = self._means.clock.now_ms()
        found = self._means.database.read(lambda db: store.due(db, now))
        asked, silent = 0, set[str]()
        for one in found:
            if one.payment_id not in self._under_way and one.wallet not in silent:
                asked += 1
                if isinstance(self._ask_about(one), Unavailable):
                    silent.add(one.wallet)
        return asked

    def _begin(self, ask: messages.SendMoney | messages.WithdrawMoney | messages.PayByQr) -> tuple[Wallet, str]:
        given = core.use_id_of(ask.payment_id, "payment_id")
        return self._means.wallet(ask.wallet), given or ids.uuid7(self._means.clock.now_ms())

    def _pay(self, wallet: Wallet, way: str, words: Send | Withdraw | Pay, told: str) -> messages.PaymentKnown:
        """Written down and durable before anything is sent."""
        means, now = self._means, self._means.clock.now_ms()
        means.centre(wallet)
        row = PaymentRow(
            payment_id=words.payment_id, wallet=wallet.id, way=way, body=msgspec.json.encode(words), told=told,
            amount=words.amount, currency=words.currency, made_at=now, state=PaymentState.SENDING, attempts=0,
            ask_after=now + NOT_HEARD_MS, code="", ru="", en="", shown=None,
        )  # fmt: skip
        self._under_way.add(row.payment_id)
        try:
            before = means.database.write(lambda db: store.begun(db, row), "store_payment")
            if before is None:
                return self._ended(row, self._send(wallet, row, first=True))
            return self._again(wallet, before, row)
        finally:
            self._under_way.discard(row.payment_id)

    def _again(self, wallet: Wallet, before: PaymentRow, asked: PaymentRow) -> messages.PaymentKnown:
        """The payment of this id is known here: never made a second time, only asked about while it is unknown.

        One that never left, for want of a connection, is sent now: its asker was told to repeat it.
        """
        if (before.wallet, before.way, before.body) != (asked.wallet, asked.way, asked.body):
            raise Broken("payment_id_reused", before.payment_id)
        if before.state in (PaymentState.UNKNOWN, PaymentState.SENDING):
            return self._ended(before, self._send(wallet, before, first=False))
        if before.state is PaymentState.REFUSED and before.code in codes.UNAVAILABLE:
            reopened = self._means.database.write(
                lambda db: store.reopen(db, before.payment_id, asked.ask_after), "store_payment"
            )
            return self._ended(before, self._send(wallet, before, first=reopened))
        if before.state is PaymentState.REFUSED:
            raise refused_before(before)
        return payment_known(before, repeated=True)

    def _ended(self, row: PaymentRow, error: OplataError | None) -> messages.PaymentKnown:
        after = self._known(row.payment_id)
        if error is not None:
            raise told(error, after)
        return after

    def _ask_about(self, row: PaymentRow) -> OplataError | None:
        """One question about a payment, with its own id; where it went wrong, it is asked later again."""
        wallet = next((one for one in self._means.wallets.kept if one.id == row.wallet), None)
        if wallet is None:
            return None
        self._under_way.add(row.payment_id)
        try:
            if row.state is PaymentState.TAKEN:
                return self._look(wallet, row)
            return self._send(wallet, row, first=False)
        finally:
            self._under_way.discard(row.payment_id)

    def _look(self, wallet: Wallet, row: PaymentRow) -> OplataError | None:
        means, asked = self._means, AskPayment(payment_id=row.payment_id)
        wrong: OplataError | None = None
        try:
            answer = means.centre(wallet).call(doors.LOOK, asked, seconds=AGAIN_SECONDS)
            outcome = self._outcome(row, answer)
        except OplataError as error:
            wrong = error
            outcome = Outcome(PaymentState.TAKEN, self._later(row), error.code, codes.words_of(error))
        means.database.write(lambda db: store.end(db, row.payment_id, outcome), "end_payment")
        return wrong

    def _send(self, wallet: Wallet, row: PaymentRow, *, first: bool) -> OplataError | None:
        """One sending and its outcome, written down; the error it ended with, if any."""
        before = trace.current.set(ids.payment_code(row.payment_id))
        try:
            return self._sent(wallet, row, first)
        finally:
            trace.current.reset(before)

    def _sent(self, wallet: Wallet, row: PaymentRow, first: bool) -> OplataError | None:
        means, (door, words) = self._means, WAYS[row.way]
        try:
            seconds = SECONDS if first else AGAIN_SECONDS
            answer = means.centre(wallet).call(door, msgspec.json.decode(row.body, type=words), seconds=seconds)
            outcome = self._outcome(row, answer)
        except OplataError as error:
            state = core.payment_after(error, first=first)
            later = self._later(row) if state is PaymentState.UNKNOWN else 0
            ended = Outcome(state, later, error.code, codes.words_of(error))
            means.database.write(lambda db: store.end(db, row.payment_id, ended), "end_payment")
            code = ids.payment_code(row.payment_id)
            means.log.warning("payment not taken", payment=code, state=state.value, code=error.code)
            return error
        means.database.write(lambda db: store.end(db, row.payment_id, outcome), "end_payment")
        means.log.info("payment taken", payment=ids.payment_code(row.payment_id), state=answer.state)
        return None

    def _outcome(self, row: PaymentRow, answer: PaymentShown) -> Outcome:
        """An answer about another payment, or of another sum, tells nothing: the outcome is unknown."""
        if (answer.payment_id, answer.way, answer.amount) != (row.payment_id, row.way, row.amount):
            raise Unavailable("unreadable_answer", "payment_id, way, amount")
        shown, final = msgspec.json.encode(answer), answer.state in FINAL
        words = core.why(answer.reason) if answer.reason else Words("", "")
        state = PaymentState.ENDED if final else PaymentState.TAKEN
        return Outcome(state, 0 if final else self._later(row), answer.reason, words, shown)

    def _later(self, row: PaymentRow) -> int:
        return self._means.clock.now_ms() + PAUSES.pause(row.attempts + 1, lambda: 0.0)

    def _known(self, payment_id: str) -> messages.PaymentKnown:
        found = self._means.database.read(lambda db: store.find(db, payment_id))
        assert found is not None, payment_id
        return payment_known(found)


def refused_before(row: PaymentRow) -> OplataError:
    """The «no» that a payment of this id ended with, in the words of then."""
    error = codes.KINDS.get(row.code, Rejected)(row.code)
    error.heard = Words(row.ru, row.en) if row.ru else None
    return error


def told(error: OplataError, after: messages.PaymentKnown) -> OplataError:
    """The error as a person hears it: where the outcome is unknown it says so, and what will be done."""
    if after.state is not PaymentState.UNKNOWN:
        return error
    said, again = codes.words_of(error), WILL_ASK.format(code=after.trace)
    unknown = Unavailable(error.code if isinstance(error, Unavailable) else "no_answer", error.detail)
    unknown.heard = Words(f"{said.ru} {again.ru}", f"{said.en} {again.en}")
    return unknown
