"""Contracts are signed by cards, edited, deleted and taken back; their passwords are in the secrets only."""

import errno
from typing import Any

import pytest

from common.errors import OplataError, Rejected, Unavailable
from common.protocol.card import CardKind, Posting
from consumer_app import messages
from tests.consumer_app.world import CALL, OPERATOR, World, a_card


def edit(world: World, **changes: Any) -> messages.ContractShown:
    return world.service.edit_contract(OPERATOR, messages.EditContract(contract="1", **changes))


def one(contract: str = "1") -> messages.OneContract:
    return messages.OneContract(contract=contract)


def test_a_signed_contract_is_there_after_a_restart(world: World) -> None:
    signed = world.sign()
    world.reopen()

    assert world.contracts() == messages.Contracts(contracts=[signed])
    assert (signed.id, signed.number, signed.news) == ("1", "9161234567", "waiting")


def test_the_password_is_in_the_secrets_and_in_no_other_file(world: World) -> None:
    world.sign()
    world.database.close()
    world.log.lines.flush()

    secret = a_card().password.encode()
    holders = {path.name for path in world.folder.rglob("*") if path.is_file() and secret in path.read_bytes()}

    assert holders <= {"contract-1.secret"}
    assert world.secrets.login_of("contract-1") == (a_card().login, a_card().password)
    world.reopen()


def test_the_same_card_twice_already_exists(world: World) -> None:
    world.sign()

    with pytest.raises(Rejected, match="already_exists"):
        world.sign()

    assert len(world.contracts().contracts) == 1
    assert world.sign(a_card("9160000000")).id == "2"


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": CardKind.AGENT},
        {"version": 2},
        {"dialect": "osmp"},
        {"url": "ftp://127.0.0.1"},
        {"url": "http://login:password@127.0.0.1:8101"},
        {"url": "http://"},
        {"number": ""},
        {"password": ""},
        {"services": [CALL, CALL]},
        {"posting": Posting(path="use")},
        {"posting": Posting(template={"number": "{number}"})},
        {"posting": Posting(template={"id": "{use_id}", "x": "{unknown}"})},
    ],
    ids=str,
)
def test_a_card_by_which_nobody_could_work_is_refused_and_nothing_is_kept(world: World, wrong: dict[str, Any]) -> None:
    with pytest.raises(OplataError) as refusal:
        world.sign(a_card(**wrong))

    assert refusal.value.code in ("wrong_card", "wrong_value")
    assert not world.file.path.exists()
    assert world.secrets.login_of("contract-1") is None


def test_an_edit_changes_what_is_given_and_leaves_the_rest(world: World) -> None:
    world.sign()

    edited = edit(world, url="http://127.0.0.1:9999/", password="another password")

    assert (edited.url, edited.login, edited.number) == ("http://127.0.0.1:9999", a_card().login, a_card().number)
    assert world.secrets.login_of("contract-1") == (a_card().login, "another password")
    world.use()
    assert world.provider.logins[-1] == ("http://127.0.0.1:9999", a_card().login, "another password")


def test_a_new_card_of_the_same_contract_replaces_it(world: World) -> None:
    world.sign()

    edited = edit(world, card=a_card(password="issued anew", services=[CALL]))

    assert (edited.id, edited.services) == ("1", [CALL])
    assert world.secrets.login_of("contract-1") == (a_card().login, "issued anew")


def test_the_balance_of_another_number_is_not_shown_as_this_ones(world: World) -> None:
    world.sign()
    world.service.balance(OPERATOR, one())

    after = edit(world, number="9160000000")

    assert (after.balance, after.subscriber, after.tariff) == (None, "", None)


def test_an_answer_about_the_number_before_an_edit_is_not_kept(world: World) -> None:
    world.sign()

    def edited() -> None:
        edit(world, number="9160000000")

    world.provider.after = edited

    world.service.balance(OPERATOR, one())

    (after,) = world.contracts().contracts
    assert (after.number, after.balance, after.subscriber) == ("9160000000", None, "")


def test_an_edit_that_the_disk_refused_leaves_the_old_password(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.sign()

    def full(*_: Any) -> None:
        raise Unavailable("storage_full", "contracts.json")

    monkeypatch.setattr(world.file, "change", full)
    with pytest.raises(Unavailable):
        edit(world, password="another")

    assert world.secrets.login_of("contract-1") == (a_card().login, a_card().password)


def test_an_edit_on_a_full_disk_is_refused_in_words_and_changes_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever edits a title writes no secret, so there is none to take back."""
    world.sign()
    before = world.contracts()

    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("consumer_app.store.kept_file.write_whole", full)
    monkeypatch.setattr("common.secrets.write_whole", full)
    with pytest.raises(Unavailable, match="storage_full"):
        edit(world, title="Мама")
    with pytest.raises(Unavailable, match="storage_full"):
        edit(world, password="another")

    assert world.contracts() == before


def test_an_edit_into_another_contract_is_refused(world: World) -> None:
    world.sign()
    world.sign(a_card("9160000000"))

    with pytest.raises(Rejected, match="already_exists"):
        edit(world, card=a_card("9160000000"))

    assert [contract.number for contract in world.contracts().contracts] == ["9161234567", "9160000000"]


def test_a_deleted_contract_can_be_taken_back_with_its_password(world: World) -> None:
    world.sign()

    world.service.delete_contract(OPERATOR, one())
    assert world.contracts().contracts == []
    assert [contract.deleted for contract in world.contracts(deleted=True).contracts] == [True]
    with pytest.raises(Rejected, match="unknown_contract"):
        world.use()

    world.reopen()
    world.service.undo_delete_contract(OPERATOR, one("9161234567"))
    assert world.use().cost == CALL.price


def test_a_contract_signed_anew_after_its_deletion_is_not_doubled_by_taking_the_old_one_back(world: World) -> None:
    world.sign()
    world.service.delete_contract(OPERATOR, one())
    assert world.sign().id == "2"

    with pytest.raises(Rejected, match="already_exists"):
        world.service.undo_delete_contract(OPERATOR, one())


def test_an_id_is_never_given_twice_even_when_the_file_was_lost(world: World) -> None:
    world.sign()
    world.file.path.write_text("spoilt", encoding="utf-8")
    world.reopen()

    lost = world.contracts()
    assert lost.trouble is not None
    assert (lost.trouble.code, lost.contracts) == ("file_lost", [])
    assert world.sign().id == "2"
    assert world.contracts().trouble is None


def test_a_damaged_file_is_told_of_in_both_languages(world: World) -> None:
    world.sign()
    world.sign(a_card("9160000000"))
    world.file.path.write_bytes(world.file.path.read_bytes()[:-20])
    world.reopen()

    answer = world.contracts()

    assert answer.trouble is not None
    assert answer.trouble.code == "file_damaged"
    assert "contracts.json" in answer.trouble.words.ru
    assert "contracts.json" in answer.trouble.words.en
    assert [contract.number for contract in answer.contracts] == ["9161234567"]
    assert (answer.trouble.file, answer.trouble.contracts) == ("contracts.json", 1)
    assert answer.trouble.copy_at is not None


def test_a_number_of_two_providers_must_be_named_by_its_contract(world: World) -> None:
    world.sign()
    world.sign(a_card(issuer="another provider"))

    with pytest.raises(Rejected, match="unknown_contract"):
        world.service.balance(OPERATOR, one("9161234567"))
    assert world.service.balance(OPERATOR, one("2")).balance == world.provider.balance
