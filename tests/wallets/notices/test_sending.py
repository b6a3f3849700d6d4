"""Notices arrive signed, in order and once, whatever happens between the two sides."""

from base64 import b64encode
from functools import partial
from itertools import pairwise
from typing import Any

import pytest

from common import spawn
from common.principal import Principal
from processing_app.backoffice import Backoffice, Hands, telling
from processing_app.service.asks import notices as asks
from processing_app.service.wallets.notice_sender import SOUND, WIDTHS
from tests.common.http_client.script import answer, refusal
from tests.wallets.notices.office import IVAN, PETR, SHOP, Ear, Office, busy, numbers

HOUR = 3600


def test_a_lost_answer_repeats_the_same_notice_and_its_receiver_takes_it_once(office: Office) -> None:
    ivan = office.ear(IVAN)
    ivan.loses_answers = True
    office.send()
    office.send()
    office.run()
    ivan.loses_answers = False
    office.run_for(60, 5)

    assert (numbers(ivan), ivan.repeated) == ([1, 2], [1])
    first, again = ivan.bodies[:2]
    assert first == again
    assert [row.state for row in office.page(IVAN).notices] == ["sent", "dropped"]


def test_a_receiver_with_another_secret_is_paused_and_a_person_is_called_once(office: Office) -> None:
    ivan, petr = office.ear(IVAN), office.ear(PETR)
    ivan.secrets = ["another"]
    office.send()
    office.send()
    office.run_for(HOUR, 300)

    assert len(ivan.heard) == 1
    assert office.receiver(IVAN).state == "paused"
    assert office.alarms() == [("notices_paused", f"notices:wallet:{IVAN.id}")]
    assert numbers(petr) == [1, 2]

    ivan.secrets = [office.listen(IVAN, ivan).secret]
    office.run()
    assert (numbers(ivan), office.receiver(IVAN).state) == ([1, 2], "active")


def test_a_receiver_that_has_not_kept_its_secret_yet_is_asked_again(office: Office) -> None:
    ivan = Ear(office.clock, "centre")
    office.ears.append(ivan)
    secret = office.listen(IVAN, ivan).secret
    office.send()
    office.run()
    assert (len(ivan.refused), office.receiver(IVAN).state) == (1, "active")

    ivan.secrets = [secret]
    office.run_for(2, 1)

    assert (numbers(ivan), office.alarms()) == ([1], [])


def test_a_notice_that_has_long_waited_waits_no_longer_for_a_secret_on_its_way(office: Office) -> None:
    ivan = office.ear(IVAN)
    ivan.says = busy
    office.send()
    office.run_for(HOUR, 60)
    ivan.says, ivan.secrets, ivan.password = None, [], "another-password"
    secret = office.listen(IVAN, ivan).secret
    office.run()
    assert (len(ivan.refused), office.receiver(IVAN).state) == (1, "active")

    ivan.secrets = [secret]
    office.run_for(2, 1)

    assert numbers(ivan) == [1]


def test_a_wrong_password_pauses_and_an_operator_resumes(office: Office) -> None:
    ivan = office.ear(IVAN)
    right, ivan.password = ivan.password, "another"
    office.send()
    office.run_for(600, 60)
    assert (ivan.refused, office.receiver(IVAN).waiting) == (["wrong_password"], 1)

    ivan.password = right
    row = office.do(office.desk.resume_receiver, asks.ReceiverId(receiver=f"wallet:{IVAN.id}"))
    office.run()

    assert (row.state, numbers(ivan)) == ("active", [1])


@pytest.mark.parametrize(
    "no", [refusal(422, "unknown_subscriber"), refusal(409, "stale_notice"), refusal(400, "wrong_json")]
)
def test_a_final_no_drops_the_notice_and_the_next_one_goes(office: Office, no: bytes) -> None:
    ivan = office.ear(IVAN)
    ivan.says = lambda: no
    office.send()
    office.run()
    ivan.says = None
    office.send()
    office.run()

    assert numbers(ivan) == [2]
    assert [(row.sequence, row.state) for row in office.page(IVAN).notices] == [(2, "sent"), (1, "dropped")]
    assert office.alarms() == []


def test_nothing_overtakes_a_notice_that_waits(office: Office) -> None:
    ivan = office.ear(IVAN)
    ivan.says = busy
    for amount in (100, 200, 300):
        office.send(amount=amount)
    office.run()
    ivan.says = None
    office.run_for(60, 5)

    assert {body["sequence"] for body in ivan.bodies[:2]} == {1}
    assert [(got.sequence, got.amount) for got in ivan.taken] == [(1, -100), (2, -200), (3, -300)]


@pytest.mark.parametrize("silent", ["busy", "hangs up", "garbage"])
def test_a_receiver_that_is_down_for_hours_gets_everything_in_order(office: Office, silent: str) -> None:
    ivan, petr = office.ear(IVAN), office.ear(PETR)
    ivan.loses_answers = silent == "hangs up"
    ivan.says = {"busy": busy, "hangs up": lambda: b"", "garbage": lambda: answer(b"<html>", "200 OK")}[silent]
    for _ in range(4):
        office.send()
        office.run_for(HOUR, 600)
    heard = len(ivan.heard)
    ivan.loses_answers, ivan.says = False, None
    office.run_for(600, 60)

    assert numbers(ivan) == [1, 2, 3, 4]
    assert numbers(petr) == [1, 2, 3, 4]
    assert heard <= 30
    assert office.alarms() == []


