"""The door of the OSMP dialect, by form and by query, and which of our operations the dialect has."""

from common.protocol.endpoint import Endpoint, Message
from common.words import Words

PATH = "/osmp"
OPERATIONS = frozenset({"check", "credit"})


class Ask(Message, frozen=True):
    """A request: `sum` is roubles «d+.dd», `txn_date` is YYYYMMDDHHMMSS in Moscow; other fields go by their names."""

    command: str
    txn_id: str
    account: str
    sum: str
    txn_date: str = ""
    ccy: str = ""


class Response(Message, frozen=True):
    """The children of the answer's root `response`; `fields` has field1…fieldN, each with a name."""

    osmp_txn_id: str
    result: int
    comment: str = ""
    prv_txn: str = ""
    sum: str = ""
    fields: dict[str, str] = {}


_DOES = Words("Протокол ОСМП: check и pay, ответ в XML", "The OSMP protocol: check and pay, answered in XML")
POST = Endpoint("POST", PATH, Ask, Response, _DOES, form=True, says="text/xml")
GET = Endpoint("GET", PATH, Ask, Response, _DOES, says="text/xml")


def has(operation: str) -> bool:
    """Whether the dialect has one of check, credit, status, void, reverse."""
    return operation in OPERATIONS
