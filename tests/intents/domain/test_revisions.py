"""Every write of the domain is a revision; what a revision says, it says for ever."""

import msgspec
import pytest

from common.errors import Broken, ContractFault, Rejected
from common.principal import Principal
from processing_app.core.domain import Owner, PosObject, Shop, Terms
from processing_app.service.asks.domain import (
    AddTrainingShop,
    AskDomainDifference,
    AskDomainRevisions,
    EditPos,
    PosId,
)
from processing_app.store import domain_pos
from tests.intents.domain.desk import INN, Desk

ROSE = Owner("owner", "Ромашка", INN, "general")


def test_a_new_centre_has_an_empty_domain(desk: Desk) -> None:
    assert (desk.revision(), desk.shown().objects) == (0, [])
    with pytest.raises(ContractFault, match="not_found"):
        desk.pos("TEST")


def test_each_act_is_one_revision_with_its_who_when_and_why(desk: Desk) -> None:
    desk.commit(ROSE, reason="a contract was signed")
    desk.clock.advance(60)
    impersonator = Principal("operator", "boris", on_behalf_of="operator:anna")
    desk.write(desk.shops.add_training_shop, AddTrainingShop(), impersonator)

    newest, first = desk.read(desk.domain.domain_revisions, AskDomainRevisions()).revisions

    assert (first.revision, first.who, first.reason, first.changes) == (1, "operator:anna", "a contract was signed", 1)
    assert (newest.revision, newest.who, newest.on_behalf_of) == (2, "operator:boris", "operator:anna")
    assert (newest.at - first.at).total_seconds() == 60
    assert newest.changes == 6


def test_a_commit_over_an_unseen_revision_is_refused_with_the_one_in_force(desk: Desk) -> None:
    desk.commit(ROSE)
    seen = desk.revision()
    desk.commit(Shop("shop", "owner", "Кружки"))

    with pytest.raises(Broken, match="changeset_conflict") as refused:
        desk.commit(msgspec.structs.replace(ROSE, name="Роза"), base=seen)

    assert refused.value.detail == str(desk.revision()) == "2"
    assert desk.shown().objects == [ROSE, Shop("shop", "owner", "Кружки")]


def test_any_revision_can_be_read(desk: Desk) -> None:
    desk.commit(ROSE)
    desk.commit(msgspec.structs.replace(ROSE, name="Роза"))

    assert [one.name for revision in (1, 2, 0) for one in desk.shown(revision).objects] == ["Ромашка", "Роза", "Роза"]
    with pytest.raises(Rejected, match="0–2"):
        desk.shown(3)


def test_what_differs_is_told_field_by_field_in_words(desk: Desk) -> None:
    before = desk.opened_shop()
    desk.write(desk.shops.edit_pos, EditPos(id="cups", name="Лавка", minimum=12_345, methods=["card", "kiosk"]))

    difference = desk.read(desk.domain.domain_difference, AskDomainDifference(since=before))

    told = {
        (one.kind, f.field): (f.words.ru, f.before.ru, f.after.ru) for one in difference.objects for f in one.fields
    }
    assert told == {
        ("pos", "name"): ("Название", "Сайт", "Лавка"),
        ("terms", "minimum"): ("Сумма от", "0,01 ₽", "123,45 ₽"),
        ("terms", "methods"): (
            "Способы оплаты", "карта, QR-код или ссылка банка, наличные в терминале", "карта, наличные в терминале",
        ),
    }  # fmt: skip
    assert not any(one.added for one in difference.objects)


def test_what_was_changed_and_changed_back_does_not_differ(desk: Desk) -> None:
    before = desk.opened_shop()
    desk.write(desk.shops.close_pos, PosId(id="cups"))
    closed = desk.revision()
    desk.write(desk.shops.open_pos, PosId(id="cups"))

    assert desk.read(desk.domain.domain_difference, AskDomainDifference(since=before)).objects == []
    (pos,) = desk.read(desk.domain.domain_difference, AskDomainDifference(since=before, until=closed)).objects
    assert [(f.before.en, f.after.en) for f in pos.fields] == [("yes", "no")]


