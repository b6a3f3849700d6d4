"""Exchanges between the centre and other roles as its operator reads them: what was asked and what came of it."""

import re
from datetime import datetime
from typing import Any

import msgspec

from common.exchange import Exchange
from common.exchange_log import ExchangeLog
from common.protocol.dialects import osmp
from common.words import Words
from processing_app.service.asks import ExchangeRow, Exchanges
from processing_app.wording import reason

PAY = "payments"
STATES = "payments/status"
MOST = 500
WHAT = {
    PAY: Words("Приём платежа", "Taking the payment"),
    STATES: Words("Терминал спросил о платеже", "The terminal asked about the payment"),
    "check": Words("Проверка номера", "Check of the number"),
    "credit": Words("Зачисление у поставщика", "Credit at the provider"),
    "status": Words("Вопрос поставщику: что с платежом", "Asking the provider what became of it"),
    "void": Words("Просьба не зачислять", "Asking never to credit it"),
    "reverse": Words("Сторно у поставщика", "Reversal at the provider"),
}
GOOD = {
    PAY: Words("принят", "accepted"),
    "check": Words("номер проверен", "the number is known"),
    "credit": Words("зачислено", "credited"),
    "void": Words("обещано", "promised"),
    "reverse": Words("возвращено", "taken back"),
}
OUTCOMES = {
    "credited": Words("зачислено", "credited"),
    "voided": Words("поставщик обещал не зачислять", "the provider promised not to credit it"),
    "unknown": Words("поставщик о платеже не знает", "the provider does not know of it"),
}
ANSWERED = Words("ответ получен", "answered")
OSMP = osmp.POST.path
OSMP_VERBS = {"check": "check", "pay": "credit"}
OSMP_COMMAND, OSMP_RESULT = re.compile(r"\bcommand=(\w+)"), re.compile(r"<result>\s*(\d+)\s*</result>")
OSMP_CODE = Words("ответ ОСМП: код {code}", "OSMP answered with code {code}")


def of_trace(log: ExchangeLog, trace: str, limit: int) -> Exchanges:
    """The newest exchanges of a payment's code; repeats of the agent's own order are counted."""
    found = log.of_trace(trace, max(1, min(limit, MOST)))
    rows = [_row(one) for one in found.exchanges]
    taken = [one for one in found.exchanges if one.verb == PAY and one.side == "server" and one.status == 200]
    return Exchanges(exchanges=rows, repeats=max(0, len(taken) - 1), whole=found.whole)


def _row(one: Exchange) -> ExchangeRow:
    verb, code = _verb(one), _osmp_code(one)
    return ExchangeRow(
        at=datetime.fromisoformat(one.ts), trace=one.trace, span=one.span, side=one.side, sender=one.sender,
        receiver=one.receiver, method=one.method, path=one.path, status=one.status, ms=one.ms, attempt=one.attempt,
        error=one.error, good=one.status == 200 and code in ("", "0"), what=WHAT.get(verb, Words(verb, verb)),
        outcome=_outcome(one, verb, code), request=bytes(one.request).decode(), answer=bytes(one.answer).decode(),
        request_headers=one.req_headers, answer_headers=one.resp_headers,
    )  # fmt: skip


def _verb(one: Exchange) -> str:
    """What was asked; in the osmp dialect its command says it, for all go to one address."""
    if one.path != OSMP:
        return one.verb
    found = OSMP_COMMAND.search(bytes(one.request).decode("utf-8", "replace"))
    return OSMP_VERBS.get(found[1], one.verb) if found else one.verb


def _osmp_code(one: Exchange) -> str:
    """The result code of an osmp answer: there a refusal, too, is HTTP 200. Empty for other dialects."""
    if one.path != OSMP:
        return ""
    found = OSMP_RESULT.search(bytes(one.answer).decode("utf-8", "replace"))
    return found[1] if found else ""


def _outcome(one: Exchange, verb: str, code: str) -> Words:
    if one.status == 0:
        return reason(one.error or "no_answer")
    answer = _decoded(one)
    if one.status != 200:
        return _said(answer) or Words(f"HTTP {one.status}", f"HTTP {one.status}")
    if code not in ("", "0"):
        return OSMP_CODE.format(code=code)
    return OUTCOMES.get(str(answer.get("status"))) or GOOD.get(verb, ANSWERED)


def _decoded(one: Exchange) -> dict[str, Any]:
    try:
        answer = msgspec.json.decode(one.answer)
    except (msgspec.MsgspecError, RecursionError):
        return {}
    return answer if isinstance(answer, dict) else {}


def _said(answer: dict[str, Any]) -> Words | None:
    """The words of a refusal, as whoever refused said them."""
    try:
        return msgspec.convert(answer.get("messages"), Words)
    except msgspec.ValidationError:
        return None
