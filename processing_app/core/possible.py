"""What a person may do with a payment now, what becomes of the money, and why not."""

from dataclasses import dataclass
from enum import StrEnum

from common.money import text
from common.status import Status
from common.words import Words
from processing_app.core.payment import Payment


class Action(StrEnum):
    """What the operator's buttons do; the two ways to settle follow the provider's word."""

    RETRY = "retry"
    SETTLE_CREDITED = "settle_credited"
    SETTLE_RETURNED = "settle_returned"
    REVERSE = "reverse"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Work:
    """The task of a payment that is not finished: `dead` when it waits for a person, `stopped` with its provider."""

    task_id: int
    dead: bool
    reversal: bool
    stopped: Words | None


@dataclass(frozen=True, slots=True)
class Choice:
    """One action: allowed when `why_not` is empty."""

    action: Action
    words: Words
    why_not: Words
    effect: Words


ALLOWED = Words("", "")
FINISHED = Words("Платёж завершён: делать больше нечего.", "The payment is finished: there is nothing left to do.")
STILL_TRIED = Words(
    "Платёж ещё доставляется. Решать за поставщика можно, когда попытки кончатся.",
    "The payment is still being delivered. You may decide for the provider once the attempts are used up.",
)
NOT_CREDITED = Words("Сторнируют только зачисленный платёж.", "Only a credited payment can be reversed.")
ASKED_ALREADY = Words("Сторно уже запрошено у поставщика.", "The provider has already been asked for a reversal.")


def choices(payment: Payment, work: Work | None) -> list[Choice]:
    """Every action in the order of its button."""
    return [
        Choice(Action.RETRY, Words("Повторить сейчас", "Retry now"), _retry(work), _unmoved()),
        *_settlements(payment, work),
        Choice(Action.REVERSE, Words("Сторнировать…", "Reverse…"), _reverse(payment), _reversal(payment)),
        Choice(
            Action.NOTE, Words("Оставить с пометкой…", "Leave with a note…"), ALLOWED if work else FINISHED, _unmoved()
        ),
    ]


def _settlements(payment: Payment, work: Work | None) -> list[Choice]:
    terms = payment.authorized
    amount, whole = terms.amount, terms.amount + terms.processing_fee
    why_not = ALLOWED if work and work.dead else STILL_TRIED if work else FINISHED
    if work and work.reversal:
        back = _sums("{0} вернутся на депозит агента.", "{0} go back to the agent's deposit.", whole)
        stays = _sums(
            "{0} остаются у поставщика, платёж зачислен.",
            "{0} stay with the provider, the payment is credited.",
            amount,
        )
        credited = Words("Сторно не будет: оставить зачисленным…", "No reversal: leave it credited…")
        returned = Words("Сторно подтверждено поставщиком…", "The provider has confirmed the reversal…")
    else:
        back = _sums("{0} вернутся на депозит агента.", "{0} go back to the agent's deposit.", whole)
        stays = _sums(
            "{0} из удержанного — поставщику, {1} — комиссия процессинга.",
            "{0} of the held sum go to the provider, {1} is the processing commission.",
            amount,
            terms.processing_fee,
        )
        credited = Words("Провести вручную…", "Settle by hand…")
        returned = Words("Вернуть агенту…", "Return to the agent…")
    return [
        Choice(Action.SETTLE_CREDITED, credited, why_not, stays),
        Choice(Action.SETTLE_RETURNED, returned, why_not, back),
    ]


def _retry(work: Work | None) -> Words:
    if work is None:
        return FINISHED
    if work.stopped is None:
        return ALLOWED
    return Words(
        f"Доставка поставщику остановлена: {work.stopped.ru}. Возобновите её на вкладке «Поставщики».",
        f"Delivery to the provider is stopped: {work.stopped.en}. Resume it on the tab “Providers”.",
    )


def _reverse(payment: Payment) -> Words:
    if payment.status is not Status.CAPTURED:
        return NOT_CREDITED
    return ASKED_ALREADY if payment.reversal_id else ALLOWED


def _reversal(payment: Payment) -> Words:
    terms = payment.authorized
    return _sums(
        "Поставщика попросят снять {0} с абонента. После его согласия {1} вернутся на депозит агента.",
        "The provider will be asked to take {0} back from the subscriber. Once it agrees, {1} go back to the deposit.",
        terms.amount,
        terms.amount + terms.processing_fee,
    )


def _unmoved() -> Words:
    return Words("Деньги не двигаются.", "The money does not move.")


def _sums(russian: str, english: str, *sums: int) -> Words:
    return Words(
        russian.format(*(f"{text(one)} ₽" for one in sums)),
        english.format(*(f"{text(one, english=True)} ₽" for one in sums)),
    )
