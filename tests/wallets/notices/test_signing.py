"""What proves a notice: each sending is signed anew, and neither a copy, a change nor another's is worth anything."""

import pytest

from common.errors import ContractFault
from common.protocol.shop.signature import HEADER, OLD, verify_any
from tests.common.http_client.script import header
from tests.wallets.notices.office import IVAN, PETR, Ear, Office, busy, numbers

HOUR = 3600


def test_each_sending_is_signed_anew_and_an_old_one_is_worth_nothing(office: Office) -> None:
    ivan = office.ear(IVAN)
    ivan.says = busy
    office.send()
    office.run()
    first = ivan.heard[0]
    office.run_for(2 * HOUR, 300)
    ivan.says = None
    office.run_for(300, 60)

    assert numbers(ivan) == [1]
    assert first.partition(b"\r\n\r\n")[2] == ivan.heard[-1].partition(b"\r\n\r\n")[2]
    assert header(first, HEADER.lower()) != header(ivan.heard[-1], HEADER.lower())
    assert b"401" in ivan.hear(first)
    assert ivan.refused == [OLD]


def test_what_was_taken_and_is_played_again_is_refused_by_its_number(office: Office) -> None:
    ivan = office.ear(IVAN)
    office.send()
    office.send()
    office.run()

    for played in reversed(ivan.heard):
        assert b"409" in ivan.hear(played)
    assert (numbers(ivan), ivan.repeated) == ([1, 2], [2, 1])


def test_whatever_comes_out_of_its_turn_is_refused_for_good(office: Office) -> None:
    ivan, late = office.ear(IVAN), Ear(office.clock, f"centre-{IVAN.id}")
    office.ears.append(late)
    late.secrets = ivan.secrets
    for _ in range(3):
        office.send()
    office.run()

    for played in (1, 0, 2, 1):
        late.hear(ivan.heard[played])

    assert (numbers(late), late.repeated) == ([2, 3], [1, 2])


def test_a_forged_sum_is_seen(office: Office) -> None:
    ivan = office.ear(IVAN)
    office.send(PETR, IVAN, 50_000)
    office.run()
    genuine = ivan.heard[0]
    forged = genuine.replace(b'"amount":50000', b'"amount":99999').replace(b'"sequence":1', b'"sequence":2')

    assert forged != genuine
    assert b"401" in ivan.hear(forged)
    assert numbers(ivan) == [1]


def test_one_receivers_notice_is_worth_nothing_at_another(office: Office) -> None:
    ivan, petr = office.ear(IVAN), office.ear(PETR)
    office.send()
    office.run()
    body = ivan.heard[0].partition(b"\r\n\r\n")[2]

    with pytest.raises(ContractFault):
        verify_any(petr.secrets, header(ivan.heard[0], HEADER.lower()) or "", body, office.clock.now_ms() // 1000)


def test_a_change_of_login_is_signed_by_both_secrets_for_a_day(office: Office) -> None:
    ivan = office.ear(IVAN)
    (old,) = ivan.secrets
    ivan.password = "another-password"
    new = office.listen(IVAN, ivan).secret
    assert new != old
    office.send()
    office.run()
    office.clock.advance(25 * HOUR)
    ivan.secrets = [new]
    office.send()
    office.run()

    assert numbers(ivan) == [1, 2]
    marks = [(header(one, HEADER.lower()) or "").count("v1=") for one in ivan.heard]
    assert marks == [2, 1]
