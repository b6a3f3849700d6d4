"""Receivers that are well, slow, dead, redirecting, garbled: order is kept, nothing is taken twice, nothing is lost."""

import json
import socket
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from common import spawn, trace
from common.errors import Rejected
from common.protocol.shop.webhooks import AskWebhook
from processing_app.service.asks import webhooks as asks
from processing_app.service.webhooks.repeating import MOST_ATTEMPTS, PAUSES_MS
from processing_app.store import behind, contracts
from tests.common.http_client.script import answer
from tests.intents.behind import AMOUNT, begun
from tests.intents.webhooks.office import NO, OPERATOR, SHOP, YES, Office, told

HOUR = 3600
PAID = [(1, "paymentIntent.created"), (2, "payment.started"), (3, "payment.authorized"), (4, "payment.captured"),
        (5, "paymentIntent.paid")]  # fmt: skip


def test_a_receiver_is_told_everything_of_an_intent_in_its_order(office: Office) -> None:
    shop = office.receiver()
    intent = office.story.create()
    office.story.pay(intent)
    office.story.refund(intent, AMOUNT)

    attempts = office.run()

    assert told(shop, intent) == [*PAID, (6, "payment.refund.started"), (7, "payment.refund.succeeded")]
    assert (attempts, shop.refused, shop.repeated) == (7, [], [])


def test_the_line_of_a_notification_has_the_trace_of_what_it_tells(office: Office) -> None:
    office.receiver()
    outside = trace.current.set("a-press-of-pay")
    office.story.create()
    trace.current.reset(outside)

    office.run()

    office.log.exchanges.flush()
    text = (office.folder / "office.exchanges.jsonl").read_text(encoding="utf-8")
    assert [json.loads(line)["trace"] for line in text.splitlines()] == ["a-press-of-pay"]
    assert trace.current.get() == "", "the next that this thread does is of another cause"


def test_a_receiver_hears_only_what_it_asked_for_of_its_own_pos_and_since_it_asked(office: Office) -> None:
    early = office.story.create()
    shop = office.receiver(events=("paymentIntent.paid",))
    office.story.pay(early)
    office.story.create("OTHER")
    office.story.pay(office.story.create("OTHER"), pos_id="OTHER")
    office.story.kiosk_payment("0193c2f0-0000-7000-8000-000000000001")

    office.run()

    assert [(got.intent, got.event_type) for got in shop.taken] == [(early, "paymentIntent.paid")]


def test_the_next_of_an_intent_waits_for_the_one_before_and_other_intents_do_not(office: Office) -> None:
    shop = office.receiver()
    first, second = office.story.create(), office.story.create()
    office.run()
    shop.says = NO
    office.story.pay(first)
    office.run()
    shop.says = YES
    office.story.pay(second)
    office.run()

    assert told(shop, first) == PAID[:1]
    assert told(shop, second) == PAID

    office.run_for(30)
    assert told(shop, first) == PAID
    assert shop.repeated == []


TROUBLES = {
    "500": NO,
    "301": answer(b"", "301 Moved", "text/html", "location: http://127.0.0.1:1/"),
    "404": answer(b"", "404 Not Found"),
    "422": answer(b"{}", "422 No"),
    "garbage": lambda connection: connection.sendall(b"\x00\xffnot HTTP\r\n\r\n"),
    "a hang-up": lambda connection: None,
}


@pytest.mark.parametrize("says", TROUBLES.values(), ids=TROUBLES)
def test_whatever_is_no_yes_is_repeated_under_the_same_id(office: Office, says: bytes) -> None:
    shop = office.receiver()
    shop.says = says
    intent = office.story.create()
    office.run()
    shop.says = YES
    office.run_for(30)

    (row,) = office.deliveries()
    assert told(shop, intent) == PAID[:1]
    assert (row.state, row.attempts, row.notification_id) == ("sent", 2, shop.taken[0].name)
    assert len(shop.heard) == 2
    bodies = {request.partition(b"\r\n\r\n")[2] for request in shop.heard}
    assert len(bodies) == 1


