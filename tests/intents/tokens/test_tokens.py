"""Tokens let in whom they were issued to, until they end, are revoked, or their key is no more."""

import stat
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from common.errors import Broken, ContractFault, Rejected
from common.principal import Principal
from processing_app.service.asks import access as asks
from processing_app.service.tokens import KEPT, OF_INTENT
from tests.intents.tokens.mint import DAY, HOUR, MINUTE, SHOP_ID, Mint


def shop_key(mint: Mint, days: int = 365) -> Any:
    return mint.do("issue_shop_key", asks.IssueShopKey(shop_id=SHOP_ID, name="касса", days=days))


def test_a_shop_s_key_is_told_once_and_lets_its_shop_in(mint: Mint) -> None:
    issued = shop_key(mint)

    assert mint.who(issued.key) == Principal("shop", SHOP_ID)
    listed = mint.do("shop_keys", asks.AskShopKeys()).keys
    assert [(row.key_id, row.name, row.who, row.revoked) for row in listed] == [
        (issued.key_id, "касса", "operator:operator", None)
    ]
    assert issued.key not in repr(listed)


def test_a_shop_may_have_several_keys_and_the_revoked_one_ends(mint: Mint) -> None:
    first, second = shop_key(mint), shop_key(mint)
    assert mint.who(first.key)

    mint.do("revoke_shop_key", asks.RevokeShopKey(key_id=first.key_id))

    assert mint.refusal(first.key) == "wrong_token revoked"
    assert mint.who(second.key) == Principal("shop", SHOP_ID)
    rows = mint.do("shop_keys", asks.AskShopKeys(shop_id=SHOP_ID)).keys
    assert {row.key_id: row.revoked is not None for row in rows} == {first.key_id: True, second.key_id: False}


def test_a_key_is_issued_to_no_shop_that_is_not_there(mint: Mint) -> None:
    with pytest.raises(Rejected, match="unknown_shop"):
        mint.do("issue_shop_key", asks.IssueShopKey(shop_id="S-2"))
    with pytest.raises(Rejected, match="unknown_token"):
        mint.do("revoke_shop_key", asks.RevokeShopKey(key_id="nobody"))


def test_a_shop_s_key_that_the_database_does_not_know_is_none(mint: Mint) -> None:
    """Whoever has the signing key and not the database makes no shop's key."""
    forged = mint.forge.signed(mint.forge.claims(typ="shop", sub=f"shop:{SHOP_ID}"))

    assert mint.refusal(forged) == "wrong_token revoked"


def test_a_payer_s_token_lives_three_days_and_does_four_things(mint: Mint) -> None:
    token = mint.tokens.for_intent("i1")

    who = mint.who(token)
    assert (who.kind, who.id) == ("intent", "i1")
    assert who.scopes == {scope.format("i1") for scope in OF_INTENT}
    mint.clock.move(3 * DAY - HOUR)
    assert mint.who(token) == who
    mint.clock.move(HOUR + MINUTE)
    assert mint.refusal(token) == "wrong_token exp"


def test_tokens_of_an_intent_end_at_once_and_new_ones_are_good(mint: Mint) -> None:
    old, other = mint.tokens.for_intent("i1"), mint.tokens.for_intent("i2")
    assert mint.who(old)

    mint.do("revoke_tokens", asks.RevokeTokensOf(intent_id="i1"))

    assert mint.refusal(old) == "wrong_token revoked"
    assert mint.who(other).id == "i2"
    assert mint.who(mint.tokens.for_intent("i1")).id == "i1"


@pytest.mark.parametrize("named", [{}, {"intent_id": "i1", "token_id": "j"}])
def test_exactly_one_is_named_to_be_revoked(mint: Mint, named: dict[str, str]) -> None:
    with pytest.raises(Broken, match="wrong_json"):
        mint.do("revoke_tokens", asks.RevokeTokensOf(**named))


def test_all_tokens_of_a_shop_end_its_keys_too(mint: Mint) -> None:
    key = shop_key(mint).key
    borrowed = mint.do("impersonate", asks.Impersonate(shop_id=SHOP_ID, reason="поддержка")).token
    assert mint.who(key)
    assert mint.who(borrowed)

    mint.do("revoke_tokens", asks.RevokeTokensOf(shop_id=SHOP_ID))

    assert (mint.refusal(key), mint.refusal(borrowed)) == ("wrong_token revoked",) * 2
    assert mint.who(shop_key(mint).key)
    assert sorted(row.revoked is None for row in mint.do("shop_keys", asks.AskShopKeys()).keys) == [False, True]


def test_what_was_revoked_is_revoked_after_a_restart(mint: Mint) -> None:
    one, kept = mint.tokens.for_intent("i1"), mint.tokens.for_intent("i2")
    account = mint.tokens.for_account("P-1", DAY)
    key = shop_key(mint)
    mint.do("revoke_tokens", asks.RevokeTokensOf(intent_id="i1"))
    mint.do("revoke_tokens", asks.RevokeTokensOf(token_id=account.claims.jti))
    mint.do("revoke_shop_key", asks.RevokeShopKey(key_id=key.key_id))

    again = mint.reopened()

    assert [again.refusal(token) for token in (one, account.token, key.key)] == ["wrong_token revoked"] * 3
    assert again.who(kept).id == "i2"
    again.close()


