"""The operator opens wallets, finds them, bounds and blocks them, and gives their holders new passwords."""

from typing import Any

import pytest

from common.errors import Rejected
from common.protocol import processing
from common.protocol.card import CardKind
from common.protocol.endpoint import Nothing
from processing_app.core import wallet_number
from processing_app.service.asks import wallets as asks
from processing_app.service.asks.providers import ProviderId
from tests.wallets.centre import Holder, Town


def found(town: Town, text: str = "", **more: Any) -> list[str]:
    """The numbers of the wallets on a page."""
    page = town.look(town.parts.accounts.wallets, asks.FindWallets(text=text, **more))
    return [row.number for row in page.wallets]


def row(town: Town, number: str) -> asks.WalletRow:
    told: asks.WalletTold = town.look(town.parts.accounts.wallet, asks.WalletNumber(number=number))
    return told.wallet


def test_an_opened_wallet_is_told_once_as_a_card_and_has_nothing_in_it(town: Town) -> None:
    card = town.do(town.parts.accounts.open_wallet, asks.OpenWallet(name=" Анна Ким ", phone="8 (912) 345-67-89"))

    assert (card.kind, card.login) == (CardKind.WALLET, f"wallet-{card.number}")
    assert card.issuer == town.instance.place.identity.uid
    assert card.url == town.instance.place.url
    assert wallet_number.sound(card.number)
    assert len(card.password) >= 22
    opened = row(town, card.number)
    assert (opened.name, opened.phone, opened.balance, opened.blocked) == ("Анна Ким", "79123456789", 0, "")


def test_wallets_stand_in_the_directory_of_kiosks_from_the_first_one_on(town: Town) -> None:
    ask = processing.AskDirectory(terminal="T1")
    before = town.look(town.service.directory.providers, ask)
    town.holder(balance=0)
    first = town.look(town.service.directory.providers, ask)
    town.holder(balance=0)
    second = town.look(town.service.directory.providers, ask)

    assert [one.provider_id for one in before.providers] == []
    (entry,) = first.providers
    assert (entry.provider_id, entry.name.ru, entry.uid) == (-1, "Кошелёк", town.instance.place.identity.uid)
    assert entry.fields[0].name == "account"
    assert second.version == first.version


def test_wallets_that_the_operator_took_out_of_the_directory_come_back(town: Town) -> None:
    ask, wallets = processing.AskDirectory(terminal="T1"), ProviderId(provider_id=-1)
    town.holder(balance=0)

    town.do(town.service.contracts.end_provider, wallets)
    assert town.look(town.service.directory.providers, ask).providers == []
    town.do(town.service.contracts.restore_provider, wallets)
    assert [one.provider_id for one in town.look(town.service.directory.providers, ask).providers] == [-1]
    town.do(town.service.contracts.end_provider, wallets)
    town.holder(balance=0)
    assert [one.provider_id for one in town.look(town.service.directory.providers, ask).providers] == [-1]


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"name": "  "}, "name"),
    ({"name": "Я" * 101}, "name"),
    ({"name": "Иван\nИванов"}, "name"),
    ({"phone": "12-34"}, "phone"),
    ({"email": "nobody"}, "email"),
    ({"per_operation": 0}, "per_operation"),
    ({"per_operation": 2_000, "per_day": 1_000}, "per_day"),
    ({"per_hour": 0}, "per_hour"),
    ({"no_confirmation": -1}, "no_confirmation"),
]


def test_what_is_wrong_with_a_wallet_is_said_before_and_at_saving(town: Town) -> None:
    for wrong, field in WRONG:
        filled: dict[str, Any] = {"name": "Иван Иванов"} | wrong
        tried = town.look(town.parts.accounts.try_wallet, asks.TryWallet(**filled))
        assert [one.field for one in tried.mistakes] == [field]
        with pytest.raises(Rejected, match="wrong_value"):
            town.do(town.parts.accounts.open_wallet, asks.OpenWallet(**filled))
    assert found(town) == []


def test_a_wallet_is_found_by_number_name_and_phone(town: Town) -> None:
    accounts = town.parts.accounts
    anna = town.do(accounts.open_wallet, asks.OpenWallet(name="Анна Ким", phone="+7 912 345-67-89")).number
    town.clock.advance(1)
    oleg = town.do(accounts.open_wallet, asks.OpenWallet(name="Олег 100% Ким", phone="79990000000")).number

    assert found(town) == [oleg, anna]
    assert found(town, anna[:6]) == [anna]
    assert found(town, "ким") == [oleg, anna]
    assert found(town, "Анна") == [anna]
    assert found(town, "8 912 345 67 89") == [anna]
    assert found(town, "100%") == [oleg]
    assert found(town, "%") == [oleg]
    assert found(town, "", offset=1) == [anna]
    town.do(accounts.block_wallet, asks.BlockWallet(number=oleg, reason="спор"))
    assert found(town, "", blocked=True) == [oleg]
    page = town.look(accounts.wallets, asks.FindWallets(limit=1))
    assert (len(page.wallets), page.found) == (1, 2)


def test_a_page_of_wallets_says_what_is_in_all_of_them(town: Town) -> None:
    town.holder(balance=30_000)
    town.holder("Анна Ким", balance=1_200)
    town.holder("Олег Ли", balance=0)

    page = town.look(town.parts.accounts.wallets, asks.FindWallets(text="Анна"))

    assert ([row.balance for row in page.wallets], page.found, page.balance) == ([1_200], 1, 31_200)


