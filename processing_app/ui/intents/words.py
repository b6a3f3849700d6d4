"""Intents, their payments and events in words, shapes and colours, as the centre's window says them."""

from collections.abc import Callable
from typing import Any

from common.protocol.codes import CODES
from common.qt import wording
from common.qt.table.column import Shown
from common.qt.tokens import Token
from common.words import Words, same
from processing_app.core import failure
from processing_app.service.asks.intents import IntentRow
from processing_app.service.asks.story import EventRow
from processing_app.service.asks.tasks import TaskRow
from processing_app.wording import REASONS, reason, who

NOTHING = Words("", "")
STOPPED = "stopped"
INTENT: dict[str, Shown] = {
    "unpaid": Shown("waiting", Words("Ждёт оплаты", "Unpaid"), Token.WAITING),
    "paid": Shown("ok", Words("Оплачено", "Paid"), Token.OK),
    "cancelled": Shown("cancelled", Words("Отменено", "Cancelled"), Token.NEUTRAL),
    "overdue": Shown("cancelled", Words("Просрочено", "Overdue"), Token.NEUTRAL),
    STOPPED: Shown("attention", Words("Остановлено", "Stopped"), Token.ERROR),
}
PAYMENT: dict[str, Shown] = {
    "pending": Shown("running", Words("Идёт", "Under way"), Token.RUNNING),
    "failed": Shown("failed", Words("Не прошёл", "Failed"), Token.ERROR),
    "authorized": Shown("waiting", Words("Заблокирован", "Held"), Token.WAITING),
    "cancelled": Shown("cancelled", Words("Блокировка снята", "Given back"), Token.NEUTRAL),
    "captured": Shown("ok", Words("Списан", "Captured"), Token.OK),
    "refunded": Shown("reversed", Words("Возвращён", "Refunded"), Token.NEUTRAL),
    "chargeback": Shown("attention", Words("Оспорен", "Disputed"), Token.ERROR),
}
REFUND: dict[str, Shown] = {
    "pending": Shown("running", Words("Идёт", "Under way"), Token.RUNNING),
    "succeeded": Shown("ok", Words("Возвращён", "Refunded"), Token.OK),
    "failed": Shown("failed", Words("Не прошёл", "Failed"), Token.ERROR),
}
CHARGEBACK: dict[str, Shown] = {
    "pending": Shown("attention", Words("Спор идёт", "Open"), Token.ERROR),
    "accepted": Shown("failed", Words("Проигран", "Lost"), Token.NEUTRAL),
    "rejected": Shown("ok", Words("Выигран", "Won"), Token.OK),
}
STAGES = {
    "chargeback": Words("опротестование", "chargeback"),
    "pre_arbitration": Words("пред-арбитраж", "pre-arbitration"),
    "arbitration": Words("арбитраж", "arbitration"),
}
MEANS = {
    "card": Words("картой", "by card"),
    "link": Words("по QR-коду или ссылке банка", "by a bank's QR code or link"),
    "cash": Words("наличными в терминале", "in cash at a kiosk"),
}
OPERATIONS = {
    "authorize": Words("заблокировать деньги", "hold the money"),
    "capture": Words("списать", "capture"),
    "cancel": Words("снять блокировку", "give back"),
    "refund": Words("вернуть деньги", "refund"),
}
INTERACTIONS = {
    "Redirect": Words("перейти на страницу банка (3-D Secure)", "go to the bank's page (3-D Secure)"),
    "QrCodeDisplayRequest": Words("показать QR-код банка", "scan the bank's QR code"),
    "OpenApplicationRequest": Words("открыть приложение банка", "open the bank's application"),
    "PaymentTerminalReceipt": Words("заплатить в терминале по коду", "pay at a kiosk by a code"),
}
PRINCIPALS = {
    "shop": Words("Магазин", "Shop"),
    "intent": Words("Плательщик", "Payer"),
    "bank": Words("Банк", "Bank"),
    "account": Words("Счёт", "Account"),
}
FOR = Words(" от имени: ", " for: ")
TASKS = {
    "bank-authorize": OPERATIONS["authorize"],
    "bank-capture": OPERATIONS["capture"],
    "bank-cancel": OPERATIONS["cancel"],
    "bank-refund": OPERATIONS["refund"],
}
TASK_STATES: dict[str, Shown] = {
    "dead": Shown("attention", Words("Отложено, ждёт человека", "Set aside for a person"), Token.ERROR),
    "waiting": Shown("waiting", Words("Ждёт следующей попытки", "Waits for its next attempt"), Token.WAITING),
}


