"""An intent driven by chance: every act is decided by the core and by a plain book-keeper, who must agree."""

from collections import Counter
from collections.abc import Callable
from typing import ClassVar, NamedTuple

import msgspec
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)

from common.errors import OplataError
from processing_app.core import attempt, capture, cart, chargeback, failure, intent, kiosk_code, ledger, opening, refund
from processing_app.core.domain import Pos
from processing_app.core.events import Event
from processing_app.core.flows import Fixed, Flow, MaxOf, Role, Share
from processing_app.core.intent import Intent
from processing_app.core.payment import Payment
from tests.intents.core.model import DONE, NEVER, SAME, STAGES, Model, Try

START, MINUTE = 1_800_000_000_000, 60_000
FLOWS = (Flow(Role.POS, Role.COMMISSION, MaxOf((Fixed(10), Share(3, 100)))),)
POS = Pos("TEST", "shop", "owner", "payee", "Кружки", flows=FLOWS, lifetime_seconds=300, hold_seconds=3600)
ACTS = [
    "next", "next", "next", "begin", "bank", "bank", "bank", "sleeps", "asked", "captures", "gives back", "cancels",
    "refunds", "refunded", "disputes", "dispute", "kiosk", "kiosk", "time", "time", "time", "garbage",
]  # fmt: skip
MEANS, ENDS = ["card", "link"], ["cancel", "capture"]
WORDS = ["yes", "another yes", "no", "perhaps", "voided", "captured", "not captured", "given back", "receipt"]
STEPS = ["authorize", "capture", "cancel", "want", "want", "want"]
DECISIONS = ["rejected", "rejected", "accepted", "again", "again"]
KIOSKS = ["issue", "reserve", "release", "pay", "pay less"]
SECONDS = [0, 1, 2, 3, 5, 20, 40, 60, 100, 200, 301, 1800, 3601]
LAST = st.sampled_from([0, 0, 0, 0, 1])
REST = 2000
"""All that is left."""
SOME = st.sampled_from([0, 1, 50, 100, 250, 300, 333, 500, 800, 999, 1000, 1001, REST])
LEVY = 7
PATIENCE = 3
"""After so many acts that changed nothing something sensible is done: not all steps go into dead ends."""


class Kept(NamedTuple):
    """An event as the log has it."""

    event: Event
    at: int


