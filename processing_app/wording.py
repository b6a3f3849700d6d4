"""What the centre's own codes mean to its operator, and who did what, in both languages."""

import re

from common.errors import OplataError
from common.protocol import codes
from common.words import Words

NOTHING = Words("", "")
REASONS = {
    "gave_up": Words("Попытки кончились", "The attempts are used up"),
    "voided": Words("Поставщик подтвердил: не зачислит никогда", "The provider confirmed: it will never credit it"),
    "by_hand": Words("Решено вручную", "Decided by hand"),
    "no_answer": Words("Поставщик не ответил", "The provider did not answer"),
    "no_connection": Words("Нет связи с поставщиком", "No connection to the provider"),
    "not_trusted": Words("Сертификат поставщика не подтверждён", "The provider's certificate is not trusted"),
    "unreadable_answer": Words("Ответ поставщика не распознан", "The provider's answer was not understood"),
    "internal_error": Words("Внутренний сбой у поставщика", "An internal failure at the provider"),
    "wrong_address": Words("Адрес не подходит", "The address is not acceptable"),
    "busy": Words("Поставщик занят", "The provider is busy"),
    "bank_silent": Words("Банк не ответил", "The bank did not answer"),
    "bank_pending": Words("Банк ещё исполняет перевод", "The bank is still at the transfer"),
    "bank_garbage": Words("Ответ банка не распознан", "The bank's answer was not understood"),
    "wallet_payment_stopped": Words("Так не может быть", "This cannot be"),
}
"""Reasons as a list shows them: the centre's own, and those whose usual words are addressed to a caller."""
DETAIL = "\0"
BLANK = re.compile(r":? ?[(«“]?\0[)»”]?")
"""Where a code's words would name a detail."""
WRAPPED = ("invalid_transition", "gave_up")
"""Codes that only carry the reason proper in their detail."""
OF_PROGRAM = re.compile(r"\A[A-Z]\w*(?:Error|Exception)\Z|\+ \w+\Z")
"""A detail that names a class of the program, as an error or as what could not follow: for the log, not for people."""
INSIDE = ("bank_garbage", "wallet_payment_stopped")
"""Alarms whose detail is itself a reason."""
ALARMS = {
    "login_guessed": Words(
        "Кто-то подбирает пароль к логину «{detail}»: десять ошибок за минуту. Деньги не тронуты, вход на минуту "
        "закрыт. Узнайте у владельца логина, он ли это, и при сомнении выдайте новый пароль.",
        'Somebody guesses the password of login "{detail}": ten mistakes within a minute. No money was moved, the '
        "login waits for a minute. Ask its owner, and issue a new password if in doubt.",
    ),
    "bank_silent": Words(
        "Банк так и не сказал, зачислил ли он вывод из кошелька. Деньги удержаны. Узнайте в банке и решите в разборе.",
        "The bank never said whether it paid a withdrawal out. The money is held. Ask the bank, decide in the review.",
    ),
    "bank_pending": Words(
        "Банк слишком долго исполняет вывод из кошелька. Деньги удержаны. Поторопите банк; «Повторить» в разборе "
        "спросит его снова, вручную вывод завершают, когда он решил.",
        "The bank is too long at a withdrawal. The money is held. Hurry the bank; Retry in the review asks it again, "
        "and it is settled by hand once the bank has decided.",
    ),
    "bank_garbage": Words(
        "Ответ банка о выводе из кошелька не распознан ({detail}). Деньги там, где записаны. Узнайте в банке и "
        "решите в разборе.",
        "The bank's answer about a withdrawal was not understood ({detail}). Money stays where it is written. Ask the "
        "bank, decide in the review.",
    ),
    "settled_without_bank": Words(
        "Вывод завершён вручную, хотя банк не ответил ({detail}). Деньги сдвинулись по слову сотрудника. Сверьте с "
        "банком, когда он ответит: bank-transfers или выписка.",
        "A withdrawal was settled by hand though the bank did not answer ({detail}). Money moved on a person's word. "
        "Compare it with the bank once it answers: bank-transfers or its statement.",
    ),
    "wallet_payment_stopped": Words(
        "Платёж кошелька остановлен: так не может быть ({detail}). Деньги там, где записаны. Позовите инженера.",
        "A wallet's payment is stopped: this cannot be ({detail}). Money stays where it is written. Call an engineer.",
    ),
    "provider_closed": Words(
        "Платёж отложен: поставщик не принимает по QR и штрихкоду. Деньги у плательщика. Откройте приём или верните.",
        "A payment is set aside: the provider takes none by QR and barcode. The payer has it. Open it or give up.",
    ),
    "registers_differ": Words(
        "Сверка нашла расхождения: {detail}. Деньги остаются там, где записаны. Откройте сверку и разберите каждое.",
        "The reconciliation found differences: {detail}. Money stays where it is written. Open it and look into each.",
    ),
    "notices_paused": Words(
        "Получатель не принимает уведомления о платежах, они ждут: {detail}. Деньги не затронуты. Пусть он даст адрес "
        "и логин заново, или возобновите отправку.",
        "A receiver refuses notices of payments, they wait: {detail}. No money is concerned. It should give its "
        "address and login anew, or resume it.",
    ),
    "notices_dropped": Words(
        "Получатель молчит больше суток, уведомления о платежах снимаются: {detail}. Деньги не затронуты, платежи он "
        "узнает сам, когда спросит. Выясните, работает ли его программа.",
        "A receiver has been silent for a day, its notices of payments are dropped: {detail}. No money is concerned, "
        "it learns of payments when it asks. Find out whether its program runs.",
    ),
    "webhook_disabled": Words(
        "Магазину не доставлены уведомления, получатель отключён (номер, попыток, последний ответ): {detail}. Деньги "
        "не затронуты, события на месте. Выясните у магазина, что с его сервером, и включите получателя.",
        "A shop's notifications did not arrive, its receiver was disabled (id, attempts, last answer): {detail}. No "
        "money is concerned, the events are kept. Ask the shop about its server, and enable the receiver.",
    ),
    "clock_set": Words(
        "Часы этого компьютера перевели на {detail} с, или он спал. Деньги не затронуты. Проверьте дату и время.",
        "This computer's clock was set by {detail} s, or the computer slept. No money is concerned. Check the date and "
        "the time.",
    ),
}
"""What a person is called for besides the codes that answers carry."""
STOPPED_BY_HAND = Words("остановлен вручную", "stopped by hand")
ROLES = {
    "agent": Words("Агент", "Agent"),
    "system": Words("Процессинг", "Processing"),
    "operator": Words("Оператор", "Operator"),
    "provider": Words("Поставщик", "Provider"),
    "wallet": Words("Кошелёк", "Wallet"),
}


