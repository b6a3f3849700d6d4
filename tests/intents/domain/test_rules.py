"""What the domain refuses to write, and why, in words about the field."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from common.errors import ContractFault, Rejected
from processing_app.core.domain import Bank, Owner, Payee, PosObject, Shop, Terms
from processing_app.core.flows import Fixed, Flow, MaxOf, MinOf, Role, Share, SumOf
from processing_app.service.asks.domain import AddOwner, AddPos, EditPos, PosId
from tests.intents.domain.desk import ACCOUNT, BIC, INN, Desk

OWNER = Owner("owner", "Ромашка", INN, "general")
TERMS = Terms("cups", "Условия")
POS = PosObject("cups", "shop", "payee", "cups", "Сайт")
PAYEE = Payee("payee", "owner", "Ромашка", ACCOUNT, BIC)


def fee(volume: Any, source: Role = Role.POS, destination: Role = Role.COMMISSION) -> Flow:
    return Flow(source, destination, volume)


def deep(levels: int) -> Any:
    return SumOf((deep(levels - 1),)) if levels else Fixed(1)


def changed(thing: Any, **fields: Any) -> Any:
    return msgspec.structs.replace(thing, **fields)


WRONG = {
    "a name is needed": (changed(OWNER, name=" "), "name"),
    "a name is one line": (changed(OWNER, name="Ро\nза"), "name"),
    "an id is short": (changed(OWNER, id="a" * 41), "id"),
    "an id is Latin": (changed(OWNER, id="влад"), "id"),
    "an id is no account": (changed(OWNER, id="a:b"), "id"),
    "an id leads nowhere": (changed(OWNER, id="a/b"), "id"),
    "a taxpayer's number proves itself": (changed(OWNER, inn="7707083894"), "inn"),
    "a taxpayer's number is of ASCII digits": (changed(OWNER, inn="٧٧٠٧٠٨٣٨٩٣"), "inn"),
    "a tax system is known": (changed(OWNER, tax_system="none"), "tax_system"),
    "a shop has an owner": (Shop("shop", "nobody", "Кружки"), "owner_id"),
    "a payee has an owner": (changed(PAYEE, owner_id="nobody"), "owner_id"),
    "a BIC has nine digits": (changed(PAYEE, bic="44525000"), "bic"),
    "an account proves itself": (changed(PAYEE, account="40702810900000000002"), "account"),
    "an adapter is known": (Bank("other", "Банк", "magic"), "adapter"),
    "a POS has a shop": (changed(POS, id="new", shop_id="nobody"), "shop_id"),
    "a POS stays with its shop": (changed(POS, shop_id="other"), "shop_id"),
    "a POS has a payee": (changed(POS, payee_id="nobody"), "payee_id"),
    "a POS has terms": (changed(POS, terms_id="none"), "terms_id"),
    "pages are private": (changed(POS, origins=("http://shop.example",)), "origins.0"),
    "an origin has no path": (changed(POS, origins=("https://shop.example/",)), "origins.0"),
    "an origin has no usual port": (changed(POS, origins=("https://shop.example:443",)), "origins.0"),
    "an origin is as a browser says it": (changed(POS, origins=("https://Shop.example",)), "origins.0"),
    "an origin is no pattern": (changed(POS, origins=("https://*.shop.example",)), "origins.0"),
    "an origin is not null": (changed(POS, origins=("null",)), "origins.0"),
    "an origin has no login": (changed(POS, origins=("https://a@shop.example",)), "origins.0"),
    "an origin is said once": (changed(POS, origins=("https://a.example", "https://a.example")), "origins"),
    "origins are few": (changed(POS, origins=tuple(f"https://a{n}.example" for n in range(21))), "origins"),
    "payers come back privately": (changed(POS, return_urls=("http://shop.example/back",)), "return_urls.0"),
    "payers run no script": (changed(POS, return_urls=("javascript:alert(1)",)), "return_urls.0"),
    "a return has no fragment": (changed(POS, return_urls=("https://shop.example/#a",)), "return_urls.0"),
    "a return is whole": (changed(POS, return_urls=("//shop.example/",)), "return_urls.0"),
    "something can be paid with": (changed(TERMS, methods=()), "methods"),
    "methods are known": (changed(TERMS, methods=("cheque",)), "methods"),
    "systems are known": (changed(TERMS, systems=("diners",)), "systems"),
    "a bank is there": (changed(TERMS, bank="none"), "bank"),
    "roubles": (changed(TERMS, currency="USD"), "currency"),
    "a sum is above zero": (changed(TERMS, minimum=0), "minimum"),
    "limits stand in order": (changed(TERMS, minimum=200, maximum=100), "minimum"),
    "a payment lives a minute": (changed(TERMS, lifetime_seconds=59), "lifetime_seconds"),
    "a payment lives twenty minutes": (changed(TERMS, lifetime_seconds=1201), "lifetime_seconds"),
    "a hold ends": (changed(TERMS, hold_seconds=31 * 86_400), "hold_seconds"),
    "a levy is not negative": (changed(TERMS, levy=-1), "levy"),
    "a fixed fee is not negative": (changed(TERMS, flows=(fee(Fixed(-1)),)), "flows.0"),
    "a share is not negative": (changed(TERMS, flows=(fee(Share(-1, 100)),)), "flows.0"),
    "a share has parts": (changed(TERMS, flows=(fee(Share(1, 0)),)), "flows.0"),
    "a fee is not nothing": (changed(TERMS, flows=(fee(Share(0, 100)),)), "flows.0"),
    "a fixed fee is not nothing": (changed(TERMS, flows=(fee(Fixed(0)),)), "flows.0"),
    "a choice has parts": (changed(TERMS, flows=(fee(MinOf(())),)), "flows.0"),
    "money goes elsewhere": (changed(TERMS, flows=(fee(Fixed(1), Role.POS, Role.POS),)), "flows.0"),
    "a hold is no formula's": (changed(TERMS, flows=(fee(Fixed(1), Role.HOLD),)), "flows.0"),
    "a formula is no maze": (changed(TERMS, flows=(fee(deep(9)),)), "flows.0"),
    "formulas are few": (changed(TERMS, flows=tuple(fee(Share(1, 1000)) for _ in range(17))), "flows"),
    "a share is no more than all": (changed(TERMS, flows=(fee(Share(101, 100)),)), "flows"),
    "shares together are no more than all": (changed(TERMS, flows=(fee(Share(2, 3)), fee(Share(2, 3)))), "flows"),
    "a least fee fits the least sum": (changed(TERMS, minimum=99, flows=(fee(Fixed(100)),)), "flows"),
    "a bank gets what the centre has got": (
        changed(TERMS, flows=(fee(Share(1, 100)), fee(Share(2, 100), Role.COMMISSION, Role.BANK))), "flows",
    ),
}  # fmt: skip
RIGHT = {
    "a person's number": changed(OWNER, inn="500100732259"),
    "pages of this computer": changed(POS, origins=("http://127.0.0.1:8201", "http://localhost:8201")),
    "pages of a shop": changed(POS, origins=("https://shop.example", "https://shop.example:8443")),
    "returns with a query": changed(POS, return_urls=("https://shop.example/back?order={}", "http://127.0.0.1:1/")),
    "no fee at all": changed(TERMS, flows=()),
    "a percent with a least fee": changed(
        TERMS, minimum=3000, flows=(fee(MaxOf((Share(3, 100), Fixed(3000)))),)
    ),
    "a fee that ends": changed(TERMS, flows=(fee(MinOf((Share(3, 100), Fixed(50_000)))),)),
    "the centre shares with its bank": changed(
        TERMS, minimum=100, flows=(fee(Share(3, 100)), fee(Share(1, 2, "surplus"), Role.COMMISSION, Role.BANK))
    ),
    "a bank that pays the centre": changed(TERMS, flows=(fee(Fixed(100), Role.BANK),)),
    "everything that is left": changed(TERMS, flows=(fee(Share(1, 1, "surplus")),)),
}  # fmt: skip


@pytest.fixture(scope="module")
def stable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A domain with a shop, of which nothing that is refused here may change anything."""
    with Desk(tmp_path_factory.mktemp("stable")) as opened:
        opened.opened_shop()
        yield opened


