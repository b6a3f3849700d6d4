"""A barcode is good for its minute and for one payment, whatever anybody does to the clock."""

from pathlib import Path

import pytest

from common import luhn
from common.errors import Rejected
from common.pay_codes import digits
from common.protocol.wallets import codes
from processing_app.service.wallets.barcodes import Barcodes
from processing_app.service.wallets.live_barcodes import MOST
from processing_app.store import wallets
from tests.processing_app.standin import Centre
from tests.wallets.barcodes.till import WallClock, fetch, open_wallets, spend


def test_a_barcode_is_18_digits_of_no_other_network(centre: Centre, barcodes: Barcodes) -> None:
    pairs = [fetch(barcodes, one) for one in open_wallets(centre, 100)]

    assert len({code for pair in pairs for code in pair}) == 200
    for pair in pairs:
        for code in pair:
            assert (len(code), luhn.sound(code), digits.network_of(code)) == (18, True, None)
            assert not 10 <= int(code[:2]) <= 15
            assert not 25 <= int(code[:2]) <= 30


def test_the_first_is_good_for_a_minute_and_the_second_for_the_next(centre: Centre, barcodes: Barcodes) -> None:
    (ivan,) = open_wallets(centre)

    pair = barcodes.fetch(ivan, codes.AskBarcodes())

    assert (pair.now.valid_until - pair.now.valid_from).total_seconds() == 60
    assert pair.later.valid_from == pair.now.valid_until
    assert (pair.later.valid_until - pair.later.valid_from).total_seconds() == 60


AGES = [(0, "good", "barcode_early"), (59.9, "good", "barcode_early"), (60, "barcode_expired", "good"),
        (119.9, "barcode_expired", "good"), (120, "barcode_expired", "barcode_expired"),
        (400, "barcode_expired", "barcode_expired")]  # fmt: skip


@pytest.mark.parametrize(("age", "first", "second"), AGES)
def test_each_is_good_in_its_own_minute_only(
    age: float, first: str, second: str, centre: Centre, barcodes: Barcodes, clock: WallClock
) -> None:
    (ivan,) = open_wallets(centre)
    now, later = fetch(barcodes, ivan)

    clock.advance(age)

    said = [spend(centre, barcodes, code) for code in (now, later)]
    assert said == [ivan.id if word == "good" else word for word in (first, second)]


def test_long_after_it_is_forgotten(centre: Centre, barcodes: Barcodes, clock: WallClock) -> None:
    (ivan,) = open_wallets(centre)
    now, later = fetch(barcodes, ivan)

    clock.advance(3_600)
    barcodes.turn()

    assert [spend(centre, barcodes, code) for code in (now, later)] == ["barcode_unknown", "barcode_unknown"]
    assert not barcodes._live._known
    assert not barcodes._live._of


def test_it_is_used_once_and_that_is_known_after_its_time_too(
    centre: Centre, barcodes: Barcodes, clock: WallClock
) -> None:
    (ivan,) = open_wallets(centre)
    now, _ = fetch(barcodes, ivan)
    assert spend(centre, barcodes, now) == ivan.id
    assert spend(centre, barcodes, now, shop=4) == "barcode_used"

    clock.advance(3_600)

    assert spend(centre, barcodes, now) == "barcode_used"


def test_what_a_unit_of_work_has_used_is_good_again_when_that_fails(centre: Centre, barcodes: Barcodes) -> None:
    (ivan,) = open_wallets(centre)
    now, _ = fetch(barcodes, ivan)

    def poor(db: object) -> None:
        barcodes.spend(db, now, "p", 3, 1)  # type: ignore[arg-type]
        raise Rejected("not_enough_in_wallet")

    with pytest.raises(Rejected, match="not_enough_in_wallet"):
        centre.database.write(poor)

    assert spend(centre, barcodes, now) == ivan.id


def test_fetching_again_ends_the_former_pair_but_for_a_till_that_has_just_scanned_it(
    centre: Centre, barcodes: Barcodes, clock: WallClock
) -> None:
    (ivan,) = open_wallets(centre)
    first, first_later = fetch(barcodes, ivan)
    clock.advance(10)
    second, _ = fetch(barcodes, ivan)
    clock.advance(4)
    assert spend(centre, barcodes, first) == ivan.id
    assert spend(centre, barcodes, first_later) == "barcode_expired"

    fetch(barcodes, ivan)
    clock.advance(5)

    assert spend(centre, barcodes, second) == "barcode_expired"
    clock.advance(50)
    assert spend(centre, barcodes, first_later) == "barcode_expired"