def row_shown(row: IntentRow) -> Shown:
    """An intent's state in a list; one that is stopped says so whatever else is true of it."""
    return INTENT[STOPPED] if row.stopped else INTENT[row.status]


def stop_words(stored: str) -> Words:
    """Why nothing moves: «<bank> capture: why» as people say it."""
    if not stored:
        return NOTHING
    place, _, why = stored.partition(": ")
    bank, _, operation = place.partition(" ")
    if operation.partition(":")[0] not in OPERATIONS:
        return same(stored)
    what, because = operation_words(operation), reason_words(why)
    return Words(
        f"банк {bank} должен был {what.ru}, но: {because.ru}", f"bank {bank} was to {what.en}, but: {because.en}"
    )


def reason_words(stored: str) -> Words:
    """A reason as it is stored: a failure's path, one of the centre's codes, or what somebody wrote."""
    code = stored.partition(": ")[0]
    if failure.known(stored):
        said = failure.WORDS[failure.shown(stored)]
        return Words(f"{said.ru.partition('.')[0]} ({stored})", f"{said.en.partition('.')[0]} ({stored})")
    return reason(stored) if code in REASONS or code in CODES else same(stored)


def operation_words(operation: str) -> Words:
    """What a bank does."""
    kind = operation.partition(":")[0]
    return OPERATIONS.get(kind, same(operation))


def who_words(event: EventRow) -> Words:
    """Who did it, and for whom, if for somebody else."""
    doer = _principal(event.principal)
    if not event.on_behalf_of:
        return doer
    other = _principal(event.on_behalf_of)
    return Words(f"{doer.ru},{FOR.ru}{other.ru}", f"{doer.en},{FOR.en}{other.en}")


def task_words(task: TaskRow) -> Words:
    """What a bank is to do."""
    return TASKS.get(task.kind.partition(":")[0], same(task.kind))


def task_shown(task: TaskRow) -> Shown:
    """Whether it waits for its time or for a person."""
    return TASK_STATES.get(task.state, TASK_STATES["waiting"])


def event_shown(event: EventRow) -> Shown:
    """An event's line in the story."""
    icon, token, words = _EVENTS.get(event.kind, _OTHER)
    said = words(event.data) if callable(words) else words
    attempt = event.data.get("payment_id")
    before = f"№ {attempt}: " if attempt and event.stream.startswith("intent/") else ""
    return Shown(icon, Words(before + said.ru, before.replace("№", "no.") + said.en), token)


def money_words(amount: int, currency: str = "RUB") -> Words:
    """A sum."""
    return Words(wording.money(amount, "ru", currency), wording.money(amount, "en", currency))


def _principal(text: str) -> Words:
    kind, _, name = text.partition(":")
    known = PRINCIPALS.get(kind)
    return who(text) if known is None else Words(f"{known.ru} {name}".strip(), f"{known.en} {name}".strip())


def _sum(ru: str, en: str, name: str = "amount") -> Callable[[dict[str, Any]], Words]:
    def words(data: dict[str, Any]) -> Words:
        if not data.get(name):
            return Words(ru.partition(" {")[0], en.partition(" {")[0])
        sums = money_words(int(data[name]), str(data.get("currency") or "RUB"))
        return Words(ru.format(sums.ru), en.format(sums.en))

    return words


def _why(ru: str, en: str, name: str = "reason") -> Callable[[dict[str, Any]], Words]:
    def words(data: dict[str, Any]) -> Words:
        said = str(data.get(name) or "")
        if not said:
            return Words(ru, en)
        why = reason_words(said)
        return Words(f"{ru}: {why.ru}", f"{en}: {why.en}")

    return words


def _plain(ru: str, en: str, name: str) -> Callable[[dict[str, Any]], Words]:
    def words(data: dict[str, Any]) -> Words:
        said = str(data.get(name) or "")
        return Words(f"{ru}: {said}", f"{en}: {said}") if said else Words(ru, en)

    return words


def _started(data: dict[str, Any]) -> Words:
    means = MEANS.get(str(data["means"]), same(data["means"]))
    card = data.get("card") or {}
    mask = f" {card['first6']}…{card['last4']}" if card else ""
    hold = Words(", с удержанием", ", to be held") if data.get("hold") else NOTHING
    sums = money_words(int(data["amount"]), str(data["currency"]))
    return Words(
        f"Плательщик платит {means.ru}{mask}, {sums.ru}{hold.ru}",
        f"The payer pays {means.en}{mask}, {sums.en}{hold.en}",
    )


def _interaction(data: dict[str, Any]) -> Words:
    kind = str((data.get("interaction") or {}).get("interactionType", ""))
    what = INTERACTIONS.get(kind, same(kind))
    return Words(f"Плательщик должен {what.ru}", f"The payer is to {what.en}")


