"""A payment as one of its sides sees it: the other's wallet masked, what only its payer may know left out."""

from common import ids
from common.clock import moment
from common.errors import ContractFault
from common.principal import Principal
from common.protocol.wallets.payments import Party, PaymentShown, State
from common.status import Status
from processing_app.core import wallet_payment
from processing_app.core.payment import Payment
from processing_app.core.wallet_events import WalletPaymentStarted
from processing_app.service.wallets.naming import masked
from processing_app.store.wallet_payments import Shown

STATES: dict[Status, State] = {
    Status.CREATED: "accepted",
    Status.AUTHORIZED: "processing",
    Status.CAPTURED: "done",
    Status.FAILED: "failed",
    Status.CANCELLED: "returned",
}
"""Of a payment that does not wait for its payer."""


def side_of(who: Principal) -> str:
    """The asker as a side of payments: wallet:<number> or provider:<id>."""
    return f"{who.kind}:{who.id}"


def of_row(found: Shown, side: str) -> PaymentShown:
    """A payment as its row has it."""
    row = found.row
    return _shown(
        found.began, Status(row["status"]), side, waits=bool(row["confirm_until"]), at=row["at"],
        changed=row["changed"], reason=row["reason"], reference=row["reference"],
    )  # fmt: skip


def of_state(state: Payment, side: str, changed: int) -> PaymentShown:
    """A payment to which something has just happened."""
    return _shown(
        state.of_wallet, state.status, side, waits=wallet_payment.is_waiting(state), at=state.at, changed=changed,
        reason=state.failure or state.reason, reference=state.reference,
    )  # fmt: skip


def demand_side(found: Shown | None, side: str) -> Shown:
    """A payment that this side may see: its payer, a provider it is for, and a wallet once the money is there.

    Everybody else is told what there is to be told of one that does not exist: ContractFault `not_found`.
    """
    if found is not None:
        began, is_wallets = found.began, side.startswith("wallet:")
        if side == began.sender or (side == began.recipient and (found.row["ended"] or not is_wallets)):
            return found
    raise ContractFault("not_found")


def _shown(
    began: WalletPaymentStarted, status: Status, side: str, *, waits: bool, at: int, changed: int, reason: str,
    reference: str,
) -> PaymentShown:  # fmt: skip
    asked = waits and side == began.sender
    return PaymentShown(
        payment_id=began.payment_id,
        code=ids.payment_code(began.payment_id),
        way=began.way,  # type: ignore[arg-type]
        state="waiting_for_payer" if waits else STATES[status],
        amount=began.amount,
        currency=began.currency,
        sender=_party(began.sender, began.sender_name, "", side),
        recipient=_party(began.recipient, began.recipient_name, began.account, side),
        made_at=moment(at),
        changed_at=moment(changed),
        order=began.order,
        memo=began.memo,
        reason=reason,
        reference=reference,
        confirm_until=moment(began.confirm_until) if asked else None,
        shown=began.shown if asked else "",
    )


def _party(of: str, name: str, account: str, side: str) -> Party:
    kind, _, number = of.partition(":")
    if account or (kind == "wallet" and of != side):
        number = masked(account or number)
    return Party(kind=kind, name=name, number=number)  # type: ignore[arg-type]