def test_nothing_lives_longer_because_the_next_was_fetched(
    centre: Centre, barcodes: Barcodes, clock: WallClock
) -> None:
    (ivan,) = open_wallets(centre)
    now, _ = fetch(barcodes, ivan)
    clock.advance(59)
    fetch(barcodes, ivan)

    clock.advance(1)

    assert spend(centre, barcodes, now) == "barcode_expired"


def test_whoever_fetches_without_end_is_remembered_no_more_for_it(centre: Centre, barcodes: Barcodes) -> None:
    (ivan,) = open_wallets(centre)

    latest = [fetch(barcodes, ivan)[0] for _ in range(50)][-1]

    assert len(barcodes._live._known) == MOST
    assert spend(centre, barcodes, latest) == ivan.id


@pytest.mark.parametrize("back", [-1, -59, -3_600, -86_400 * 365])
def test_a_clock_set_back_makes_none_live_longer(
    back: int, centre: Centre, barcodes: Barcodes, clock: WallClock
) -> None:
    (ivan,) = open_wallets(centre)
    now, later = fetch(barcodes, ivan)
    clock.advance(30)

    clock.set_by(back)

    clock.advance(30)
    assert spend(centre, barcodes, now) == "barcode_expired"
    clock.advance(60)
    assert spend(centre, barcodes, later) == "barcode_expired"


@pytest.mark.parametrize("forward", [60, 90, 120, 86_400])
def test_a_clock_set_forward_ends_some_early_and_begins_none(
    forward: int, centre: Centre, barcodes: Barcodes, clock: WallClock
) -> None:
    (ivan,) = open_wallets(centre)
    now, later = fetch(barcodes, ivan)

    clock.set_by(forward)

    assert spend(centre, barcodes, now) == "barcode_expired"
    assert spend(centre, barcodes, later) == ("barcode_early" if forward < 120 else "barcode_expired")


def test_a_clock_set_forward_and_back_leaves_a_used_one_used(
    centre: Centre, barcodes: Barcodes, clock: WallClock
) -> None:
    (ivan,) = open_wallets(centre)
    now, _ = fetch(barcodes, ivan)
    assert spend(centre, barcodes, now) == ivan.id

    for set_by in (86_400, -86_400 * 2, 86_400):
        clock.set_by(set_by)
        assert spend(centre, barcodes, now) == "barcode_used"


def test_a_computer_that_slept_wakes_to_dead_barcodes(centre: Centre, barcodes: Barcodes, clock: WallClock) -> None:
    (ivan,) = open_wallets(centre)
    now, later = fetch(barcodes, ivan)

    clock.sleep_through(600)

    assert [spend(centre, barcodes, code) for code in (now, later)] == ["barcode_expired"] * 2


def test_no_barcode_outlives_the_centres_start_and_a_used_one_stays_used(tmp_path: Path, clock: WallClock) -> None:
    with Centre(tmp_path, clock) as before:
        (ivan,) = open_wallets(before)
        used, unused = fetch(before.service.wallets.barcodes, ivan)
        assert spend(before, before.service.wallets.barcodes, used) == ivan.id

    clock.set_by(-3_600)
    with Centre(tmp_path, clock) as again:
        barcodes = again.service.wallets.barcodes
        assert [spend(again, barcodes, code) for code in (used, unused)] == ["barcode_used", "barcode_unknown"]
        assert spend(again, barcodes, fetch(barcodes, ivan)[0]) == ivan.id


def test_barcodes_of_another_centre_and_of_other_networks_are_unknown(
    centre: Centre, barcodes: Barcodes, tmp_path: Path
) -> None:
    with Centre(tmp_path / "other") as others:
        (olga,) = open_wallets(others)
        foreign = fetch(others.service.wallets.barcodes, olga)[0]
    mistyped = foreign[:-1] + str((int(foreign[-1]) + 1) % 10)

    for code in (foreign, mistyped, "134" + foreign[3:], "", "0", "7" * 18, "٧" * 18, foreign + "0", foreign[:17]):
        assert spend(centre, barcodes, code) == "barcode_unknown"


def test_a_blocked_wallet_is_given_none(centre: Centre, barcodes: Barcodes) -> None:
    (ivan,) = open_wallets(centre)
    row = centre.database.read(lambda db: wallets.wallet(db, ivan.id))
    assert row is not None
    centre.database.write(lambda db: wallets.change(db, row, blocked="проверка"))

    with pytest.raises(Rejected, match="wallet_blocked"):
        fetch(barcodes, ivan)