@pytest.mark.parametrize("rule", WRONG)
def test_what_cannot_be_is_refused_with_its_field_in_both_languages(stable: Desk, rule: str) -> None:
    before = stable.revision()
    thing, field = WRONG[rule]

    with pytest.raises(Rejected, match="wrong_value") as refused:
        stable.commit(thing)

    assert refused.value.detail.startswith(f"changes.0.{field}:"), refused.value.detail
    assert refused.value.heard.en.startswith("Nothing was saved. ")  # type: ignore[attr-defined]
    assert stable.revision() == before


@pytest.mark.parametrize("case", RIGHT)
def test_what_can_be_is_written(desk: Desk, case: str) -> None:
    before = desk.opened_shop()

    desk.commit(RIGHT[case])

    assert desk.revision() == before + 1
    assert RIGHT[case] in desk.shown().objects


def test_all_mistakes_are_told_at_once(desk: Desk) -> None:
    with pytest.raises(Rejected) as refused:
        desk.commit(changed(OWNER, inn="1", tax_system="x"), changed(OWNER, id="b", name=""))

    fields = [one.partition(":")[0] for one in refused.value.detail.split("; ")]
    assert fields == ["changes.0.inn", "changes.0.tax_system", "changes.1.name"]


def test_an_object_is_written_once_and_for_a_reason(desk: Desk) -> None:
    with pytest.raises(Rejected, match=r"changes.1.id"):
        desk.commit(OWNER, changed(OWNER, name="Роза"))
    with pytest.raises(Rejected, match="reason_required"):
        desk.commit(OWNER, reason="  ")
    with pytest.raises(Rejected, match="changes > 100"):
        desk.commit(*[changed(OWNER, id=f"o{n}") for n in range(101)])
    assert desk.revision() == 0


def test_objects_of_one_commit_may_name_each_other(desk: Desk) -> None:
    desk.commit(Shop("shop", "owner", "Кружки"), OWNER)

    assert desk.revision() == 1


def test_an_id_that_is_taken_is_not_written_over(desk: Desk) -> None:
    desk.opened_shop()

    with pytest.raises(Rejected, match="already_exists"):
        desk.write(desk.shops.add_owner, AddOwner(id="owner", name="Другая", inn=INN))
    with pytest.raises(Rejected, match="already_exists"):
        desk.write(desk.shops.add_pos, AddPos(id="cups", name="Другая", shop_id="shop", payee_id="payee"))
    with pytest.raises(ContractFault, match="not_found"):
        desk.write(desk.shops.edit_pos, EditPos(id="nothing", name="Другая"))
    with pytest.raises(ContractFault, match="not_found"):
        desk.write(desk.shops.close_pos, PosId(id="nothing"))


def test_an_object_without_an_id_gets_one(desk: Desk) -> None:
    made = [desk.write(desk.shops.add_owner, AddOwner(name="Ромашка", inn=INN)).id for _ in range(2)]

    assert len(set(made)) == 2
    assert [len(one) for one in made] == [11, 11]
