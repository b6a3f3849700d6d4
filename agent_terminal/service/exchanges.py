"""Exchanges with the centre as the operator reads them: what was asked and what came of it."""

from datetime import datetime
from typing import Any

import msgspec

from agent_terminal.core.payment_words import reason
from agent_terminal.service import messages
from common.exchange import Exchange
from common.exchange_log import ExchangeLog
from common.logs import Log
from common.words import Words, same

MOST = 200
SUFFIX = ".exchanges.jsonl"
WHAT = {
    "check": Words("Проверка номера", "Check of the number"),
    "payments": Words("Отправка платежа", "Sending the payment"),
    "payments/status": Words("Вопрос о судьбе платежа", "Asking what became of it"),
}
GOOD = {
    "check": Words("номер найден", "the number is known"),
    "payments": Words("принят", "accepted"),
}
ANSWERED = Words("ответ получен", "answered")


def of_code(log: Log, code: str) -> messages.Exchanges:
    """The newest exchanges about a payment's code."""
    path = log.exchanges.path
    found = ExchangeLog(path.parent, path.name.removesuffix(SUFFIX)).of_trace(code, MOST)
    return messages.Exchanges(exchanges=[_row(one) for one in found.exchanges], whole=found.whole)


def _row(one: Exchange) -> messages.ExchangeRow:
    return messages.ExchangeRow(
        at=datetime.fromisoformat(one.ts),
        span=one.span,
        what=WHAT.get(one.verb, same(one.verb)),
        outcome=_outcome(one),
        good=one.status == 200,
        method=one.method,
        path=one.path,
        status=one.status,
        ms=round(one.ms),
        attempt=one.attempt,
        request=bytes(one.request).decode("utf-8", "replace"),
        answer=bytes(one.answer).decode("utf-8", "replace"),
    )


def _outcome(one: Exchange) -> Words:
    if one.status == 200:
        return GOOD.get(one.verb, ANSWERED)
    if one.status == 0:
        return reason(one.error or "no_answer")
    return _said(one.answer) or same(f"HTTP {one.status}")


def _said(body: msgspec.Raw) -> Words | None:
    """The words of a refusal, as the centre said them."""
    try:
        answer: Any = msgspec.json.decode(body)
        return msgspec.convert(answer["messages"], Words)
    except (msgspec.MsgspecError, RecursionError, KeyError, TypeError):
        return None
