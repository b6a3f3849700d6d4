"""Cards become tokens for one intent, and cards again for an adapter as long as their session lives."""

import base64
import json

import pytest

from common.clock import moment
from common.errors import Broken, ContractFault, Rejected
from common.principal import Principal
from common.protocol.endpoint import Nothing
from common.protocol.shop.parts import BankCard
from processing_app.vault.sessions import SECONDS
from tests.intents.vault.stand import (
    ADDRESS,
    CODE,
    INTENT,
    NUMBER,
    OPERATOR,
    PAYER,
    START_MS,
    Stand,
    asked,
    numbers,
    payer,
    standing,
)


def test_a_card_becomes_tokens_that_say_what_may_be_said(stand: Stand) -> None:
    told = stand.tokenise("5169 1471 2958 4558")

    said = json.loads(base64.b64decode(told.payment_tool_token))
    shown = BankCard(card_number_mask="516914******4558", first6="516914", last4="4558", payment_system="mastercard")
    assert told.payment_tool_details == shown
    assert told.valid_until == moment(START_MS + SECONDS * 1000)
    assert (said["bin"], said["masked_pan"], said["payment_system"]) == ("516914", "4558", "mastercard")
    assert (said["intent"], said["is_cvv_empty"]) == (INTENT, "false")
    assert (told.client_info.fingerprint, told.client_info.ip) == ("123", ADDRESS)
    assert "5169147129584558" not in str(told)


def test_an_adapter_gets_the_card_until_the_session_ends(stand: Stand) -> None:
    told = stand.tokenise(holder="IVAN IVANOV")
    one = stand.admitted(told)

    cards = [stand.vault.card(one.resource, one.session) for _ in range(2)]

    for card in cards:
        assert (card.number, card.month, card.year, card.cvv, card.holder) == (NUMBER, 12, 2033, CODE, "IVAN IVANOV")
    stand.vault.forget(one.session)
    assert [card.cvv for card in cards] == ["\0\0\0", "\0\0\0"]
    assert one.shown.first6 + one.shown.last4 + one.shown.system == "4242424242visa"
    assert (one.client.fingerprint, one.client.ip) == ("123", ADDRESS)
    with pytest.raises(Rejected, match="invalid_payment_session"):
        stand.vault.card(one.resource, one.session)


def test_tokens_are_good_for_the_intent_they_were_made_for_only(stand: Stand) -> None:
    told = stand.tokenise()

    with pytest.raises(Rejected, match="invalid_payment_tool_token"):
        stand.admitted(told, "2another")


def test_a_session_of_another_card_is_no_session(stand: Stand) -> None:
    mine, other = stand.tokenise(), stand.tokenise("5555555555554444")

    one = stand.vault.admitted(mine.payment_tool_token, other.payment_session, INTENT)

    with pytest.raises(Rejected, match="invalid_payment_session"):
        stand.vault.demand_unused(one.resource, one.session)
    with pytest.raises(Rejected, match="invalid_payment_session"):
        stand.vault.card(one.resource, one.session)


@pytest.mark.parametrize("name", ["bin", "masked_pan", "payment_system", "intent", "token", "mac", "is_cvv_empty"])
def test_a_token_that_was_changed_anywhere_is_none(stand: Stand, name: str) -> None:
    told = stand.tokenise()
    said = json.loads(base64.b64decode(told.payment_tool_token))
    intent = "2another" if name == "intent" else INTENT

    said[name] = intent if name == "intent" else said[name][:-1] + "x"
    forged = base64.b64encode(json.dumps(said, separators=(",", ":")).encode()).decode()

    with pytest.raises(Rejected, match="invalid_payment_tool_token"):
        stand.vault.admitted(forged, told.payment_session, intent)


@pytest.mark.parametrize("garbage", ["", "a", "====", "e30=", "bnVsbA==", "W10=", "я", "x" * 5000, "\x00"])
def test_garbage_is_no_token_and_no_session(stand: Stand, garbage: str) -> None:
    told = stand.tokenise()

    with pytest.raises(Rejected, match="invalid_payment_tool_token"):
        stand.vault.admitted(garbage, told.payment_session, INTENT)
    with pytest.raises(Rejected, match="invalid_payment_session"):
        stand.vault.admitted(told.payment_tool_token, garbage, INTENT)


def test_a_token_written_another_way_is_another_token(stand: Stand) -> None:
    told = stand.tokenise()

    for other in (told.payment_tool_token + "\n", " " + told.payment_tool_token, told.payment_tool_token + "="):
        with pytest.raises(Rejected, match="invalid_payment_tool_token"):
            stand.vault.admitted(other, told.payment_session, INTENT)


