"""What was said to the centre about a payment, read from the log in words."""

from typing import Any

import msgspec
import pytest

from agent_terminal.service import messages
from common.clock import stamp
from common.exchange import Exchange
from tests.agent_terminal.service.operating import ask
from tests.agent_terminal.stand import Stand

REFUSED = {"code": "unknown_account", "messages": {"ru": "Такого номера нет", "en": "No such number"}}


@pytest.fixture
def paid(ready: Stand) -> Stand:
    ready.pay(10_000)
    return ready


def say(stand: Stand, code: str, verb: str, status: int, answer: Any = None, error: str = "") -> None:
    """An exchange as the client writes it."""
    stand.log.exchange(
        Exchange(
            ts=stamp(stand.clock.now_ms()), mono_ms=1, trace=code, span=f"{verb}-{status}", parent="",
            sender="terminal:test", receiver="Центр", side="client", verb=verb, method="POST", path=f"/v1/{verb}",
            status=status, ms=12.6, attempt=2, request=msgspec.Raw(b'{"amount":10000}'),
            answer=msgspec.Raw(msgspec.json.encode(answer)), error=error,
        )
    )  # fmt: skip
    stand.log.exchanges.flush()


def rows(stand: Stand) -> list[messages.ExchangeRow]:
    code = stand.payments()[0].code
    return ask(stand, "exchanges", messages.AskPayment(payment=code)).exchanges  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("verb", "status", "answer", "error", "what", "outcome", "good"),
    [
        ("check", 200, {}, "", "Проверка номера", "номер найден", True),
        ("payments", 200, {}, "", "Отправка платежа", "принят", True),
        ("payments/status", 200, {}, "", "Вопрос о судьбе платежа", "ответ получен", True),
        ("check", 422, REFUSED, "", "Проверка номера", "Такого номера нет", False),
        ("payments", 503, "<html>", "", "Отправка платежа", "HTTP 503", False),
        ("payments", 0, None, "no_connection", "Отправка платежа", "нет связи с ПЦ", False),
        ("strange", 200, {}, "", "strange", "ответ получен", True),
    ],
)
def test_each_exchange_is_in_words(
    paid: Stand, verb: str, status: int, answer: Any, error: str, what: str, outcome: str, good: bool
) -> None:
    say(paid, paid.payments()[0].code, verb, status, answer, error)

    (row,) = rows(paid)
    assert (row.what.ru, row.outcome.ru, row.good) == (what, outcome, good)
    assert (row.attempt, row.ms, row.request) == (2, 13, '{"amount":10000}')


def test_only_those_of_the_payment_are_told(paid: Stand) -> None:
    say(paid, "0000-0000", "payments", 200)
    say(paid, "", "payments/status", 200)

    assert rows(paid) == []


def test_they_stand_in_the_order_in_which_they_were(paid: Stand) -> None:
    code = paid.payments()[0].code
    for verb in ("check", "payments"):
        say(paid, code, verb, 200)

    assert [row.span for row in rows(paid)] == ["check-200", "payments-200"]
