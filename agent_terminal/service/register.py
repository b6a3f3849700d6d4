"""The terminal's own register, told to the centre for reconciliation: nobody can call a terminal, so it tells."""

from agent_terminal.core.payment import State
from agent_terminal.service import kept, messages
from agent_terminal.service.centre import MISSING
from agent_terminal.service.ground import Ground
from agent_terminal.store import payments
from agent_terminal.store.payments import Payment
from common.clock import moment
from common.database import Connection
from common.errors import Broken, OplataError, Rejected
from common.principal import Principal
from common.protocol import codes, processing
from common.protocol.processing import ToldState
from common.words import Words

TELL_SECONDS = 5 * 60
AGAIN_SECONDS = 20
LACKING_SECONDS = 60 * 60
"""A centre that has no such door, or does not take the page, is told again much later: it may have been renewed."""
PAGE = 60
"""Fewer than a centre takes at once: a page of the longest accounts still fits into a request."""
LONGEST_REASON = 100
TOLD_AS = {
    State.TO_SEND: ToldState.WAITING,
    State.SENT: ToldState.SENT,
    State.REVIEW: ToldState.REVIEW,
    State.CAPTURED: ToldState.CAPTURED,
    State.CANCELLED: ToldState.CANCELLED,
    State.REFUSED: ToldState.REFUSED,
}
OK = Words("Рассказано", "Told")


class Register:
    """Tells every state once; what the centre has stored is not told again."""

    def __init__(self, ground: Ground) -> None:
        """Due at once."""
        self._ground = ground
        self._at = ground.clock.monotonic()

    def turn(self) -> None:
        """One page when it is time; the next at the worker's next turn, so that payments never wait for it."""
        now = self._ground.clock.monotonic()
        if now < self._at or self._ground.contract.now() is None:
            return
        try:
            _, more = self._page()
        except OplataError as error:
            hopeless = error.code in MISSING or isinstance(error, Rejected | Broken)
            self._at = now + (LACKING_SECONDS if hopeless else AGAIN_SECONDS)
            self._ground.log.warning("the register was not told", code=error.code, detail=error.detail)
        else:
            self._at = now if more else now + TELL_SECONDS

    def tell_register(self, who: Principal, ask: object) -> messages.RegisterTold:
        """Tell everything that is new now."""
        told, more = 0, True
        try:
            while more:
                number, more = self._page()
                told += number
        except OplataError as error:
            return messages.RegisterTold(told=told, problem=codes.words_of(error))
        self._at = self._ground.clock.monotonic() + TELL_SECONDS
        return messages.RegisterTold(told=told, problem=OK)

    def _page(self) -> tuple[int, bool]:
        """Tell one page: how many payments it had, and whether there are more. An empty one says that all is told."""
        ground = self._ground
        contract, found = ground.database.read(lambda db: (kept.contract(db), payments.to_tell(db, PAGE + 1)))
        page, more = found[:PAGE], len(found) > PAGE
        ask = processing.TellRegister(
            terminal="" if contract is None else contract.terminal, rows=[_row(one) for one in page], more=more
        )
        ground.centre.call(processing.TELL, ask, may_lack=True)
        if page:
            ground.write(lambda db: _told(db, page), "told")
        return len(page), more


def _told(db: Connection, page: list[Payment]) -> None:
    for one in page:
        payments.was_told(db, one.payment_id, one.state)


def _row(payment: Payment) -> processing.ToldRow:
    return processing.ToldRow(
        payment_id=payment.payment_id,
        provider_id=payment.provider_id,
        account=payment.account,
        inserted=payment.inserted,
        agent_fee=payment.agent_fee,
        amount=payment.amount,
        state=TOLD_AS[payment.state],
        at=moment(payment.accepted),
        changed=moment(payment.changed),
        reason=payment.reason[:LONGEST_REASON],
        currency=payment.currency,
    )
