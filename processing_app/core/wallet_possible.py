"""What a person may do with a wallet's payment now, what becomes of the money, and why not."""

from common.money import text
from common.status import Status
from common.words import Words
from processing_app.core import wallet_payment
from processing_app.core.payment import Payment
from processing_app.core.possible import ALLOWED, FINISHED, Action, Choice, Work

STILL_TRIED = Words(
    "Платёж ещё исполняется. Решать за банк можно, когда попытки кончатся.",
    "The payment is still being executed. You may decide for the bank once the attempts are used up.",
)
NO_BANK = Words(
    "Деньги двигает только исполнитель: повторите платёж или откажитесь от него.",
    "Only the executor moves the money: retry the payment or give it up.",
)
NO_REVERSAL = Words(
    "Исполненный платёж кошелька обратно не забирают: получатель отправит деньги сам.",
    "An executed payment of a wallet is not taken back: the recipient sends the money himself.",
)
UNMOVED = Words("Деньги не двигаются.", "The money does not move.")


def choices(payment: Payment, work: Work | None) -> list[Choice]:
    """Every action in the order of its button."""
    return [
        Choice(Action.RETRY, Words("Повторить сейчас", "Retry now"), ALLOWED if work else FINISHED, UNMOVED),
        Choice(
            Action.SETTLE_CREDITED, Words("Банк зачислил…", "The bank has paid…"), _credited(payment, work),
            _sums(payment, "{0} ушли из кошелька в банк.", "{0} have left the wallet for the bank."),
        ),
        Choice(
            Action.SETTLE_RETURNED, Words("Вернуть в кошелёк…", "Return to the wallet…"), _returned(payment, work),
            _back(payment),
        ),
        Choice(Action.REVERSE, Words("Сторнировать…", "Reverse…"), NO_REVERSAL, UNMOVED),
        Choice(
            Action.NOTE, Words("Оставить с пометкой…", "Leave with a note…"), ALLOWED if work else FINISHED, UNMOVED,
        ),
    ]  # fmt: skip


def may_be_credited(payment: Payment) -> bool:
    """Whether a bank's word counts: it was asked to pay this out, and the sum is held or gone."""
    asked = payment.status in (Status.AUTHORIZED, Status.CAPTURED)
    return asked and payment.of_wallet.way == wallet_payment.WITHDRAW


def may_be_returned(payment: Payment) -> bool:
    """Whether it has not come to its recipient."""
    return payment.status is not Status.CAPTURED


def _credited(payment: Payment, work: Work | None) -> Words:
    return _of_dead(work) or (ALLOWED if may_be_credited(payment) else NO_BANK)


def _returned(payment: Payment, work: Work | None) -> Words:
    return _of_dead(work) or (ALLOWED if may_be_returned(payment) else FINISHED)


def _of_dead(work: Work | None) -> Words | None:
    """Why nothing is decided by hand; None of a dead letter."""
    return FINISHED if work is None else None if work.dead else STILL_TRIED


def _back(payment: Payment) -> Words:
    if payment.status is Status.AUTHORIZED:
        return _sums(
            payment,
            "{0} вернутся в кошелёк. Сначала спросят банк: если он зачислил или ещё решает, ничего не сдвинется. "
            "Решайте так, только если банк не зачислил и не зачислит: перевод в банке этим не отменяется.",
            "{0} go back to the wallet. The bank is asked first: if it has paid or still decides, nothing moves. Only "
            "if it has not paid and never will: this calls no transfer off.",
        )
    return Words("Ничего не удержано, деньги остаются в кошельке.", "Nothing is held, the money stays in the wallet.")


def _sums(payment: Payment, russian: str, english: str) -> Words:
    return Words(
        russian.format(f"{text(payment.amount)} ₽"), english.format(f"{text(payment.amount, english=True)} ₽")
    )  # fmt: skip