def test_after_a_day_a_notice_is_dropped_and_a_person_is_called_once(office: Office) -> None:
    ivan = office.ear(IVAN)
    ivan.says = busy
    office.send()
    office.send()
    office.run_for(25 * HOUR, 300)
    office.send()
    ivan.says = None
    office.run_for(600, 60)

    assert [(row.sequence, row.state) for row in office.page(IVAN).notices] == [
        (3, "sent"), (2, "dropped"), (1, "dropped"),
    ]  # fmt: skip
    assert numbers(ivan) == [3]
    assert office.alarms() == [("notices_dropped", f"notices:wallet:{IVAN.id}")]


def test_a_dropped_notice_is_sent_once_more_by_an_operator(office: Office) -> None:
    ivan = office.ear(IVAN)
    ivan.says = lambda: refusal(400, "wrong_json")
    office.send()
    office.run()
    ivan.says = None
    (dropped,) = office.page(IVAN, state="dropped").notices

    row = office.do(office.desk.retry_notice, asks.NoticeId(notice=dropped.notice))
    office.run()

    assert (row.state, numbers(ivan)) == ("waiting", [1])
    assert office.page(IVAN).notices[0].state == "sent"


def test_a_waiting_notice_is_hurried_by_an_operator(office: Office) -> None:
    ivan = office.ear(IVAN)
    ivan.says = busy
    office.send()
    office.run_for(HOUR, 300)
    ivan.says = None
    (waiting,) = office.page(IVAN, state="waiting").notices
    assert waiting.attempts > 5

    office.do(office.desk.retry_notice, asks.NoticeId(notice=waiting.notice))
    office.run()

    assert numbers(ivan) == [1]


def test_a_restart_between_writing_down_and_sending_loses_nothing(office: Office) -> None:
    ivan = office.ear(IVAN)
    office.send()
    office.note()

    again = office.reopened()
    try:
        again.run()
        assert numbers(ivan) == [1]
    finally:
        again.close()


def test_a_death_between_sending_and_keeping_sends_the_same_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    ivan = office.ear(IVAN)
    office.send()
    office.send()

    sends = office.post.send

    def dies(letter: Any) -> None:
        sends(letter)
        raise KeyboardInterrupt

    monkeypatch.setattr(office.post, "send", dies)
    with pytest.raises(KeyboardInterrupt):
        office.run()
    again = office.reopened()
    try:
        again.run_for(60, 5)
        assert (numbers(ivan), ivan.repeated) == ([1, 2], [1])
        assert ivan.bodies[0] == ivan.bodies[1]
    finally:
        again.close()


def test_what_was_read_twice_is_written_down_once(office: Office) -> None:
    ivan = office.ear(IVAN)
    office.send()
    follower = office.noting._follower
    before, page, notes = office.database.read(follower._next)
    for since in (before, before, page.position):
        office.database.write(partial(follower._move, before=since, to=page.position, made=notes))
    office.run()

    assert (numbers(ivan), len(ivan.heard)) == ([1], 1)


def test_a_clock_that_was_set_back_keeps_nothing_waiting_for_longer_than_a_pause(office: Office) -> None:
    ivan = office.ear(IVAN)
    ivan.says = busy
    office.send()
    office.run_for(HOUR, 300)
    office.clock.advance(-30 * 24 * HOUR)
    ivan.says = None
    office.run_for(600, 60)

    assert numbers(ivan) == [1]


def test_no_address_is_ever_sent_another_ones_password(office: Office) -> None:
    first = office.ear(SHOP)
    first.says = busy
    office.done(office.started(IVAN, SHOP, way="qr"))
    office.run()
    second = Ear(office.clock, "other", "other-password")
    office.ears.append(second)
    second.secrets = [office.listen(SHOP, second).secret]
    heard = len(first.heard)
    office.run_for(HOUR, 60)

    assert (numbers(second), second.refused, len(first.heard)) == ([1], [], heard)
    secret = b64encode(b"other:other-password").decode().encode()
    assert all(secret not in one for one in first.heard)


def test_receivers_that_hang_keep_nobody_else_waiting(office: Office) -> None:
    """With real threads; those that hang fill their pool, then stand in another one."""
    go, came, stop = spawn.Signal(), spawn.Signal(), spawn.Signal()
    hanging = [office.ear(Principal("wallet", str(number))) for number in range(WIDTHS[SOUND] - 1)]
    ivan, hands = office.ear(IVAN), Hands(WIDTHS)

    def hangs() -> bytes:
        go.wait(20)
        return busy()

    def hears() -> bytes:
        said = ivan.hear(ivan.heard[-1])
        if len(ivan.taken) == 3:
            came.set()
        return said

    for ear in hanging:
        ear.says = hangs
    ivan.says = hears
    for number in range(len(hanging)):
        office.send(Principal("wallet", str(number)), SHOP)
    for _ in range(3):
        office.send()
    working = Backoffice([telling("notices", office.noting.turn, office.sender, hands)], office.log)
    working.start(stop)
    try:
        assert came.wait(10)
        assert numbers(ivan) == [1, 2, 3]
    finally:
        go.set()
        stop.set()
        working.close()
        hands.close()


def test_attempts_at_a_silent_receiver_grow_rarer(office: Office) -> None:
    ivan = office.ear(IVAN)
    ivan.says = busy
    office.send()
    made = [office.run()]
    for _ in range(600):
        office.clock.advance(1)
        made.append(office.run())

    at = [second for second, attempts in enumerate(made) if attempts]
    pauses = [later - earlier for earlier, later in pairwise(at)]
    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256]
