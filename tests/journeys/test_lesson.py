"""The tasks of a lesson that need no kiosk, each done in the windows as a student would do it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from common import ids, trace
from common.clock import moment
from common.http_client import Peer
from common.protocol import processing
from tests.journeys import doing
from tests.journeys.lesson import Lesson
from tests.journeys.screen import Screen

NOTE = 50_000
CREDITED = NOTE - NOTE * 3 // 100
HELD = CREDITED + CREDITED // 100
NBSP = "\u00a0"
pytestmark = pytest.mark.timeout(150)


@pytest.fixture
def lesson(screen: Screen, tmp_path: Path) -> Iterator[Lesson]:
    with Lesson(tmp_path, screen) as running:
        yield running


def test_ivanov_signs_is_connected_in_the_consumer_and_calls_for_three_minutes(lesson: Lesson) -> None:
    lesson.provider.role.ask("describe-provider", name_ru="МегаФон", group_ru="Мобильная связь")
    lesson.provider.role.ask("standard-tariffs")
    doing.sign_subscriber(lesson.provider)
    doing.import_subscriber_card(lesson.consumer)
    lesson.consumer.write("quantity-call", "3")
    lesson.consumer.wait_for(f"3 × 2,50{NBSP}₽ = 7,50{NBSP}₽")

    refused = doing.call(lesson.consumer)

    assert "0,00" in refused, "there is no money yet, and that is said"
    assert lesson.provider.role.ask("totals")["balances"] == 0


def test_the_provider_is_off_the_money_is_found_and_the_payment_is_brought_to_an_end(lesson: Lesson) -> None:
    number = lesson.sign(2 * NOTE)
    payer = lesson.payer()
    payer.choose(1, number)
    payer.want("confirm")
    payer.insert(NOTE)
    lesson.stop_provider()
    code = payer.press_pay()
    payer.close()

    doing.find_payment(lesson.centre, code)
    lesson.centre.wait_for("Ждёт повтора")
    where = lesson.centre.find("story-money").text
    lesson.start_provider()
    doing.retry(lesson.centre, code)
    lesson.centre.until(lambda: lesson.centre.find("story-state").text.startswith("Зачислен"), "credited")

    assert where == f"489,85{NBSP}₽ удержаны на балансе агента"
    assert lesson.provider.role.ask("totals")["balances"] == CREDITED


def test_the_same_payment_sent_twice_moves_money_once_and_the_story_shows_it(lesson: Lesson) -> None:
    number = lesson.sign(2 * NOTE)
    card = lesson.agent_card
    agent = Peer(card["url"], card["login"], card["password"], lesson.log, lesson.clock)
    now = lesson.clock.now_ms()
    payment_id, session_id = ids.uuid7(now), ids.uuid7(now)
    version = agent.call(processing.PROVIDERS, processing.AskDirectory(terminal="T-1")).version
    ask = processing.Pay(
        payment_id=payment_id, session_id=session_id, terminal="T-1", provider_id=1, account=number, inserted=NOTE,
        agent_fee=NOTE - CREDITED, amount=CREDITED, directory_version=version, accepted_at=moment(now),
    )  # fmt: skip

    code = ids.payment_code(payment_id)
    before = trace.current.set(code)
    first, second = agent.call(processing.PAY, ask), agent.call(processing.PAY, ask)
    trace.current.reset(before)
    agent.close()
    doing.find_payment(lesson.centre, code)
    lesson.centre.wait_for("Повтор ×1, деньги не двигались")
    lesson.centre.show("ledger")
    lesson.centre.wait_for("Сумма всех остатков 0,00")
    lesson.until(lambda: lesson.provider.role.ask("totals")["balances"], "credited")

    assert first == second
    assert lesson.provider.role.ask("totals")["balances"] == CREDITED


def test_a_drained_agent_is_topped_up_in_the_window_and_pays_again(lesson: Lesson) -> None:
    number = lesson.sign(HELD)
    lesson.pay(1, number, NOTE)
    lesson.terminal.ask("refresh")
    payer = lesson.payer()
    closed = payer.await_screen("K14")
    payer.close()
    lesson.centre.come()
    lesson.centre.show("agents")
    lesson.centre.wait_for("Депозит исчерпан")

    doing.top_up(lesson.centre, 1000)
    lesson.terminal.ask("refresh")
    code = lesson.pay(1, number, NOTE)
    doing.find_payment(lesson.centre, code)
    lesson.centre.until(lambda: lesson.centre.find("story-state").text.startswith("Зачислен"), "credited")

    assert closed["data"]["reasons"]


def test_the_providers_register_of_today_is_read_with_its_total(lesson: Lesson) -> None:
    number = lesson.sign(4 * NOTE)
    for _ in range(3):
        lesson.pay(1, number, NOTE)
    lesson.provider.come()
    lesson.provider.show("operations")

    lesson.provider.wait_for(f"Зачислено 1{NBSP}455,00{NBSP}₽")
    lesson.terminal.ask("tell-register")
    verdict = doing.reconcile(lesson.centre)

    assert verdict.startswith("Сходится. Одинаковых платежей: 3")