def fee(amount: int) -> int:
    """The same as FLOWS, by hand: 3 %, at least ten kopecks, at most all there is."""
    return min(amount, max(10, (amount * 6 + 100) // 200))


class Intents(RuleBasedStateMachine):
    """One intent, its tries, refunds and disputes, people and time."""

    taken = 0
    happened: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        """Nothing yet."""
        super().__init__()
        self.now = START
        self.idle = 0
        self._forget()

    def _forget(self) -> None:
        self.intent = intent.NEW
        self.balances: dict[str, int] = {}
        self.log: list[Kept] = []
        self.model = Model(0, 0, 0, 0, fee)

    @initialize(amount=st.integers(1, 1000), minutes=st.integers(1, 90))
    def create(self, amount: int, minutes: int) -> None:
        """The shop wants a sum."""
        due = self.now + minutes * MINUTE
        question = opening.Question("p", (cart.Asked("Кружка", amount),), "RUB", due)
        self.model = Model(amount, due, 300_000, 3_600_000, fee)
        self.model.earlier = minutes % 3 * amount
        earlier = ledger.move((ledger.bank(POS.bank), ledger.pos(POS.id), self.model.earlier), currency="RUB")
        self.balances |= ledger.apply(self.balances, earlier)
        self._happen(opening.create(POS, "i", question, self.now))

    @rule(
        act=st.sampled_from(ACTS),
        word=st.integers(0, 35), size=SOME, back=LAST, sure=st.booleans(),
    )  # fmt: skip
    def happens(self, act: str, word: int, size: int, back: int, sure: bool) -> None:
        """Somebody does something, whether it is time for it or not."""
        self.idle += 1
        if self.idle > PATIENCE:
            self.idle = 0
            act = "next"
        outside, kiosk, number = ["", "", "a", "b"][word % 4], "kl"[word % 2], word % 3
        doings: dict[str, Callable[[], None]] = {
            "next": lambda: self.next_step(word, sure),
            "begin": lambda: self.begin(MEANS[word % 2], sure, ENDS[number % 2], outside, word > 17),
            "bank": lambda: self.bank_says(WORDS[word % len(WORDS)], back),
            "sleeps": lambda: self.bank_sleeps(STEPS[word % len(STEPS)], back, 1 + number),
            "asked": lambda: self.payer_is_asked(sure, back),
            "captures": lambda: self.shop_captures(size, back),
            "gives back": lambda: self.shop_gives_back(back),
            "cancels": lambda: self.shop_cancels(word % 5),
            "refunds": lambda: self.shop_refunds(size, back, outside),
            "refunded": lambda: self.refund_ends(back, number, sure),
            "disputes": lambda: self.bank_disputes(size, back),
            "dispute": lambda: self.dispute_goes_on(DECISIONS[word % len(DECISIONS)], back, number // 2),
            "kiosk": lambda: self.kiosk(KIOSKS[word % len(KIOSKS)], kiosk),
            "time": lambda: self.time_passes(SECONDS[word % len(SECONDS)]),
            "garbage": lambda: self.people(bool(word % 8)),
        }
        doings[act]()

    def create_another(self, amount: int, minutes: int) -> None:
        """This one's story is told; the next begins."""
        self.teardown()
        self._forget()
        self.create(amount, minutes)

    def over(self) -> bool:
        """Nothing more will come of it, or enough has."""
        last = self.model.tries[-1] if self.model.tries else None
        states = [one.state for one in last.refunds] + [one.state for one in last.disputes] if last else []
        waits = "pending" in states
        spent = last is not None and (last.means == "cash" or 0 < last.captured == last.gone()) and not waits
        lost = "accepted" in states
        ended = self.model.state in ("cancelled", "overdue") or spent or lost or len(self.log) > 40
        return ended and not self.model.stopped

    def time_passes(self, seconds: int) -> None:
        """And does what it does."""
        self.now += seconds * 1000 + 1
        self._act(lambda: opening.expire(self.intent, self.now), lambda: self.model.clock(self.now), always=True)

    def next_step(self, word: int, sure: bool) -> None:
        """Whoever is awaited does what he is to do, so that stories grow long."""
        one, _ = self._try(0)
        if self.over():
            self.create_another(1 + len(self.log) * 37 % 997, 1 + word)
        elif self.model.stopped:
            self.people(True)
        elif one is None or (one.state in ("failed", "cancelled") and not one.want):
            self.begin(MEANS[word % 2], sure, ENDS[word % 2], "", False)
        elif one.want:
            done = {"authorize": "yes", "capture": "captured", "cancel": "given back"}
            self.bank_says("voided" if one.state == "failed" else done[one.want], 0)
        else:
            self._after_sale(one, word, sure)

    def _after_sale(self, one: Try, word: int, sure: bool) -> None:
        """What may come of an authorized or a captured sum."""
        if one.state == "authorized":
            self.shop_captures(1000 if sure else 333, 0)
        elif one.refunds and one.refunds[-1].state == "pending":
            self.refund_ends(0, 0, sure or word % 2 == 1)
        elif one.disputes and one.disputes[-1].state == "pending":
            self.dispute_goes_on("rejected" if word % 9 else "accepted", 0, 0)
        elif sure or word % 2:
            self.shop_refunds(REST if word % 3 else 300, 0, "")
        else:
            self.bank_disputes(250, 0)

    def begin(self, means: str, hold: bool, at_end: str, outside: str, other: bool) -> None:
        """The payer tries; the number of a try goes with what it means, unless it is another meaning."""
        means, hold, at_end = ("card", True, "cancel") if outside else (means, hold, at_end)
        asked = attempt.Asked(means, hold=hold, on_expiration=at_end, external_id=outside)
        known = any(one.outside == outside for one in self.model.tries if outside)
        if known and other:
            asked = asked._replace(email="another@example.org")
        self._act(
            lambda: attempt.start(self.intent, POS, asked, self.now),
            lambda: self.model.begin(self.now, means, hold, at_end, outside, known and other),
        )

    def bank_says(self, word: str, back: int) -> None:
        """Whatever it says, at the right moment or not."""
        one, name = self._try(back)
        decide, book = {
            "yes": (lambda: attempt.authorize(self.intent, name, name, self.now), "say_yes"),
            "another yes": (lambda: attempt.authorize(self.intent, name, "other", self.now), "say_yes"),
            "no": (lambda: attempt.fail(self.intent, name, failure.UNKNOWN, self.now), "say_no"),
            "perhaps": (lambda: attempt.fail(self.intent, name, failure.DEADLINE, self.now, void=True), "say_no"),
            "voided": (lambda: attempt.voided(self.intent, name), "voided"),
            "captured": (lambda: capture.capture(self.intent, POS, name), "captured"),
            "not captured": (lambda: capture.refuse_capture(self.intent, name, "x"), "capture_refused"),
            "given back": (lambda: capture.cancel(self.intent, name, self.now), "given_back"),
            "receipt": (lambda: attempt.fix_receipt(self.intent, name, 7), "print_receipt"),
        }[word]
        reference = self.intent.payments[name].reference if one else ""
        more: dict[str, tuple[tuple[object, ...], dict[str, object]]] = {
            "say_yes": ((self.now, reference == (name if word == "yes" else "other")), {}),
            "say_no": ((self.now,), {"void": word == "perhaps"}),
            "given_back": ((self.now,), {}),
            "print_receipt": ((7,), {}),
        }
        args, named = more.get(book, ((), {}))
        self._of(one, decide, lambda known: getattr(self.model, book)(known, *args, **named))

    def bank_sleeps(self, operation: str, back: int, later: int) -> None:
        """It is to be asked again."""
        one, name = self._try(back)
        wanted = (one.want if one else "") if operation == "want" else operation
        at = self.now + later * 1000
        self._of(
            one,
            lambda: attempt.stepped(self.intent, name, wanted, state=b"s", ask_at=at),
            lambda known: self.model.step(known, wanted, at),
        )

    def payer_is_asked(self, told: bool, back: int) -> None:
        """For a code, say; and does it."""
        one, name = self._try(back)
        asks = {"interactionType": "Redirect"}
        self._of(
            one,
            lambda: attempt.ask_payer(self.intent, name, asks) if told else attempt.payer_did(self.intent, name),
            lambda known: self.model.tell(known, told),
        )

    def shop_captures(self, part: int, back: int) -> None:
        """The whole, a part, or nonsense."""
        one, name = self._try(back)
        wanted = self._part(part)
        self._of(
            one,
            lambda: capture.request_capture(self.intent, name, "x", wanted, "RUB"),
            lambda known: self.model.want_capture(known, wanted),
        )

    def shop_gives_back(self, back: int) -> None:
        """A hold."""
        one, name = self._try(back)
        self._of(one, lambda: capture.request_cancel(self.intent, name, "x"), self.model.want_back)

    def shop_cancels(self, sure: int) -> None:
        """The intent; more often it looks on."""
        if sure:
            return self.next_step(sure, True)
        return self._act(lambda: opening.cancel(self.intent, "x", self.now), lambda: self.model.cancel_intent(self.now))

    def shop_refunds(self, amount: int, back: int, outside: str) -> None:
        """A part, the rest, or too much."""
        one, name = self._try(back)
        wanted = None if amount == REST else self._part(amount)
        asked = refund.Asked(wanted, "RUB", "", outside)
        available = self.balances.get(ledger.pos("TEST"), 0)
        self._of(
            one,
            lambda: refund.start(self.intent, name, asked, available),
            lambda known: self.model.refund(known, wanted, outside),
        )

    def refund_ends(self, back: int, late: int, taken: bool) -> None:
        """The bank takes it, or not."""
        one, name = self._try(back)
        number = (len(one.refunds) if one else 0) - late
        self._of(
            one,
            lambda: (
                refund.succeed(self.intent, name, str(number), "r")
                if taken
                else refund.fail(self.intent, name, str(number), "refund_failed:unknown")
            ),
            lambda known: self.model.refunded(known, number, "succeeded" if taken else "failed"),
        )

    def bank_disputes(self, amount: int, back: int) -> None:
        """The payer complained."""
        one, name = self._try(back)
        self._of(
            one,
            lambda: chargeback.open_first(self.intent, name, levy=LEVY, reason="10.4", amount=self._part(amount)),
            lambda known: self.model.dispute(known, self._part(amount), LEVY),
        )

    def dispute_goes_on(self, word: str, back: int, late: int) -> None:
        """It is won, lost, or begins again."""
        one, name = self._try(back)
        number = (len(one.disputes) if one else 0) - late
        which = (self.intent, name, str(number))
        decide: dict[str, Callable[[], list[Event]]] = {
            "rejected": lambda: chargeback.reject(*which),
            "accepted": lambda: chargeback.accept(*which),
            "again": lambda: chargeback.reopen(*which, levy=LEVY),
        }
        self._of(
            one,
            decide[word],
            lambda known: (
                self.model.again(known, number, LEVY) if word == "again" else self.model.decide(known, number, word)
            ),
        )

    def kiosk(self, word: str, kiosk: str) -> None:
        """Somebody stands at a kiosk."""
        until, amount = self.now + 250_000, self.model.amount - (word == "pay less")
        decide: dict[str, tuple[Callable[[], list[Event]], Callable[[], str]]] = {
            "issue": (
                lambda: kiosk_code.issue(self.intent, POS, "1", self.now), lambda: self.model.issue(self.now)
            ),
            "reserve": (
                lambda: kiosk_code.reserve(self.intent, kiosk, self.now, until),
                lambda: self.model.reserve(kiosk, self.now, until),
            ),
            "release": (lambda: kiosk_code.release(self.intent, kiosk), lambda: self.model.release(kiosk)),
        }  # fmt: skip
        pay = (
            lambda: kiosk_code.pay(self.intent, POS, kiosk, amount, self.now),
            lambda: self.model.cash(kiosk, amount, self.now),
        )
        self._act(*decide.get(word, pay))

    def people(self, revive: bool) -> None:
        """A person repairs it, or it stops."""
        was = self.model.stopped
        self.model.stopped = not revive
        events = opening.revive(self.intent, "revive", "o", "x") if revive else opening.stop(self.intent, "garbage")
        assert bool(events) is (was is revive)
        self._happen(events)

    @invariant()
    def it_is_where_the_book_keeper_has_it(self) -> None:
        """Statuses, pinning, money (M1, M2, M6), time."""
        Intents.taken += 1
        now, model = self.intent, self.model
        if now.status is None:
            return
        assert now.status.value == model.state
        assert now.version == len(self.log)
        assert bool(now.stopped) is model.stopped
        assert now.pinned is (model.state == "paid" or bool(model.open and model.open.state == "authorized"))
        assert [one.status.value for one in now.payments.values()] == [one.state for one in model.tries]
        assert {name: amount for name, amount in self.balances.items() if amount} == model.money()
        assert sum(self.balances.values()) == 0
        assert all(amount >= ledger.lowest(name, 0) for name, amount in self.balances.items())
        assert intent.wake_at(now) == model.wakes()
        for one, was in zip(now.payments.values(), model.tries, strict=True):
            self._is_the_same(one, was)

    def teardown(self) -> None:
        """The story tells the state again (D5), and a snapshot keeps it."""
        assert intent.replay(self.log) == self.intent
        assert msgspec.json.decode(msgspec.json.encode(self.intent), type=Intent) == self.intent

    def _is_the_same(self, one: Payment, was: Try) -> None:
        wanted = [name for name in intent.wanted(one) if not name.startswith(intent.REFUND)]
        assert wanted == ([was.want] if was.want else [])
        assert (one.captured, one.interaction is not None) == (was.captured, was.told)
        assert [each.status.value for each in one.refunds.values()] == [each.state for each in was.refunds]
        disputes = [(each.status.value, each.stage) for each in one.chargebacks.values()]
        assert disputes == [(each.state, STAGES[each.stage]) for each in was.disputes]
        if one.captured:
            assert one.left == was.captured - was.gone() >= 0

    def _part(self, thousandths: int) -> int:
        """Of the intent's sum."""
        return self.model.amount * thousandths // 1000

    def _try(self, back: int) -> tuple[Try | None, str]:
        """The last try, or the one before; its name, which nobody has when there is none."""
        number = max(1, len(self.model.tries) - back)
        return (self.model.tries[number - 1] if self.model.tries else None), str(number)

    def _of(self, one: Try | None, decide: Callable[[], list[Event]], book: Callable[[Try], str]) -> None:
        """An act on a try: of none, nothing can be said."""
        self._act(decide, lambda: book(one) if one is not None else NEVER)

    def _act(self, decide: Callable[[], list[Event]], book: Callable[[], str], *, always: bool = False) -> None:
        """The core and the book-keeper decide the same, and what was decided happens."""
        wanted = "intent_stopped" if self.model.stopped and not always else book()
        events: list[Event] = []
        try:
            events = decide()
            told = DONE if events else SAME
        except OplataError as refused:
            told = refused.code
        assert told == wanted, (told, wanted)
        self._happen(events)
        self.idle = 0 if events else self.idle

    def _happen(self, events: list[Event]) -> None:
        for event in events:
            Intents.happened[type(event).__name__] += 1
            self.balances |= ledger.apply(self.balances, event.postings)
            self.log.append(Kept(event, self.now))
            self.intent = intent.evolve(self.intent, event, self.now)