def test_an_edit_over_terms_that_changed_meanwhile_is_refused(town: Town) -> None:
    holder, accounts = town.holder(balance=0), town.parts.accounts
    seen = row(town, holder.number).edition
    edited = town.do(accounts.edit_wallet, asks.EditWallet(number=holder.number, name="Иван Петров", edition=seen))

    with pytest.raises(Rejected, match="changed_meanwhile"):
        town.do(accounts.wallet_limits, asks.WalletLimits(number=holder.number, per_hour=5, edition=seen))

    assert (edited.name, edited.phone) == ("Иван Петров", "9123456789")
    assert row(town, holder.number) == edited


def test_limits_that_are_not_given_stay(town: Town) -> None:
    holder = town.holder(balance=0)
    before = row(town, holder.number).limits
    after = town.do(
        town.parts.accounts.wallet_limits, asks.WalletLimits(number=holder.number, per_operation=5_000)
    ).limits

    assert (after.per_operation, after.per_day, after.per_hour) == (5_000, before.per_day, before.per_hour)
    assert holder.yes("POST", "/wallet", {})["limits"]["per_operation"] == 5_000


def test_nothing_leaves_a_blocked_wallet_until_it_is_unblocked(town: Town) -> None:
    holder, friend = town.holder(), town.holder("Анна Ким")
    town.block(holder, "жалоба")

    refused = holder.send(friend, 100)
    town.run()
    assert refused.code == "wallet_blocked"
    assert (town.balance(holder), town.balance(friend)) == (100_000, 100_000)
    assert holder.yes("POST", "/wallet", {})["blocked"] is True

    town.do(town.parts.accounts.unblock_wallet, asks.WalletNumber(number=holder.number))
    assert holder.send(friend, 100).status == 200
    town.run()
    assert (town.balance(holder), town.balance(friend)) == (99_900, 100_100)


def test_with_a_new_password_the_old_one_and_every_token_end_at_once(town: Town) -> None:
    holder = town.holder(balance=0)
    token = Holder(town.port, holder.card, town.clock.now_ms)
    issued = town.program.platform.tokens.issue("wallet", f"wallet:{holder.number}", 3_600, [])
    token.authorization = f"Bearer {issued.token}"
    assert token.ask("POST", "/wallet", {}).status == 200

    card = town.do(town.parts.accounts.reissue_wallet_password, asks.WalletNumber(number=holder.number))

    assert (card.login, card.number) == (holder.card.login, holder.number)
    assert holder.ask("POST", "/wallet", {}).status == 401
    assert token.ask("POST", "/wallet", {}).status == 401
    assert Holder(town.port, card, town.clock.now_ms).ask("POST", "/wallet", {}).status == 200


def test_the_operator_sees_what_a_wallet_did_lately_without_the_word_that_confirms_it(town: Town) -> None:
    holder, friend, seller = town.holder(no_confirmation=0), town.holder("Анна Ким"), town.provider()
    holder.send(friend, 30_000)
    seller.charge(holder.barcode(), 500)
    town.run()

    told = town.look(town.parts.accounts.wallet, asks.WalletNumber(number=holder.number))

    assert (told.wallet.balance, told.spent_today, told.waiting) == (70_000, 30_500, 1)
    assert [(one.way, one.state, one.amount) for one in told.payments] == [
        ("barcode", "waiting_for_payer", 500), ("send", "done", 30_000),
    ]  # fmt: skip
    assert [one.shown for one in told.payments] == ["", ""]


def test_every_operation_on_a_wallet_that_is_not_there_says_so(town: Town) -> None:
    accounts, nobody = town.parts.accounts, asks.WalletNumber(number="100000000008")
    with pytest.raises(Rejected, match="unknown_wallet"):
        town.look(accounts.wallet, nobody)
    for function in (accounts.unblock_wallet, accounts.reissue_wallet_password):
        with pytest.raises(Rejected, match="unknown_wallet"):
            town.do(function, nobody)


def test_a_provider_of_the_directory_is_let_accept_once(town: Town) -> None:
    desk = town.parts.acceptances
    seller = town.provider("megafon")

    assert (seller.card.kind, seller.card.login) == (CardKind.ACCEPTANCE, f"acceptance-{seller.number}")
    with pytest.raises(Rejected, match="already_exists"):
        town.do(desk.open_acceptance, asks.AcceptanceId(provider_id=int(seller.number)))
    town.holder(balance=0)  # the centre itself is in the directory now
    for stranger in (-1, 0, 77):
        with pytest.raises(Rejected, match="unknown_contract"):
            town.do(desk.open_acceptance, asks.AcceptanceId(provider_id=stranger))
    (only,) = town.look(desk.acceptances, Nothing()).acceptances
    assert (only.name, only.active, only.balance) == ("megafon", True, 0)


def test_a_provider_whose_acceptance_ended_charges_nobody_until_it_is_restored(town: Town) -> None:
    holder, seller, desk = town.holder(), town.provider(), town.parts.acceptances
    which = asks.AcceptanceId(provider_id=int(seller.number))

    town.do(desk.end_acceptance, which)
    refused = seller.charge(holder.barcode(), 500)
    assert refused.code == "provider_closed"
    assert seller.yes("POST", "/acceptance", {})["active"] is False

    town.do(desk.restore_acceptance, which)
    assert seller.charge(holder.barcode(), 500).status == 200
    town.run()
    assert town.balance(seller) == 500
    assert seller.yes("POST", "/acceptance", {})["balance"] == 500


def test_a_providers_old_password_ends_with_the_new_one(town: Town) -> None:
    seller = town.provider()
    which = asks.AcceptanceId(provider_id=int(seller.number))
    card = town.do(town.parts.acceptances.reissue_acceptance_password, which)

    assert seller.ask("POST", "/acceptance", {}).status == 401
    assert Holder(town.port, card, town.clock.now_ms).ask("POST", "/acceptance", {}).status == 200