def _stepped(data: dict[str, Any]) -> Words:
    what = operation_words(str(data["operation"]))
    return Words(f"Банк ещё не закончил: {what.ru}", f"The bank is not done yet: {what.en}")


def _stopped(data: dict[str, Any]) -> Words:
    why = stop_words(str(data["reason"]))
    return Words(f"Остановлено: {why.ru}", f"Stopped: {why.en}")


def _revived(data: dict[str, Any]) -> Words:
    second = str(data.get("approved_by") or "")
    also = Words(f", утвердил {second}", f", approved by {second}") if second else NOTHING
    why = data.get("reason") or ""
    return Words(f"Починено ({data['by']}{also.ru}): {why}", f"Repaired ({data['by']}{also.en}): {why}")


Said = Words | Callable[[dict[str, Any]], Words]
_OTHER: tuple[str, Token, Said] = ("created", Token.NEUTRAL, Words("Другое событие", "Another event"))
_EVENTS: dict[str, tuple[str, Token, Said]] = {
    "IntentCreated": ("created", Token.NEUTRAL, _sum("Намерение создано на {}", "The intent was made for {}")),
    "IntentCancelled": ("cancelled", Token.NEUTRAL, _why("Намерение отменено", "The intent was cancelled")),
    "IntentOverdue": ("cancelled", Token.NEUTRAL, Words("Срок оплаты прошёл", "The due date passed")),
    "PaymentStarted": ("accepted", Token.RUNNING, _started),
    "BankStepped": ("exchange", Token.NEUTRAL, _stepped),
    "InteractionRequested": ("person", Token.RUNNING, _interaction),
    "InteractionCompleted": (
        "person", Token.NEUTRAL, Words("Плательщику больше ничего не нужно делать", "The payer has nothing more to do"),
    ),
    "BankAuthorized": (
        "ok", Token.RUNNING, _plain("Банк заблокировал деньги, операция", "The bank holds the money, operation",
                                    "reference"),
    ),
    "CashAuthorized": ("cash", Token.RUNNING, Words("Терминал принял наличные", "A kiosk took the cash")),
    "PaymentFailed": ("failed", Token.ERROR, _why("Платёж не прошёл", "The payment failed", "failure")),
    "PaymentVoided": (
        "ok", Token.NEUTRAL, Words("Банк подтвердил: ничего не удержано", "The bank confirmed that nothing is held"),
    ),
    "CaptureRequested": ("accepted", Token.RUNNING, _sum("Просят списать {}", "To be captured: {}")),
    "CancelRequested": ("undo", Token.RUNNING, _why("Просят снять блокировку", "To be given back")),
    "PaymentCaptured": ("ok", Token.OK, _sum("Списано {}", "Captured {}")),
    "PaymentCancelled": ("undo", Token.NEUTRAL, Words("Блокировка снята", "The money was given back")),
    "ReceiptFixed": ("print", Token.NEUTRAL, _plain("Касса пробила чек", "The receipt is printed", "fiscal_number")),
    "RefundStarted": ("undo", Token.RUNNING, _sum("Возврат {} плательщику начат", "A refund of {} has begun")),
    "RefundSucceeded": ("reversed", Token.OK, Words("Возврат получен плательщиком", "The payer has the refund")),
    "RefundFailed": ("failed", Token.ERROR, _why("Возврат не прошёл", "The refund failed", "failure")),
    "PaymentRefunded": ("reversed", Token.NEUTRAL, Words("Возвращён весь платёж", "The whole payment is refunded")),
    "ChargebackOpened": ("attention", Token.ERROR, _sum("Банк оспорил {}", "The bank disputes {}")),
    "ChargebackRejected": (
        "ok", Token.OK, Words("Спор выигран: деньги у магазина", "The dispute is won: the shop has its money"),
    ),
    "ChargebackAccepted": (
        "failed", Token.ERROR, Words("Спор проигран: деньги у банка", "The dispute is lost: the bank has the money"),
    ),
    "KioskCodeIssued": (
        "kiosk", Token.NEUTRAL, _plain("Выдан код для терминала", "A code for kiosks was issued", "code"),
    ),
    "KioskReserved": ("kiosk", Token.RUNNING, Words("Плательщик стоит у терминала", "The payer is at a kiosk")),
    "KioskReleased": ("kiosk", Token.NEUTRAL, Words("Плательщик ушёл от терминала", "The payer left the kiosk")),
    "IntentStopped": ("attention", Token.ERROR, _stopped),
    "IntentRevived": ("service", Token.OK, _revived),
}  # fmt: skip
