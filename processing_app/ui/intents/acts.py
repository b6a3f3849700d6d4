"""What an operator may do with an intent now, why the rest is not legal, and what becomes of the money."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from common.protocol.endpoint import Message
from common.protocol.shop.payments import Chargeback, Payment
from common.words import Words
from processing_app.service.asks.intents import (
    CancelIntentAs,
    CancelIntentPayment,
    CaptureIntentPayment,
    DecideChargeback,
    IntentState,
    IssueIntentCode,
    OpenChargeback,
    RefundIntentPayment,
    ReopenChargeback,
)
from processing_app.ui.intents.words import money_words

ALLOWED = Words("", "")
STOPPED = Words("Намерение остановлено: сначала почините его.", "The intent is stopped: repair it first.")
NOT_HELD = Words("Ни один платёж не держит деньги.", "No payment holds money.")
NOT_CAPTURED = Words("Нет списанного платежа.", "There is no captured payment.")
NOTHING_LEFT = Words("Возвращать больше нечего.", "There is nothing left to refund.")
DISPUTED = Words("Платёж оспорен: сначала решите спор.", "The payment is disputed: decide the dispute first.")
NO_DISPUTE = Words("Открытого спора нет.", "No dispute is open.")
NOT_WON = Words("Возобновить можно спор, который магазин выиграл.", "A dispute that the shop has won can be reopened.")
LAST_STAGE = Words("Арбитраж — последняя стадия спора.", "Arbitration is the last stage of a dispute.")
NOT_UNPAID = Words("Намерение уже не ждёт оплаты.", "The intent is not unpaid any more.")
UNDER_WAY = Words("Сейчас идёт платёж: дождитесь его конца.", "A payment is under way: wait for its end.")


@dataclass(frozen=True, slots=True)
class Act:
    """One action: allowed when `why_not` is empty; `most` is the largest sum, where a sum is asked for.

    `ask(reason, amount, levy)` makes the question of the operation.
    """

    name: str
    operation: str
    words: Words
    verb: Words
    why_not: Words
    effect: Words
    ask: Callable[[str, int | None, int | None], Message]
    most: int = 0
    levied: bool = False


def acts(state: IntentState) -> list[Act]:
    """Every act in the order of its button."""
    return [_capture(state), _give_back(state), _refund(state), *_disputes(state), _code(state), _cancel(state)]


def left(one: Payment) -> int:
    """How much of a captured payment may still go back."""
    return one.captured_amount - one.refunded_amount


def _why(state: IntentState, found: Any, words: Words) -> Words:
    if state.stopped:
        return STOPPED
    return ALLOWED if found else words


def _of(state: IntentState, *statuses: str) -> Payment | None:
    """The latest payment with one of these statuses."""
    return next((one for one in reversed(state.payments) if one.status in statuses), None)


def _capture(state: IntentState) -> Act:
    one = _of(state, "authorized")
    sums = money_words(one.amount if one else 0, state.intent.currency)
    return Act(
        "capture", "capture-intent-payment", Words("Списать…", "Capture…"), Words("Списать", "Capture"),
        _why(state, one, NOT_HELD),
        Words(
            f"Банк держит {sums.ru}. Списанное получит магазин за вычетом комиссии, остальное вернётся плательщику.",
            f"The bank holds {sums.en}. The shop gets what is captured less the fees, the payer gets the rest.",
        ),
        lambda reason, amount, _: CaptureIntentPayment(
            intent=state.intent.id, payment=one.id if one else "", reason=reason, amount=amount
        ),
        most=one.amount if one else 1,
    )  # fmt: skip


def _give_back(state: IntentState) -> Act:
    one = _of(state, "authorized")
    return Act(
        "give-back", "cancel-intent-payment", Words("Снять блокировку…", "Give back…"),
        Words("Снять блокировку", "Give back"), _why(state, one, NOT_HELD),
        Words("Вся удержанная сумма вернётся плательщику.", "The whole held sum goes back to the payer."),
        lambda reason, *_: CancelIntentPayment(
            intent=state.intent.id, payment=one.id if one else "", reason=reason
        ),
    )  # fmt: skip


def _refund(state: IntentState) -> Act:
    one = _of(state, "captured", "refunded", "chargeback")
    why = NOT_CAPTURED
    if one is not None:
        why = DISPUTED if one.status == "chargeback" else ALLOWED if left(one) else NOTHING_LEFT
    sums = money_words(left(one) if one else 0, state.intent.currency)
    return Act(
        "refund", "refund-intent-payment", Words("Вернуть плательщику…", "Refund…"), Words("Вернуть", "Refund"),
        STOPPED if state.stopped else why,
        Words(
            f"Можно вернуть ещё {sums.ru}. Деньги уйдут со счёта точки продаж туда, откуда платили.",
            f"{sums.en} may still be refunded. The money goes from the POS's account back to its source.",
        ),
        lambda reason, amount, _: RefundIntentPayment(
            intent=state.intent.id, payment=one.id if one else "", reason=reason, amount=amount
        ),
        most=max(1, left(one)) if one else 1,
    )  # fmt: skip


def _disputes(state: IntentState) -> list[Act]:
    captured = _of(state, "captured")
    pending = _dispute(state, "pending")
    won = _dispute(state, "rejected")
    why_not_again = NOT_WON if won is None else LAST_STAGE if won.stage == "arbitration" else ALLOWED
    return [
        Act(
            "open-chargeback", "open-chargeback", Words("Банк оспорил платёж…", "The bank disputes it…"),
            Words("Записать спор", "Open the dispute"), _why(state, captured, NOT_CAPTURED),
            Words(
                "Оспоренная сумма будет удержана на счёте точки продаж, с него же возьмётся сбор.",
                "The disputed sum is held on the POS's account, from which the levy is taken, too.",
            ),
            lambda reason, amount, levy: OpenChargeback(
                intent=state.intent.id, payment=captured.id if captured else "", reason=reason, amount=amount,
                levy=levy,
            ),
            most=max(1, left(captured)) if captured else 1, levied=True,
        ),
        _decide(state, pending, "accept-chargeback", Words("Спор проигран…", "The dispute is lost…"), Words(
            "Деньги остаются у банка: он отдаст их плательщику.", "The bank keeps the money and gives it to the payer.",
        )),
        _decide(state, pending, "reject-chargeback", Words("Спор выигран…", "The dispute is won…"), Words(
            "Удержанная сумма вернётся на счёт точки продаж, сбор не возвращается.",
            "The held sum goes back to the POS's account; the levy does not.",
        )),
        Act(
            "reopen-chargeback", "reopen-chargeback", Words("Возобновить спор…", "Open the dispute again…"),
            Words("Возобновить", "Open again"), STOPPED if state.stopped else why_not_again,
            Words(
                "Спор перейдёт на следующую стадию: сумма снова удержана, возьмётся новый сбор.",
                "The dispute goes to its next stage: the sum is held again, another levy is taken.",
            ),
            lambda reason, _, levy: ReopenChargeback(
                intent=state.intent.id, payment=won.payment_id if won else "", chargeback=won.id if won else "",
                reason=reason, levy=levy,
            ),
            levied=True,
        ),
    ]  # fmt: skip


def _decide(state: IntentState, one: Chargeback | None, operation: str, words: Words, effect: Words) -> Act:
    verb = Words(words.ru.rstrip("…"), words.en.rstrip("…"))
    return Act(
        operation, operation, words, verb, _why(state, one, NO_DISPUTE), effect,
        lambda reason, *_: DecideChargeback(
            intent=state.intent.id, payment=one.payment_id if one else "", chargeback=one.id if one else "",
            reason=reason,
        ),
    )  # fmt: skip


def _dispute(state: IntentState, status: str) -> Chargeback | None:
    return next((one for one in reversed(state.chargebacks) if one.status == status), None)


def _unpaid(state: IntentState) -> Words:
    if state.stopped:
        return STOPPED
    if state.intent.status != "unpaid":
        return NOT_UNPAID
    return UNDER_WAY if _of(state, "pending", "authorized") else ALLOWED


def _code(state: IntentState) -> Act:
    return Act(
        "issue-code", "issue-intent-code", Words("Выдать код для терминала…", "Issue a code for kiosks…"),
        Words("Выдать код", "Issue the code"), _unpaid(state),
        Words(
            "По девятизначному коду заказ оплатят наличными в любом терминале, пока срок не вышел.",
            "By a code of nine digits the order can be paid in cash at any kiosk until it is due.",
        ),
        lambda reason, *_: IssueIntentCode(intent=state.intent.id, reason=reason),
    )  # fmt: skip


def _cancel(state: IntentState) -> Act:
    return Act(
        "cancel", "cancel-intent", Words("Отменить намерение…", "Cancel the intent…"),
        Words("Отменить намерение", "Cancel the intent"), _unpaid(state),
        Words("Денег не брали; платить по нему больше нельзя.", "No money was taken; it cannot be paid any more."),
        lambda reason, *_: CancelIntentAs(intent=state.intent.id, reason=reason),
    )  # fmt: skip
