"""The simulated banks of this centre, and what an operator may do with them."""

from collections.abc import Iterator, Mapping

from common.clock import Clock, moment
from common.database import Database
from common.errors import ContractFault, Rejected
from common.principal import Principal
from common.protocol.endpoint import Nothing
from processing_app.bank.simulated import store
from processing_app.bank.simulated.adapter import SimulatedBank
from processing_app.bank.simulated.moods import Set
from processing_app.bank.simulated.pages import Pages
from processing_app.core.domain import Bank
from processing_app.service.asks.bank import (
    AskBankOperations,
    BankMood,
    BankMoods,
    BankOperation,
    BankOperations,
    ConfirmBankLink,
    SetBankMood,
)
from processing_app.service.asks.tasks import Done
from processing_app.service.domain import objects

MOST = 1_000
OPENS = "simulated-app"
"""The adapter of a bank whose links open an application; any other bank's are shown as QR codes."""


class Simulated(Mapping[str, SimulatedBank]):
    """The adapters of the domain's banks by their ids; all of them are simulated, and share bank.db."""

    def __init__(self, centre: Database, database: Database, clock: Clock, url: str) -> None:
        """`centre` holds the domain, `database` is bank.db, `url` is where payers' browsers find the banks' pages."""
        self._centre = centre
        self._database = database
        self._clock = clock
        self._url = url
        self._made: dict[str, SimulatedBank] = {}

    def __getitem__(self, bank_id: str) -> SimulatedBank:
        made = self._made.get(bank_id)
        if made is not None:
            return made
        opens = self._known()[bank_id].adapter == OPENS
        bank = SimulatedBank(bank_id, self._database, self._clock, self._url, opens=opens)
        return self._made.setdefault(bank_id, bank)

    def __iter__(self) -> Iterator[str]:
        return iter(self._known())

    def __len__(self) -> int:
        return len(self._known())

    def _known(self) -> dict[str, Bank]:
        found = self._centre.read(objects)
        return {one.id: one for one in found if isinstance(one, Bank)}


class Banks:
    """The operator's side of bank.db."""

    def __init__(self, database: Database, simulated: Mapping[str, SimulatedBank], pages: Pages) -> None:
        """`database` is bank.db; the banks are by their ids."""
        self._database = database
        self._simulated = simulated
        self._pages = pages

    def set_bank_mood(self, who: Principal, ask: SetBankMood) -> Done:
        """The bank behaves so from the next question on; ContractFault `not_found` for another bank."""
        bank = self._simulated.get(ask.bank)
        if bank is None:
            raise ContractFault("not_found", ask.bank)
        bank.set_mood(Set(ask.mood, max(0, ask.pause_ms), max(0, ask.times)))
        return Done()

    def bank_moods(self, who: Principal, ask: Nothing) -> BankMoods:
        """How they behave, and whose payments by link wait for their payers."""
        waiting = [heard.id for heard in self._database.read(store.waiting)]
        moods = [
            BankMood(bank=name, mood=bank.mood.mood, pause_ms=bank.mood.pause_ms, times=bank.mood.times)
            for name, bank in self._simulated.items()
        ]
        return BankMoods(banks=moods, links=waiting)

    def bank_operations(self, who: Principal, ask: AskBankOperations) -> BankOperations:
        """What they did, as they keep it."""
        found = self._database.read(lambda db: store.acts(db, ask.payment, max(1, min(ask.limit, MOST))))
        return BankOperations(operations=[_shown(act) for act in found])

    def confirm_bank_link(self, who: Principal, ask: ConfirmBankLink) -> Done:
        """The payer's button, pressed for him; Rejected `invalid_payment_status` when no payer is waited for."""
        if not self._pages.confirmed(lambda db: store.find(db, ask.payment)):
            raise Rejected("invalid_payment_status", ask.payment)
        return Done()


def _shown(act: store.Act) -> BankOperation:
    return BankOperation(
        number=act.number, bank=act.bank, operation=act.operation, operation_id=act.operation_id,
        payment=act.payment, amount=act.amount, failure=act.failure, reference=act.reference, at=moment(act.at),
    )  # fmt: skip