def test_row_77_a_session_that_a_payment_has_used_begins_no_other(stand: Stand) -> None:
    told = stand.tokenise()
    stand.card(told)

    with pytest.raises(Rejected, match="invalid_payment_session"):
        stand.admitted(told)


def test_a_session_that_was_not_used_yet_may_be_asked_about_again(stand: Stand) -> None:
    told = stand.tokenise()

    assert stand.admitted(told) == stand.admitted(told)


def test_a_session_ends_by_its_time_and_is_wiped_at_the_next_turn(stand: Stand) -> None:
    told = stand.tokenise()
    one = stand.admitted(told)

    stand.clock.sleep(SECONDS)

    with pytest.raises(Rejected, match="invalid_payment_session"):
        stand.vault.card(one.resource, one.session)
    assert len(stand.vault.sessions) == 1
    stand.upkeep.turn()
    assert len(stand.vault.sessions) == 0


def test_a_restart_ends_every_session_and_keeps_what_was_shown(stand: Stand) -> None:
    told = stand.tokenise()
    one = stand.admitted(told)
    stand.vault.close()

    again = Stand(stand.folder.parents[1], stand.clock)

    with pytest.raises(Rejected, match="invalid_payment_session"):
        again.vault.card(one.resource, one.session)
    with pytest.raises(Rejected, match="invalid_payment_session"):
        again.admitted(told)
    assert again.vault.shown(one.resource, one.session) == (told.payment_tool_token, told.payment_session)
    again.close()


def test_what_was_shown_is_shown_again_to_whoever_knows_the_digests(stand: Stand) -> None:
    told = stand.tokenise()
    one = stand.admitted(told)

    assert stand.vault.shown(one.resource, one.session) == (told.payment_tool_token, told.payment_session)
    assert stand.vault.shown(one.resource, "another") == (told.payment_tool_token, "")
    assert stand.vault.shown("another", one.session) == ("", "")


@pytest.mark.parametrize("kind", ["shop", "account", "operator", "agent"])
def test_row_25_only_a_payers_token_of_an_intent_may_bring_a_card(stand: Stand, kind: str) -> None:
    with pytest.raises(ContractFault, match="client_token_required"):
        stand.vault.tokenise(Principal(kind, INTENT, scopes=PAYER.scopes), asked())

    assert stand.desk.vault_status(OPERATOR, Nothing()).tokens == 0


@pytest.mark.parametrize("scope", ["", "payment_methods:read", "payment_methods", "payment_methods:*"])
def test_a_payers_token_without_the_scope_may_not(stand: Stand, scope: str) -> None:
    with pytest.raises(ContractFault, match="forbidden"):
        stand.vault.tokenise(payer(INTENT)._replace(scopes=frozenset({scope})), asked())


def test_no_name_of_a_thing_in_the_vault_shows_a_secret(stand: Stand) -> None:
    told = stand.tokenise()
    one = stand.admitted(told)
    card = stand.vault.card(one.resource, one.session)

    shown = repr([card, stand.vault.sessions, stand.vault.sessions._living])

    assert NUMBER not in shown
    assert CODE not in shown.replace(one.session, "")


def test_a_damaged_row_is_a_persons_matter_and_names_no_secret(stand: Stand) -> None:
    one = stand.admitted(stand.tokenise())
    stand.vault.database.write(lambda db: db.raw.execute("UPDATE cards SET sealed = zeroblob(40)"))

    with pytest.raises(Broken, match="card_unreadable") as refused:
        stand.vault.card(one.resource, one.session)

    assert refused.value.detail == one.resource


def test_a_damaged_row_harms_no_other_card_and_calls_a_person(stand: Stand) -> None:
    called: list[tuple[str, ...]] = []
    stand.log.alarmed = lambda *said: called.append(said)
    bad, good = (stand.admitted(stand.tokenise(number)) for number in numbers(2))
    stand.vault.database.write(
        lambda db: db.raw.execute("UPDATE cards SET sealed = zeroblob(40) WHERE resource = ?", (bad.resource,))
    )

    found = stand.vault.cards([(one.resource, one.session) for one in (bad, good)])

    assert [card.number if card else None for card in found] == [None, numbers(2)[1]]
    assert called == [(f"vault:{bad.resource}", "card_unreadable", bad.resource)]


def test_another_home_makes_other_tokens_and_refuses_ours(stand: Stand) -> None:
    told = stand.tokenise()

    with standing(stand.folder.parents[1] / "elsewhere") as other, pytest.raises(Rejected, match="tool_token"):
        other.admitted(told)
