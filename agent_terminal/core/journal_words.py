"""Every kind of line that the terminal writes into its journal: its words, how much it matters, what it is about."""

from enum import StrEnum
from typing import NamedTuple

import msgspec

from common.words import Words, same


class Level(StrEnum):
    """How much a line matters."""

    NEWS = "news"
    ATTENTION = "attention"
    TROUBLE = "trouble"


class Topic(StrEnum):
    """What a line is about."""

    CASH = "cash"
    DEVICE = "device"
    PAYMENT = "payment"
    OPERATOR = "operator"


class Kind(NamedTuple):
    """What a kind means to staff."""

    words: Words
    topic: Topic
    level: Level = Level.NEWS


_CASH, _DEVICE, _PAYMENT, _OPERATOR = Topic.CASH, Topic.DEVICE, Topic.PAYMENT, Topic.OPERATOR
_ATTENTION, _TROUBLE = Level.ATTENTION, Level.TROUBLE
KINDS: dict[str, Kind] = {
    "contract": Kind(Words("Договор с ПЦ", "Contract with the centre"), _OPERATOR),
    "agent": Kind(Words("Реквизиты агента изменены", "The agent's details were changed"), _OPERATOR),
    "notes": Kind(Words("Принимаемые купюры изменены", "The notes that are taken were changed"), _OPERATOR),
    "commission": Kind(Words("Комиссия агента изменена", "The agent's commission was changed"), _OPERATOR),
    "stop_taking": Kind(Words("Приём остановлен", "Payments were stopped"), _OPERATOR, _ATTENTION),
    "resume_taking": Kind(Words("Приём возобновлён", "Payments were resumed"), _OPERATOR),
    "staff": Kind(Words("Сервисное меню", "Service menu"), _OPERATOR),
    "pin_set": Kind(Words("PIN сервисного меню изменён", "The service menu's PIN was changed"), _OPERATOR, _ATTENTION),
    "pin_locked": Kind(Words("PIN трижды не подошёл", "The PIN was wrong three times"), _OPERATOR, _ATTENTION),
    "kiosk": Kind(Words("Настройки киоска изменены", "The kiosk's settings were changed"), _OPERATOR),
    "reprint": Kind(Words("Напечатана копия", "A copy was printed"), _OPERATOR),
    "encashment": Kind(Words("Инкассация", "Encashment"), _CASH),
    "encashment_differs": Kind(Words("Инкассация с расхождением", "Encashment with a difference"), _CASH, _TROUBLE),
    "claim_settled": Kind(Words("Деньги по квитанции выданы", "A claim slip was paid out"), _CASH),
    "late_cash": Kind(Words("Купюра легла после конца сессии", "A note came after its session"), _CASH, _ATTENTION),
    "note_lost": Kind(Words("Купюра под вопросом", "A note in doubt"), _CASH, _ATTENTION),
    "stacked_without_stack": Kind(
        Words("Купюра в кассете без решения терминала", "A note stacked without the terminal's word"), _CASH, _TROUBLE
    ),
    "cheated": Kind(Words("Попытка обмана приёмника", "An attempt to cheat the acceptor"), _DEVICE, _TROUBLE),
    "refused": Kind(Words("ПЦ отказал в платеже", "The centre refused a payment"), _PAYMENT, _ATTENTION),
    "needs_review": Kind(Words("Платёж требует разбора", "A payment needs review"), _PAYMENT, _TROUBLE),
    "not_printed": Kind(Words("Чек не напечатан", "A receipt was not printed"), _DEVICE, _ATTENTION),
    "paper_out": Kind(Words("В принтере нет бумаги", "The printer has no paper"), _DEVICE, _ATTENTION),
    "printer_lost": Kind(Words("Принтер не отвечает", "The printer does not answer"), _DEVICE, _ATTENTION),
    "printer_ready": Kind(Words("Принтер готов", "The printer is ready"), _DEVICE),
    "CassetteOut": Kind(Words("Кассета вынута", "The cassette is out"), _DEVICE, _ATTENTION),
    "CassetteBack": Kind(Words("Кассета на месте", "The cassette is back"), _DEVICE),
    "CassetteFull": Kind(Words("Кассета полна", "The cassette is full"), _DEVICE, _TROUBLE),
    "Jammed": Kind(Words("Застряла купюра", "A note is stuck"), _DEVICE, _TROUBLE),
    "Failed": Kind(Words("Неисправность приёмника", "The acceptor failed"), _DEVICE, _TROUBLE),
    "Offline": Kind(Words("Приёмник молчит", "The acceptor is silent"), _DEVICE, _TROUBLE),
    "PortLost": Kind(Words("Порт приёмника пропал", "The acceptor's port is gone"), _DEVICE, _TROUBLE),
    "PoweredUp": Kind(Words("Питание приёмника вернулось", "The acceptor's power came back"), _DEVICE, _ATTENTION),
    "InitializeOverdue": Kind(
        Words("Приёмник слишком долго готовится", "The acceptor prepares for too long"), _DEVICE, _ATTENTION
    ),
    "ReturnOverdue": Kind(Words("Возврат не подтверждён", "A return is not confirmed"), _DEVICE, _ATTENTION),
    "StackOverdue": Kind(Words("Укладка не подтверждена", "Stacking is not confirmed"), _DEVICE, _ATTENTION),
    "Suspicious": Kind(Words("Подозрительная купюра", "A suspicious note"), _DEVICE, _ATTENTION),
}


def kind_of(name: str) -> Kind:
    """A kind's meaning; one that an older or a newer version wrote is shown by its name."""
    return KINDS.get(name) or Kind(same(name), Topic.DEVICE)


def kinds(topic: Topic | None, level: Level | None) -> list[str]:
    """The kinds of a topic and of a level; None does not matter."""
    return [
        name
        for name, kind in KINDS.items()
        if (topic is None or kind.topic is topic) and (level is None or kind.level is level)
    ]


def like(text: str) -> list[str]:
    """The kinds whose words hold a text."""
    wanted = text.casefold()
    return [name for name, one in KINDS.items() if wanted in f"{one.words.ru}\0{one.words.en}".casefold()]


def detail(text: str) -> Words:
    """A line's detail: written in both languages, or as it came."""
    try:
        return msgspec.json.decode(text, type=Words) if text.startswith("{") else same(text)
    except msgspec.MsgspecError:
        return same(text)
