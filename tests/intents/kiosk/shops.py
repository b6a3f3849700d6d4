"""A shop with a POS that takes cash at kiosks, and its orders, on a centre that runs in this process."""

from collections.abc import Callable

from common.database import Connection
from processing_app.core import attempt, capture, intent, kiosk_code, opening
from processing_app.core.domain import Bank, DomainObject, Owner, Payee, PosObject, Shop, Terms
from processing_app.core.events import Event
from processing_app.core.flows import Flow, Role, Share
from processing_app.core.intent import Intent
from processing_app.service.intents.recording import record
from processing_app.service.kiosk.codes import issued
from processing_app.store import domain, intent_rows, intents, log
from tests.intents.core.examples import AMOUNT, CART, names
from tests.intents.domain.desk import ACCOUNT, BIC, INN
from tests.processing_app.standin import OPERATOR, Centre

MINUTE = 60_000
Decision = Callable[[Intent, int], list[Event]]
SUM = AMOUNT
TERMS = Terms(id="retail", name="Розница", flows=(Flow(Role.POS, Role.COMMISSION, Share(3, 100)),))
FEE = SUM * 3 // 100
POS = PosObject(id="TEST", shop_id="shop", payee_id="payee", terms_id="retail", name="Кружки")
WHOLE: tuple[DomainObject, ...] = (
    Bank(id="simulated", name="Банк"),
    Owner(id="owner", name="ООО «Кружки»", inn=INN, tax_system="general"),
    Shop(id="shop", owner_id="owner", name="Кружки"),
    Payee(id="payee", owner_id="owner", name="ООО «Кружки»", account=ACCOUNT, bic=BIC), TERMS, POS,
)  # fmt: skip


class Shops:
    """One shop's side of a centre."""

    def __init__(self, centre: Centre) -> None:
        """Its POS takes cards, links and cash."""
        self.centre = centre
        self.made = 0
        self.commit(*WHOLE)

    def commit(self, *changes: DomainObject) -> None:
        """A new revision of the domain."""
        one = self.centre.program.platform.parts.domain
        self.centre.database.write(
            lambda db: one.commit(db, OPERATOR, changes, base=domain.newest(db), reason="for a test")
        )

    def order(self, lives_ms: int = 60 * MINUTE) -> Intent:
        """An order of 255.00 with its code."""
        now = self.centre.clock.now_ms()
        self.made += 1
        question = opening.Question("order 17", CART, "RUB", now + lives_ms)
        intent_id = f"order{self.made}"

        def make(db: Connection) -> Intent:
            pos = self.centre.program.platform.parts.domain.pos(db, "TEST")
            made = record(db, intent.NEW, opening.create(pos, intent_id, question, now), OPERATOR, now, shop_id="shop")
            return record(db, made, kiosk_code.issue(made, pos, issued(db, intent_id), now), OPERATOR, now)

        return self.centre.database.write(make)

    def state(self, order: Intent) -> Intent:
        """The order as it is now."""
        found = self.centre.database.read(lambda db: intents.look(db, order.id))
        assert found is not None
        return found

    def story(self, order: Intent) -> list[str]:
        """All that has happened to it."""
        return names(one.event for one in self.centre.database.read(lambda db: log.load(db, log.intent(order.id))))

    def decides(self, order: Intent, decide: Decision) -> Intent:
        """Something else happens to it."""
        now = self.centre.clock.now_ms()

        def do(db: Connection) -> Intent:
            before = intents.load(db, order.id)
            assert before is not None
            return record(db, before, decide(before, now), OPERATOR, now)

        return self.centre.database.write(do)

    def cancel(self, order: Intent) -> None:
        """Its shop no longer wants it."""
        self.decides(order, lambda state, now: opening.cancel(state, "none left", now))

    def begins_by_card(self, order: Intent) -> None:
        """Somebody types a card."""
        pos = self.centre.database.read(lambda db: self.centre.program.platform.parts.domain.pos(db, "TEST"))
        self.decides(order, lambda state, now: attempt.start(state, pos, attempt.Asked("card"), now))

    def paid_by_card(self, order: Intent, attempt_id: str = "1") -> None:
        """His bank has paid."""
        pos = self.centre.database.read(lambda db: self.centre.program.platform.parts.domain.pos(db, "TEST"))
        self.decides(order, lambda state, now: attempt.authorize(state, attempt_id, "rrn", now))
        self.decides(order, lambda state, now: capture.capture(state, pos, attempt_id))

    def stop(self, order: Intent) -> None:
        """Garbage came from somewhere."""
        self.decides(order, lambda state, now: opening.stop(state, "garbage"))

    def revive(self, order: Intent) -> None:
        """A person has repaired it."""
        self.decides(order, lambda state, now: opening.revive(state, "revive", "operator", "looked"))

    def time_decides(self) -> None:
        """Whatever waits for its moment."""
        now = self.centre.clock.now_ms()
        for intent_id in self.centre.database.read(lambda db: intent_rows.to_wake(db, now, 100)):
            self.decides(Intent(id=intent_id), opening.expire)

    def balances(self) -> dict[str, int]:
        """All balances of the centre, once its books agree with their log."""
        return self.balances_of(self.centre)

    @staticmethod
    def balances_of(centre: Centre) -> dict[str, int]:
        """The same of any centre."""
        return centre.balances()
