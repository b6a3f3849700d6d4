"""What was done to a hop on purpose, and what the fault is there to show."""

from common.words import Words
from launcher_app.explaining.people import person
from launcher_app.feed.hop import Hop
from launcher_app.proxy.faults import FaultKind

TEXTS = {
    FaultKind.DELAY: Words(
        "⚡ Задержка устроена нарочно: хватит ли терпения у того, кто ждёт?",
        "⚡ The delay is on purpose: has the asker enough patience?",
    ),
    FaultKind.CUT: Words(
        "⚡ Обрыв устроен нарочно: до {to} запрос не дошёл, но отправитель этого не знает.",
        "⚡ The cut is on purpose: the request did not reach {to}, but its sender cannot know.",
    ),
    FaultKind.LOST_REPLY: Words(
        "⚡ Ответ потерян нарочно: правильная роль повторит с тем же номером, и деньги двинутся один раз.",
        "⚡ The reply was lost on purpose: a right role repeats with the same id, and the money moves once.",
    ),
    FaultKind.SERVER_ERROR: Words(
        "⚡ Этот ответ 500 подложен нарочно: до {to} запрос не дошёл. 500 — это не «нет», исход считают неизвестным.",
        "⚡ This 500 was put in on purpose: the request did not reach {to}. A 500 is no no: the outcome is unknown.",
    ),
    FaultKind.WRONG_LOGIN: Words(
        "⚡ Этот ответ 401 подложен нарочно: до {to} запрос не дошёл. Пропасть от этого платёж не должен.",
        "⚡ This 401 was put in on purpose: the request did not reach {to}. No payment may be lost by it.",
    ),
    FaultKind.DOUBLED: Words(
        "⚡ Запрос нарочно послан дважды, как при двойном нажатии: номер один, и деньги должны двинуться один раз.",
        "⚡ The request was sent twice on purpose, as by a double press: one id, and the money must move once.",
    ),
    FaultKind.CHANGED_SUM: Words(
        "⚡ Сумма нарочно изменена в пути: заметит ли это {named}?",
        "⚡ The sum was changed on its way on purpose: will {to} notice?",
    ),
}
OTHER = Words("⚡ Здесь нарочно устроен сбой.", "⚡ There was a fault on purpose here.")


def on_purpose(hop: Hop) -> list[Words]:
    """Nothing where nothing was done."""
    if not hop.fault:
        return []
    words = TEXTS[FaultKind(hop.fault)] if hop.fault in list(FaultKind) else OTHER
    who = person(hop.receiver)
    ru = words.ru.format(to=who.reached.ru, named=who.named.ru.lower())
    return [Words(ru, words.en.format(to=who.reached.en))]
