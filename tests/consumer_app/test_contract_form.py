"""A contract typed by hand says all its mistakes at once, and is as good as one by a card."""

from typing import Any

import msgspec
import pytest

from common.errors import Rejected
from common.protocol.card import BodyKind, Posting
from consumer_app import messages
from consumer_app.core import UseState
from tests.consumer_app.world import CALL, OPERATOR, World, a_card

TYPED = messages.WriteContract(
    provider="МегаФон",
    number="9161234567",
    url="http://127.0.0.1:8101/",
    login="subscriber-9161234567",
    password="a password of many letters",
    title="Мама",
)


def write(world: World, **changed: Any) -> messages.ContractShown:
    return world.service.write_contract(OPERATOR, msgspec.structs.replace(TYPED, **changed))


def mistaken(world: World, **changed: Any) -> dict[str, str]:
    """The mistaken fields and their Russian words."""
    values = msgspec.structs.asdict(TYPED) | changed
    ask = messages.TryContract(**values)
    found = world.database.read(lambda db: world.service.try_contract(db, OPERATOR, ask))
    return {one.field: one.words.ru for one in found.mistakes}


def test_a_contract_written_by_hand_is_used_like_any_other(world: World) -> None:
    written = write(world, posting=Posting(path="/use.php", body=BodyKind.FORM))

    assert (written.title, written.name.ru, written.issuer) == ("Мама", "МегаФон", "")
    assert written.url == "http://127.0.0.1:8101"
    use = world.service.use(OPERATOR, messages.Use(contract="1", service="call"))
    assert use.state is UseState.DONE
    assert world.provider.received[0].path == "/use.php"
    assert world.provider.logins[-1] == ("http://127.0.0.1:8101", TYPED.login, TYPED.password)


def test_its_services_are_known_once_the_provider_was_asked(world: World) -> None:
    assert write(world).services == []

    world.service.balance(OPERATOR, messages.OneContract(contract="1"))

    (contract,) = world.contracts().contracts
    assert [one.code for one in contract.services] == ["call", "web"]
    assert (contract.subscriber, contract.blocked) == ("Иванов И*** И.", False)
    assert contract.tariff is not None


def test_nothing_is_wrong_with_a_form_filled_in_well(world: World) -> None:
    assert mistaken(world) == {}
    assert world.contracts().contracts == []


def test_all_mistakes_are_told_at_once(world: World) -> None:
    bad = Posting(path="use", template={"n": "{number}"})
    wrong = {
        "provider": " ", "number": "", "url": "127.0.0.1", "login": "a:b", "password": "", "posting": bad,
        "title": "x" * 500,
    }  # fmt: skip

    assert list(mistaken(world, **wrong)) == [
        "provider", "number", "url", "path", "template", "login", "password", "title",
    ]  # fmt: skip
    with pytest.raises(Rejected) as refusal:
        write(world, **wrong)
    assert refusal.value.code == "wrong_value"
    assert all(words in str(refusal.value.heard) for words in mistaken(world, **wrong).values())
    assert not world.file.path.exists()


@pytest.mark.parametrize(
    "url",
    ["", "ftp://a", "http://", "http://[::1", "http://a:99999", "http://a:0", "http://a b", "http://login@a",
     "http://a/?q=1", "http://a/#b", "http://10.1.2.3:8101"],
)  # fmt: skip
def test_an_address_that_nobody_could_call_is_refused(world: World, url: str) -> None:
    assert list(mistaken(world, url=url)) == ["url"]


def test_an_edit_needs_no_password_but_a_new_contract_does(world: World) -> None:
    write(world)

    assert mistaken(world, contract="1", password="") == {}
    assert list(mistaken(world, number="9160000000", password="")) == ["password"]


def test_the_same_contract_twice_is_told_beside_its_number(world: World) -> None:
    write(world)

    assert "Мама" in mistaken(world)["number"]
    with pytest.raises(Rejected):
        write(world)
    assert write(world, url="http://127.0.0.1:8111").id == "2"


def test_a_card_for_what_was_written_by_hand_exists_already_and_may_replace_it(world: World) -> None:
    write(world)

    with pytest.raises(Rejected, match="already_exists"):
        world.sign(a_card())
    edited = world.service.edit_contract(OPERATOR, messages.EditContract(contract="1", card=a_card()))

    assert (edited.id, edited.issuer, edited.title) == ("1", "provider-uid", "Мама")
    assert edited.services[0] == CALL


def edit(world: World, **changes: Any) -> messages.ContractShown:
    return world.service.edit_contract(OPERATOR, messages.EditContract(contract="1", **changes))


def password(world: World) -> str:
    kept = world.secrets.login_of("contract-1")
    assert kept is not None
    return kept[1]


def back_to(world: World, before: messages.ContractShown) -> messages.ContractShown:
    """As a window takes an edit back: it knows all of the contract but its password."""
    return edit(
        world, title=before.title, url=before.url, number=before.number, name=before.name, posting=before.posting,
        password_of=before.edited_at,
    )  # fmt: skip


def test_an_edit_is_taken_back_by_who_does_not_know_the_password(world: World) -> None:
    before = world.sign()
    after = edit(world, title="Мама", url="http://127.0.0.1:1", number="9160000000", password="mistyped")
    assert (after.title, after.number) == ("Мама", "9160000000")

    again = back_to(world, before)

    assert msgspec.structs.replace(again, edited_at=before.edited_at) == before
    assert password(world) == a_card().password


def test_edits_are_taken_back_one_after_another_and_done_again(world: World) -> None:
    edits: list[dict[str, Any]] = [{"password": "second"}, {"title": "Мама"}, {"password": "third"}]
    versions = [world.sign(), *(edit(world, **changes) for changes in edits)]

    seen = []
    for version in [*versions[-2::-1], *versions[1:]]:
        back_to(world, version)
        seen.append(password(world))

    first = a_card().password
    assert seen == ["second", "second", first, "second", "second", "third"]


def test_signing_is_taken_back_and_done_again_in_the_same_place(world: World) -> None:
    world.sign()
    world.sign(a_card("9160000000"))
    one = messages.OneContract(contract="1")

    world.service.delete_contract(OPERATOR, one)
    world.service.undo_delete_contract(OPERATOR, one)

    assert [contract.id for contract in world.contracts().contracts] == ["1", "2"]