def test_ten_megabytes_of_an_answer_are_not_waited_for(office: Office) -> None:
    def endless(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 10000000\r\n\r\n" + b"x" * 200_000)

    shop = office.receiver(endless)
    office.story.create()
    office.run()

    assert [row.state for row in office.deliveries()] == ["sent"]
    assert len(shop.heard) == 1


def test_row_75_one_that_never_says_yes_is_given_up_after_28_attempts_within_a_day_and_a_person_is_called(
    office: Office,
) -> None:
    shop = office.receiver(NO)
    office.story.create()
    moments = office.run_for(30 * HOUR)

    expected = [0]
    for pause in PAUSES_MS:
        expected.append(expected[-1] + pause // 1000)
    assert moments == expected
    assert len(shop.heard) == MOST_ATTEMPTS == 28
    (hook,) = office.webhooks()
    assert (hook.state, hook.waiting, hook.reason.en) == ("disabled", 1, "HTTP 500")
    assert alarms(office) == ["webhook_disabled"]


def test_row_75_a_dead_receiver_of_many_intents_hears_of_few_of_them(office: Office) -> None:
    """No amplification: it is asked by one notification at a time, and the most tried one goes first."""
    shop = office.receiver(NO)
    for _ in range(200):
        office.story.create()
    office.run_for(30 * HOUR, step=300)

    assert office.webhooks()[0].state == "disabled"
    assert len(shop.heard) <= 2 * 24 * 12 + 3
    assert alarms(office) == ["webhook_disabled"]


def test_one_that_was_given_up_goes_on_where_it_was_when_a_person_enables_it(office: Office) -> None:
    shop = office.receiver(NO)
    intent = office.story.create()
    office.run_for(30 * HOUR, step=300)
    office.story.pay(intent)
    assert office.run() == 0
    hook = office.webhooks()[0]
    shop.says = YES

    office.do(office.desk.enable_webhook, asks.WebhookId(webhook_id=hook.webhook_id))
    office.run()

    assert told(shop, intent) == PAID
    assert office.webhooks()[0].waiting == 0


def test_a_person_disables_with_a_reason_and_nothing_is_lost(office: Office) -> None:
    shop = office.receiver()
    hook = office.webhooks()[0].webhook_id
    office.do(office.desk.disable_webhook, asks.DisableWebhook(webhook_id=hook, reason="сервер переезжает"))
    intent = office.story.create()
    quiet = office.run()
    row = office.webhooks()[0]
    office.do(office.desk.enable_webhook, asks.WebhookId(webhook_id=hook))
    office.run()

    assert (quiet, row.state, row.reason.ru, row.waiting) == (0, "disabled", "сервер переезжает", 1)
    assert told(shop, intent) == PAID[:1]


def test_a_person_sends_one_again_and_an_honest_receiver_takes_it_for_a_repeat(office: Office) -> None:
    shop = office.receiver()
    intent = office.story.create()
    office.run()
    name = shop.taken[0].name

    again = office.do(office.desk.resend_notification, asks.NotificationId(notification_id=name))
    office.run()

    assert again.state == "waiting"
    assert [got.name for got in shop.repeated] == [name]
    assert told(shop, intent) == PAID[:1]


def test_one_that_waits_for_another_is_not_sent_out_of_turn(office: Office) -> None:
    office.receiver(NO)
    office.story.pay(office.story.create())
    office.run()
    behind = office.deliveries(state="behind")[0]

    with pytest.raises(Rejected, match="wrong_value: notification_id: behind"):
        office.do(office.desk.resend_notification, asks.NotificationId(notification_id=behind.notification_id))


def test_a_receiver_that_is_silent_keeps_nobody_else_waiting(office: Office) -> None:
    """Its attempts hang, two of them; meanwhile the other is told all."""
    release, ended = spawn.Signal(), spawn.Signal()

    def hangs(_: socket.socket) -> None:
        release.wait(20)

    def apart(_: str, work: Callable[[], None]) -> None:
        under_way.append(spawn.thread("attempt", work))

    dead, well = office.receiver(hangs), office.receiver()
    intents = sorted(office.story.create() for _ in range(20))
    under_way: list[spawn.Thread] = []
    office.sender.changed = ended.set
    try:
        while office.notifier.turn():
            pass
        while len(well.taken) < len(intents):
            ended.clear()
            office.sender.turn(apart)
            assert ended.wait(10)

        assert sorted(got.intent for got in well.taken) == intents
        assert (dead.taken, dead.connections <= 2) == ([], True)
    finally:
        release.set()
        for attempt in under_way:
            attempt.join()


def test_what_only_kiosks_begin_is_not_read_again_at_every_turn(office: Office) -> None:
    shop = office.receiver()
    for number in range(3):
        office.story.say(f"kiosk-{number}", begun(f"kiosk-{number}"))

    office.run()

    assert office.story.database.read(lambda db: int(behind.at(db, "webhooks")) == behind.last(db))
    intent = office.story.create()
    office.run()
    assert [got.intent for got in shop.taken] == [intent]


def test_a_restart_sends_nothing_under_another_id_and_loses_nothing(tmp_path: Path) -> None:
    """The centre dies after the receiver has said yes and before that is written down."""
    first = Office(tmp_path / "office")
    first.open_to()
    shop = first.receiver()
    intent = first.story.create()
    first.story.pay(intent)
    while first.notifier.turn():
        pass
    keep = first.sender._keep
    first.sender._keep = lambda *_: (_ for _ in ()).throw(SystemError("cut"))  # type: ignore[method-assign]
    first.sender.turn(lambda _, work: work())
    assert [got.sequence for got in shop.taken] == [1]
    first.sender._keep = keep  # type: ignore[method-assign]
    first.log.close()
    first.story.close()

    second = Office(tmp_path / "office", first.clock)
    second.receivers = first.receivers
    second.run()

    assert told(shop, intent) == PAID
    assert [(got.sequence, got.name) for got in shop.repeated] == [(1, shop.taken[0].name)]
    second.close()


def test_what_was_read_twice_is_written_down_once(office: Office) -> None:
    """Two readers of the same place of the log: the second finds the place taken; a repeated event is known by it."""
    shop = office.receiver()
    intent = office.story.create()
    follower = office.notifier._follower
    before, page, notes = office.database.read(follower._next)
    for since in (before, before, page.position):
        office.database.write(partial(follower._move, before=since, to=page.position, made=notes))
    office.run()

    assert told(shop, intent) == PAID[:1]
    assert len(shop.heard) == 1


def test_one_that_was_ended_is_sent_nothing_more(office: Office) -> None:
    shop = office.receiver(NO)
    office.story.create()
    office.run()
    heard = len(shop.heard)
    hook = office.webhooks()[0].webhook_id
    office.do(office.subscriptions.end, AskWebhook(webhook_id=hook), SHOP)
    office.story.create()
    office.run_for(HOUR, step=300)

    assert len(shop.heard) == heard
    assert office.webhooks() == []


def test_a_clock_that_was_set_back_holds_nothing_up(office: Office) -> None:
    shop = office.receiver(NO)
    intent = office.story.create()
    office.run()
    office.clock.advance(-30 * 24 * HOUR)
    shop.says = YES
    office.run()

    assert told(shop, intent) == PAID[:1]


def test_a_trial_is_signed_and_about_no_intent(office: Office) -> None:
    shop = office.receiver()
    said = office.desk.test_webhook(OPERATOR, asks.WebhookId(webhook_id=office.webhooks()[0].webhook_id))

    assert (said.taken, said.heard.en) == (True, "HTTP 200")
    assert (shop.refused, shop.taken, len(shop.heard)) == ([], [], 1)
    assert b'"eventType":"ping"' in shop.heard[0]


def test_while_a_secret_is_changed_both_are_signed_with_and_after_a_day_the_new_one_alone(office: Office) -> None:
    shop = office.receiver()
    former = shop.secret
    hook = office.webhooks()[0].webhook_id
    fresh = office.do(office.desk.rotate_webhook_secret, asks.WebhookId(webhook_id=hook)).secret
    office.story.create()
    office.run()
    shop.secret = fresh
    office.story.create()
    office.run()
    office.clock.advance(24 * HOUR)
    shop.secret = former
    office.story.create()
    office.run()

    assert fresh != former
    assert len(shop.taken) == 2
    assert len(shop.refused) == 1


def alarms(office: Office) -> list[str]:
    return [row["code"] for row in office.database.read(contracts.alarms)]


def test_a_stranger_between_changes_nothing_unseen(office: Office) -> None:
    """It replays, tampers, strips the mark, and sends one receiver's notification to another: nothing is taken."""
    shop, other = office.receiver(), office.receiver()
    office.story.create()
    office.run()
    (request,) = shop.heard
    head, _, body = request.partition(b"\r\n\r\n")
    before = (len(shop.taken), len(other.taken))

    shop.hear(request)
    shop.hear(head + b"\r\n\r\n" + body.replace(b"25500", b"25501"))
    shop.hear(b"\r\n".join(line for line in head.split(b"\r\n") if b"Signature" not in line) + b"\r\n\r\n" + body)
    other.hear(request)
    office.clock.advance(301)
    shop.hear(request)

    assert (len(shop.taken), len(other.taken)) == before == (1, 1)
    assert len(shop.repeated) == 1
    assert [reason.rpartition(" / ")[2] for reason in (*shop.refused, *other.refused)] == [
        "another secret or another body",
        "no Oplata-Signature",
        "it is older than 300 s",
        "another secret or another body",
    ]
