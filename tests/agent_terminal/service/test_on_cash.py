"""Cash: one credit per STACK, whatever is repeated, cut off or forgotten in between."""

from collections.abc import Callable
from pathlib import Path

import pytest

from agent_terminal.ccnet.bills import BillType
from agent_terminal.ccnet.codes import Status as Device
from agent_terminal.ccnet.happenings import (
    CassetteBack,
    CassetteFull,
    CassetteOut,
    Decision,
    Failed,
    Happening,
    Jammed,
    Rejecting,
    Returned,
    Stacked,
    StateChanged,
)
from common.errors import Unavailable
from tests.agent_terminal.stand import BILLS, Stand, standing

FIFTY, HUNDRED = BILLS[1], BILLS[2]


def notes(stand: Stand) -> list[str]:
    """The states of all banknote rows."""
    rows = stand.database.read(lambda db: db.raw.execute("SELECT state FROM banknotes ORDER BY id").fetchall())
    return [row[0] for row in rows]


def test_a_note_is_open_before_stack_and_money_after_81(ready: Stand) -> None:
    ready.to_cash()

    assert ready.cash.escrowed(HUNDRED) is Decision.STACK
    assert notes(ready) == ["escrow"]
    assert ready.screen().data["inserted"] == 0
    ready.cash.stacked(HUNDRED.type, HUNDRED)

    assert notes(ready) == ["stacked"]
    assert ready.screen().data["inserted"] == 10_000


def test_a_repeated_81_credits_nothing_and_is_told_to_staff(ready: Stand) -> None:
    ready.to_cash()
    ready.insert(10_000)

    ready.cash.stacked(HUNDRED.type, HUNDRED)
    ready.cash.stacked(FIFTY.type, None)

    assert ready.screen().data["inserted"] == 10_000
    assert ready.journal()[:2] == ["stacked_without_stack"] * 2


def test_an_81_of_another_type_leaves_the_open_note_open(ready: Stand) -> None:
    ready.to_cash()
    ready.cash.escrowed(HUNDRED)

    ready.cash.stacked(FIFTY.type, FIFTY)
    assert ready.screen().data["inserted"] == 0
    ready.cash.stacked(HUNDRED.type, HUNDRED)

    assert ready.screen().data["inserted"] == 10_000


def test_two_equal_notes_are_two_credits(ready: Stand) -> None:
    ready.to_cash()

    ready.insert(10_000, 10_000)

    assert ready.screen().data["inserted"] == 20_000


def test_a_returned_note_is_no_money(ready: Stand) -> None:
    ready.to_cash()
    ready.cash.escrowed(HUNDRED)

    ready.cash.returned(HUNDRED.type, HUNDRED)
    ready.cash.stacked(HUNDRED.type, HUNDRED)

    assert notes(ready) == ["returned"]
    assert ready.screen().data["inserted"] == 0


def test_a_note_that_is_nowhere_is_put_before_staff_and_pays_nobody(ready: Stand) -> None:
    ready.to_cash()
    ready.cash.escrowed(HUNDRED)

    ready.cash.nothing_inside()
    ready.cash.stacked(HUNDRED.type, HUNDRED)

    assert notes(ready) == ["lost"]
    assert ready.screen().data["inserted"] == 0
    assert ready.journal()[:2] == ["stacked_without_stack", "note_lost"]


def test_a_new_escrow_with_an_open_note_makes_the_old_one_doubtful(ready: Stand) -> None:
    ready.to_cash()
    ready.cash.escrowed(HUNDRED)

    ready.cash.escrowed(FIFTY)
    ready.cash.stacked(FIFTY.type, FIFTY)

    assert notes(ready) == ["lost", "stacked"]
    assert ready.screen().data["inserted"] == 5_000


def test_an_open_note_stacked_after_a_restart_is_credited_once(ready: Stand) -> None:
    ready.to_cash()
    ready.cash.escrowed(HUNDRED)

    ready.restart()
    ready.cash.stacked(HUNDRED.type, None)
    ready.cash.stacked(HUNDRED.type, None)

    assert ready.screen().data["inserted"] == 10_000


def test_cash_that_comes_after_its_payer_has_gone_is_paid_to_the_confirmed_number(ready: Stand) -> None:
    ready.to_cash()
    ready.insert(5_000)
    ready.cash.escrowed(HUNDRED)
    for news in (StateChanged(Device.JAMMED, None), Jammed(in_cassette=False)):
        ready.cash.happened(news)
    ready.do("pay")
    ready.turn()
    ready.centre.capture_all()
    ready.pass_time(60)
    assert ready.screen().screen == "K14"

    ready.cash.stacked(HUNDRED.type, HUNDRED)
    ready.pass_time(2)

    assert sorted(pay.inserted for pay in ready.centre.accepted.values()) == [5_000, 10_000]
    assert "late_cash" in ready.journal()
    ready.demand_money_adds_up()


