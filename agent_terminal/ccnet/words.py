"""What every number of CCNET is called in Russian and in English: commands, POLL statuses, and any frame in words."""

from collections.abc import Callable

from agent_terminal.ccnet.bills import parse_identification, parse_table
from agent_terminal.ccnet.codes import Command, Status, types_of
from agent_terminal.ccnet.reasons import FAILURES, REJECTS
from common.words import Words

COMMANDS: dict[int, Words] = {
    Command.RESET: Words("сброс", "RESET"),
    Command.GET_STATUS: Words("запрос разрешённых типов", "GET STATUS"),
    Command.SET_SECURITY: Words("строгость проверки", "SET SECURITY"),
    Command.POLL: Words("опрос", "POLL"),
    Command.ENABLE_BILL_TYPES: Words("разрешить типы купюр", "ENABLE BILL TYPES"),
    Command.STACK: Words("уложить в кассету", "STACK"),
    Command.RETURN: Words("вернуть купюру", "RETURN"),
    Command.IDENTIFICATION: Words("кто ты", "IDENTIFICATION"),
    Command.HOLD: Words("держать купюру", "HOLD"),
    Command.SET_BARCODE_PARAMETERS: Words("вид штрихкода", "SET BARCODE PARAMETERS"),
    Command.EXTRACT_BARCODE_DATA: Words("прочитать штрихкод", "EXTRACT BARCODE DATA"),
    Command.GET_BILL_TABLE: Words("таблица купюр", "GET BILL TABLE"),
    Command.DOWNLOAD: Words("загрузка прошивки", "DOWNLOAD"),
    Command.GET_CRC32: Words("CRC32 прошивки", "GET CRC32 OF THE CODE"),
    Command.MODULE_DOWNLOAD: Words("загрузка модуля", "MODULE DOWNLOAD"),
    Command.MODULE_IDENTIFICATION: Words("версия модуля проверки", "VALIDATION MODULE IDENTIFICATION"),
    Command.GET_CRC16: Words("CRC16 прошивки", "GET CRC16 OF THE CODE"),
    Command.GET_CRC32_OF_PART: Words("CRC32 части прошивки", "GET CRC32 WITH PARAMETERS"),
    Command.GET_CRC16_OF_PART: Words("CRC16 части прошивки", "GET CRC16 WITH PARAMETERS"),
    Command.SET_ESCROW_TIMEOUTS: Words("время ожидания в эскроу", "SET ESCROW TIME-OUTS"),
    Command.GET_STACKED_COUNT: Words("счётчик уложенных купюр", "GET COUNTER OF STACKED BILLS"),
    Command.GET_RELEASE_DATE: Words("дата прошивки", "GET DATE OF THE RELEASE"),
    Command.REQUEST_STATISTICS: Words("статистика", "REQUEST STATISTICS"),
    Command.SET_OPTIONS: Words("задать настройки", "SET OPTIONS"),
    Command.GET_OPTIONS: Words("прочитать настройки", "GET OPTIONS"),
    Command.DIAGNOSTIC: Words("диагностика", "DIAGNOSTIC/SETTING"),
}

STATUSES: dict[int, Words] = {
    Status.POWER_UP: Words("включён, ждёт сброса", "power up"),
    Status.POWER_UP_BILL_IN_VALIDATOR: Words(
        "включён, купюра осталась в приёмнике", "power up with a bill in validator"
    ),
    Status.POWER_UP_BILL_IN_STACKER: Words(
        "включён, купюра осталась на пути в кассету", "power up with a bill in stacker"
    ),
    Status.INITIALIZE: Words("готовится к работе", "initialize"),
    Status.IDLING: Words("ждёт купюру", "idling"),
    Status.ACCEPTING: Words("принимает купюру", "accepting"),
    Status.STACKING: Words("укладывает в кассету", "stacking"),
    Status.RETURNING: Words("возвращает купюру", "returning"),
    Status.DISABLED: Words("приём выключен", "unit disabled"),
    Status.HOLDING: Words("держит купюру", "holding"),
    Status.BUSY: Words("занят", "device busy"),
    Status.REJECTING: Words("отказывается от купюры", "rejecting"),
    Status.CASSETTE_FULL: Words("кассета полна", "drop cassette full"),
    Status.CASSETTE_OUT: Words("кассета вынута или открыта", "drop cassette out of position"),
    Status.JAMMED: Words("купюра застряла в приёмнике", "validator jammed"),
    Status.CASSETTE_JAMMED: Words("купюра застряла в кассете", "drop cassette jammed"),
    Status.CHEATED: Words("попытка обмана", "cheated"),
    Status.PAUSE: Words("вставлена вторая купюра, нужно её забрать", "pause: a second bill was pushed in"),
    Status.FAILURE: Words("неисправность", "failure"),
    Status.ESCROW: Words("купюра в эскроу", "escrow position"),
    Status.STACKED: Words("купюра уложена", "bill stacked"),
    Status.RETURNED: Words("купюра возвращена", "bill returned"),
    Status.SUSPECTED: Words("купюра под подозрением", "suspected bill"),
    Status.COUNTERFEIT_HELD: Words("поддельная купюра удержана", "counterfeit held"),
}

