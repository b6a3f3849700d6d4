"""Attempts are counted by card, intent, address and token; those of cards and intents survive a restart."""

from pathlib import Path

import pytest

from common.errors import Rejected
from processing_app.vault import asks, limits, store
from processing_app.vault.limits import USUAL, is_own
from tests.intents.vault.stand import NUMBER, OPERATOR, Stand, numbers

MOST = 3


@pytest.fixture(autouse=True)
def bound(stand: Stand) -> None:
    """Few attempts, within an hour."""
    for kind in ("intent", "card", "address", "token"):
        stand.desk.limit_cards(OPERATOR, asks.LimitCards(kind=kind, most=MOST, seconds=3600))


def attempts(stand: Stand, same: str, count: int) -> None:
    """Tokenise again and again with one thing the same."""
    for place, number in enumerate(numbers(count)):
        stand.tokenise(
            NUMBER if same == "card" else number,
            intent="same" if same == "intent" else f"intent{place}",
            address="77.88.17.245" if same == "address" else f"10.0.0.{place}",
        )


@pytest.mark.parametrize("kind", ["card", "intent", "address"])
def test_one_attempt_too_many_is_refused_and_says_of_what(stand: Stand, kind: str) -> None:
    attempts(stand, kind, MOST)

    with pytest.raises(Rejected) as refused:
        attempts(stand, kind, 1)

    assert refused.value.code == "limit_exceeded"
    assert refused.value.detail == f"{limits.NAMES[kind].ru} / {limits.NAMES[kind].en}"
    assert len(stand.vault.sessions) == MOST


@pytest.mark.parametrize("kind", ["card", "intent", "address"])
def test_when_the_window_has_passed_there_are_new_attempts(stand: Stand, kind: str) -> None:
    attempts(stand, kind, MOST)
    stand.clock.sleep(3600 + 60)

    attempts(stand, kind, MOST)


@pytest.mark.parametrize("kind", ["card", "intent"])
def test_a_restart_gives_no_new_attempts_of_a_card_or_an_intent(stand: Stand, tmp_path: Path, kind: str) -> None:
    attempts(stand, kind, MOST)
    stand.vault.close()
    again = Stand(tmp_path, stand.clock)

    with pytest.raises(Rejected, match="limit_exceeded"):
        attempts(again, kind, 1)

    again.close()


def test_a_new_key_gives_a_card_no_new_attempts(stand: Stand) -> None:
    attempts(stand, "card", MOST)
    stand.vault.keyring.rotate()

    with pytest.raises(Rejected, match="limit_exceeded"):
        attempts(stand, "card", 1)


def test_numbers_that_are_none_are_attempts_of_their_intent(stand: Stand) -> None:
    for _ in range(MOST):
        with pytest.raises(Rejected, match="invalid_card"):
            stand.tokenise("4242424242424241")

    for number in ("4242424242424241", NUMBER):
        with pytest.raises(Rejected, match="limit_exceeded"):
            stand.tokenise(number)


def test_a_token_may_be_tried_so_often(stand: Stand) -> None:
    told = stand.tokenise()
    for _ in range(MOST):
        stand.admitted(told)

    with pytest.raises(Rejected, match="limit_exceeded"):
        stand.admitted(told)


def test_guessing_a_tokens_session_uses_up_the_token(stand: Stand) -> None:
    told = stand.tokenise()
    for _ in range(MOST):
        with pytest.raises(Rejected, match="invalid_payment_session"):
            stand.vault.admitted(told.payment_tool_token, "guess", "1UgsXGlvcGW")

    with pytest.raises(Rejected, match="limit_exceeded"):
        stand.admitted(told)


def test_who_tries_the_system_on_this_computer_shares_no_address_with_strangers(stand: Stand) -> None:
    for place, number in enumerate(numbers(MOST * 3)):
        stand.tokenise(number, intent=f"intent{place}", address="127.0.0.1")

    own = {address: is_own(address) for address in ("127.0.0.9", "::1", "", "10.0.0.1", "127.0.0.1.example", "0.0.0.0")}
    assert own == {
        "127.0.0.9": True, "::1": True, "": True, "10.0.0.1": False, "127.0.0.1.example": False, "0.0.0.0": False,
    }  # fmt: skip


def test_what_no_window_looks_back_to_is_forgotten(stand: Stand) -> None:
    attempts(stand, "card", MOST)
    count = lambda db: db.raw.execute("SELECT count(*) FROM attempts").fetchone()[0]  # noqa: E731
    assert stand.vault.database.read(count) > 0

    stand.clock.sleep(2 * 3600)
    stand.upkeep.clean()

    assert stand.vault.database.read(count) == 0


def test_a_stranger_with_many_addresses_does_not_fill_the_memory(stand: Stand) -> None:
    for place in range(limits.REMEMBERED + 10):
        stand.vault.limits.count(limits.ADDRESS, f"10.{place >> 16}.{place >> 8 & 255}.{place & 255}")

    assert len(stand.vault.limits._counted) == limits.REMEMBERED


def test_bounds_that_were_set_outlive_a_restart_and_the_others_are_usual(stand: Stand, tmp_path: Path) -> None:
    stand.vault.database.write(lambda db: db.run(store._UNLIMIT, kind="token"))
    stand.vault.close()
    again = Stand(tmp_path, stand.clock)

    assert again.vault.limits.bounds["card"] == (MOST, 3600)
    assert again.vault.limits.bounds["token"] == USUAL["token"]
    again.close()