def test_late_cash_below_the_minimum_is_kept_on_a_claim_slip(ready: Stand) -> None:
    ready.to_cash(provider_id=3)
    ready.cash.escrowed(HUNDRED)
    for news in (StateChanged(Device.JAMMED, None), Jammed(in_cassette=False)):
        ready.cash.happened(news)
    assert ready.screen().screen == "K6s"
    ready.pass_time(200)

    ready.cash.stacked(HUNDRED.type, HUNDRED)
    ready.pass_time(2)

    assert [slip.amount for slip in ready.slips()] == [10_000]
    ready.demand_money_adds_up()


def test_without_a_payer_a_note_goes_back(ready: Stand) -> None:
    assert ready.cash.escrowed(HUNDRED) is Decision.RETURN

    ready.do("touch")

    assert ready.cash.escrowed(HUNDRED) is Decision.RETURN
    assert notes(ready) == []


def test_foreign_money_goes_back(ready: Stand) -> None:
    ready.to_cash()

    assert ready.cash.escrowed(BillType(9, 10_000, "USA", "USD")) is Decision.RETURN


def test_nobody_is_asked_over_the_network_between_escrow_and_stack(ready: Stand) -> None:
    ready.to_cash()
    before = len(ready.centre.asked)
    ready.centre.cut_off()

    ready.insert(10_000, 50_000)

    assert len(ready.centre.asked) == before


def test_the_commits_of_the_money_path_have_their_names(tmp_path: Path) -> None:
    seen: list[str] = []
    with standing(tmp_path, watch=lambda moment, names: seen.extend(n for n in names if moment == "after")) as stand:
        stand.ready()
        stand.to_cash()
        seen.clear()
        stand.insert(10_000)
        assert seen == ["escrow", "stack"]
        stand.do("pay")
        stand.turn()

    assert seen[:4] == ["escrow", "stack", "pay", "sent"]


def test_a_full_disk_gives_the_note_back_and_blocks_the_next_payer(
    ready: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready.to_cash()
    ready.insert(10_000)
    write = ready.database.write

    def full(work: Callable[..., object], name: str = "") -> object:
        raise Unavailable("storage_full", "disk")

    monkeypatch.setattr(ready.database, "write", full)
    with pytest.raises(Unavailable):
        ready.cash.escrowed(HUNDRED)
    monkeypatch.setattr(ready.database, "write", write)

    assert ready.state().blocked == ["S-03"]
    ready.do("pay")
    assert ready.state().blocked == []


@pytest.mark.parametrize(
    ("status", "news", "code"),
    [
        (Device.CASSETTE_FULL, CassetteFull(), "H-01"),
        (Device.CASSETTE_OUT, CassetteOut(), "H-02"),
        (Device.JAMMED, Jammed(in_cassette=False), "H-03"),
        (Device.CASSETTE_JAMMED, Jammed(in_cassette=True), "H-03"),
        (Device.FAILURE, Failed(0x50), "H-03"),
    ],
)
def test_a_broken_acceptor_blocks_with_its_code_until_it_is_well(
    ready: Stand, status: Device, news: Happening, code: str
) -> None:
    ready.cash.happened(StateChanged(status, None))
    ready.cash.happened(news)
    shown = ready.screen()
    assert (shown.screen, shown.data["reasons"]) == ("K14", [code])

    ready.cash.happened(StateChanged(Device.DISABLED, None))
    ready.cash.happened(CassetteBack())

    assert ready.screen().screen == "K0"


def test_an_unplugged_acceptor_is_silent_until_it_tells_its_notes_again(ready: Stand) -> None:
    ready.unplug()
    assert ready.state().blocked == ["H-04"]

    ready.plug_in()

    assert ready.state().blocked == []


@pytest.mark.parametrize(
    ("news", "notice"),
    [
        (Rejecting(0x60), "insert_straight"),
        (Rejecting(0x62), "take_previous"),
        (Rejecting(0x65), "not_recognised"),
        (Rejecting(0x68), "not_taken_now"),
        (Rejecting(None), "not_recognised"),
        (Returned(2, HUNDRED), "returned"),
        (Stacked(2, HUNDRED), ""),
    ],
)
def test_a_refused_note_is_explained(ready: Stand, news: Happening, notice: str) -> None:
    ready.to_cash()

    ready.cash.happened(news)

    assert ready.screen().data["notice"] == notice


def test_cash_that_comes_after_a_cancelled_session_still_reaches_its_number(ready: Stand) -> None:
    ready.to_cash()
    ready.cash.escrowed(HUNDRED)
    ready.unplug()
    assert ready.screen().screen == "K6s"
    assert ready.do("cancel").screen == "K14"

    ready.cash.stacked(HUNDRED.type, None)
    ready.pass_time(2)

    assert [pay.inserted for pay in ready.centre.accepted.values()] == [10_000]
    ready.demand_money_adds_up()


def test_a_disk_that_takes_lines_again_opens_the_terminal(ready: Stand) -> None:
    ready.ground.disk_full = True
    assert ready.state().blocked == ["S-03"]

    ready.turn()

    assert ready.state().blocked == []
