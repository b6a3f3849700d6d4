"""How often a wallet may fetch barcodes: a window's pace is never met, whoever asks without end is told to wait."""

import json
from collections import Counter
from pathlib import Path

import pytest

from common.errors import Unavailable
from common.principal import Principal
from common.protocol.wallets import codes
from processing_app.service.wallets.barcodes import FETCHES, FULL, Barcodes
from processing_app.service.wallets.live_barcodes import LIFE_MS
from tests.processing_app.standin import Centre
from tests.wallets.barcodes.test_pools import waiting
from tests.wallets.barcodes.till import WallClock, fetch, open_wallets, spend
from tests.wallets.centre import Town

SECOND = 1.001
"""A clock in milliseconds may say a little less than what has passed."""


def fetched(barcodes: Barcodes, who: Principal, times: int) -> int:
    """How many of so many questions at once are answered."""
    return Counter(_said(barcodes, who) for _ in range(times))[""]


def _said(barcodes: Barcodes, who: Principal) -> str:
    """The word of the refusal; empty for a yes."""
    try:
        fetch(barcodes, who)
    except Unavailable as no:
        return no.code
    return ""


def test_one_who_fetches_without_end_gets_a_minutes_worth_and_then_one_a_second(
    barcodes: Barcodes, centre: Centre, clock: WallClock
) -> None:
    ivan, olga = open_wallets(centre, 2)
    assert fetched(barcodes, ivan, 2 * FETCHES) == FETCHES

    clock.advance(SECOND)
    assert fetched(barcodes, ivan, 5) == 1

    assert spend(centre, barcodes, fetch(barcodes, olga)[0]) == olga.id
    clock.advance(LIFE_MS / 1000)
    assert fetched(barcodes, ivan, 2 * FETCHES) == FETCHES


def test_what_was_refused_takes_nothing_from_the_pool_and_ends_no_barcode(barcodes: Barcodes, centre: Centre) -> None:
    (ivan,) = open_wallets(centre)
    assert fetched(barcodes, ivan, FETCHES - 1) == FETCHES - 1
    shown, _ = fetch(barcodes, ivan)
    barcodes.turn()
    filled = waiting(centre, ivan)
    assert len(filled) == FULL

    with pytest.raises(Unavailable, match="too_many_requests"):
        fetch(barcodes, ivan)
    barcodes.turn()

    assert waiting(centre, ivan) == filled
    assert spend(centre, barcodes, shown) == ivan.id


def test_a_clock_that_is_set_back_or_forward_gives_nobody_more(
    barcodes: Barcodes, centre: Centre, clock: WallClock
) -> None:
    (ivan,) = open_wallets(centre)
    assert fetched(barcodes, ivan, FETCHES) == FETCHES

    clock.set_by(3_600)
    assert fetched(barcodes, ivan, 1) == 0
    clock.set_by(-3_600)


@pytest.mark.parametrize("every_seconds", [3, LIFE_MS // 1000])
def test_a_window_never_meets_it(barcodes: Barcodes, centre: Centre, clock: WallClock, every_seconds: int) -> None:
    """A code a minute; at its worst, without an answer, a window asks every three seconds."""
    (ivan,) = open_wallets(centre)

    for _ in range(3 * FETCHES):
        fetch(barcodes, ivan)
        clock.advance(every_seconds)


def test_through_the_door_it_is_429_with_words_and_when_to_come_back(tmp_path: Path) -> None:
    with Town(tmp_path) as town:
        ivan, olga = town.holder(), town.holder()
        for _ in range(FETCHES):
            town.parts.barcodes.fetch(Principal("wallet", ivan.number, ""), codes.AskBarcodes())

        status, headers, said = ivan.heard("POST", "/barcodes", {})

        assert (status, headers["retry-after"], json.loads(said)["code"]) == (429, "1", "too_many_requests")
        assert olga.barcode()
        town.clock.advance(int(headers["retry-after"]))
        assert ivan.barcode()
