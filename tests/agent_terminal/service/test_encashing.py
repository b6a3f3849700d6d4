"""Taking the cash out: booked beside counted, a difference with its reason, and nothing half done."""

import pytest

from agent_terminal.service import messages
from agent_terminal.service.messages import Counted
from common.errors import Rejected
from common.protocol.endpoint import Nothing
from tests.agent_terminal.service.operating import ask
from tests.agent_terminal.stand import BILLS, PAGE, Stand


@pytest.fixture
def full(ready: Stand) -> Stand:
    """Two notes of 100 and one of 500 in the cassette."""
    ready.to_cash()
    ready.insert(10_000, 10_000, 50_000)
    ready.do("pay")
    return ready


def cassette(stand: Stand) -> messages.Cassette:
    return ask(stand, "cassette")  # type: ignore[no-any-return]


def counted(**numbers: int) -> list[Counted]:
    """`of_100=2` are two notes of 100 roubles."""
    return [Counted(value=int(name.removeprefix("of_")) * 100, notes=number) for name, number in numbers.items()]


def test_the_cassette_shows_what_must_be_in_it(full: Stand) -> None:
    now = cassette(full)

    assert [(one.value, one.notes, one.total) for one in now.denominations] == [
        (10_000, 2, 20_000),
        (50_000, 1, 50_000),
    ]
    assert (now.notes, now.total, now.since, now.held) == (3, 70_000, None, 0)


def test_the_cassette_shows_the_cash_of_who_is_paying_and_the_slips_that_wait(ready: Stand) -> None:
    ready.to_cash()
    ready.insert(10_000)

    assert (cassette(ready).held, cassette(ready).total) == (10_000, 10_000)


def test_an_encashment_that_agrees_needs_no_reason(full: Stand) -> None:
    done = ask(full, "encash", messages.Encash(counted=counted(of_100=2, of_500=1), edition=cassette(full).edition))

    assert (done.notes, done.total, done.counted_notes, done.counted_total, done.difference) == (
        3,
        70_000,
        3,
        70_000,
        0,
    )
    assert (done.reason, done.who) == ("", "operator")
    assert full.journal()[0] == "encashment"
    assert cassette(full).total == 0
    assert cassette(full).since == done.at


def test_a_difference_without_a_reason_writes_nothing(full: Stand) -> None:
    before = cassette(full)

    with pytest.raises(Rejected) as refusal:
        ask(full, "encash", messages.Encash(counted=counted(of_100=1, of_500=1), reason="  "))

    assert (refusal.value.code, refusal.value.detail) == ("difference_unexplained", "−100,00 ₽")
    assert cassette(full) == before
    assert ask(full, "encashments", messages.Limit()).encashments == []
    assert full.journal() == ["contract"]


def test_a_difference_with_a_reason_is_kept_beside_the_books(full: Stand) -> None:
    ask(full, "encash", messages.Encash(counted=counted(of_100=1, of_500=1, of_1000=1), reason="Нашли под кассетой"))

    (done,) = ask(full, "encashments", messages.Limit()).encashments
    rows = {one.value: (one.notes, one.counted, one.difference) for one in done.denominations}
    assert rows == {10_000: (2, 1, -10_000), 50_000: (1, 1, 0), 100_000: (0, 1, 100_000)}
    assert (done.total, done.counted_total, done.difference) == (70_000, 160_000, 90_000)
    assert done.reason == "Нашли под кассетой"
    assert full.journal()[0] == "encashment_differs"
    assert full.demand_money_adds_up().stacked == 70_000


def test_sums_that_agree_by_chance_still_need_a_reason(ready: Stand) -> None:
    ready.to_cash()
    ready.insert(10_000, 10_000, 10_000, 10_000, 10_000, 50_000)
    ready.do("pay")

    with pytest.raises(Rejected) as refusal:
        ask(ready, "encash", messages.Encash(counted=counted(of_100=0, of_500=2)))

    assert refusal.value.code == "difference_unexplained"
    assert cassette(ready).notes == 6


def test_a_count_that_leaves_a_value_out_is_refused(full: Stand) -> None:
    with pytest.raises(Rejected) as refusal:
        ask(full, "encash", messages.Encash(counted=counted(of_100=2), reason="почему-то"))

    assert refusal.value.code == "wrong_value"
    assert "500,00" in refusal.value.detail
    assert cassette(full).notes == 3