def reason(text: str) -> Words:
    """A stored reason («code» or «code: detail») in words; of one inside another the inner words come last."""
    code, _, detail = text.partition(": ")
    if not code:
        return NOTHING
    detail = _plain(detail)
    if code in WRAPPED and (detail in REASONS or detail.partition(": ")[0] in REASONS or detail in codes.CODES):
        return _joined(code, detail)
    if code in REASONS:
        return _joined(code, detail)
    return _fact(code, detail)


def for_people(trouble: BaseException) -> str:
    """What is kept of a trouble for people to read: its code, with a detail that says something without the program."""
    if not isinstance(trouble, OplataError):
        return ""
    return trouble.code if OF_PROGRAM.search(trouble.detail) else str(trouble)


def alarm(code: str, detail: str) -> Words:
    """Why a person is called."""
    told = _plain(detail)
    inner = reason(told) if code in INSIDE else Words(told, told)
    own = ALARMS.get(code) or codes.words(code, DETAIL)
    return Words(_filled(own.ru, inner.ru), _filled(own.en, inner.en))


def stopped(code: str) -> Words | None:
    """Why a provider's delivery is stopped; None while it goes on."""
    if not code:
        return None
    return STOPPED_BY_HAND if code == "by_hand" else _fact(code)


def who(principal: str) -> Words:
    """A principal («kind:id») as a timeline names it; of an operator with his name."""
    kind, _, name = principal.partition(":")
    role = ROLES.get(kind, Words(kind, kind))
    shown = f" {name}" if kind == "agent" or (kind == "operator" and name != kind) else ""
    return Words(role.ru + shown, role.en + shown)


def _fact(code: str, detail: str = "") -> Words:
    """The first sentence of a code's words: where the money is and what to do stood there for another reader."""
    words = codes.words(code, detail or DETAIL)
    return Words(_first_sentence(words.ru), _first_sentence(words.en))


def _plain(detail: str) -> str:
    """Nothing of a detail that only the program understands; a reason inside is looked at by itself."""
    return "" if ": " not in detail and OF_PROGRAM.search(detail) else detail


def _filled(text: str, detail: str) -> str:
    """With the detail in its place; without one the place is not seen."""
    place = text.replace("{detail}", DETAIL)
    return place.replace(DETAIL, detail) if detail else BLANK.sub("", place)


def _first_sentence(text: str) -> str:
    return BLANK.sub("", text).partition(". ")[0].removesuffix(".")


def _joined(code: str, detail: str) -> Words:
    """«Попытки кончились: ответа нет»."""
    own, inner = REASONS.get(code, NOTHING), reason(detail) if detail else NOTHING
    if not own.ru or not inner.ru:
        return inner if inner.ru else own
    return Words(f"{own.ru}: {inner.ru}", f"{own.en}: {inner.en}")
