"""A log with shops' intents in it and nothing else of the centre: what readers behind the log are tried on."""

from itertools import count
from pathlib import Path
from random import Random

from common import trace
from common.clock import VirtualClock
from common.database import Database
from common.principal import Principal
from processing_app.core import ledger
from processing_app.core.events import Event, PaymentAuthorized, PaymentCaptured, PaymentRefunded
from processing_app.core.intent_events import (
    BankAuthorized,
    ChargebackOpened,
    ChargebackRejected,
    IntentCreated,
    IntentOverdue,
    KioskCodeIssued,
    Line,
    PaymentFailed,
    PaymentStarted,
    RefundStarted,
    RefundSucceeded,
)
from processing_app.store import log
from processing_app.store.tables import TABLES, UPGRADES, VERSION

SHOP = Principal("shop", "shop-1")
CART = (Line("Кружка из маркета", 25_000, 1, 1, 25_000, "20%"), Line("Доставка", 250, 2, 1, 500, "20%"))
AMOUNT = 25_500
FEE = 765
LEVY = 500


class Story:
    """Writes intents as their automaton would; each word is one commit of one event or more."""

    def __init__(self, folder: Path, clock: VirtualClock | None = None) -> None:
        self.clock = clock or VirtualClock()
        self.database = Database(folder / "processing.db", TABLES, version=VERSION, upgrades=UPGRADES)
        self._versions: dict[str, int] = {}
        self._names = count(1)

    def close(self) -> None:
        """Let the file go."""
        self.database.close()

    def save(self, stream: str, *events: Event) -> None:
        """Append to a stream, with its money."""
        before = self._versions.get(stream, 0)
        now, who = self.clock.now_ms(), SHOP._replace(trace=trace.current.get())
        self.database.write(lambda db: log.save(db, stream, before, events, who, now))
        self._versions[stream] = before + len(events)

    def create(self, pos_id: str = "TEST", intent_id: str = "") -> str:
        """A new intent for the cup of seed 003."""
        intent_id = intent_id or f"intent{next(self._names):05d}"
        self.say(
            intent_id,
            IntentCreated(
                intent_id=intent_id, pos_id=pos_id, product="заказ", description="", cart=CART, amount=AMOUNT,
                currency="RUB", due_at=self.clock.now_ms() + 3_600_000, external_id="", fingerprint="", metadata={},
                domain_revision=1,
            ),
        )  # fmt: skip
        return intent_id

    def say(self, intent_id: str, *events: Event) -> None:
        """Any events of an intent."""
        self.save(log.intent(intent_id), *events)

    def start(self, intent_id: str, payment_id: str = "1") -> None:
        """An attempt by a bank's link, which no vault knows of."""
        self.say(
            intent_id,
            PaymentStarted(
                payment_id=payment_id, means="link", bank="simulated", amount=AMOUNT, currency="RUB",
                domain_revision=1, deadline=self.clock.now_ms() + 900_000,
            ),
        )  # fmt: skip

    def fail(self, intent_id: str, payment_id: str = "1") -> None:
        """The attempt ends without money."""
        self.start(intent_id, payment_id)
        self.say(intent_id, PaymentFailed(payment_id=payment_id, failure="authorization_failed:insufficient_funds"))

    def pay(self, intent_id: str, payment_id: str = "1", pos_id: str = "TEST") -> None:
        """Started, authorized, captured: the intent is paid."""
        self.start(intent_id, payment_id)
        hold, pos = ledger.hold(f"{intent_id}.{payment_id}"), ledger.pos(pos_id)
        taken = ledger.move((ledger.bank("simulated"), hold, AMOUNT), currency="RUB")
        moved = ledger.move((hold, pos, AMOUNT), (pos, ledger.COMMISSION, FEE), currency="RUB")
        self.say(intent_id, BankAuthorized(payment_id=payment_id, reference="R", info={}, postings=taken))
        self.say(intent_id, PaymentCaptured(payment_id=payment_id, reference="R", amount=AMOUNT, postings=moved))

    def refund(self, intent_id: str, amount: int, refund_id: str = "1", pos_id: str = "TEST") -> None:
        """A part goes back; PaymentRefunded follows when it was all."""
        held = ledger.refund_hold(f"{intent_id}.1.r{refund_id}")
        away = ledger.move((ledger.pos(pos_id), held, amount), currency="RUB")
        gone = ledger.move((held, ledger.bank("simulated"), amount), currency="RUB")
        self.say(
            intent_id,
            RefundStarted(refund_id=refund_id, payment_id="1", amount=amount, currency="RUB", postings=away),
        )
        done: list[Event] = [RefundSucceeded(refund_id=refund_id, payment_id="1", reference="R", postings=gone)]
        if amount == AMOUNT:
            done.append(PaymentRefunded(payment_id="1", reversal_id="", reference="R"))
        self.say(intent_id, *done)

    def dispute_won(self, intent_id: str, amount: int, pos_id: str = "TEST") -> None:
        """A chargeback that the shop wins; the levy stays with the centre."""
        held, pos = ledger.chargeback_hold(f"{intent_id}.1.c1"), ledger.pos(pos_id)
        opened = ledger.move((pos, held, amount), (pos, ledger.COMMISSION, LEVY), currency="RUB")
        self.say(
            intent_id,
            ChargebackOpened(
                chargeback_id="1", payment_id="1", amount=amount, levy=LEVY, currency="RUB", reason="4853",
                postings=opened,
            ),
            ChargebackRejected(
                chargeback_id="1", payment_id="1", postings=ledger.move((held, pos, amount), currency="RUB")
            ),
        )  # fmt: skip

    def kiosk_payment(self, name: str) -> None:
        """A kiosk's own payment: no shop's intent, though its stream is called one."""
        self.say(name, begun(name), PaymentCaptured(payment_id=name, reference="R"))

    def anything(self, chance: Random) -> None:
        """An intent that ends somehow, on some day, at one of two POS."""
        pos_id = chance.choice(("TEST", "OTHER"))
        self.clock.advance(chance.randrange(40_000))
        intent_id = self.create(pos_id)
        ending = chance.randrange(5)
        if ending == 0:
            self.fail(intent_id)
            self.say(intent_id, IntentOverdue())
            return
        self.say(intent_id, KioskCodeIssued(code="123456789"))
        self.pay(intent_id, pos_id=pos_id)
        if ending == 1:
            self.refund(intent_id, chance.choice((AMOUNT, 500)), pos_id=pos_id)
        elif ending == 2:
            self.dispute_won(intent_id, 10_000, pos_id=pos_id)
        elif ending == 3:
            self.kiosk_payment(f"kiosk-{intent_id}")


def begun(name: str) -> PaymentAuthorized:
    """What a kiosk's own payment begins with."""
    return PaymentAuthorized(
        payment_id=name, number=1, agent_id=1, terminal="T1", session_id=name, provider_id=1, account="1", fields={},
        inserted=100, agent_fee=0, amount=100, processing_fee=0, currency="RUB", directory_version=1, terms_revision=1,
        accepted_at=0,
    )  # fmt: skip
