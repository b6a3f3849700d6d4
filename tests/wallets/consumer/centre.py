"""A simulated centre behind a consumer's wallet: it does each payment once for its id, and its clock is its own."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec

from common.clock import VirtualClock, moment
from common.errors import ContractFault, OplataError, Rejected, Unavailable
from common.http_client import SECONDS
from common.ids import payment_code
from common.protocol.card import VERSION, Card, CardKind
from common.protocol.endpoint import Endpoint
from common.protocol.wallets import codes, doors, notices, payments, wallet
from common.protocol.wallets.payments import Party, PaymentShown
from common.words import Words

URL = "http://127.0.0.1:8102"
NUMBER, OTHER = "123456789015", "987654321098"
SECRET = "whsec_of-the-centre-and-of-nobody-else"
QR = "https://pay.oplata.invalid/q/signed"
SKEW_MS = 7 * 60_000
"""The centre's clock is seven minutes ahead of the consumer's."""


def a_wallet_card(**changed: Any) -> Card:
    card = Card(
        kind=CardKind.WALLET, version=VERSION, issuer="centre-uid", name=Words("Процессинг", "Processing"), url=URL,
        dialect="json", login=f"wallet-{NUMBER}", password="a password of many letters", number=NUMBER,
    )  # fmt: skip
    return msgspec.structs.replace(card, **changed)


class SimulatedCentre:
    """`before` and `after` may raise, as a network does; `ends` is what becomes of a payment when it is looked at."""

    def __init__(self, clock: VirtualClock) -> None:
        self.balance = 100_000
        self.done: dict[str, PaymentShown] = {}
        self.waiting: list[PaymentShown] = []
        self.words: list[payments.Confirm] = []
        self.told: list[notices.SetNotices] = []
        self.lines: list[wallet.StatementLine] = []
        self.asked: list[str] = []
        self.logins: list[tuple[str, str]] = []
        self.fetches = 0
        self.most_lines = 200
        self.behind = 0
        self.secret = SECRET
        self.state: payments.State = "accepted"
        self.ends: payments.State = "done"
        self.before: Callable[[], None] = lambda: None
        self.after: Callable[[], None] = lambda: None
        self.clock = clock
        self._answers: dict[Endpoint[Any, Any], Callable[[Any], Any]] = {
            doors.SEND: lambda ask: self._pay(ask, "send", Party(kind="wallet", name="Пётр П.", number="••••1098")),
            doors.WITHDRAW: lambda ask: self._pay(ask, "withdraw", Party(kind="bank", name="Банк", number="0042")),
            doors.PAY: self._pay_by_qr,
            doors.LOOK: self._look,
            doors.CONFIRM: self._confirm,
            doors.WAITING: lambda _: payments.Payments(payments=self.waiting, position="", more=False),
            doors.OWN: lambda _: payments.Payments(payments=list(self.done.values()), position="", more=False),
            doors.WALLET: lambda _: self.shown(),
            doors.RECIPIENT: self._recipient,
            doors.STATEMENT: self._statement,
            doors.BARCODES: lambda _: self._barcodes(),
            doors.LOOK_AT_QR: self._look_at_qr,
            doors.NOTICES: self._set_notices,
        }

    def connect(self, url: str, login: str, password: str, them: str) -> "SimulatedCentre":
        self.logins.append((login, password))
        return self

    def fail(self, error: OplataError) -> None:
        """From now on nothing gets through."""
        self.before = _raising(error)

    def lose_answers(self) -> None:
        """From now on everything is done, and no answer comes back."""
        self.after = _raising(Unavailable("no_answer", "time-out"))

    def recover(self) -> None:
        """All is well again."""
        self.before = self.after = lambda: None

    def call(self, endpoint: Endpoint[Any, Any], ask: Any, *, seconds: float = SECONDS) -> Any:
        self.asked.append(endpoint.path.removeprefix(doors.ROOT))
        self.before()
        answer = self._answers[endpoint](ask)
        self.after()
        return answer

    def now(self) -> Any:
        """By the centre's own clock."""
        return moment(self.clock.now_ms() + SKEW_MS)

    def shown(self) -> wallet.WalletShown:
        """The wallet as its holder sees it."""
        return wallet.WalletShown(
            number=NUMBER, name="Иван И.", balance=self.balance, currency="RUB", blocked=False, limits=wallet.Limits(),
            spent_today=25_000, waiting=len(self.waiting), at=self.now(),
        )  # fmt: skip

    def charge(self, amount: int = 250_000, payment_id: str = "01980000-0000-7000-8000-00000000aaaa") -> PaymentShown:
        """A provider has scanned a barcode, and the sum needs the payer's word."""
        made = PaymentShown(
            payment_id=payment_id, code=payment_code(payment_id), way="barcode", state="waiting_for_payer",
            amount=amount, currency="RUB", sender=Party(kind="wallet", name="Иван И.", number="••••9015"),
            recipient=Party(kind="provider", name="Мегасвязь", number="3"), made_at=self.now(), changed_at=self.now(),
            order="Чек 42", confirm_until=self.now() + timedelta(seconds=60), shown="digest-of-this-charge",
        )  # fmt: skip
        self.waiting.append(made)
        return made

    def fill_statement(self, count: int) -> None:
        """So many movements, the newest last."""
        for number in range(len(self.lines) + 1, len(self.lines) + count + 1):
            self.lines.append(
                wallet.StatementLine(
                    line=number, payment_id=f"p{number}", code=f"AAAA-{number:04}", at=self.now(),
                    way="top_up" if number % 3 == 1 else "qr", amount=5_000 if number % 3 == 1 else -1_000,
                    balance=100_000 + number, with_whom="Терминал" if number % 3 == 1 else "Мегасвязь",
                )
            )  # fmt: skip

    def _pay(self, ask: Any, way: payments.Way, recipient: Party) -> PaymentShown:
        known = self.done.get(ask.payment_id)
        if known is not None:
            return known
        if ask.amount > self.balance:
            raise Rejected("not_enough_in_wallet", str(ask.amount))
        self.balance -= ask.amount
        made = self.done[ask.payment_id] = PaymentShown(
            payment_id=ask.payment_id, code=payment_code(ask.payment_id), way=way, state=self.state, amount=ask.amount,
            currency=ask.currency, sender=Party(kind="wallet", name="Иван И.", number="••••9015"), recipient=recipient,
            made_at=self.now(), changed_at=self.now(),
        )  # fmt: skip
        return made

    def _pay_by_qr(self, ask: payments.Pay) -> PaymentShown:
        if ask.shown != "digest-of-this-code":
            raise Rejected("shown_differs")
        return self._pay(ask, "qr", Party(kind="provider", name="Мегасвязь", number="3"))

    def _look(self, ask: payments.AskPayment) -> PaymentShown:
        if ask.payment_id not in self.done:
            raise ContractFault("not_found")
        ended = msgspec.structs.replace(self.done[ask.payment_id], state=self.ends)
        self.done[ask.payment_id] = ended
        return ended

    def _confirm(self, word: payments.Confirm) -> PaymentShown:
        found = next((one for one in self.waiting if one.payment_id == word.payment_id), None)
        if found is None:
            raise Rejected("confirmation_over")
        if word.shown != found.shown:
            raise Rejected("shown_differs")
        self.words.append(word)
        self.waiting.remove(found)
        state: payments.State = "accepted" if word.accept else "failed"
        reason = "" if word.accept else "refused_by_payer"
        return msgspec.structs.replace(found, state=state, reason=reason, confirm_until=None, shown="")

    def _recipient(self, ask: wallet.AskRecipient) -> wallet.Recipient:
        if ask.number != OTHER:
            raise Rejected("unknown_recipient", ask.number)
        return wallet.Recipient(number=ask.number, name="Пётр П.")

    def _statement(self, ask: wallet.AskStatement) -> wallet.Statement:
        below = [one for one in reversed(self.lines) if not ask.before or one.line < ask.before]
        page = below[: min(ask.limit, self.most_lines)]
        return wallet.Statement(
            lines=page, balance=self.balance, currency="RUB", more=len(below) > len(page), behind=self.behind
        )  # fmt: skip

    def _barcodes(self) -> codes.Barcodes:
        self.fetches += 1
        now, digits = self.now(), f"{self.fetches:05}"
        first = codes.Barcode(code=f"50{'1' * 11}{digits}", valid_from=now, valid_until=now + timedelta(seconds=60))
        spare = codes.Barcode(
            code=f"50{'2' * 11}{digits}", valid_from=first.valid_until, valid_until=now + timedelta(seconds=120)
        )
        return codes.Barcodes(now=first, later=spare, no_confirmation=100_000)

    def _look_at_qr(self, ask: codes.LookAtQr) -> codes.LookedAtQr:
        if ask.qr != QR:
            raise Rejected("qr_not_signed", "EMVCo")
        return codes.LookedAtQr(
            provider_id=3, name="Мегасвязь", amount=15_000, order="Заказ 7", currency="RUB", key_id="K1",
            shown="digest-of-this-code", text_differs="MEGA SALE",
        )  # fmt: skip

    def _set_notices(self, ask: notices.SetNotices) -> notices.NoticesSet:
        self.told.append(ask)
        return notices.NoticesSet(secret=self.secret, sequence=0)


def _raising(error: OplataError) -> Callable[[], None]:
    def raises() -> None:
        raise error

    return raises
