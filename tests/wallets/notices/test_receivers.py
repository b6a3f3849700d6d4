"""Where somebody wants to be told: what is taken, what is refused, and what nobody finds in any file."""

import pytest

from common.errors import ContractFault, Rejected
from common.protocol.wallets.notices import NoticesSet, SetNotices
from processing_app.service.asks import notices as asks
from tests.wallets.notices.office import IVAN, OWN, PASSWORD, PETR, Office

BAD = (
    OWN, "ftp://127.0.0.1:1", "127.0.0.1:8101", "http://", "http://u:p@127.0.0.1:8101", "http://127.0.0.1:8101/?a=b",
    "http://127.0.0.1:5432", "http://169.254.169.254", "http://0.0.0.0:8101", "http://0x7f000001:8101",
    "http://203.0.113.7:8101", "http://пример.рф",
)  # fmt: skip


def refusal_of(office: Office, ask: SetNotices) -> str:
    """Why somebody is not told there; empty: he is."""
    try:
        office.do(office.desk.set, ask, IVAN)
    except Rejected as no:
        return no.code
    return ""


def test_an_address_that_leads_nowhere_good_is_refused(office: Office) -> None:
    refusals = {url: refusal_of(office, SetNotices(url=url, login="centre", password=PASSWORD)) for url in BAD}

    assert refusals == dict.fromkeys(BAD, "wrong_address")
    with pytest.raises(ContractFault):
        office.receiver(IVAN)


def test_a_login_that_cannot_be_one_is_refused(office: Office) -> None:
    bad = (("", "p"), ("l", ""), ("a:b", "p"), ("l" * 201, "p"), ("l", "p" * 201))
    asked = [SetNotices(url="http://127.0.0.1:8101", login=login, password=word) for login, word in bad]

    assert [refusal_of(office, ask) for ask in asked] == ["wrong_value"] * len(bad)


def test_neither_the_password_nor_the_secret_is_in_any_file_but_the_secrets(office: Office) -> None:
    ivan = office.ear(IVAN)
    office.send()
    office.run()

    assert len(ivan.taken) == 1
    written = office.written()
    assert IVAN.id.encode() in written
    assert PASSWORD.encode() not in written
    assert ivan.secrets[0].encode() not in written


def test_the_same_place_again_changes_nothing(office: Office) -> None:
    ivan = office.ear(IVAN)
    office.send()
    office.run()

    again = office.listen(IVAN, ivan)

    assert again == NoticesSet(secret=ivan.secrets[0], sequence=1)


def test_secrets_differ_and_stay_the_same_after_a_restart(office: Office) -> None:
    ivan, petr = office.ear(IVAN), office.ear(PETR)
    assert ivan.secrets != petr.secrets

    again = office.reopened()
    try:
        assert again.listen(IVAN, ivan).secret == ivan.secrets[0]
    finally:
        again.close()


def test_one_that_ended_is_told_nothing_and_its_numbers_go_on_when_it_is_back(office: Office) -> None:
    ivan = office.ear(IVAN)
    office.send()
    office.run()
    ended = office.do(office.desk.set, SetNotices(url=""), IVAN)
    office.send()
    office.run()
    assert (ended.sequence, len(ivan.heard), office.receiver(IVAN).state) == (1, 1, "ended")
    assert not [one for one in (office.folder / "secrets").iterdir() if one.name.startswith("notices-")]

    ivan.secrets = [office.listen(IVAN, ivan).secret]
    office.send(amount=900)
    office.run()

    assert [(got.sequence, got.amount) for got in ivan.taken] == [(1, -50_000), (2, -900)]


def test_what_waited_when_it_ended_is_not_sent_later(office: Office) -> None:
    ivan = office.ear(IVAN)
    office.send()
    office.note()
    office.do(office.desk.set, SetNotices(url=""), IVAN)
    office.listen(IVAN, ivan)
    office.run()

    assert ivan.heard == []


def test_what_was_read_before_it_ended_is_not_written_for_one_that_is_back(office: Office) -> None:
    ivan = office.ear(IVAN)
    office.send()
    follower = office.noting._follower
    before, page, notes = office.database.read(follower._next)
    office.do(office.desk.set, SetNotices(url=""), IVAN)
    office.listen(IVAN, ivan)
    office.database.write(lambda db: follower._move(db, before, page.position, notes))
    office.run()

    assert len(notes) == 1
    assert ivan.heard == []


def test_ending_what_never_began_is_no_mistake(office: Office) -> None:
    assert office.do(office.desk.set, SetNotices(url=""), IVAN) == NoticesSet(secret="", sequence=0)


def test_an_operator_sees_pages_of_one_receiver_and_who_is_paused(office: Office) -> None:
    ivan, petr = office.ear(IVAN), office.ear(PETR)
    petr.secrets = ["another"]
    for _ in range(5):
        office.send()
    office.run()

    first = office.page(IVAN, limit=2)
    second = office.page(IVAN, limit=2, before=first.notices[-1].sequence)
    paused = office.look(office.desk.notice_receivers, asks.AskReceivers(paused=True)).receivers

    assert [row.sequence for row in first.notices + second.notices] == [5, 4, 3, 2]
    assert (first.more, first.receiver.sequence, first.receiver.waiting) == (True, 5, 0)
    assert [(row.receiver, row.waiting) for row in paused] == [(f"wallet:{PETR.id}", 5)]
    assert paused[0].reason.ru
    assert len(ivan.taken) == 5


def test_old_notices_that_wait_no_more_are_forgotten_and_numbers_go_on(office: Office) -> None:
    ivan, petr = office.ear(IVAN), office.ear(PETR)
    petr.secrets = ["another"]
    office.send()
    office.send()
    office.run()
    office.clock.advance(91 * 24 * 3600)
    office.send()
    office.run()

    assert [row.sequence for row in office.page(IVAN).notices] == [3]
    assert [row.sequence for row in office.page(PETR).notices] == [3, 2, 1]
    assert [got.sequence for got in ivan.taken] == [1, 2, 3]


def test_what_is_nobodys_is_not_found(office: Office) -> None:
    with pytest.raises(ContractFault):
        office.page(IVAN)
    for function, ask in (
        (office.desk.resume_receiver, asks.ReceiverId(receiver="wallet:1")),
        (office.desk.retry_notice, asks.NoticeId(notice=1)),
    ):
        with pytest.raises(ContractFault):
            office.do(function, ask)


def test_what_has_arrived_is_not_sent_again(office: Office) -> None:
    office.ear(IVAN)
    office.send()
    office.run()
    (sent,) = office.page(IVAN).notices

    with pytest.raises(Rejected):
        office.do(office.desk.retry_notice, asks.NoticeId(notice=sent.notice))