def test_an_operator_acts_for_a_shop_and_both_are_named(mint: Mint) -> None:
    issued = mint.do("impersonate", asks.Impersonate(shop_id=SHOP_ID, reason="спор 17", minutes=5))

    who = mint.who(issued.token)
    assert (who.kind, who.id, who.on_behalf_of) == ("operator", "operator", f"shop:{SHOP_ID}")
    assert who.acts_as == ("shop", SHOP_ID)
    (row,) = mint.do("impersonations", asks.AskImpersonations()).impersonations
    assert (row.who, row.on_behalf_of, row.reason) == ("operator:operator", f"shop:{SHOP_ID}", "спор 17")
    mint.clock.move(5 * MINUTE + 31)
    assert mint.refusal(issued.token) == "wrong_token exp"


def test_nobody_acts_for_a_shop_through_somebody_else(mint: Mint) -> None:
    borrowed = Principal("operator", "operator", "", frozenset(), f"shop:{SHOP_ID}")

    with pytest.raises(ContractFault, match="forbidden"):
        mint.do("impersonate", asks.Impersonate(shop_id=SHOP_ID, reason="x"), borrowed)


def test_what_the_former_key_signed_is_good_until_it_ends_by_itself(mint: Mint) -> None:
    key, payer = shop_key(mint), mint.tokens.for_intent("i1")

    rotated = mint.do("rotate_token_key", asks.RotateTokenKey())

    assert mint.forge.key()[0] == rotated.key
    assert rotated.former_until == key.until
    assert mint.who(key.key)
    assert mint.who(payer)
    assert mint.who(mint.tokens.for_intent("i1"))
    again = mint.reopened()
    assert again.who(key.key)
    again.clock.move(366 * DAY)
    last = again.reopened()
    assert last.refusal(payer) == "wrong_token kid"
    last.close()


def test_a_key_that_was_stolen_ends_at_once_and_is_destroyed(mint: Mint) -> None:
    key = shop_key(mint)
    assert mint.who(key.key)
    former = mint.forge.key()[0]

    mint.do("rotate_token_key", asks.RotateTokenKey(at_once=True))

    assert mint.refusal(key.key) == "wrong_token kid"
    assert mint.secrets.login_of(KEPT.format(former)) is None
    assert mint.who(shop_key(mint).key)


def test_a_key_that_ended_meanwhile_counts_no_more_and_its_next_start_destroys_it(mint: Mint) -> None:
    payer = mint.tokens.for_intent("i1")
    former = mint.forge.key()[0]
    mint.do("rotate_token_key", asks.RotateTokenKey())
    assert mint.who(payer)

    mint.clock.move(31 * DAY)

    assert mint.secrets.login_of(KEPT.format(former)) is not None
    again = mint.reopened()
    assert again.secrets.login_of(KEPT.format(former)) is None
    again.close()


def test_no_key_is_in_the_database_and_nobody_else_reads_its_file(mint: Mint, tmp_path: Path) -> None:
    token = shop_key(mint).key
    kid, key = mint.forge.key()
    mint.close()

    everything = b"".join(file.read_bytes() for file in tmp_path.glob("mint.db*"))
    assert kid.encode() in everything
    for secret in (key, key.hex().encode(), token.encode(), token.rpartition(".")[2].encode()):
        assert secret not in everything
    modes = {stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "secrets").iterdir()}
    assert sys.platform == "win32" or modes == {0o600}


def test_a_start_without_the_key_that_signs_is_no_start(mint: Mint) -> None:
    mint.secrets.forget(KEPT.format(mint.forge.key()[0]))

    with pytest.raises(Broken, match="token_key_lost"):
        Mint(mint.folder)


def test_another_centre_s_tokens_are_none_here_though_signed_by_the_same_key(mint: Mint) -> None:
    assert mint.refusal(mint.forge.signed(mint.forge.claims(iss="oplata:0194"))) == "wrong_token signature"


def test_a_token_is_checked_within_a_tenth_of_a_millisecond_and_the_next_time_at_once(mint: Mint) -> None:
    tokens = [b"Bearer " + mint.tokens.for_intent(f"i{n}").encode() for n in range(200)]

    def quickest() -> float:
        times = []
        for header in tokens:
            began = time.perf_counter()
            mint.tokens.bearer(header)
            times.append(time.perf_counter() - began)
        return min(times)

    first, again = quickest(), quickest()
    assert first < 0.0005  # the bound allows for a busy machine
    assert again < first / 3


def test_a_clock_that_was_set_back_leaves_no_token_of_before_alive(mint: Mint) -> None:
    before = mint.tokens.for_intent("i1")
    mint.clock.move(-20)
    assert mint.refusal(before) == ""

    mint.do("revoke_tokens", asks.RevokeTokensOf(intent_id="i1"))

    assert mint.refusal(before) == "wrong_token revoked"
    after = mint.tokens.for_intent("i1")
    assert mint.refusal(after) == ""
    mint.do("revoke_tokens", asks.RevokeTokensOf(intent_id="i1"))
    assert mint.refusal(after) == "wrong_token revoked"
