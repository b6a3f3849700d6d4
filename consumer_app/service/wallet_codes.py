"""Codes to pay with: the wallet's own barcodes, kept in memory only, and the codes of providers that are looked at."""

from typing import NamedTuple

from common import spawn
from common.errors import Rejected, Unavailable
from common.pay_codes.explain import explain
from common.principal import Principal
from common.protocol import codes as words
from common.protocol.wallets import codes, doors
from common.words import Words
from consumer_app import messages
from consumer_app.service.means import Means
from consumer_app.store.wallets import Wallet

ASK_SECONDS = 5.0
"""A person stands at a till: a network that takes longer is none, and the spare code is shown."""
LOOK_SECONDS = 15.0


class Fetched(NamedTuple):
    """Two codes; `at` is when they were asked for, by a clock that only grows: the centre's own clock is not ours."""

    codes: codes.Barcodes
    at: float
    used: bool = False


class WalletCodesService:
    """Nothing here is ever written to a file or a log."""

    def __init__(self, means: Means) -> None:
        """No code was fetched yet."""
        self._means = means
        self._fetched: dict[str, Fetched] = {}
        self._lock = spawn.Lock()
        self._shown_at: dict[str, float] = {}

    def barcode(self, who: Principal, ask: messages.AskBarcode) -> messages.BarcodeShown:
        """The code that is valid now, fetched when there is none; without a network the spare one, in its time."""
        wallet = self._means.wallet(ask.wallet)
        self._shown_at[wallet.id] = self._means.clock.monotonic()
        held = self._fetched.get(wallet.id)
        if held is not None and not ask.fresh and not held.used and (known := self._living(wallet, held, spare=False)):
            return known
        asked_at = self._means.clock.monotonic()
        try:
            got = self._means.centre(wallet).call(doors.BARCODES, codes.AskBarcodes(), seconds=ASK_SECONDS)
        except Unavailable:
            spare = self._living(wallet, held, spare=True) if held is not None else None
            if spare is None:
                raise
            return spare
        with self._lock:
            held = self._fetched[wallet.id] = Fetched(got, asked_at)
        fresh = self._living(wallet, held, spare=False)
        if fresh is None:
            raise Unavailable("unreadable_answer", "valid_until")
        return fresh

    def forget_used(self, wallet: str) -> None:
        """Something was charged: the code in sight may be used up, the next question brings another."""
        with self._lock:
            held = self._fetched.get(wallet)
            if held is not None:
                self._fetched[wallet] = held._replace(used=True)

    def shown_within(self, wallet: str, seconds: float) -> bool:
        """Whether a code of this wallet was on the screen so lately that a charge may come."""
        at = self._shown_at.get(wallet)
        return at is not None and self._means.clock.monotonic() - at <= seconds

    def read_pay_code(self, who: Principal, ask: messages.ReadPayCode) -> messages.PayCodeRead:
        """Ask the centre whom a code pays; a code that cannot be paid is told with the reason and what it says."""
        wallet = self._means.wallet(ask.wallet)
        question = codes.LookAtQr(qr=ask.code_text)
        try:
            looked = self._means.centre(wallet).call(doors.LOOK_AT_QR, question, seconds=LOOK_SECONDS)
        except Rejected as no:
            return messages.PayCodeRead(code=no.code, why=words.words_of(no), explained=explained(ask.code_text))
        return messages.PayCodeRead(paid=looked)

    def _living(self, wallet: Wallet, held: Fetched, *, spare: bool) -> messages.BarcodeShown | None:
        """One of the two as it is shown now; None before and after its time."""
        one, since = held.codes.later if spare else held.codes.now, held.codes.now.valid_from
        passed = int((self._means.clock.monotonic() - held.at) * 1000)
        begins = int((one.valid_from - since).total_seconds() * 1000)
        ends = int((one.valid_until - since).total_seconds() * 1000)
        if not begins <= passed < ends:
            return None
        return messages.BarcodeShown(
            code=one.code,
            left_ms=ends - passed,
            whole_ms=ends - begins,
            spare=spare,
            no_confirmation=held.codes.no_confirmation,
            currency=wallet.currency,
        )


def explained(text: str) -> list[Words]:
    """What a code says of itself, a line a field: nobody vouches for it, so it is told where nothing can be paid."""
    found = explain(text)
    lines = [found.name]
    for field in found.fields:
        meaning = field.meaning if field.meaning.ru else Words(field.value, field.value)
        if meaning.ru.strip():
            lines.append(Words(f"{field.name.ru}: {meaning.ru}", f"{field.name.en}: {meaning.en}"))
    return lines + [one.words for one in found.problems]