def test_everything_differs_from_the_beginning(desk: Desk) -> None:
    desk.write(desk.shops.add_training_shop, AddTrainingShop())

    objects = desk.read(desk.domain.domain_difference, AskDomainDifference(since=0)).objects

    assert [one.kind for one in objects] == ["bank", "owner", "payee", "pos", "shop", "terms"]
    assert all(one.added and all(f.words.ru and f.words.en for f in one.fields) for one in objects)
    (flows,) = [f for one in objects for f in one.fields if f.field == "flows"]
    assert flows.after.ru == "Комиссия центра: точка продаж → комиссия центра: 3 % от суммы"


def test_a_commit_that_changes_nothing_is_no_revision(desk: Desk) -> None:
    desk.commit(ROSE)

    assert desk.commit(ROSE).revision == 1
    assert desk.write(desk.shops.add_training_shop, AddTrainingShop()).revision == 2
    assert desk.write(desk.shops.add_training_shop, AddTrainingShop()).revision == 2


def test_a_pos_is_read_as_it_is_and_as_it_was(desk: Desk) -> None:
    before = desk.opened_shop()
    desk.write(desk.shops.edit_pos, EditPos(id="cups", maximum=500_000, origins=["https://shop.example"]))

    now, was = desk.pos(), desk.pos(revision=before)

    assert (now.maximum, now.origins, now.revision) == (500_000, ("https://shop.example",), before + 1)
    assert (was.maximum, was.origins, was.revision) == (10_000_000, (), before)
    assert (now.shop_id, now.owner_id, now.payee_id, now.bank) == ("shop", "owner", "payee", "simulated")


def test_a_pos_is_closed_with_its_shop_and_with_its_owner(desk: Desk) -> None:
    desk.opened_shop()
    shop = Shop("shop", "owner", "Кружки")

    assert desk.pos().active
    desk.commit(msgspec.structs.replace(shop, active=False))
    assert not desk.pos().active
    desk.commit(shop, msgspec.structs.replace(ROSE, active=False))
    assert not desk.pos().active


def test_a_pos_is_remembered_and_a_revision_that_was_taken_back_is_not(desk: Desk) -> None:
    before = desk.opened_shop()

    class Stopped(Exception):
        pass

    def failing(db: object) -> None:
        done = desk.shops.close_pos(db, Principal("operator", "anna"), PosId(id="cups"))  # type: ignore[arg-type]
        assert done.revision == before + 1
        assert not desk.domain.pos(db, "cups").active  # type: ignore[arg-type]
        raise Stopped

    with pytest.raises(Stopped):
        desk.database.write(failing)
    desk.write(desk.shops.edit_pos, EditPos(id="cups", name="Лавка"))

    assert desk.revision() == before + 1
    assert (desk.pos().active, desk.pos().name) == (True, "Лавка")
    assert desk.pos() is desk.pos()


def test_a_snapshot_of_before_a_revision_leaves_nothing_wrong_behind(desk: Desk) -> None:
    before = desk.opened_shop()

    def stale(db: object) -> object:
        desk.domain.revision(db)  # type: ignore[arg-type]
        desk.write(desk.shops.close_pos, PosId(id="cups"))
        return desk.domain.pos(db, "cups", before + 1)  # type: ignore[arg-type]

    desk.database.read(stale)

    assert not desk.pos().active


def test_no_more_is_remembered_than_there_is_room_for(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(domain_pos, "REMEMBERED", 2)
    first = desk.opened_shop()
    for name in ("Один", "Два", "Три"):
        desk.write(desk.shops.edit_pos, EditPos(id="cups", name=name))

    names = [desk.pos(revision=revision).name for revision in range(first, first + 4)]

    assert names == ["Сайт", "Один", "Два", "Три"]
    assert len(desk.database.memory[domain_pos.MEMORY]) <= 2


def test_an_edit_leaves_terms_that_others_share_alone(desk: Desk) -> None:
    desk.opened_shop()
    desk.commit(PosObject("mugs", "shop", "payee", "cups", "Кружки"))
    desk.write(desk.shops.edit_pos, EditPos(id="mugs", maximum=77_700))

    assert (desk.pos("cups").maximum, desk.pos("mugs").maximum) == (10_000_000, 77_700)
    desk.write(desk.shops.edit_pos, EditPos(id="mugs", maximum=88_800))
    assert sum(isinstance(one, Terms) for one in desk.shown().objects) == 2
