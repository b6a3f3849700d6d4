"""A payment as a person wants it, under an id of its own: whatever the mouse and the network do, it is one payment."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject, Signal

from common import ids
from common.errors import NOTHING_SENT, OplataError
from common.qt.desk import Desk
from consumer_app import messages
from consumer_app.core import PaymentState

Ask = messages.SendMoney | messages.WithdrawMoney | messages.PayByQr
Done = Callable[[messages.PaymentKnown], object]
Failed = Callable[[OplataError], object]


class Paying(QObject):
    """`ended` carries each payment that was made, or whose outcome nobody knows yet."""

    ended = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        """It outlives the dialogs that pay by it: an answer that comes after one was closed is told all the same."""
        super().__init__(parent)
        self.desk = desk
        self._kept: tuple[str, Ask, str] | None = None
        self._under_way: set[str] = set()

    def pay(self, operation: str, ask: Ask, done: Done, failed: Failed) -> None:
        """Pay. The same thing wanted again, while its last try may have arrived, goes under the id of that try."""
        kept = self._kept
        same = kept is not None and kept[:2] == (operation, ask)
        payment_id = kept[2] if kept is not None and same else ids.uuid7(self.desk.clock.now_ms())
        if payment_id in self._under_way:
            return
        self._under_way.add(payment_id)
        self._kept = (operation, ask, payment_id)
        self.desk.ask(
            self, operation, msgspec.structs.replace(ask, payment_id=payment_id),
            then=lambda known: self._ended(known, done),
            failed=lambda error: self._look_up(payment_id, error, done, failed),
        )  # fmt: skip

    def _ended(self, known: messages.PaymentKnown, done: Done) -> None:
        self._under_way.discard(known.payment_id)
        self._kept = None
        done(known)
        self.ended.emit(known)

    def _look_up(self, payment_id: str, error: OplataError, done: Done, failed: Failed) -> None:
        """What the payment has become: refused, or one whose outcome nobody knows; it may not have become one."""
        self.desk.ask(
            self, "find-wallet-payment", messages.FindPayment(payment_id=payment_id),
            then=lambda known: self._found(known, error, done, failed),
            failed=lambda _: self._failed(payment_id, error, failed),
        )  # fmt: skip

    def _found(self, known: messages.PaymentKnown, error: OplataError, done: Done, failed: Failed) -> None:
        if known.state is not PaymentState.REFUSED:
            self._ended(known, done)
            return
        if known.code not in NOTHING_SENT:
            self._kept = None
        self._failed(known.payment_id, error, failed)

    def _failed(self, payment_id: str, error: OplataError, failed: Failed) -> None:
        self._under_way.discard(payment_id)
        failed(error)
