"""Examples of messages, made from their types, so that a changed message changes its example."""

from datetime import date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

PAYMENT_ID = "0195a1f2-6c3e-7b41-9c0d-5f3e7a92d10b"
MOMENT = "2026-03-01T12:00:00Z"

NAMED: dict[str, Any] = {
    "payment_id": PAYMENT_ID,
    "payment_ids": [PAYMENT_ID],
    "reversal_id": "0195a1f9-03aa-7c55-8a1e-90b2c4d6e8f0",
    "use_id": "0195a1fb-1b2c-7d3e-8f40-112233445566",
    "news_id": "0195a1fc-77aa-7bcd-9e8f-aabbccddeeff",
    "session_id": "0195a1f1-00aa-7bb2-8cc3-ddeeff001122",
    "terminal": "T-1",
    "provider_id": 1,
    "account": "9123456789",
    "name": "account",
    "PaymentAccepted.number": 813579246801357924,
    "CreditAccount.number": 813579246801357924,
    "number": "9123456789",
    "inserted": 50_000,
    "agent_fee": 1_500,
    "amount": 48_500,
    "processing_fee": 485,
    "balance": 163_650,
    "ServiceUsed.balance": 162_400,
    "AskDirectory.version": 6,
    "directory_version": 7,
    "version": 7,
    "minimum": 100,
    "maximum": 1_500_000,
    "available": 163_650,
    "reference": "1",
    "subscriber": "Иванов И*** И.",
    "full_name": "Иванов Иван Иванович",
    "service": "call",
    "quantity": 5,
    "price": 250,
    "cost": 1_250,
    "code": "call",
    "label": {"ru": "Номер телефона", "en": "Phone number"},
    "Service.label": {"ru": "Звонок", "en": "Call"},
    "unit": {"ru": "минута", "en": "minute"},
    "tariff": {"ru": "Мобильный", "en": "Mobile"},
    "DirectoryEntry.name": {"ru": "МегаФон", "en": "MegaFon"},
    "group": {"ru": "Мобильная связь", "en": "Mobile"},
    "hint": {"ru": "Без восьмёрки", "en": "Without the leading 8"},
    "error": {"ru": "Номер начинается с 9 и состоит из 10 цифр", "en": "Ten digits, the first is 9"},
    "text": {"ru": "Зачислено 485,00 ₽.", "en": "Credited RUB 485.00."},
    "regex": r"9\d{9}",
    "mask": "(___) ___-__-__",
    "example": "9123456789",
    "type": "phone",
    "Field.minimum": None,
    "Field.maximum": None,
    "kind": "credit",
    "OrderReport.kind": "agent-statement",
    "ReportRow.kind": "agent-statement",
    "ReportRow.title": {"ru": "Отчёт агента", "en": "Agent statement"},
    "ReportRow.state": "done",
    "ReportRow.links": ["/v1/report/file?id=1&name=2026-11-30_otchet-agenta_Kiosk_PC-uchebny.xlsx"],
    "position": "42",
    "limit": 500,
    "PaymentAccepted.status": "authorized",
    "status": "captured",
    "PaymentKnown.status": "credited",
    "PaymentVoided.status": "voided",
    "PaymentVoided.reference": "",
    "AccountFound.balance": None,
    "url": "http://127.0.0.1:8104",
    "KioskToken.url": "http://127.0.0.1:8103",
    "login": "provider",
    "KioskKey.login": "kiosk",
    "password": "…",
    "token": "…",
    "key": "…",
    "reason": "",
    "ReversePayment.reason": "ошибка плательщика",
    "unknown": [],
    "intent": "fields",
    "screen": "K6",
    "data": {"held": 50_000, "amount": 48_500},
    "language": None,
    "Intent.group": "",
    "Intent.text": "",
    "edition": "9f86d081884c7d65",
    "AskScreen.seen": "9f86d081884c7d65",
    "DirectoryEntry.uid": "0195a1e0-11aa-7b33-9d44-aabbccddeeff",
    "Help.agent": "ООО «Агент»",
    "Help.inn": "7700000000",
    "Help.address": "Москва, Лесная, 1",
    "Help.phone": "+7 495 000-00-01",
    "Help.authority": "+7 495 000-00-02",
    "Help.centre": {"ru": "Процессинговый центр", "en": "Processing centre"},
    "Help.contract": "A-1",
    "Help.notes": [5_000, 10_000, 50_000],
    "Fee.whom": None,
    "Fee.basis_points": 300,
    "Fee.fixed": 0,
    "Fee.minimum": 0,
    "Fee.maximum": None,
    "pin": "1234",
    "quiet_seconds": 300,
    "StaffDone.title": {"ru": "Состояние", "en": "State"},
    "StaffDone.lines": [{"ru": "Принимает платежи.", "en": "Taking payments."}],
}
"""Values by a field's name, or by «Message.field» where one message means another thing by it."""


def example(kind: Any, name: str = "", owner: str = "") -> Any:
    """A value of a type as JSON has it: the known one of its name, else the simplest of its type."""
    for known in (f"{owner}.{name}", name):
        if known in NAMED and _suits(NAMED[known], kind):
            return NAMED[known]
    return _simplest(kind, name)


def shown(kind: type[msgspec.Struct]) -> str:
    """An example of a message as indented JSON; one that the message itself would refuse is a mistake here."""
    value = example(kind)
    msgspec.convert(value, kind)
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()


def _simplest(kind: Any, name: str) -> Any:
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        fields = msgspec.structs.fields(kind)
        told = [one for one in fields if one.default is not msgspec.UNSET]
        return {one.encode_name: _of_field(one, kind.__name__) for one in told}
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Annotated, Union, UnionType):
        return example(next(part for part in parts if part is not NoneType), name)
    if origin in (list, tuple):
        return [example(parts[0], name)]
    if origin is Literal:
        return parts[0]
    return _plain(kind)


def _plain(kind: Any) -> Any:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind)).value
    simple = {str: "", int: 1, bool: False, datetime: MOMENT, date: MOMENT[:10]}
    return simple.get(kind, {})


def _of_field(field: Any, owner: str) -> Any:
    named = field.name in NAMED or f"{owner}.{field.name}" in NAMED
    if field.required or named or _holds_messages(field.type):
        return example(field.type, field.name, owner)
    value = field.default_factory() if field.default is msgspec.NODEFAULT else field.default
    return msgspec.to_builtins(value)


def _holds_messages(kind: Any) -> bool:
    return get_origin(kind) is list and issubclass(get_args(kind)[0], msgspec.Struct)


def _suits(value: Any, kind: Any) -> bool:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return False
    return True