RECYCLER_STATUSES = {
    0x1D: Words("выдаёт купюры", "dispensing"),
    0x1E: Words("перекладывает купюры", "unloading"),
    0x21: Words("настраивает кассету", "setting cassette type"),
    0x25: Words("купюры выданы", "dispensed"),
    0x26: Words("купюры переложены", "unloaded"),
    0x28: Words("неверное число купюр", "invalid bill number"),
    0x29: Words("тип кассеты задан", "cassette type set"),
    0x30: Words("неверная команда", "invalid command"),
    0x83: Words("ждёт решения", "waiting for decision"),
}
"""Only a bill-to-bill unit at address 01 sends these; here they are a sign of a wrong device."""

ACKNOWLEDGED = Words("подтверждение (ACK)", "ACK")
NOT_ACKNOWLEDGED = Words("не разобрано, повторите (NAK)", "NAK")
ILLEGAL_COMMAND = Words("сейчас нельзя (ILLEGAL COMMAND)", "ILLEGAL COMMAND")
RECEIPTS = {b"\x00": ACKNOWLEDGED, b"\xff": NOT_ACKNOWLEDGED, b"\x30": ILLEGAL_COMMAND}
DATA = Words("данные, байт: {count}", "data, bytes: {count}")
TYPES = Words("типы {types}", "types {types}")
NO_TYPES = Words("никаких: приём закрыт", "none: the mouth is closed")
WITH_TYPE = frozenset({Status.ESCROW, Status.STACKED, Status.RETURNED})
"""Their second byte is the note's type in the device's own table."""
MASKS = 6


def status(first: int, second: int | None = None) -> Words:
    """What a POLL answer says; an unknown number is shown as it is."""
    name = STATUSES.get(first) or RECYCLER_STATUSES.get(first) or _raw(first)
    if second is None:
        return name
    if first == Status.REJECTING:
        return _joined(name, REJECTS.get(second, _raw(second)))
    if first in WITH_TYPE:
        return _joined(name, Words(f"тип {second}", f"type {second}"))
    if first == Status.FAILURE:
        return _joined(_joined(name, FAILURES.get(second, UNKNOWN)), _raw(second))
    return _joined(name, Words(str(second), str(second)))


def command(payload: bytes) -> Words:
    """What the host said: a command, or its ACK or NAK."""
    if payload in (b"\x00", b"\xff"):
        return RECEIPTS[payload]
    name = COMMANDS.get(payload[0], _raw(payload[0]))
    if payload[0] == Command.ENABLE_BILL_TYPES and len(payload) > MASKS:
        return _joined(name, _types(payload[1:4]))
    return name


def answer(payload: bytes, asked: int = Command.POLL) -> Words:
    """What the device said to a command; the same bytes mean different things after different commands."""
    if payload in RECEIPTS:
        return RECEIPTS[payload]
    if asked == Command.POLL:
        return status(payload[0], payload[1] if len(payload) > 1 else None)
    tells = TELLS.get(asked)
    return (tells and tells(payload)) or DATA.format(count=len(payload))


def _identification(data: bytes) -> Words | None:
    who = parse_identification(data)
    return None if who is None else Words(f"{who.part} № {who.serial}", f"{who.part} No {who.serial}")


def _table(data: bytes) -> Words | None:
    bills = parse_table(data)
    return None if bills is None else Words(f"таблица купюр: {len(bills)}", f"bill table: {len(bills)}")


def _masks(data: bytes) -> Words | None:
    """What is let in now, as GET STATUS reads it back."""
    return _types(data[:3]) if len(data) == MASKS else None


TELLS: dict[int, Callable[[bytes], Words | None]] = {
    Command.GET_STATUS: _masks,
    Command.IDENTIFICATION: _identification,
    Command.GET_BILL_TABLE: _table,
}


def _types(bitmap: bytes) -> Words:
    types = ", ".join(map(str, sorted(types_of(bitmap))))
    return TYPES.format(types=types) if types else NO_TYPES


UNKNOWN = Words("код прошивки", "firmware's own code")


def _raw(byte: int) -> Words:
    return Words(f"{byte:02X}H", f"{byte:02X}H")


def _joined(what: Words, detail: Words) -> Words:
    return Words(f"{what.ru}: {detail.ru}", f"{what.en}: {detail.en}")
