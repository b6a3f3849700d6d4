"""Charging by a barcode: written down before it is sent, sent again with the same id, and never guessed.

The barcode itself lives in this process's memory, and only while it may still have to be sent again. After a restart a
charge is asked about by its id; once no barcode of its time is alive, an id that the centre does not know was not sent.
"""

from collections import OrderedDict
from hashlib import blake2b

from common import ids, spawn, trace
from common.database import Connection, Seen
from common.errors import Broken, ContractFault, OplataError, Rejected, Unavailable
from common.money import LARGEST
from common.pay_codes import digits
from common.principal import Principal
from common.protocol.wallets import doors
from common.protocol.wallets.payments import AskPayment, Pay, PaymentShown
from common.retry import RetryPolicy
from provider_app.core import accepting as rules
from provider_app.core.accepting import State, Taken
from provider_app.service.accepting import recording
from provider_app.service.accepting.centre import Centre
from provider_app.service.accepting.showing import shown
from provider_app.service.messages import AcceptedShown, Charge, OneAccepted
from provider_app.service.part import Means, Part
from provider_app.store import accepting as store
from provider_app.store.accepting import Acceptance

DEAD_MS = 180_000
"""No barcode that was read so long ago is alive anywhere: the longest lives 120 s, and clocks may differ a little."""
REMEMBERED = 1_000
SILENCE = RetryPolicy(pause_ms=1_000, longest_ms=30_000)
FAULT_MS = 30_000
"""A wrong login is not cured by asking often."""
AT_ONCE = 64


