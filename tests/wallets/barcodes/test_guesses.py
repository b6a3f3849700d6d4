"""Nobody finds a barcode by trying: there are too many, and a provider that tries is stopped."""

import pytest

from common import ids
from common.database import Connection
from common.errors import Rejected
from common.pay_codes import digits
from processing_app.service.wallets.barcodes import HOUR_MS, WRONG_CODES, Barcodes
from tests.processing_app.standin import Centre
from tests.wallets.barcodes.till import SHOP, WallClock, fetch, open_wallets, spend

SEED = 7
ALIVE = 500
IN_A_UNIT = 1_000


def guessed(number: int) -> str:
    """A sound barcode with these 15 digits."""
    return digits.whole(f"{number:015d}")


def hits(centre: Centre, barcodes: Barcodes, tries: int) -> int:
    """How many of so many guesses are somebody's barcode; by whoever nobody stops."""
    chance = ids.chance(SEED)

    def several(db: Connection) -> int:
        return sum(_is_hit(db, barcodes, guessed(chance.randrange(10**15))) for _ in range(IN_A_UNIT))

    return sum(centre.database.write(several) for _ in range(tries // IN_A_UNIT))


def _is_hit(db: Connection, barcodes: Barcodes, code: str) -> bool:
    try:
        barcodes.use(db, code, "guess", SHOP, 1)
    except Rejected as no:
        return no.code != "barcode_unknown"
    return True


@pytest.mark.timeout(300)
def test_none_of_a_million_guesses_is_a_barcode_that_lives(centre: Centre, barcodes: Barcodes) -> None:
    alive = [fetch(barcodes, who)[0] for who in open_wallets(centre, ALIVE)]

    assert hits(centre, barcodes, 1_000_000) == 0

    assert spend(centre, barcodes, alive[0]) != "barcode_unknown"


def test_a_provider_that_guesses_is_stopped_for_an_hour_and_no_other_is(
    centre: Centre, barcodes: Barcodes, clock: WallClock
) -> None:
    (ivan,) = open_wallets(centre)
    wrong = [guessed(number) for number in range(WRONG_CODES)]
    assert {spend(centre, barcodes, code) for code in wrong} == {"barcode_unknown"}

    right, _ = fetch(barcodes, ivan)
    assert spend(centre, barcodes, right) == "too_many_guesses"
    assert spend(centre, barcodes, right, shop=SHOP + 1) == ivan.id

    clock.advance(HOUR_MS / 1000)
    right, _ = fetch(barcodes, ivan)
    assert spend(centre, barcodes, right) == ivan.id


def test_slips_of_a_finger_and_barcodes_that_lived_are_no_guesses(
    centre: Centre, barcodes: Barcodes, clock: WallClock
) -> None:
    (ivan,) = open_wallets(centre)
    used, late = fetch(barcodes, ivan)
    spend(centre, barcodes, used)
    clock.advance(121)

    for _ in range(WRONG_CODES):
        assert spend(centre, barcodes, used) == "barcode_used"
        assert spend(centre, barcodes, late) == "barcode_expired"
        assert spend(centre, barcodes, guessed(1)[:-1] + "x") == "barcode_unknown"

    assert spend(centre, barcodes, fetch(barcodes, ivan)[0]) == ivan.id
