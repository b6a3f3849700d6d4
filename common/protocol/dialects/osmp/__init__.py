"""OSMP, the protocol of bill-payment networks: check and pay as GET or form parameters, answered in XML.

A payment's id on the wire is its number, `txn_id`; a repeated pay is how its outcome is asked.
There is no status, no void and no reverse.
"""

from common.protocol.dialects.osmp.centre import (
    Answer,
    account_credited,
    account_found,
    check_parameters,
    pay_parameters,
    read_answer,
)
from common.protocol.dialects.osmp.doors import GET, PATH, POST, has
from common.protocol.dialects.osmp.provider import (
    CONTENT_TYPE,
    Question,
    answer_bytes,
    demand_fields,
    read_request,
    to_check,
    to_credit,
    txn_id_of,
)
from common.protocol.dialects.osmp.table import OK, STANDARD, CodeTable, Meaning, Result, demand_sound
from common.protocol.dialects.osmp.wire import roubles

__all__ = [
    "CONTENT_TYPE",
    "GET",
    "OK",
    "PATH",
    "POST",
    "STANDARD",
    "Answer",
    "CodeTable",
    "Meaning",
    "Question",
    "Result",
    "account_credited",
    "account_found",
    "answer_bytes",
    "check_parameters",
    "demand_fields",
    "demand_sound",
    "has",
    "pay_parameters",
    "read_answer",
    "read_request",
    "roubles",
    "to_check",
    "to_credit",
    "txn_id_of",
]
