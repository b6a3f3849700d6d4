"""What nobody needs any more goes, and of what went nothing is left in the files."""

import pytest

from common.database import Connection
from common.errors import Broken, Rejected
from processing_app.vault import asks, store
from processing_app.vault.upkeep import CLEAN_SECONDS, NUMBER_KEPT_MS, UNUSED_MS
from tests.intents.vault.stand import NUMBER, OPERATOR, Stand
from tests.intents.vault.test_keys import rows, turned


def in_files(stand: Stand, secret: bytes) -> list[str]:
    """Which of the database's files hold these bytes."""
    return [path.name for path in sorted(stand.folder.glob("vault.db*")) if secret in path.read_bytes()]


def test_a_token_that_nobody_has_used_goes_after_a_day(stand: Stand) -> None:
    one = stand.admitted(stand.tokenise())
    (row,) = rows(stand)
    assert in_files(stand, row["sealed"])

    stand.clock.sleep(UNUSED_MS / 1000 + 1)
    stand.upkeep.turn()

    assert stand.vault.shown(one.resource, one.session) == ("", "")
    assert in_files(stand, row["sealed"]) == []


def test_a_used_cards_number_goes_in_time_and_its_tokens_are_still_shown(stand: Stand) -> None:
    told = stand.tokenise()
    one = stand.admitted(told)
    stand.vault.card(one.resource, one.session)
    (row,) = rows(stand)

    stand.clock.sleep(NUMBER_KEPT_MS / 1000 + 1)
    stand.upkeep.turn()

    (left,) = rows(stand)
    assert left["fingerprint"] is None
    assert len(left["sealed"]) < len(row["sealed"])
    assert stand.vault.shown(one.resource, one.session) == (told.payment_tool_token, told.payment_session)
    assert in_files(stand, row["sealed"]) == in_files(stand, row["fingerprint"]) == []


def test_what_an_old_key_has_sealed_is_in_no_file_after_the_change(stand: Stand) -> None:
    stand.tokenise()
    (row,) = rows(stand)
    stand.vault.keyring.rotate()

    turned(stand)

    assert in_files(stand, row["sealed"]) == []


def test_a_log_that_somebody_reads_is_emptied_when_he_is_gone(stand: Stand) -> None:
    stand.tokenise()
    (row,) = rows(stand)
    stand.vault.keyring.rotate()

    def reading(db: Connection) -> None:
        assert store.cards_by_key(db) == {1: 1}
        turned(stand)
        assert in_files(stand, row["sealed"])

    stand.vault.database.read(reading)
    stand.clock.sleep(CLEAN_SECONDS)
    stand.upkeep.turn()

    assert in_files(stand, row["sealed"]) == []


def test_erased_cards_are_sealed_by_a_new_key_too(stand: Stand) -> None:
    told = stand.tokenise()
    one = stand.card(told)
    assert one.number == NUMBER
    stand.clock.sleep(NUMBER_KEPT_MS / 1000 + 1)
    stand.upkeep.turn()
    stand.vault.keyring.rotate()

    turned(stand)

    (left,) = rows(stand)
    assert (left["key_id"], left["fingerprint"]) == (2, None)


def test_a_person_finds_a_card_by_what_may_be_shown_and_erases_it(stand: Stand) -> None:
    told = [stand.tokenise(intent=f"intent{place}") for place in range(2)]
    one = stand.admitted(told[0], "intent0")
    stand.vault.keyring.rotate()
    stand.tokenise(intent="intent2")

    listed = stand.desk.erase_card(OPERATOR, asks.EraseCard(first6="424242", last4="4242"))
    wrong = stand.desk.erase_card(OPERATOR, asks.EraseCard(first6="424242", last4="4242", fingerprint="00"))
    (found,) = listed.found
    erased = stand.desk.erase_card(
        OPERATOR, asks.EraseCard(first6="424242", last4="4242", fingerprint=found.fingerprint)
    )

    assert (found.tokens, found.system, listed.erased, wrong.erased) == (3, "visa", 0, 0)
    assert (erased.erased, erased.found) == (3, [])
    with pytest.raises(Rejected, match="invalid_payment_session"):
        stand.vault.card(one.resource, one.session)
    assert NUMBER not in str(listed)


def test_a_row_that_does_not_open_stops_the_change_and_is_not_passed_over(stand: Stand) -> None:
    stand.tokenise()
    stand.vault.keyring.rotate()
    stand.vault.database.write(lambda db: db.raw.execute("UPDATE cards SET sealed = zeroblob(9)"))

    with pytest.raises(Broken, match="card_unreadable"):
        stand.upkeep.seal_again()

    assert stand.vault.database.read(store.cards_by_key) == {1: 1}
