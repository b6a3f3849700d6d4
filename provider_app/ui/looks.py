"""How states of the provider's things look: shape, word, colour; the same on every tab."""

from common.protocol import codes
from common.qt.table import Shown
from common.qt.theme import Token
from common.words import Words, same

OPERATIONS: dict[str, Shown] = {
    "credit": Shown("ok", Words("Зачислено", "Credited"), Token.OK),
    "void": Shown("cancelled", Words("Отменено центром", "Voided"), Token.NEUTRAL),
    "reverse": Shown("reversed", Words("Сторно", "Reversed"), Token.NEUTRAL),
}
STORY: dict[str, Shown] = OPERATIONS | {
    "use": Shown("service", Words("Услуга", "Service"), Token.RUNNING),
    "signed": Shown("contract", Words("Договор", "Contract"), Token.RUNNING),
}
ACCEPTED: dict[str, Shown] = {
    "sending": Shown("running", Words("Отправляем", "Sending"), Token.RUNNING),
    "waiting_for_payer": Shown("waiting", Words("Ждём покупателя", "Waiting for the buyer"), Token.WAITING),
    "accepted": Shown("running", Words("Проводится", "Under way"), Token.RUNNING),
    "processing": Shown("running", Words("Проводится", "Under way"), Token.RUNNING),
    "done": Shown("ok", Words("Проведён", "Done"), Token.OK),
    "failed": Shown("failed", Words("Отказ", "Refused"), Token.ERROR),
    "returned": Shown("reversed", Words("Возвращён", "Returned"), Token.NEUTRAL),
}
STRANDED = Shown("attention", Words("Исход неизвестен", "Outcome unknown"), Token.ERROR)
WORKS = Shown("ok", Words("Работает", "Works"), Token.OK)
BLOCKED = Shown("block", Words("Заблокирован", "Blocked"), Token.ERROR)
PAUSED = Shown("block", Words("Приостановлен", "Paused"), Token.ERROR)
ENDED = Shown("stopped", Words("Срок истёк", "Ended"), Token.NEUTRAL)
FOUND = Shown("ok", Words("Найден", "Found"), Token.OK)
CHECKS: dict[str, Words] = {
    "unknown_account": Words("Нет такого номера", "No such number"),
    "account_blocked": Words("Номер заблокирован", "Number blocked"),
    "wrong_field": Words("Не по правилу", "Against the rule"),
    "missing_field": Words("Не хватает поля", "A field is missing"),
    "unknown_field": Words("Лишнее поле", "An unknown field"),
    "wrong_currency": Words("Другая валюта", "Another currency"),
    "amount_out_of_range": Words("Сумма вне границ", "Sum out of range"),
    "contract_expired": Words("Договор не действует", "Contract not in force"),
}


def operation(kind: str) -> Shown:
    """A credit, a void, a reversal."""
    return OPERATIONS.get(kind) or Shown("info", same(kind), Token.NEUTRAL)


def accepted(state: str, *, stranded: bool = False) -> Shown:
    """A payment by QR or barcode."""
    return STRANDED if stranded else ACCEPTED.get(state) or Shown("info", same(state), Token.NEUTRAL)


def story(kind: str) -> Shown:
    """A row of a subscriber's story."""
    return STORY.get(kind) or Shown("info", same(kind), Token.NEUTRAL)


def check(result: str) -> Shown:
    """What was answered to a question about a number."""
    if result == "found":
        return FOUND
    return Shown("failed", CHECKS.get(result) or same(result), Token.ERROR)


def check_tip(result: str) -> Words | None:
    """The whole text of a refusal."""
    return None if result == "found" else codes.words(result, "…")
