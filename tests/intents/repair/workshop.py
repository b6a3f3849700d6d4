"""A centre between shops and a bank, with operators who repair what was stopped."""

from pathlib import Path
from typing import Any

from common.clock import VirtualClock
from common.credentials import Gatekeeper
from common.principal import Principal
from processing_app.bank.contract import Ask, Step
from processing_app.bank.simulated.moods import Mood
from processing_app.core import opening
from processing_app.service.asks import repairs as asks
from processing_app.service.repairs.desk import desk
from processing_app.store import decisions
from tests.intents.bank.stage import Stage

ANNA, BORIS = Principal("operator", "anna"), Principal("operator", "boris")
HOLD = {"hold": True, "on_expiration": "cancel"}
WHY = "the bank answered on the telephone"


class Mute:
    """A bank whose answers are garbage and that cannot be asked about payments."""

    def process(self, ask: Ask) -> Step:
        raise ValueError("<html>")

    def called_back(self, ask: Ask, form: Any) -> Step:
        raise ValueError("<html>")


class Workshop(Stage):
    """A stage with the console of its operators."""

    def __init__(self, folder: Path, clock: VirtualClock, *, threshold: int = 10_000_000) -> None:
        mute = Mute()
        super().__init__(folder, clock, adapters={"other": mute})
        self.gatekeeper = Gatekeeper(self.database, b"k" * 32, clock)
        banks = {"simulated": self.bank, "other": mute}
        self.desk = desk(self.database, clock, self.domain, banks, self.gatekeeper, threshold)

    def garbled(self, operation: str, *, bank: str = "simulated") -> str:
        """An intent that was stopped because the bank's answer to this operation was garbage; its id."""
        self.open_shop(bank)
        name = self.create()
        if operation == "authorize":
            self.mood(Mood.GARBAGE)
            self.pay(name)
        elif operation == "cancel":
            self._paid(name, **HOLD)
            self.cancel(name)
        elif operation == "capture":
            self._paid(name, **HOLD)
            self.capture(name)
        else:
            self._paid(name)
            self.refund(name)
        self.run()
        assert self.state(name).stopped, self.kinds(name)
        self.mood(Mood.OK)
        return name

    def _paid(self, name: str, **asked: Any) -> None:
        self.pay(name, **asked)
        self.run()
        self.mood(Mood.GARBAGE)

    def stop(self, name: str, operation: str) -> None:
        """Something that cannot be happens before a bank has heard anything."""
        self.act(name, lambda state, db: opening.stop(state, f"bank {operation}: test"))

    def look(self, name: str) -> asks.RepairLook:
        """What Anna sees."""
        return self.desk.console.stopped_intent(ANNA, asks.IntentId(intent_id=name))

    def fulfil(self, name: str, reference: str, who: Principal = ANNA, **more: Any) -> asks.Repaired:
        """The bank did it."""
        ask = asks.FulfilIntent(intent_id=name, reason=WHY, reference=reference, **more)
        return self.desk.console.fulfil_intent(who, ask)

    def fail(self, name: str, who: Principal = ANNA, **more: Any) -> asks.Repaired:
        """The bank did not do it."""
        return self.desk.console.fail_intent(who, asks.FailIntent(intent_id=name, reason=WHY, **more))

    def revive(self, name: str, who: Principal = ANNA, **more: Any) -> asks.Repaired:
        """It goes on."""
        return self.desk.console.revive_intent(who, asks.ReviveIntent(intent_id=name, reason=WHY, **more))

    def skip(self, name: str, who: Principal = ANNA) -> asks.Repaired:
        """The bank is asked from the beginning."""
        return self.desk.console.skip_step(who, asks.SkipStep(intent_id=name, reason=WHY))

    def add(self, name: str, *events: asks.AddedEvent, who: Principal = ANNA, **more: Any) -> asks.Repaired:
        """It goes on with these."""
        ask = asks.AddEvents(intent_id=name, reason=WHY, events=list(events), **more)
        return self.desk.console.add_events(who, ask)

    def decided(self, name: str) -> list[tuple[str, str, str]]:
        """What persons decided about an intent: what, who, why."""
        found = self.database.read(lambda db: decisions.of_payment(db, name))
        return [(row["kind"], row["principal"], row["reason"]) for row in found]

    def do(self, function: Any, ask: Any, who: Principal = ANNA) -> Any:
        """An operation that is a unit of work."""
        return self.database.write(lambda db: function(db, who, ask))

    def ask(self, function: Any, ask: Any, who: Principal = ANNA) -> Any:
        """An operation that only reads."""
        return self.database.read(lambda db: function(db, who, ask))
