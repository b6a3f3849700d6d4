"""The simulated bank's adapter: every operation once per id, durable in bank.db before it is answered."""

from collections.abc import Mapping, Sequence
from hashlib import blake2b

from common.clock import Clock
from common.database import Connection, Database
from common.errors import Broken, Unavailable
from common.protocol.shop.parts import OpenApplication, QrCodeDisplay
from processing_app.bank.contract import Ask, Finish, Operation, Seen, Sleep, Step, Suspend
from processing_app.bank.simulated import authorizing, secure, store
from processing_app.bank.simulated.cards import BLOCKED, BY_ISSUER, NOT_FINISHED, NOT_PROVEN
from processing_app.bank.simulated.moods import Mood, Set
from processing_app.bank.simulated.seen import seen
from processing_app.bank.simulated.store import Act, Heard

LINK = "/bank/link"
ABOVE = "operation_above_sum"
"""A capture above what was authorized, a refund above what was captured: it cannot be."""
NOT_CAPTURED = "terms_violated"
NOT_TAKEN = "refund_failed:unknown"
SLOWLY = b"slow"
LONGEST_PAUSE_MS = 60_000


class SimulatedBank:
    """One bank. `opens` says that its links open an application instead of being shown as a QR code."""

    def __init__(self, name: str, database: Database, clock: Clock, url: str, *, opens: bool = False) -> None:
        """`database` is bank.db, which several simulated banks may share; `url` is where payers' browsers find it."""
        self.name = name
        self._database = database
        self._clock = clock
        self._url = url
        self._opens = opens
        self._mood = database.read(store.moods).get(name, Set())

    @property
    def mood(self) -> Set:
        """How it behaves now."""
        return self._mood

    def set_mood(self, mood: Set) -> None:
        """It behaves like this from now on."""
        self._database.write(lambda db: store.set_mood(db, self.name, mood), "mood")
        self._mood = mood

    def process(self, ask: Ask) -> Step:
        """One step of an operation; what it cannot say is raised."""
        (answer,) = self.process_all([ask])
        if isinstance(answer, Exception):
            raise answer
        return answer

    def process_all(self, asks: Sequence[Ask]) -> list[Step | Exception]:
        """Many steps in one durable moment."""
        return self._database.write(lambda db: [self._one(db, ask, None) for ask in asks], "bank")

    def called_back(self, ask: Ask, form: Mapping[str, str]) -> Step:
        """The payer's browser came back from the page, or his confirmation of a link did."""
        answer = self._database.write(lambda db: self._one(db, ask, form), "bank callback")
        if isinstance(answer, Exception):
            raise answer
        return answer

    def look(self, payment: str) -> Seen:
        """What it knows of a payment; nothing is done."""
        if self._mood.mood is Mood.SILENT:
            raise Unavailable("no_answer", self.name)
        return seen(self._database.read(lambda db: store.find(db, payment)), _reference(payment))

    def _one(self, db: Connection, ask: Ask, form: Mapping[str, str] | None) -> Step | Exception:
        mood = self._mood
        if mood.mood is Mood.SILENT:
            self._pass(db, mood)
            return Unavailable("no_answer", self.name)
        authorizes = ask.operation is Operation.AUTHORIZE
        known = _known(db, ask)
        if mood.mood is Mood.SLOW and not known and not ask.state and form is None:
            return Sleep(min(mood.pause_ms, LONGEST_PAUSE_MS) or 1_000, SLOWLY)
        answer = self._authorize(db, ask, form) if authorizes else self._do(db, ask)
        if mood.mood is Mood.OK or isinstance(answer, Exception):
            return answer
        self._pass(db, mood)
        return _spoilt(answer, mood.mood, authorizes=authorizes, known=known)

    def _pass(self, db: Connection, mood: Set) -> None:
        if mood.times:
            self._mood = mood.after_one()
            db.undo(lambda: setattr(self, "_mood", mood))
            store.set_mood(db, self.name, self._mood)

    def _authorize(self, db: Connection, ask: Ask, form: Mapping[str, str] | None) -> Step | Exception:
        heard = store.find(db, ask.payment)
        now = self._clock.now_ms()
        if heard is None:
            refused = BY_ISSUER if self._mood.mood is Mood.REFUSING else ""
            heard = authorizing.heard(self.name, ask, refused, now)
            store.add(db, heard)
            self._note(db, ask, heard)
        elif heard.verdict not in ("fenced", "cancelled") and (heard.amount, heard.currency) != (
            ask.amount,
            ask.currency,
        ):
            return Broken("payment_id_reused", ask.payment)
        if heard.verdict == "pending":
            heard = self._decided(db, ask, heard, form, now)
        if heard.verdict == "pending":
            return self._suspended(heard, now)
        return _authorized(heard, instant=ask.instant)

    def _decided(
        self, db: Connection, ask: Ask, heard: Heard, form: Mapping[str, str] | None, now: int
    ) -> Heard:  # fmt: skip
        """A payer's answer, or the end of the time he had for it."""
        if heard.means == "link" and heard.proven:
            after = authorizing.approved(heard, instant=ask.instant)
        elif form is not None and heard.means != "link":
            proven = secure.proves(heard, form)
            after = authorizing.approved(heard, instant=ask.instant, eci="05") if proven else _refused(heard)
        elif now >= heard.until:
            after = heard._replace(verdict="refused", failure=NOT_FINISHED)
        else:
            return heard
        store.change(db, after)
        self._note(db, ask, after)
        return after

    def _suspended(self, heard: Heard, now: int) -> Suspend:
        wait = max(1, heard.until - now)
        if heard.means != "link":
            return Suspend(heard.tag, wait, heard.challenge.encode(), secure.interaction(self._url, heard))
        link = f"{self._url}{LINK}?challenge={heard.challenge}"
        shown = OpenApplication(uri_template=link) if self._opens else QrCodeDisplay(qr_code=link)
        return Suspend(heard.tag, wait, heard.challenge.encode(), shown)

    def _do(self, db: Connection, ask: Ask) -> Step:
        """Capture, cancel, refund: as it was done before, or now."""
        before = store.done(db, ask.operation.value, ask.id)
        if before is not None:
            return _again(before)
        heard = store.find(db, ask.payment)
        failure, after = _DO[ask.operation](ask, heard)
        if ask.operation is Operation.REFUND and not failure and self._mood.mood is Mood.REFUSING:
            failure, after = NOT_TAKEN, None
        if after is not None:
            (store.add if heard is None else store.change)(db, after._replace(bank=self.name))
        reference = _reference(f"{ask.operation}:{ask.id}")
        store.act(
            db, self.name, ask.operation.value, ask.id, ask.payment, ask.amount, failure, reference,
            self._clock.now_ms(),
        )  # fmt: skip
        return Finish(failure, reference, amount=ask.amount)

    def _note(self, db: Connection, ask: Ask, heard: Heard) -> None:
        """An authorization that has come to its end is an act, too."""
        if heard.verdict != "pending":
            store.act(
                db, self.name, Operation.AUTHORIZE.value, ask.payment, ask.payment, heard.amount, heard.failure,
                _reference(ask.payment), self._clock.now_ms(),
            )  # fmt: skip


