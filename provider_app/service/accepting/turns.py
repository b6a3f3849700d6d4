"""What is done unasked: the centre is told where to notify, asked about open payments, read, and asked for the balance.

A silence of the centre is paced: the longer it lasts, the rarer it is asked.
"""

from collections.abc import Callable
from functools import partial

from common import spawn
from common.database import Connection
from common.errors import Broken, OplataError, Unavailable
from common.principal import SYSTEM
from common.protocol.endpoint import Nothing
from common.protocol.wallets import doors
from common.protocol.wallets.payments import AskAccepted, PaymentShown
from common.retry import RetryPolicy
from provider_app.service.accepting.centre import Centre
from provider_app.service.accepting.charges import Charges
from provider_app.service.accepting.contract import Contract
from provider_app.service.part import Means
from provider_app.store import accepting as store
from provider_app.store.accepting import Acceptance

READ_MS, BALANCE_MS = 30_000, 30_000
"""Notices come by themselves; reading the centre's list now and then finds those that were lost."""
FAULT_MS = 60_000
PAUSES = RetryPolicy(pause_ms=1_000, longest_ms=60_000)
PAGE = 500


class Turns:
    """One thread's work; `rung` tells that a notice came, so that nothing waits for its pause."""

    def __init__(self, means: Means, centre: Centre, contract: Contract, charges: Charges, rung: spawn.Signal) -> None:
        """Everything is due at once."""
        self._means = means
        self._centre = centre
        self._contract = contract
        self._charges = charges
        self._rung = rung
        self._due: dict[tuple[str, int, str], float] = {}
        self._failures: dict[tuple[str, int, str], int] = {}

    def turn(self) -> None:
        """All that is due now."""
        card = self._contract.card()
        if card is None:
            return
        if self._contract.waiting_for_address():
            self._try("address", card, self._contract.tell_address, then=0)
        if self._rung.is_set():
            self._rung.clear()
            self._due.pop(_key("balance", card, self._means.url), None)
        for one in self._charges.due(card):
            self._charges.advance(card, one)
        self._try("payments", card, lambda: self._read(card), then=READ_MS)
        self._try("balance", card, lambda: self._balance(card), then=BALANCE_MS)

    def _read(self, card: Acceptance) -> None:
        """The centre's list of what is done for us, from where it was left; the position with what was read."""
        position, more = self._position(card), True
        while more:
            page = self._centre.ask(card, doors.ACCEPTED, AskAccepted(after=position, limit=PAGE))
            for said in page.payments:
                self._record(card, said)
            if page.position == position and page.more:
                raise Broken("wrong_json", "position")
            position, more = page.position, page.more
            self._means.database.write(partial(_read_up_to, card=card, position=position), "accepted_read")

    def _record(self, card: Acceptance, said: PaymentShown) -> None:
        """One that cannot be is for a person, and keeps none of the others from being read."""
        try:
            self._charges.record(card, said)
        except Broken as problem:
            self._means.log.error("payment not understood", payment_id=said.payment_id, reason=str(problem))

    def _position(self, card: Acceptance) -> str:
        now = self._means.database.read(store.acceptance)
        return now.position if now is not None and now.generation == card.generation else ""

    def _balance(self, card: Acceptance) -> None:
        said = self._contract.refresh_acceptance(SYSTEM, Nothing())
        if said.trouble is not None:
            raise Unavailable("no_answer", card.url)

    def _try(self, what: str, card: Acceptance, work: Callable[[], object], *, then: int) -> None:
        key, clock = _key(what, card, self._means.url), self._means.clock
        if self._due.get(key, 0.0) > clock.monotonic():
            return
        try:
            work()
        except OplataError as error:
            failures = self._failures[key] = self._failures.get(key, 0) + 1
            pause = PAUSES.pause(failures, self._means.draw) if isinstance(error, Unavailable) else FAULT_MS
            if failures == 1:
                self._means.log.warning("centre not reached", what=what, code=error.code, pause_ms=pause)
        else:
            self._failures.pop(key, None)
            pause = then
        self._due[key] = clock.monotonic() + pause / 1000


def _key(what: str, card: Acceptance, url: str) -> tuple[str, int, str]:
    """After another card, or at another address, everything is tried at once."""
    return what, card.generation, url


def _read_up_to(db: Connection, card: Acceptance, position: str) -> None:
    now = store.acceptance(db)
    if now is not None and now.generation == card.generation:
        store.read_up_to(db, position)