class Charges(Part):
    """Charges, and what becomes of every payment that is not over."""

    def __init__(self, means: Means, centre: Centre) -> None:
        """Nothing is remembered of barcodes from before."""
        super().__init__(means)
        self._centre = centre
        self._lock = spawn.Lock()
        self._key = ids.key()
        self._barcodes: dict[str, str] = {}
        self._read: OrderedDict[bytes, str] = OrderedDict()
        self._under_way: set[str] = set()
        self._next = Seen(means.database, store.next_due)

    def charge(self, who: Principal, ask: Charge) -> AcceptedShown:
        """Take a sum by a barcode; a second scan of the same one is the same charge, unless that one was refused."""
        code = barcode(ask.barcode)
        if not 1 <= ask.amount <= LARGEST:
            raise Rejected("amount_out_of_range", str(ask.amount))
        card = self._centre.card()
        one, fresh = self._begin(card, code, ask)
        if fresh:
            self.advance(card, one)
        return self._found(card, one.payment_id)

    def accepted_payment(self, db: Connection, who: Principal, ask: OneAccepted) -> AcceptedShown:
        """What is known of a payment."""
        card = store.acceptance(db)
        one = store.find(db, card.key, ask.payment_id) if card is not None else None
        if card is None or one is None:
            raise Rejected("unknown_payment", ask.payment_id)
        return shown(one)

    def due(self, card: Acceptance) -> list[Taken]:
        """The payments whose turn has come."""
        now = self.clock.now_ms()
        if not 0 < self._next.now() <= now:
            return []
        return self.database.read(lambda db: store.due(db, card.key, now=now, limit=AT_ONCE))

    def advance(self, card: Acceptance, one: Taken) -> None:
        """One step of a payment: send the charge, or ask what became of it. Whoever comes second leaves it alone."""
        with self._lock:
            if one.payment_id in self._under_way:
                return
            self._under_way.add(one.payment_id)
        before = trace.current.set(one.trace)
        try:
            self._step(card, one.payment_id)
        finally:
            trace.current.reset(before)
            with self._lock:
                self._under_way.discard(one.payment_id)

    def record(self, card: Acceptance, said: PaymentShown) -> None:
        """What the centre says of a payment, kept if it is news."""

        def work(db: Connection) -> None:
            before = store.find(db, card.key, said.payment_id)
            now = recording.after(before, said, self.clock.now_ms())
            if now != before:
                store.save(db, card.key, now)

        self.database.write(work, "accepted")

    def _begin(self, card: Acceptance, code: str, ask: Charge) -> tuple[Taken, bool]:
        """The charge of this barcode, written down, and whether it has just begun."""
        digest = blake2b(f"{card.key} {code}".encode(), key=self._key, digest_size=16).digest()
        with self._lock:
            known = self._read.get(digest)
            before = self.database.read(lambda db: store.find(db, card.key, known)) if known is not None else None
            if before is not None and before.state is not State.FAILED:
                if (before.amount, before.purpose) != (ask.amount, ask.order):
                    raise Rejected("barcode_used")
                return before, False
            now = self.clock.now_ms()
            one = recording.begun(ids.uuid7(now), rules.masked(code), ask.amount, ask.order, now)
            self.database.write(lambda db: store.save(db, card.key, one), "charge")
            self._barcodes[one.payment_id] = code
            self._read[digest] = one.payment_id
            while len(self._read) > REMEMBERED:
                self._read.popitem(last=False)
        self.log.info("charge begun", code=one.trace, barcode=one.mask)
        return one, True

    def _step(self, card: Acceptance, payment_id: str) -> None:
        one = self.database.read(lambda db: store.find(db, card.key, payment_id))
        if one is None or (one.final and one.full):
            return
        code = self._barcode(one)
        try:
            if one.state is State.SENDING and code:
                ask = Pay(payment_id=payment_id, amount=one.amount, barcode=code, order=one.purpose)
                said = self._centre.ask(card, doors.PAY, ask)
            else:
                said = self._centre.ask(card, doors.LOOK, AskPayment(payment_id=payment_id))
            self.record(card, said)
        except OplataError as error:
            self._not_answered(card, one, error, sent=bool(code))
            return
        self._forget(payment_id)

    def _not_answered(self, card: Acceptance, one: Taken, error: OplataError, *, sent: bool) -> None:
        """A «no» is an end; a silence is asked again; what stands in the way of the whole contract is shown."""
        now, sending = self.clock.now_ms(), one.state is State.SENDING
        if sending and sent and self._is_no(one, error):
            after = recording.refused(one, error.code, now)
        elif sending and not sent and error.code == "not_found" and now - one.made_at >= DEAD_MS:
            after = recording.refused(one, "charge_not_sent", now)
        elif isinstance(error, Unavailable) or error.code == "not_found":
            after = recording.silent(one, error.code, now, SILENCE.pause(one.asked + 1, self.means.draw))
        else:
            after = recording.silent(one, error.code, now, FAULT_MS)
        if isinstance(error, Broken):
            self._forget(one.payment_id)
            self.log.error("charge not understood", code=one.trace, reason=str(error))
        if after.final:
            self._forget(one.payment_id)
        self.database.write(lambda db: self._keep(db, card, one, after), "charge")

    def _keep(self, db: Connection, card: Acceptance, before: Taken, after: Taken) -> None:
        """Unless a notice has said more meanwhile."""
        if store.find(db, card.key, before.payment_id) == before:
            store.save(db, card.key, after)

    def _is_no(self, one: Taken, error: OplataError) -> bool:
        """422 is final; a door that did not let the first and only question in has done nothing, either."""
        return isinstance(error, Rejected) or (isinstance(error, ContractFault) and one.asked == 0)

    def _barcode(self, one: Taken) -> str:
        """The barcode to send with, while it may be alive."""
        code = self._barcodes.get(one.payment_id, "")
        if code and self.clock.now_ms() - one.made_at >= DEAD_MS:
            self._forget(one.payment_id)
            return ""
        return code

    def _forget(self, payment_id: str) -> None:
        self._barcodes.pop(payment_id, None)

    def _found(self, card: Acceptance, payment_id: str) -> AcceptedShown:
        one = self.database.read(lambda db: store.find(db, card.key, payment_id))
        assert one is not None
        return shown(one)


def barcode(text: str) -> str:
    """The digits of a barcode as a scanner typed it; Rejected `barcode_unknown` for what is none of a wallet's.

    A slip of the scanner is told here: at the centre it would count as a guess.
    """
    code = "".join(text.split())
    if not digits.sound(code):
        raise Rejected("barcode_unknown")
    return code