def _known(db: Connection, ask: Ask) -> bool:
    if ask.operation is Operation.AUTHORIZE:
        heard = store.find(db, ask.payment)
        return heard is not None and heard.verdict != "pending"
    return store.done(db, ask.operation.value, ask.id) is not None


def _spoilt(answer: Step, mood: Mood, *, authorizes: bool, known: bool) -> Step | Exception:
    """What becomes of a good answer on its way."""
    if mood is Mood.GARBAGE:
        return ValueError("<html>502 Bad Gateway</html>")
    if mood is Mood.LATE and authorizes and isinstance(answer, Finish):
        return Unavailable("no_answer", "late")
    if mood is Mood.UNKNOWN_ONCE and not known and isinstance(answer, Finish):
        return Unavailable("no_answer", "lost")
    if mood is Mood.LYING and isinstance(answer, Finish) and not answer.failure:
        return Finish(answer.failure, answer.reference, answer.info, answer.amount + 1, answer.state, answer.captured)
    return answer


def _authorized(heard: Heard, *, instant: bool) -> Finish:
    reference = _reference(heard.id)
    if heard.verdict != "approved":
        return Finish(heard.failure or BLOCKED, reference, amount=heard.amount)
    info = {"rrn": reference, "authorization_code": reference[-6:]}
    if heard.eci:
        info["eci"] = heard.eci
    return Finish("", reference, info, heard.amount, captured=instant and heard.captured == heard.amount)


def _refused(heard: Heard) -> Heard:
    return heard._replace(verdict="refused", failure=NOT_PROVEN)


def _again(before: Act) -> Finish:
    return Finish(before.failure, before.reference, amount=before.amount)


def _capture(ask: Ask, heard: Heard | None) -> tuple[str, Heard | None]:
    if heard is None or heard.verdict != "approved" or heard.captured not in (0, ask.amount):
        return NOT_CAPTURED, None
    if ask.amount > heard.amount:
        return ABOVE, None
    return "", heard._replace(captured=ask.amount)


def _cancel(ask: Ask, heard: Heard | None) -> tuple[str, Heard | None]:
    """What is not known is fenced: whatever arrives under this id later is refused."""
    if heard is None:
        return "", Heard(ask.payment, "", ask.means, ask.amount, ask.currency, ask.shop, "fenced", BLOCKED)
    if heard.refunded:
        return ABOVE, None
    verdict = "cancelled" if heard.verdict == "approved" else "fenced"
    return "", heard._replace(verdict=verdict, failure=heard.failure or BLOCKED, captured=0)


def _refund(ask: Ask, heard: Heard | None) -> tuple[str, Heard | None]:
    if heard is None or heard.verdict != "approved" or not heard.captured:
        return NOT_CAPTURED, None
    if heard.refunded + ask.amount > heard.captured:
        return ABOVE, None
    return "", heard._replace(refunded=heard.refunded + ask.amount)


_DO = {Operation.CAPTURE: _capture, Operation.CANCEL: _cancel, Operation.REFUND: _refund}


def _reference(of: str) -> str:
    """Twelve digits, as a retrieval reference number has; the same for the same operation."""
    return f"{int.from_bytes(blake2b(of.encode(), digest_size=8).digest(), 'big') % 10**12:012d}"