@pytest.mark.parametrize(
    "count",
    [
        [Counted(value=10_000, notes=-1), Counted(value=50_000, notes=1)],
        [Counted(value=10_000, notes=100_001), Counted(value=50_000, notes=1)],
        [Counted(value=10_000, notes=1), Counted(value=10_000, notes=1), Counted(value=50_000, notes=1)],
        [Counted(value=0, notes=1), Counted(value=10_000, notes=2), Counted(value=50_000, notes=1)],
    ],
)
def test_an_absurd_count_is_refused(full: Stand, count: list[Counted]) -> None:
    with pytest.raises(Rejected) as refusal:
        ask(full, "encash", messages.Encash(counted=count, reason="r"))

    assert refusal.value.code == "wrong_value"
    assert cassette(full).notes == 3


def test_a_note_that_came_after_the_count_makes_it_another_cassette(full: Stand) -> None:
    seen = cassette(full).edition
    full.turn()
    full.centre.capture_all()
    full.pass_time(40)
    full.to_cash()
    full.insert(10_000)

    with pytest.raises(Rejected) as refusal:
        ask(full, "encash", messages.Encash(counted=counted(of_100=2, of_500=1), edition=seen))

    assert refusal.value.code == "changed_meanwhile"
    assert cassette(full).notes == 4


def test_the_same_count_is_written_once(full: Stand) -> None:
    encash = messages.Encash(counted=counted(of_100=2, of_500=1), edition=cassette(full).edition)
    ask(full, "encash", encash)

    with pytest.raises(Rejected) as refusal:
        ask(full, "encash", encash)

    assert refusal.value.code == "changed_meanwhile"
    assert len(ask(full, "encashments", messages.Limit()).encashments) == 1


def test_a_note_on_its_way_waits_for_its_end(ready: Stand) -> None:
    ready.to_cash()
    ready.cash.escrowed(BILLS[2])

    with pytest.raises(Rejected) as refusal:
        ask(ready, "encash", messages.Encash(counted=[]))

    assert (refusal.value.code, cassette(ready).note_inside) == ("too_early", True)


def test_a_staff_menu_that_asks_for_nothing_writes_what_nobody_counted(full: Stand) -> None:
    done = ask(full, "encash", Nothing(), who=PAGE)

    assert (done.total, done.counted_total, done.difference, done.who) == (70_000, None, None, "kiosk")
    assert "не считали" in ask(full, "list-journal", messages.FindJournal()).lines[0].detail.ru


def test_notes_in_doubt_are_named_and_may_explain_a_surplus(full: Stand) -> None:
    full.turn()
    full.centre.capture_all()
    full.pass_time(40)
    full.to_cash()
    full.cash.escrowed(BILLS[3])
    full.cash.nothing_inside()

    tried = ask(full, "try-encash", messages.TryEncash(counted=counted(of_100=2, of_500=2)))
    done = ask(full, "encash", messages.Encash(counted=counted(of_100=2, of_500=2), reason="купюра под вопросом"))

    assert (tried.difference, [one.field for one in tried.mistakes]) == (50_000, ["reason"])
    assert "под вопросом" in tried.explanation.ru
    assert done.in_doubt == [50_000]
    assert cassette(full).in_doubt == []


def test_a_try_tells_what_is_not_counted_yet_and_changes_nothing(full: Stand) -> None:
    before = cassette(full)

    tried = ask(full, "try-encash", messages.TryEncash(counted=counted(of_100=3)))

    assert (tried.counted_notes, tried.counted_total, tried.difference) == (3, 30_000, None)
    assert [one.field for one in tried.mistakes] == ["counted.50000"]
    assert {one.value: one.difference for one in tried.denominations if one.counted is not None} == {10_000: 10_000}
    assert len(tried.denominations) == 8
    assert tried.edition == before.edition
    assert cassette(full) == before


def test_encashments_are_listed_from_the_newest(full: Stand) -> None:
    ask(full, "encash")
    full.clock.advance(60)
    ask(full, "encash")

    found = ask(full, "encashments", messages.Limit()).encashments
    assert [(one.number, one.total) for one in found] == [(2, 0), (1, 70_000)]
